"""Every answer leaves a receipt with all that recomputes it; none is lost, and none makes an answer fail."""

import logging
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import UnknownReceipt
from assistant.service import Assistant
from tests.assistant.kept.sheets_made import PUPILS, sheet

HELP = "你好"


def count(assistant: Assistant) -> int:
    return assistant.kept.receipts.count()


def test_a_receipt_says_what_was_asked_and_with_what(own: Assistant) -> None:
    answer = own.ask(f" {PUPILS} ", uploads=[sheet()], county="南安市", year=2025, readings={"rooms.kinds": "sum"})
    found = own.kept.receipts.get(answer.receipt)
    given = found.given
    assert (given.question, given.county, given.year, given.readings) == (
        PUPILS,
        "南安市",
        2025,
        {"rooms.kinds": "sum"},
    )
    assert [one.name for one in given.sheets] == ["全县.csv"] and len(given.sheets[0].sha256) == 64
    assert given.check and given.check.county == "南安市"
    assert found.shown and found.shown["text"] == answer.text
    assert [call.tool for call in found.calls if call.tool == "check"] == ["check"]


def test_every_status_leaves_one(own: Assistant) -> None:
    answers = [own.ask(HELP), own.ask("我们县音乐教室达标吗？")]
    assert {one.status for one in answers} == {"answered", "needs_input"}
    assert count(own) == 2


def test_the_same_answer_twice_is_one_receipt(own: Assistant) -> None:
    first, second = own.ask(HELP), own.ask(HELP)
    assert first.receipt == second.receipt and count(own) == 1


def test_the_calls_are_the_same_the_second_time(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    cold = own.kept.receipts.get(own.ask("我们县音乐教室达标吗？", session=session).receipt)
    with own.kept.database.writing() as connection:
        connection.execute(text("DELETE FROM cited"))
        connection.execute(text("DELETE FROM receipts"))
    warm = own.kept.receipts.get(own.ask("我们县音乐教室达标吗？", session=session).receipt)
    assert warm.calls == cold.calls and warm.cited == cold.cited


def test_an_unknown_receipt_is_told(own: Assistant) -> None:
    with pytest.raises(UnknownReceipt, match="0123"):
        own.kept.receipts.get("0123")


def test_an_answer_is_given_where_its_receipt_cannot_be_kept_and_the_log_and_the_doctor_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    (tmp_path / "kept").write_text("")
    assistant = Assistant(tmp_path)
    with caplog.at_level(logging.ERROR):
        answer = assistant.ask(HELP)
    assert answer.status == "answered" and len(answer.receipt) == 32
    assert "不可用" in caplog.text and "cannot be used" not in caplog.text, "in the language of the answer"
    line = next(one for one in assistant.doctor("zh") if one.name == "回执与会话")
    assert not line.ok and "JUNHENG_HOME" in line.value


def test_threads_lose_nothing(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    questions = [f"{name}有多少在校生{'？' * n}" for name in ("清源小学", "江滨小学") for n in range(1, 9)]
    with ThreadPoolExecutor(8) as threads:
        receipts = {one.receipt for one in threads.map(lambda question: own.ask(question, session=session), questions)}
    assert all(own.kept.receipts.get(one).id == one for one in receipts)
    said = own.sessions.kept(session.id).said
    assert len(said) == len(questions) and {one.receipt for one in said} == receipts


SAVING = """
import sys
from pathlib import Path
from assistant.kept.keeping import Keeping
from assistant.kept.receipts import Given, sealed
keeping = Keeping(Path(sys.argv[1]))
shown = {"question": "q", "text": "x" * 2000, "figures": [], "citations": []}
for number in range(int(sys.argv[3])):
    receipt = sealed(Given(f"{sys.argv[2]}{number}", 2026), {"language": "en"}, shown)
    keeping.keep(receipt)
    print(receipt.id, flush=True)
"""


def saving(home: Path, name: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVING, str(home), name, str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_processes_lose_nothing(own: Assistant, tmp_path: Path) -> None:
    running = [saving(tmp_path, name, 100) for name in "ab"]
    assert [len((one.communicate(timeout=120)[0] or "").split()) for one in running] == [100, 100]
    assert count(own) == 200


def test_what_was_kept_before_a_crash_is_there_after_it(own: Assistant, tmp_path: Path) -> None:
    with saving(tmp_path, "c", 100_000) as writer:
        assert writer.stdout
        seen = [writer.stdout.readline().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        seen += writer.stdout.read().split()
    assert all(own.kept.receipts.get(one).id == one for one in seen if len(one) == 32)
    assert count(own) >= len(seen)
    own.ask(HELP)
    assert count(own) > len(seen)
