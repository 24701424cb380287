"""`junheng template` and GET /api/template: a workbook that can be filled in, never in place of another file."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from ui.main import run

pytestmark = pytest.mark.usefixtures("command_home")
SHEETS = ["填表说明", "学校数据", "县级填报表"]


def test_the_template_is_written_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "模板.xlsx"
    assert run(["template", str(out)]) == 0
    assert capsys.readouterr().out == f"空白模板已写入 {out}。\n"
    assert openpyxl.load_workbook(out).sheetnames == SHEETS


def test_the_template_is_told_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "template.XLSX"
    assert run(["template", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"written": str(out), "sheets": SHEETS}


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "data.xlsx"
    out.write_bytes(b"a year's work")
    assert run(["template", str(out)]) == 2
    assert out.read_bytes() == b"a year's work"
    assert capsys.readouterr().err == f"{out} 已经存在。不覆盖已有文件；请换一个文件名，或先移走它。\n"


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("out.xls", "不是 .xlsx 文件名", "is no name of an .xlsx file"),
        ("out", "不是 .xlsx 文件名", "is no name of an .xlsx file"),
        ("nowhere/out.xlsx", "无法写入", "Cannot write"),
        ("folder.xlsx", "已经存在", "is there already"),
        ("nul\0.xlsx", "无法写入", "Cannot write"),
    ],
)
def test_a_path_that_cannot_be_written_is_one_sentence(
    name: str, zh: str, en: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for language, words in (("zh", zh), ("en", en)):
        assert run(["template", f"{tmp_path}/{name}", "--lang", language]) == 2
        told = capsys.readouterr().err
        assert words in told and told.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["folder.xlsx"]


def test_an_empty_template_is_checked_with_a_clear_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "空.xlsx"
    run(["template", str(out)])
    capsys.readouterr()
    assert run(["check", str(out)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith(
        "空.xlsx：有表头，但没有填写任何学校（“学校名称”一列是空的），也没有县级数据。请从表头下一行起"
    )


@pytest.mark.parametrize(("lang", "title"), [("zh", "填表说明"), ("en", "How to fill in this workbook")])
def test_the_template_can_be_downloaded(lang: str, title: str, client: TestClient) -> None:
    answer = client.get("/api/template", params={"lang": lang})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"].startswith('attachment; filename="junheng-template.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == SHEETS and book["填表说明"]["A1"].value == title


def test_an_uploaded_empty_template_is_refused_with_its_reason(client: TestClient) -> None:
    content = client.get("/api/template").content
    answer = client.post("/api/check", files={"files": ("空.xlsx", content)})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "nothing_filled_in"
