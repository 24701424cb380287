"""The chat without a browser: uploads leave no file, nobody else gets one, and no event can be called by name."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from ui.chat.tab import MAX_MESSAGES, Talk
from ui.chat.talk import answered, asked, with_sheets
from ui.chat.widgets import relabelled
from ui.server.turns import MAX_FILES

QUESTION = "我们县音乐教室达标吗？"


@pytest.fixture
def upload(sheets: Path, tmp_path: Path) -> Path:
    """A file as Gradio leaves it: alone in a folder of its own."""
    path = tmp_path / "abc123" / "county_survey.xlsx"
    path.parent.mkdir()
    path.write_bytes((sheets / path.name).read_bytes())
    return path


def taken(assistant: Assistant, path: Path) -> Talk:
    return with_sheets(assistant, [str(path)], "", "zh", Talk())


def replied(assistant: Assistant, question: str, talk: Talk) -> Talk:
    return answered(assistant, "", "zh", asked(question, talk))


def test_an_upload_is_read_into_the_session_and_its_file_is_gone(assistant: Assistant, upload: Path) -> None:
    talk = taken(assistant, upload)
    assert not upload.parent.exists()
    assert talk.sheets == ("county_survey.xlsx",)
    assert "不达标" in talk.messages[-1][1]
    answer = replied(assistant, QUESTION, talk).answer
    assert answer and answer.status == "answered"


def test_another_session_knows_nothing_of_the_sheet(assistant: Assistant, upload: Path) -> None:
    mine = taken(assistant, upload)
    other = replied(assistant, QUESTION, Talk())
    assert other.answer and other.answer.status == "needs_input"
    assert other.session != mine.session


@pytest.mark.parametrize("content", [b"", b"\x00 nothing", b"<html></html>"])
def test_a_file_that_is_no_sheet_is_told_and_its_file_is_gone(
    assistant: Assistant, upload: Path, content: bytes
) -> None:
    upload.write_bytes(content)
    talk = taken(assistant, upload)
    assert not upload.exists()
    assert talk.sheets == ()
    assert "没有读入 county_survey.xlsx" in talk.messages[-1][1]


def test_an_upload_that_fails_through_a_fault_of_ours_is_told_and_does_not_join(
    assistant: Assistant, upload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("ui.chat.views.check_markdown", lambda *_: 1 / 0)
        talk = taken(assistant, upload)
    assert "读入失败：" in talk.messages[-1][1] and "请重试或联系管理员" in talk.messages[-1][1]
    assert talk.sheets == () and not upload.exists()
    answer = replied(assistant, QUESTION, talk).answer
    assert answer and answer.status == "needs_input"


def test_nothing_of_an_upload_stays_not_even_the_empty_files_of_gradio(assistant: Assistant, upload: Path) -> None:
    empty, other = upload.parent.parent / "tmpabc", upload.parent.parent / "tmpdef"
    empty.touch()
    other.write_text("x")
    taken(assistant, upload)
    assert not empty.exists() and other.exists()


def test_too_many_files_at_once_are_refused(assistant: Assistant, tmp_path: Path) -> None:
    paths = [tmp_path / str(number) / "a.csv" for number in range(MAX_FILES + 1)]
    for path in paths:
        path.parent.mkdir()
        path.write_text("x")
    talk = with_sheets(assistant, [str(path) for path in paths], "", "zh", Talk())
    assert f"最多 {MAX_FILES} 个" in talk.messages[-1][1]


@pytest.mark.parametrize("county", ["", "\ud800", "长" * 5000])
def test_a_question_or_county_with_halves_of_characters_is_told(assistant: Assistant, county: str) -> None:
    talk = answered(assistant, county, "zh", asked("\ud800", Talk()))
    assert talk.messages[-1][0] == "assistant" and talk.pending == ""


def test_a_file_that_is_gone_before_it_is_read_is_told(assistant: Assistant, tmp_path: Path) -> None:
    assert "读入失败" in taken(assistant, tmp_path / "gone.xlsx").messages[-1][1]


def test_an_answer_that_fails_through_a_fault_of_ours_is_told(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.chat.views.answer_markdown", lambda *_: 1 / 0)
    talk = replied(assistant, "音乐教室要多大？", Talk())
    assert "回答失败：" in talk.messages[-1][1]
    assert talk.pending == ""


def test_the_panel_lists_every_sheet_of_the_session(assistant: Assistant, tmp_path: Path) -> None:
    head = "学校名称,学段,在校生数,班级数,音乐专用教室数,美术专用教室数\n"
    rows = {"a.csv": "甲小学,小学,900,20,2,2\n", "b.csv": "乙小学,小学,800,18,2,2\n"}
    talk = Talk()
    for name in rows:
        path = tmp_path / "of-its-own" / name
        path.parent.mkdir()
        path.write_text(head + rows[name], encoding="utf-8")
        talk = with_sheets(assistant, [str(path)], "", "zh", talk)
    assert talk.sheets == ("a.csv", "b.csv")
    assert talk.session and tuple(one.name for one in assistant.sessions.get(talk.session).uploads) == talk.sheets


def test_a_question_that_cannot_be_answered_is_told_and_cut_where_it_is_shown(assistant: Assistant) -> None:
    talk = replied(assistant, "长" * 100_000, Talk())
    assert "太长" in talk.messages[-1][1]
    assert len(talk.messages[0][1]) < 1000


def test_a_conversation_that_was_deleted_has_no_sheet(assistant: Assistant, upload: Path) -> None:
    talk = taken(assistant, upload)
    assistant.sessions.delete(talk.session or "")
    again = replied(assistant, QUESTION, talk)
    assert again.session != talk.session
    assert again.answer and again.answer.status == "needs_input"


def test_a_very_long_talk_keeps_its_latest_messages() -> None:
    talk = Talk()
    for number in range(MAX_MESSAGES + 5):
        talk = talk.saying("user", str(number))
    assert len(talk.messages) == MAX_MESSAGES
    assert talk.messages[-1] == ("user", str(MAX_MESSAGES + 4))


def test_english_labels_hold_no_chinese_but_names_of_the_field(assistant: Assistant) -> None:
    labels = json.dumps(relabelled(assistant, "en", Talk(), "", ""), ensure_ascii=False)
    places = [document.jurisdiction for document in assistant.library.documents]
    for name in (*places, "差异系数"):
        labels = labels.replace(name, "")
    assert not re.search(r"[\u4e00-\u9fff]", labels)


def test_an_uploaded_file_cannot_be_fetched_by_anybody(client: TestClient) -> None:
    paths = client.post("/gradio_api/upload", files={"files": ("secret.csv", b"secret")}).json()
    assert Path(paths[0]).read_bytes() == b"secret", "the file is there, so only the guard keeps it"
    for address in (f"/gradio_api/file={paths[0]}", f"/gradio_api/file/{paths[0]}", f"/file={paths[0]}"):
        for method in ("GET", "HEAD"):
            assert client.request(method, address, headers={"cookie": "other=1"}).status_code == 404
    Path(paths[0]).unlink()


def test_the_page_names_no_other_site_and_no_event_by_name(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert '<html\n\tlang="zh-CN"' in page.text
    assert set(re.findall(r"https?://[^\s\"'<>\\/]+", page.text)) <= {"http://127.0.0.1:7860"}
    dependencies = client.get("/config").json()["dependencies"]
    assert dependencies
    assert {one["api_visibility"] for one in dependencies} == {"private"}
