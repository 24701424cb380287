"""The commands that keep the documents, with real files, in both languages, and their exit codes."""

import json
from pathlib import Path

import docx
import pytest

from assistant.service import Assistant
from corpus.documents import load_library
from corpus.register import load_register
from ui.main import run

NUMBER = "晋政办〔2024〕12号"
ID = "jinjiang-2024-12"
LINES = (
    "晋江市校车安全若干措施", NUMBER, "一、工作目标", "到2026年，全市小学图书馆生均藏书达到38册以上。",
    "二、保障措施", "市财政每年安排校车安全专项资金850万元。", "晋江市人民政府办公室", "2024年3月5日",
)  # fmt: skip


@pytest.fixture(autouse=True)
def shelf(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of these commands, without users' documents."""
    monkeypatch.setenv("JUNHENG_HOME", str(own_home))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assistant = Assistant.open(own_home)
    for one in (*assistant.tools.shelf.documents, *assistant.tools.shelf.damaged):
        assistant.bookshelf.remove(one.id)
    return own_home


@pytest.fixture
def word(tmp_path: Path) -> str:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(tmp_path / "措施.docx"))
    return str(tmp_path / "措施.docx")


def added(home: Path) -> list[str]:
    return [one.id for one in Assistant.open(home).tools.shelf.documents]


