"""The house stays as it was drawn: one importer for each heavy library, small files, all data in the wheel."""

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpus", "calculators", "retrieval", "assistant", "ui")
SINGLE_IMPORTERS = {
    "gradio": "ui", "chromadb": "retrieval", "sentence_transformers": "retrieval", "mcp": "ui",
    "langchain_core": "assistant", "langchain_openai": "assistant", "langsmith": "assistant", "openai": "assistant",
}  # fmt: skip
LONGEST_FILE_LINES = 300
SHEETS = (
    "county_survey", "county_survey_messy", "county_strong", "county_uneven", "county_missing_column", "county_edges",
    "one_school", "county_form_II-2", "county_statistics_小学", "county_statistics_初中",
)  # fmt: skip
EXPECTED = ("county_survey", "county_strong", "county_uneven", "county_missing_column", "county_edges", "one_school")


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(("library", "package"), SINGLE_IMPORTERS.items())
def test_a_heavy_library_is_imported_in_one_module_only(library: str, package: str) -> None:
    importers = [path.relative_to(ROOT) for path, tree in modules() if library in imported(tree)]
    assert len(importers) == 1, f"{library} is imported in {importers}: let one module give the others what they need"
    assert importers[0].parts[0] == package


def test_no_file_grows_past_the_size_at_which_nobody_finds_a_rule_in_it() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path, _ in modules()}
    long = {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE_LINES}
    assert not long, f"split these by what they are about: {long}"


def test_packages_are_at_most_two_folders_deep() -> None:
    assert not [path for path, _ in modules() if len(path.relative_to(ROOT).parts) > 3]


@pytest.mark.parametrize("name", [f"sheets/{name}.xlsx" for name in SHEETS] + ["dev_questions.jsonl"])
def test_a_golden_file_is_in_place(name: str) -> None:
    assert (ROOT / "tests" / "golden" / name).stat().st_size > 0


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_golden_sheet_must_give_is_in_place(name: str) -> None:
    assert (ROOT / "tests" / "golden" / "sheets" / f"{name}.expected.json").stat().st_size > 0


def test_every_data_file_of_a_package_goes_into_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    forgotten = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
        and not any(fnmatch(str(path.relative_to(ROOT / package)), glob) for glob in settings["package-data"][package])
    ]  # fmt: skip
    assert not forgotten, f"name them under [tool.setuptools.package-data]: {forgotten}"
    listed = {Path(package.replace(".", "/")) for package in settings["packages"]}
    assert listed == {path.parent.relative_to(ROOT) for path, _ in modules()}


def test_the_readme_names_only_commands_that_exist() -> None:
    from ui.main import cli

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`junheng ([a-z]+)", readme))
    assert named and named <= set(cli.commands)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", readme)) <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_nothing_in_the_project_reads_a_folder_beside_it() -> None:
    outside = "../" + "shared"
    assert not [path for path, _ in modules() if outside in path.read_text(encoding="utf-8")]
