"""A shared answer: the question, the answer and its evidence for whoever has the link, and nothing besides."""

import re

import pytest
from starlette.testclient import TestClient

from tests.ui.readers import QUESTION, SCHOOL, Office, office
from ui.server.cookie import READER

__all__ = ["office"]
OTHER = "五里小学"


@pytest.fixture(scope="module")
def mine(office: Office) -> TestClient:
    return office.reader()


@pytest.fixture
def shared(office: Office, mine: TestClient) -> tuple[int, str, str]:
    """The number of a conversation with two answers, the receipt of the first, and the link to that."""
    number = office.begun(mine)
    receipt = office.asked(mine, number)
    office.asked(mine, number, f"{OTHER}怎么样？", sheet=False)
    token = office.assistant.kept.shares.share(office.session(mine, number), receipt)
    return number, receipt, f"/shared/{token}"


def test_whoever_has_the_link_sees_this_answer_and_no_other(office: Office, shared: tuple[int, str, str]) -> None:
    page = office.stranger().get(f"{shared[2]}?lang=zh")
    assert page.status_code == 200
    assert QUESTION in page.text and SCHOOL in page.text and "512" in page.text and "由本系统用户分享" in page.text
    assert OTHER not in page.text


def test_nothing_leads_from_there_into_the_conversation(
    office: Office, mine: TestClient, shared: tuple[int, str, str]
) -> None:
    number, receipt, link = shared
    page = office.stranger().get(link)
    secrets = (office.session(mine, number), str(mine.cookies[READER]), receipt)
    assert not any(one in page.text for one in secrets), "the receipt tells more than the answer"
    leads = re.findall(r'(?:href|src|action)="([^"]*)"', page.text)
    assert leads and not any(re.search(r"[?&;]c=|/evidence/|/conversations|/check/", one) for one in leads)
    assert "set-cookie" not in page.headers


def test_it_is_not_for_search_machines_and_leaves_no_copy(office: Office, shared: tuple[int, str, str]) -> None:
    page = office.stranger().get(shared[2])
    assert 'name="robots" content="noindex' in page.text and page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("ends", ["withdrawn", "deleted"])
def test_the_link_ends(office: Office, mine: TestClient, shared: tuple[int, str, str], ends: str) -> None:
    number, receipt, link = shared
    if ends == "withdrawn":
        office.assistant.kept.shares.unshare(office.session(mine, number), receipt)
    else:
        mine.post(f"/conversations/{number}/delete")
    gone = office.stranger().get(f"{link}?lang=zh")
    assert gone.status_code == 404 and "无效" in gone.text and SCHOOL not in gone.text


@pytest.mark.parametrize("token", ["x", "0" * 32, "%00", "长", "a" * 5000])
def test_a_link_that_was_never_made_is_told(office: Office, token: str) -> None:
    gone = office.stranger().get(f"/shared/{token}?lang=en")
    assert gone.status_code == 404 and "not valid" in gone.text


def test_what_was_said_of_an_answer_stands_with_its_receipt_without_the_note(office: Office, mine: TestClient) -> None:
    number = office.begun(mine)
    receipt = office.asked(mine, number)
    sent = {"vote": "wrong", "reason": "figure", "note": "张三填错了"}
    assert mine.post(f"/evidence/{receipt}/feedback?c={number}", data=sent).status_code == 200
    page = mine.get(f"/evidence/{receipt}?c={number}").text
    assert "张三填错了" in page, "who wrote it finds it again"
    found = office.stranger().get(f"/api/receipts/{receipt}")
    said = found.json()["feedback"]
    assert [(one["vote"], one["reason"]) for one in said] == [("wrong", "figure")] and said[0]["made"] > 0
    assert "张三" not in found.text
    mine.post(f"/conversations/{number}/delete")
    assert office.stranger().get(f"/api/receipts/{receipt}").json()["feedback"] == []
