"""What a tab shows is found under its name only with the cookie of the browser that it is a tab of."""

import json
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ui.server.cookie import READER, cookie_of
from ui.server.events import SmallBodies

NAME = "k3v9x2"
WAYS = ["join", "data", "heartbeat"]


async def gradio(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell under which name a request's tab is held."""
    request = Request(scope, receive)
    body = json.loads(await request.body() or b"{}")
    named = body.get("session_hash") or request.query_params.get("session_hash") or scope["path"].rpartition("/")[2]
    await JSONResponse({"tab": named, "body": body})(scope, receive, send)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(SmallBodies(gradio, tmp_path / "uploads", tmp_path))


def held(client: TestClient, way: str, cookie: str | None) -> str:
    """Return the name under which the tab of a request is held."""
    headers = {"cookie": f"{READER}={cookie}"} if cookie else {}
    if way == "join":
        sent = client.post("/gradio_api/queue/join", json={"session_hash": NAME, "data": []}, headers=headers)
    elif way == "data":
        sent = client.get("/gradio_api/queue/data", params={"session_hash": NAME}, headers=headers)
    else:
        sent = client.get(f"/gradio_api/heartbeat/{NAME}", headers=headers)
    return str(sent.json()["tab"])


def test_all_requests_of_a_tab_are_held_under_one_name(client: TestClient, tmp_path: Path) -> None:
    cookie = cookie_of("reader-a", tmp_path)
    assert len({held(client, way, cookie) for way in WAYS}) == 1


@pytest.mark.parametrize("way", WAYS)
def test_another_browser_does_not_reach_a_tab_by_its_name(client: TestClient, tmp_path: Path, way: str) -> None:
    own, other = cookie_of("reader-a", tmp_path), cookie_of("reader-b", tmp_path)
    forged = "reader-a." + "0" * 64
    assert len({NAME, *(held(client, way, one) for one in (own, other, forged))}) == 4
    assert held(client, way, None) == held(client, way, forged)  # no cookie of ours: nobody's


def test_the_rest_of_an_event_stays_as_it_was_sent(client: TestClient) -> None:
    sent = {"session_hash": NAME, "data": [1, "x"], "fn_index": 3}
    body = client.post("/gradio_api/queue/join", json=sent).json()["body"]
    assert {**body, "session_hash": NAME} == sent
