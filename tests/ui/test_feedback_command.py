"""The command that lists what readers said of answers."""

import json
from pathlib import Path

import pytest

from assistant.kept.feedback import Feedback
from assistant.service import Assistant
from ui.main import run


@pytest.fixture
def own(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setenv("JUNHENG_HOME", str(own_home))
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    return Assistant(own_home)


def said(own: Assistant, feedback: Feedback) -> str:
    session = own.sessions.create()
    receipt = own.ask("你好", session=session).receipt
    own.kept.feedback.keep(session.id, receipt, feedback)
    return receipt


def test_what_was_said_is_listed_with_its_receipt(own: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    receipt = said(own, Feedback("wrong", "clause", "应引\x1b[31m第三条\n另见附件"))
    said(own, Feedback("useful"))
    assert run(["feedback", "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    assert receipt in told and "条文不对" in told and "第三条 另见附件" in told and "有用" in told
    assert "\x1b" not in told and len(told.splitlines()) == 2
    assert run(["feedback", "--json", "-n", "1"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_where_nothing_was_said_that_is_told(own: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["feedback", "--lang", "en"]) == 0
    assert "Nothing was said" in capsys.readouterr().out
