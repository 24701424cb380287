"""What goes wrong on a page is told on a page, to a person; to a script and to programs, in JSON."""

import re

import pytest
from starlette.testclient import TestClient

from tests.ui.checking import golden, reader, upload
from ui.server.turns import AT_ONCE, turn

JSON = {"accept": "application/json"}
PAGES = ["/check", "/documents", "/documents/search", "/documents/conflicts", "/conversations", "/docs"]
MISTYPED = [
    "/check?lang=xx",
    "/check?year=abc",
    "/check/figure/R1?school=x",
    "/evidence/0123?n=x",
    "/conversations/x/delete",
]
SENT_ONLY = ["/check/upload", "/check/sample", "/check/columns", "/conversations/new"]


@pytest.mark.parametrize("address", MISTYPED)
def test_a_mistyped_address_is_told_on_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html") and "不合要求" in answer.text


def test_a_script_of_a_page_is_told_in_json(client: TestClient) -> None:
    assert client.get(MISTYPED[0], headers=JSON).json()["error"]["code"] == "validation"


@pytest.mark.parametrize("address", [*SENT_ONLY, "/check/", "/check/a/b", "/evidence", "/shared"])
def test_an_address_that_shows_nothing_is_told_on_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html") and "没有这个地址" in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_the_head_of_a_page_can_be_asked_for_alone(client: TestClient, address: str) -> None:
    head, page = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == page.headers["content-type"]


def test_a_refused_upload_leads_back_to_the_check_of_its_conversation(client: TestClient) -> None:
    own = reader(client)
    upload(own, *golden("county_survey.xlsx"))
    answer = own.post("/check/upload?lang=en&c=1", files=[("files", ("notes.xlsx", b"no workbook"))])
    assert answer.status_code >= 400
    assert re.findall(r'href="(/check\?[^"]*)">([^<]+)', answer.text)[-1] == (
        "/check?lang=en&amp;c=1",
        "Back to the check",
    )


def test_a_hostile_field_of_a_form_is_refused_on_a_page(client: TestClient) -> None:
    own = reader(client)
    upload(own, *golden("county_survey.xlsx"))
    answer = own.post("/check/columns", data={"place": "[" * 70_000, "choice": "classes"})
    assert answer.status_code == 422 and "<h1>" in answer.text


def test_the_check_is_not_drawn_while_others_hold_every_turn(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = reader(client)
    upload(own, *golden("county_survey.xlsx"))
    monkeypatch.setattr("ui.check_page.page.WAIT_SECONDS_OF_PAGE", 0.01)
    held = [turn([]) for _ in range(AT_ONCE)]
    for one in held:
        one.__enter__()
    busy = own.get("/check")
    for one in held:
        one.__exit__(None, None, None)
    assert busy.status_code == 429 and "<h1>" in busy.text
    assert own.get("/check").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_a_download_has_a_name_of_its_kind_for_clients_that_know_ascii_only(client: TestClient, kind: str) -> None:
    own = reader(client)
    upload(own, *golden("county_survey.xlsx"))
    names = own.get(f"/check/results.{kind}").headers["content-disposition"]
    assert f'filename="junheng-results.{kind}"' in names
    chart = own.get("/check/charts/rooms-by-school.csv").headers["content-disposition"]
    assert re.search(r'filename="[\w-]+\.csv"', chart)
