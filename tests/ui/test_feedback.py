"""What a reader says of an answer, and the link by which others may read it."""

import html
import re

import pytest
from starlette.testclient import TestClient

from assistant.kept.feedback import MOST_NOTE_CHARACTERS
from assistant.model import Answer
from assistant.service import Assistant
from tests.ui.asking_readers import Reader

QUESTION = "音乐教室面积要求是多少？"


@pytest.fixture(scope="module")
def reader(client: TestClient, assistant: Assistant) -> Reader:
    return Reader.of(client, assistant)


@pytest.fixture(scope="module")
def answer(reader: Reader) -> Answer:
    return reader.ask(QUESTION)


def say(reader: Reader, answer: Answer, **form: str) -> str:
    """Send the form of the evidence page; return the page that follows."""
    sent = reader.client.post(f"/evidence/{answer.receipt}/feedback?c=1&lang=zh", data=form)
    assert sent.status_code == 200
    return sent.text


def test_an_answer_can_be_called_useful_by_a_button_alone(reader: Reader, answer: Answer) -> None:
    sent = reader.client.post(
        f"/evidence/{answer.receipt}/feedback?lang=zh", data={"vote": "useful"}, headers={"accept": "application/json"}
    )
    assert sent.json() == {"said": "已记下：有用"}


def test_what_is_wrong_is_kept_with_its_reason_and_shown_with_the_receipt(reader: Reader, answer: Answer) -> None:
    say(reader, answer, vote="useful")
    page = say(reader, answer, vote="wrong", reason="figure", note="<b>应为</b>97㎡")
    assert "已记下：有误：数字不对 “&lt;b&gt;应为&lt;/b&gt;97㎡”" in page
    assert '<input type="radio" name="reason" value="figure" required checked>' in page
    kept = reader.client.get(f"/api/receipts/{answer.receipt}").json()["feedback"]
    assert ("wrong", "figure") in [(one["vote"], one["reason"]) for one in kept]


def test_what_is_said_later_takes_the_place_of_what_was_said(reader: Reader, answer: Answer) -> None:
    say(reader, answer, vote="wrong", reason="other")
    page = say(reader, answer, vote="useful")
    assert "已记下：有用" in page and "已记下：有误" not in page


@pytest.mark.parametrize(
    "form",
    [
        {"vote": "wrong"},
        {"vote": "wrong", "reason": "none"},
        {"vote": "none"},
        {},
        {"vote": "wrong", "reason": "other", "note": "长" * (MOST_NOTE_CHARACTERS + 1)},
    ],
)
def test_what_is_no_feedback_is_refused_and_changes_nothing(
    reader: Reader, answer: Answer, form: dict[str, str]
) -> None:
    say(reader, answer, vote="useful")
    assert reader.client.post(f"/evidence/{answer.receipt}/feedback", data=form).status_code == 422
    assert "已记下：有用" in reader.client.get(f"/evidence/{answer.receipt}?lang=zh").text


def test_a_note_of_the_greatest_length_is_kept_whole(reader: Reader, answer: Answer) -> None:
    note = "长" * MOST_NOTE_CHARACTERS
    assert f"“{note}”" in say(reader, answer, vote="wrong", reason="other", note=note)


def test_a_page_of_another_site_says_nothing(reader: Reader, answer: Answer) -> None:
    sent = reader.client.post(
        f"/evidence/{answer.receipt}/feedback", data={"vote": "useful"}, headers={"origin": "http://evil.example"}
    )
    assert sent.status_code == 400


def test_a_link_opens_the_answer_to_others_until_it_is_withdrawn(
    client: TestClient, assistant: Assistant, reader: Reader, answer: Answer
) -> None:
    address, other = f"/evidence/{answer.receipt}/share?c=1&lang=zh", Reader.of(client, assistant)
    made = reader.client.post(address).text
    link = html.unescape(re.findall(r'<input class="link" readonly value="([^"]*)"', made)[0])
    assert link.startswith("http://127.0.0.1:7860/shared/") and "只能在这台机器上打开" in made
    read = other.client.get(link)
    assert read.status_code == 200 and QUESTION in read.text and answer.citations[0].quote in read.text
    assert "/feedback" not in read.text and "/again" not in read.text

    assert "撤销分享" in reader.client.get(f"/evidence/{answer.receipt}?lang=zh").text
    assert "已撤销" in reader.client.post(address, data={"act": "withdraw"}).text
    assert other.client.get(link).status_code == 404
    assert "撤销分享" not in reader.client.get(f"/evidence/{answer.receipt}?lang=zh").text


def test_the_page_of_a_share_leads_back_where_it_is_opened_again(reader: Reader, answer: Answer) -> None:
    back = reader.client.get(f"/evidence/{answer.receipt}/share?c=1&lang=en", follow_redirects=False)
    assert back.headers["location"] == f"/evidence/{answer.receipt}?c=1&lang=en#share"


def test_a_note_as_long_as_may_be_has_room_for_its_line_breaks(reader: Reader, answer: Answer) -> None:
    note = "一\r\n" * (MOST_NOTE_CHARACTERS // 2)
    assert "一\n一" in say(reader, answer, vote="wrong", reason="other", note=note)


@pytest.mark.parametrize(("act", "place"), [("feedback", "feedback"), ("share", "share"), ("again", "readings")])
def test_an_act_opened_by_its_address_leads_back_to_the_answer(
    reader: Reader, answer: Answer, act: str, place: str
) -> None:
    back = reader.client.get(f"/evidence/{answer.receipt}/{act}?c=1&lang=zh", follow_redirects=False)
    assert back.status_code == 303
    assert back.headers["location"] == f"/evidence/{answer.receipt}?c=1&lang=zh#{place}"
