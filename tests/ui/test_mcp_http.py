"""MCP over HTTP, on a real port: the same tools, behind the same guard as everything else that is served."""

import base64
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.service import Assistant
from tests.ui.conftest import ADDRESS
from tests.ui.mcp_client import at_once, called, read, with_client
from ui.main import run
from ui.mcp.http import create_mcp_app
from ui.server.settings import ServerSettings

ROOT = Path(__file__).parents[2]
SURVEY = ROOT / "tests" / "golden" / "sheets" / "county_survey.xlsx"
WHICH = "哪些学校不达标？"
OPENING = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip
LISTING = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with served(create_mcp_app(assistant, ServerSettings())) as address:
        yield address


@pytest.fixture(scope="module")
def locked(assistant: Assistant) -> Iterator[str]:
    """A server that asks for a token."""
    with served(create_mcp_app(assistant, ServerSettings(token="open sesame"))) as address:
        yield address


@pytest.mark.usefixtures("command_home")
@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_calls_at_once_get_what_the_command_line_prints(
    address: str, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    run(["ask", WHICH, "--sheet", str(SURVEY), "--json"])
    expected = json.loads(capsys.readouterr().out)
    sheet = [{"name": SURVEY.name, "base64": base64.b64encode(SURVEY.read_bytes()).decode()}]

    async def asked(client) -> list:
        return await at_once([lambda: client.call_tool("ask", {"question": WHICH, "contents": sheet})] * 4)

    assert [one.structured_content for one in with_client(address, asked, mode)] == [expected] * 4


def test_resources_are_read(address: str) -> None:
    documents = json.loads(read(address, "junheng://documents")[0])["documents"]
    assert documents and len(read(address, *(one["uri"] for one in documents))) == len(documents)


def test_no_file_of_the_server_is_read(address: str) -> None:
    refused = called(address, "check_sheet", {"files": [str(SURVEY)]})
    assert refused.is_error and refused.structured_content["error"]["code"] == "wrong_arguments"


def test_the_language_of_an_error_is_the_one_that_the_caller_accepts(address: str) -> None:
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "nothing", "arguments": {}}}
    for language, words in (("en", "There is no tool"), ("zh-CN", "没有名为")):
        answer = httpx.post(address, json=call, headers={**ACCEPT, "accept-language": language}).json()
        assert words in answer["result"]["content"][0]["text"]


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 200, None),
        ({"host": "evil.example"}, 400, "bad_host"),
        ({"origin": "http://evil.example"}, 400, "bad_origin"),
        ({"origin": "null"}, 400, "bad_origin"),
        ({"sec-fetch-site": "cross-site"}, 400, "bad_origin"),
    ],
)
def test_hosts_and_origins_are_checked(address: str, headers: dict, status: int, code: str | None) -> None:
    answer = httpx.post(address, json=OPENING, headers={**ACCEPT, **headers})
    assert answer.status_code == status
    assert answer.json().get("error", {}).get("code") == code
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("wrong", 401), ("open sesame", 200)])
def test_a_token_is_asked_for(locked: str, token: str | None, status: int) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    assert httpx.post(locked, json=OPENING, headers={**ACCEPT, **headers}).status_code == status


def test_a_body_over_the_limit_is_refused(address: str) -> None:
    answer = httpx.post(address, content=b" " * (ServerSettings().max_body_bytes + 1), headers=ACCEPT)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_nothing_to_listen_to(address: str, method: str) -> None:
    answer = httpx.request(method, address, headers=ACCEPT)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/api/health", "/docs", "/mcp/x"])
def test_nothing_else_is_served(address: str, path: str) -> None:
    answer = httpx.get(address.removesuffix("/mcp") + path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"jsonrpc": "2.0", "id": 1}'])
def test_what_is_no_message_is_refused(address: str, body: bytes) -> None:
    for version in ({}, {"mcp-protocol-version": "2026-07-28"}):
        headers = {**ACCEPT, **version, "content-type": "application/json"}
        assert httpx.post(address, content=body, headers=headers).status_code == 400


def test_the_web_application_serves_it_too_with_the_same_sessions(client: TestClient) -> None:
    listed = client.post("/mcp", json=LISTING, headers=ACCEPT).json()["result"]["tools"]
    assert "ask" in {one["name"] for one in listed}
    session = client.post("/api/sessions").json()["session"]
    client.post(f"/api/sessions/{session}/sheets", files={"files": (SURVEY.name, SURVEY.read_bytes())})
    arguments = {"question": WHICH, "session": session}
    call = {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "ask", "arguments": arguments}}
    answer = client.post("/mcp", json=call, headers=ACCEPT).json()["result"]["structuredContent"]
    assert answer["status"] == "answered" and answer["figures"]
    foreign = client.post("/mcp", json=call, headers={**ACCEPT, "origin": "http://evil.example"})
    assert foreign.status_code == 400 and ADDRESS not in foreign.text


def test_others_are_not_served_without_a_token(command_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--http", "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "JUNHENG_TOKEN" in capsys.readouterr().err


def test_the_command_says_where_it_serves_and_ends_in_good_order(command_home: Path) -> None:
    environment = {**os.environ, "JUNHENG_HOME": str(command_home), "LANG": "en_GB.UTF-8"}
    command = [sys.executable, "-m", "ui", "mcp", "--http", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().split()[-1]
        assert address.startswith("http://127.0.0.1:") and address.endswith("/mcp")
        assert called(address, "open_session").structured_content["session"]
        server.terminate()
        assert server.wait(timeout=30) == 0
