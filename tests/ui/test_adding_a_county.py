"""The guide in CONTRIBUTING.md, followed word for word: a county's document, its standards, its sheet, an answer."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from corpus.brought import brought_name
from ui.main import run

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SHEET = ROOT / "tests" / "golden" / "sheets" / "county_survey.xlsx"
FILES = dict(re.findall(r"^```(?:text|yaml) (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
COMMANDS = [shlex.split(line)[1:] for line in re.findall(r"^junheng .+$", GUIDE, re.MULTILINE)]
COUNTY, DOCUMENT, NUMBER = "德化县", "dehua-2024-900", "德政办〔2024〕900号"
STANDARDS = f"{DOCUMENT}.yaml"


@pytest.fixture(autouse=True)
def desk(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the guide and a county's sheet, and a data folder without users' files."""
    monkeypatch.setenv("JUNHENG_HOME", str(own_home))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assistant = Assistant.open(own_home)
    shelf = assistant.tools.shelf
    for id in (*(one.name for one in shelf.standards), *(one.id for one in (*shelf.damaged, *shelf.documents))):
        assistant.bookshelf.remove(id)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "survey.xlsx").write_bytes(SHEET.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def added(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The first two commands of the guide were run."""
    assert [run(command) for command in COMMANDS[:2]] == [0, 0]
    capsys.readouterr()
    return desk


def said(capsys: pytest.CaptureFixture[str], command: list[str], code: int = 0) -> Any:
    assert run(command) == code
    return json.loads(capsys.readouterr().out)


def test_the_guide_has_a_document_standards_and_four_commands() -> None:
    assert set(FILES) == {"dehua.txt", "dehua.yaml"}
    assert [command[0] for command in COMMANDS] == ["corpus", "corpus", "check", "ask"]


def test_before_it_is_followed_the_county_has_no_target(capsys: pytest.CaptureFixture[str]) -> None:
    answer = said(capsys, COMMANDS[3])
    assert NUMBER not in [one["document"] for one in answer["citations"]]


def test_a_check_shows_each_target_beside_the_floor_and_cites_the_countys_own_document(
    added: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = said(capsys, COMMANDS[2], code=1)
    cited = {one["n"]: one for one in found["citations"]}
    items = {(one["id"], one["stage"]): one for one in found["verdict"]["items"]}
    for id, stage, floor, own, quote in (
        ("R6", "小学", 2000, 3000, "3000元以上"),
        ("R6", "初中", 2500, 3500, "3500元以上"),
        ("G4", "义务教育", None, 1800, "基本不超过1800人"),
        ("G15", "义务教育", 85, 90, "不低于90%"),
    ):
        item = items[id, stage]
        (target,) = item["targets"]
        assert (item["limit"], target["limit"], target["coming"]) == (floor, own, False)
        clause = cited[target["citation"]]
        assert clause["document"] == NUMBER and quote in clause["quote"] and clause["quote"] in clause["text"]
        assert cited[item["citation"]]["document"] == "乐政办发〔2023〕39号"


def without_targets(item: dict[str, Any]) -> dict[str, Any]:
    """An item less its targets, and less the numbers of citations, which count on where there are more of them."""
    return {key: value for key, value in without_numbers(item).items() if key != "targets"}


def without_numbers(item: dict[str, Any]) -> dict[str, Any]:
    parts = [without_numbers(part) for part in item.get("parts", ())]
    return {**item, "citation": None, "parts": parts}


def test_the_verdict_on_the_floor_is_what_it_was_without_the_targets(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = said(capsys, COMMANDS[2], code=1)
    assert [run(command) for command in COMMANDS[:2]] == [0, 0]
    capsys.readouterr()
    after = said(capsys, COMMANDS[2], code=1)
    for key in ("status", "open"):
        assert before["verdict"][key] == after["verdict"][key]
    assert [without_targets(item) for item in before["verdict"]["items"]] == [
        without_targets(item) for item in after["verdict"]["items"]
    ]


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("德化县生均教学仪器设备值的要求是多少？", "一", "3000元以上、3500元以上"),
        ("德化县学校规模不能超过多少人？", "一", "1800人"),
        ("德化县随迁子女就读比例要达到多少？", "二/（一）", "不低于90%"),
        ("德化县校外劳动实践每学年多少学时？", "二/（二）", "20学时"),
    ],
)
def test_a_question_is_answered_from_the_countys_own_words(
    added: Path, capsys: pytest.CaptureFixture[str], question: str, clause: str, words: str
) -> None:
    command = [question if "？" in part else part for part in COMMANDS[3]]
    answer = said(capsys, command)
    assert answer["status"] == "answered" and answer["verification"]["rejected"] == 0
    own = [one for one in answer["citations"] if one["document"] == NUMBER]
    assert (clause, True) in [(one["clause"], words in one["quote"]) for one in own]
    assert words in answer["text"]


def test_the_receipt_follows_the_standards(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(COMMANDS[0]) == 0
    capsys.readouterr()
    elsewhere = ["ask", "乐清市班额不超过多少？", "--json"]
    before = said(capsys, elsewhere)
    assert run(COMMANDS[1]) == 0
    capsys.readouterr()
    after = said(capsys, elsewhere)
    assert before["text"] == after["text"] and before["receipt"] != after["receipt"]


def test_a_running_assistant_takes_notice(desk: Path, own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running = Assistant.open(own_home)
    before = running.tools.standards.digest
    assert [run(command) for command in COMMANDS[:2]] == [0, 0]
    assert running.tools.standards.digest != before
    assert running.tools.standards.target("G15", "义务教育", "福建省泉州市德化县", 2026).ref.document == DOCUMENT


def test_the_list_verify_and_remove_know_the_standards(added: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {one["id"]: one for one in said(capsys, ["corpus", "list", "--json"])}
    assert (rows[STANDARDS]["kind"], rows[STANDARDS]["records"], rows[STANDARDS]["suspended"]) == ("standards", 6, None)
    assert run(["corpus", "list"]) == 0
    assert f"{STANDARDS}  用户添加的标准  6 条记录" in capsys.readouterr().out
    assert run(["corpus", "verify"]) == 0
    assert run(["corpus", "remove", STANDARDS]) == 0
    capsys.readouterr()
    assert STANDARDS not in [one["id"] for one in said(capsys, ["corpus", "list", "--json"])]


def test_without_their_document_the_standards_rest_and_that_is_told(
    added: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "remove", DOCUMENT]) == 0
    assert f"{STANDARDS} 停用：它所依据的文件 {DOCUMENT} 已不在库中" in capsys.readouterr().out
    (row,) = [one for one in said(capsys, ["corpus", "list", "--json"]) if one["id"] == STANDARDS]
    assert row["records"] == 0 and DOCUMENT in row["suspended"]
    (finding,) = said(capsys, ["corpus", "verify", "--json"], code=1)
    assert (finding["code"], finding["where"]) == ("suspended", STANDARDS)
    assert run(["doctor"]) == 0
    assert f"用户标准 {STANDARDS}" in capsys.readouterr().out
    assert run(["corpus", "list", "--lang", "en"]) == 0
    assert f"! {STANDARDS}  Standards that were added  suspended: Its document" in capsys.readouterr().out


def test_a_new_version_of_the_document_says_that_its_standards_will_rest(
    added: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (added / "newer.txt").write_text(FILES["dehua.txt"].replace("90%", "92%"), "utf-8")
    again = ["corpus", "add", "newer.txt", "--place", COUNTY, "--dry-run", "--json"]
    proposed = said(capsys, again)
    assert proposed["replaces"] == DOCUMENT
    assert len(proposed["suspended"]) == len([one for one in proposed["touched"] if not one["stands"]]) == 6


def test_a_dry_run_shows_each_record_with_its_words_and_adds_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(COMMANDS[0]) == 0
    assert run(["corpus", "add", "dehua.yaml", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "生均教学仪器设备值（小学）：2026年起不低于3000元/生" in shown and "没有添加" in shown
    assert "校外劳动实践学时（初中）：不低于20学时（未写年份）" in shown
    assert "“所有小学、初中规模基本不超过1800人”" in shown
    proposed = said(capsys, ["corpus", "add", "dehua.yaml", "--dry-run", "--json", "--lang", "en"])
    assert (proposed["added"], proposed["id"], len(proposed["records"])) == (False, STANDARDS, 6)
    assert STANDARDS not in [one["id"] for one in said(capsys, ["corpus", "list", "--json"])]


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        ("90%", "91%", "不在该条款中", "not in that clause"),
        ("unit: 元/生", "unit: 万元", "unit 应为“元/生”", "must be “元/生”"),
        ("document: dehua-2024-900", "document: dehua-2024-1", "没有文件", "no document"),
        ("basis: target", "basis: floor", "只能是本地目标", "never the floor"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_2(
    desk: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, zh: str, en: str
) -> None:
    assert run(COMMANDS[0]) == 0
    (desk / "dehua.yaml").write_text(FILES["dehua.yaml"].replace(before, after, 1), "utf-8")
    capsys.readouterr()
    for language, words in (("zh", zh), ("en", en)):
        assert run([*COMMANDS[1], "--lang", language]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert words in line


def test_the_facts_of_a_document_cannot_be_given_for_standards(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMANDS[1], "--title", "新标题"]) == 2
    assert "--title" in capsys.readouterr().err


def test_standards_are_kept_under_the_id_of_their_document(added: Path, own_home: Path) -> None:
    (document,) = Assistant.open(own_home).tools.shelf.documents
    assert brought_name(document) == STANDARDS
    assert [path.name for path in (own_home / "standards").iterdir()] == [STANDARDS]
