"""What is done to one session at once comes out as if it had been done one after the other."""

import threading
from collections.abc import Callable

import pytest

from assistant.service import Assistant
from calculators.model import Upload

NEAR = "教学与其他辅助用房面积"


def sheet(stage: str) -> Upload:
    rows = "".join(f"第{n}{stage},{200 + n},6,{1000 + n}\n" for n in range(4))
    return Upload(f"{stage}.csv", f"学校名称,{stage}在校生数,{stage}班级数,{NEAR}\n{rows}".encode())


@pytest.fixture
def own(assistant, tmp_path) -> Assistant:
    return Assistant(tmp_path)


@pytest.fixture
def held(monkeypatch) -> Callable[[str], tuple[threading.Event, threading.Event]]:
    """Hold a function up once: the first event says that it was reached, the second lets it go on."""

    def hold(name: str) -> tuple[threading.Event, threading.Event]:
        module, _, function = name.rpartition(".")
        real = getattr(__import__(module, fromlist=[function]), function)
        reached, release = threading.Event(), threading.Event()

        def slow(*given: object, **named: object) -> object:
            if not reached.is_set():
                reached.set()
                assert release.wait(60)
            return real(*given, **named)

        monkeypatch.setattr(name, slow)
        return reached, release

    return hold


def together(first: Callable[[], object], second: Callable[[], object], reached, release) -> None:
    """Begin `second` while `first` is held up, and let both end."""
    begun = threading.Event()
    threads = [threading.Thread(target=first), threading.Thread(target=lambda: (begun.set(), second()))]
    threads[0].start()
    assert reached.wait(60)
    threads[1].start()
    assert begun.wait(60)
    threads[1].join(0.5)  # it would be done by now if nothing held it
    release.set()
    for one in threads:
        one.join(60)


def names(session) -> tuple[set[str], set[str]]:
    return {one.name for one in session.uploads}, set(session.report.table.files)


def test_an_upload_during_a_confirmation_is_in_the_report_too(own, held):
    session = own.sessions.create()
    own.check([sheet("小学")], session=session)
    gate = held("assistant.confirming.read_again")
    together(
        lambda: own.confirming.confirm(session.id, {("小学.csv", "csv", "D1"): "teaching_area"}),
        lambda: own.check([sheet("初中")], session=session),
        *gate,
    )
    uploads, reported = names(session)
    assert uploads == reported == {"小学.csv", "初中.csv"}
    assert "teaching_area" in session.report.table.frame


def test_two_uploads_at_once_both_join(own, held):
    session = own.sessions.create()
    gate = held("assistant.checking.sheets_by_year")
    together(
        lambda: own.check([sheet("小学")], session=session), lambda: own.check([sheet("初中")], session=session), *gate
    )
    uploads, reported = names(session)
    assert uploads == reported == {"小学.csv", "初中.csv"}


def test_a_question_during_an_upload_is_answered_from_the_sheets_with_it(own, held):
    session = own.sessions.create()
    own.check([sheet("小学")], session=session)
    gate = held("assistant.checking.check_table")
    answers = []
    together(
        lambda: own.check([sheet("初中")], session=session),
        lambda: answers.append(own.ask("第1初中有多少在校生？", session=session)),
        *gate,
    )
    assert own.ask("第1初中有多少在校生？", session=session).receipt == answers[0].receipt


def test_what_a_session_gives_for_its_workbook_belongs_together(own, held):
    session = own.sessions.create()
    own.check([sheet("小学")], session=session)
    gate = held("assistant.checking.check_table")
    found = []
    together(lambda: own.check([sheet("初中")], session=session), lambda: found.append(session.checked()), *gate)
    report, uploads = found[0]
    assert set(report.table.files) == {one.name for one in uploads} == {"小学.csv", "初中.csv"}
