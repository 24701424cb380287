# Everything a newcomer needs: `make serve` and `make test`. Both make the environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860
LOG := $(VENV)/install.log
# Nothing is fetched at run time and nothing is reported anywhere.
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve test check bench eval wheel format clean

serve: $(VENV)/.installed
	@$(BIN)/junheng serve --host $(HOST) --port $(PORT)

test: check
	@$(BIN)/python -m pytest --ignore=tests/health --numprocesses=auto --maxprocesses=4 --dist=worksteal

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/health

bench: $(VENV)/.installed-dev
	@for script in tests/benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

eval: $(VENV)/.installed-dev
	@$(BIN)/junheng eval

wheel: $(VENV)/.installed-dev
	@$(BIN)/python -m build --wheel

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-artifacts

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Junheng needs Python 3.11 or later; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make the environment: apt-get install -y python3-venv"; exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing (some minutes the first time; log in $(LOG)) ..."
	@$(BIN)/pip install -c constraints.txt -e . > $(LOG) 2>&1 || { tail -n 20 $(LOG); exit 1; }
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing with the development tools (some minutes the first time; log in $(LOG)) ..."
	@$(BIN)/pip install -c constraints.txt -e '.[dev]' > $(LOG) 2>&1 || { tail -n 20 $(LOG); exit 1; }
	@touch $@ $(VENV)/.installed
