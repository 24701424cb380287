"""The calculators keep their promises as code: no threshold in it, nothing heavy behind a check, one meaning a name."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import calculators
from calculators.columns import load_columns
from calculators.figures import INDICATORS
from calculators.headings.matching import match_heading
from calculators.kinds import load_form
from calculators.verdict.of_form import evidence_needed
from corpus.documents import load_library
from corpus.standards import load_standards

PACKAGE = Path(calculators.__file__).parent
# opening knows bytes and file formats, whose numbers are no requirements
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if PACKAGE / "opening" not in path.parents)
# Small whole numbers count things everywhere; these stand for nothing but a threshold.
PLAIN = {0, 1, 2, 3, 5, 6, 10, 12, 15, 20, 85, 100}
# Where the county form is judged, almost any number would be a threshold.
JUDGING = [
    "county_form/measures.py", "verdict/of_form.py", "verdict/target_rules.py", "verdict/targets.py",
    "verdict/small_schools.py",
]  # fmt: skip
HEAVY = ["torch", "chromadb", "gradio", "transformers", "sentence_transformers", "bm25s", "langchain", "langchain_core"]


def thresholds():
    return {float(one.value) for one in load_standards(load_library()).floor(2025).in_force.values()} - PLAIN


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_threshold_stands_in_the_code(source):
    limits = thresholds()
    found = [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and float(node.value) in limits
    ]
    assert not found, f"{source.name}: take the value from the standard in force instead: {found}"


@pytest.mark.parametrize("name", JUDGING)
def test_what_judges_the_county_form_holds_hardly_a_number(name):
    source = next(path for path in SOURCES if path.as_posix().endswith(name))
    numbers = {
        node.value
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }
    assert numbers <= {0, 1, 2, 100}


def test_the_guard_against_thresholds_finds_them():
    assert {4.2, 5.3, 4.5, 5.8, 96, 90, 2000, 2500, 45, 50, 0.45, 0.5} <= thresholds()


def test_a_check_loads_nothing_heavy():
    code = (
        "import sys, calculators.county, calculators.sheets.reading, calculators.figures\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_of_a_column_means_that_column_alone():
    wrong = [
        (name, match_heading((name,)).id)
        for column in load_columns().values()
        for name in column.names
        if not column.under and match_heading((name.replace("（", "(").replace("）", ")"),)).id != column.id
    ]
    assert not wrong


def test_every_indicator_uses_columns_that_exist():
    used = {
        column for one in INDICATORS for sources in one.sources.values() for source in sources for column, _ in source
    }
    assert used <= set(load_columns())


def test_the_items_that_need_evidence_are_those_that_the_floor_states_without_a_number():
    aims = {one.indicator.removesuffix(".left_behind") for one in load_standards(load_library()).floor(2025).aims}
    assert set(evidence_needed()) == aims - {"V1"}


def test_the_weights_of_the_form_agree_with_its_two_stage_ratios():
    weights = {stage: float(weight) for stage, weight in load_form().weights.items()}
    assert weights["高中"] / weights["初中"] == pytest.approx(1.2)
    assert weights["初中"] / weights["小学"] == pytest.approx(1.1)