def test_a_word_file_is_added_listed_answered_from_and_removed(
    word: str, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpus", "add", word]) == 0
    said = capsys.readouterr().out
    assert NUMBER in said and "依据原文" in said and "已添加" in said
    assert added(shelf) == [ID]
    assert run(["corpus", "list"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if ID in line]
    assert "用户添加" in line
    assert run(["ask", "晋江市校车安全专项资金每年多少？"]) == 0
    assert "850" in capsys.readouterr().out
    assert run(["corpus", "verify"]) == 0
    assert run(["corpus", "remove", NUMBER]) == 0
    assert added(shelf) == []


def test_a_dry_run_adds_nothing(word: str, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "add", word, "--dry-run", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "How the file was understood" in said and "nothing has changed" in said
    assert added(shelf) == []


def test_the_clauses_shown_first_are_not_the_head_of_a_notice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "\n\n".join(("晋江市人民政府办公室文件", NUMBER, LINES[0] + "的通知", "各学校：", *LINES[2:])), "utf-8"
    )
    assert run(["corpus", "add", str(notice), "--dry-run"]) == 0
    first = capsys.readouterr().out.partition("前几条")[2].strip()
    assert first.startswith("- 一") and "到2026年" in first and "各学校" not in first


def test_json_is_one_object(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "add", word, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        "added", "document", "facts", "warnings", "left_out", "replaces", "changes", "touched", "suspended",
    }  # fmt: skip
    assert found["added"] is True and found["document"]["id"] == ID and found["replaces"] is None
    assert {one["name"]: one["value"] for one in found["facts"]}["issued"] == "2024-03-05"
    assert run(["corpus", "remove", ID, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": ID, "restored": None}


def test_what_is_said_beside_the_file_goes_before_what_it_says(word: str, shelf: Path) -> None:
    given = ["--title", "新标题", "--number", "晋政〔2024〕1号", "--issuer", "晋江市教育局", "--place", "石狮市"]
    assert run(["corpus", "add", word, *given, "--issued", "2024-04-01", "--kind", "interpretation", "--yes"]) == 0
    (document,) = Assistant.open(shelf).tools.shelf.documents
    assert (document.title, document.number, document.issuer) == ("新标题", "晋政〔2024〕1号", "晋江市教育局")
    assert (document.jurisdiction, document.issued, document.kind) == (
        "福建省泉州市石狮市", "2024-04-01", "interpretation",
    )  # fmt: skip


@pytest.mark.parametrize(("answer", "count"), [("y\n", 1), ("n\n", 0)])
def test_on_a_terminal_it_asks_first(
    word: str, shelf: Path, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    import io

    terminal = io.StringIO(answer)
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert run(["corpus", "add", word]) == 0
    assert len(added(shelf)) == count


def test_a_new_version_shows_what_changes_and_what_is_suspended(
    tmp_path: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "39号.txt"
    newer.write_text("\n\n".join(LINES).replace("晋江", "乐清").replace(NUMBER, "乐政办发〔2023〕39号"), "utf-8")
    assert run(["corpus", "add", str(newer), "--yes"]) == 0
    said = capsys.readouterr().out
    assert "将取代已有文件" in said and "删去" in said and "将停用" in said
    assert run(["corpus", "verify", "--json"]) == 1
    assert {one["code"] for one in json.loads(capsys.readouterr().out)} == {"suspended"}
    assert run(["doctor"]) == 0
    assert "停用" in capsys.readouterr().out
    assert run(["corpus", "remove", "yueqing-2023-39"]) == 0
    assert "恢复使用" in capsys.readouterr().out
    assert run(["corpus", "verify"]) == 0


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["add"], "缺少参数", "Missing argument"),
        (["add", "none.txt"], "没有文件 none.txt", "There is no file none.txt"),
        (["add", "."], "是文件夹", "is a folder"),
        (["add", "{empty}"], "", ""),
        (["add", "{picture}"], "", ""),
        (["add", "{word}", "--place", "亚特兰蒂斯"], "亚特兰蒂斯", "亚特兰蒂斯"),
        (["add", "{word}", "--issued", "2024-02-31"], "2024-02-31", "2024-02-31"),
        (["add", "{word}", "--kind", "rumour"], "kind", "kind"),
        (["add", "{shipped}"], "nanan-2022-45", "nanan-2022-45"),
        (["remove", "none"], "没有文件“none”", "There is no document"),
        (["remove", "nanan-2022-45"], "不能移除", "cannot be removed"),
        (["remove", "\udcff"], "编码", "Unicode"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_2(
    arguments: list[str], zh: str, en: str, word: str, tmp_path: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    names = {
        "empty": tmp_path / "empty.txt", "picture": tmp_path / "picture.pdf", "word": word,
        "shipped": Path(__file__).parents[2] / "corpus" / "sources" / "nanan-2022-45.txt",
    }  # fmt: skip
    given = [one.format(**names) if one.startswith("{") else one for one in arguments]
    for language, words in (("zh", zh), ("en", en)):
        assert run(["corpus", *given, "--lang", language]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1
        assert words in said.err
    assert added(shelf) == []


def test_a_damaged_document_is_listed_and_can_be_removed(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf / "documents").mkdir(exist_ok=True)
    (shelf / "documents" / "broken.md").write_text("broken", "utf-8")
    assert run(["corpus", "list", "--lang", "en"]) == 0
    assert "! broken" in capsys.readouterr().out
    assert run(["corpus", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in listed if one["damaged"]] == ["broken"]
    assert len(listed) == len(load_library().documents) + 1
    assert run(["doctor"]) == 1
    assert "broken" in capsys.readouterr().out
    assert run(["corpus", "verify"]) == 1
    assert run(["corpus", "remove", "broken"]) == 0
    assert run(["corpus", "verify"]) == 0


def test_conflicts_lists_the_whole_register(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = Assistant.open(shelf).tools.register
    assert run(["corpus", "conflicts", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [[side["quote"] for side in one["sides"]] for one in found["conflicts"]] == [
        [side.quote for side in one.sides] for one in register.conflicts
    ]
    assert [one["quote"] for one in found["suspects"]] == [one.ref.quote for one in register.suspects]
    assert {*found["conflicts"][0]} == {"kind", "about", "found", "says", "sides"}
    assert {*found["conflicts"][0]["sides"][0]} == {"document", "title", "clause", "quote"}
    assert {*found["suspects"][0]} == {"about", "why", "found", "says", "document", "title", "clause", "quote"}
    known = load_register(load_library())
    assert [one["found"] for one in found["conflicts"]] == [False] * len(known.conflicts)
    assert [one["says"] for one in found["suspects"] if one["found"]] == [
        "2027年起不低于1.5人/百生；2021年为2.19人/百生"
    ]


@pytest.mark.parametrize(
    ("lang", "mark"), [("zh", "目标 [由记录比对发现]"), ("en", "(junior secondary) [found by comparing records]")]
)
def test_what_is_found_is_marked_and_shows_both_sides(lang: str, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "conflicts", "--lang", lang]) == 0
    (entry,) = [one for one in capsys.readouterr().out.split("\n\n") if mark in " ".join(one.split())]
    assert "1.5人以上" in entry and "初中2.19人" in entry


@pytest.mark.parametrize(("lang", "words"), [("zh", "解读与正文不一"), ("en", "Interpretation differs")])
def test_conflicts_are_told_in_words(lang: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "conflicts", "--lang", lang]) == 0
    said = capsys.readouterr().out
    titles = [one.about.say(lang) for one in load_register(load_library()).conflicts]
    assert titles[0][:20] not in said or lang == "zh", "an English title begins with a capital letter"
    assert f"{titles[0][0].upper()}{titles[0][1:20]}" in said
    assert words in said and "196%" in said and "泉鲤政办〔2021〕63号  三" in said
