"""The guard: hosts, origins, sizes, tokens, rates and headers, in front of an application that always answers."""

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from ui.server.guard import Guard
from ui.server.settings import ServerSettings

ADDRESS = "http://127.0.0.1:7860"
LIMIT = 1000


async def reading(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())}")


async def accepting(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


def guarded(settings: ServerSettings, address: str = ADDRESS) -> TestClient:
    routes = [
        WebSocketRoute("/api/socket", accepting),
        Route("/{path:path}", reading, methods=["GET", "POST", "DELETE"]),
    ]
    return TestClient(Guard(Starlette(routes=routes), settings), base_url=address, follow_redirects=False)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with guarded(ServerSettings(max_body_bytes=LIMIT)) as client:
        yield client


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost:7860", 200),
        ("LOCALHOST", 200),
        ("[::1]:7860", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("[::1].evil.example", 400),
        ("127.0.0.1:80@evil.example", 400),
        ("127.0.0.1:x", 400),
        ("10.0.0.1", 400),
        ("", 400),
    ],
)
def test_without_a_token_only_loopback_hosts_are_served(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/health", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {}, 200),
        ("POST", {"origin": ADDRESS}, 200),
        ("POST", {"origin": "http://127.0.0.1:9999"}, 400),
        ("POST", {"origin": "http://evil.example"}, 400),
        ("POST", {"origin": "null"}, 400),
        ("POST", {"origin": "http://["}, 400),
        ("POST", {"origin": ""}, 400),
        ("POST", {"sec-fetch-site": "cross-site"}, 400),
        ("POST", {"sec-fetch-site": "same-origin"}, 200),
        ("DELETE", {"origin": "http://evil.example"}, 400),
        ("GET", {"origin": "http://evil.example"}, 400),
        ("GET", {"sec-fetch-site": "cross-site"}, 200),
    ],
)
def test_what_another_site_sends_is_refused(
    client: TestClient, method: str, headers: dict[str, str], status: int
) -> None:
    assert client.request(method, "/api/ask", headers=headers).status_code == status


def test_a_websocket_of_another_site_is_closed(client: TestClient) -> None:
    with client.websocket_connect(f"{ADDRESS}/api/socket".replace("http", "ws"), headers={"host": "127.0.0.1:7860"}):
        pass
    foreign = {"host": "127.0.0.1:7860", "origin": "http://evil.example"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/socket", headers=foreign):
        pass


@pytest.mark.parametrize(("size", "status"), [(LIMIT - 1, 200), (LIMIT, 200), (LIMIT + 1, 413), (50 * LIMIT, 413)])
def test_a_body_over_the_limit_is_refused_by_its_declared_length(client: TestClient, size: int, status: int) -> None:
    assert client.post("/api/check", content=b"x" * size).status_code == status


@pytest.mark.parametrize(("pieces", "status"), [(9, 200), (10, 200), (11, 413), (500, 413)])
def test_a_body_over_the_limit_is_refused_also_when_its_length_is_not_told(
    client: TestClient, pieces: int, status: int
) -> None:
    answer = client.post("/api/check", content=(b"x" * 100 for _ in range(pieces)))
    assert answer.status_code == status
    if status == 413:
        assert answer.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize("told", [True, False])
def test_a_client_that_sends_everything_before_it_reads_still_gets_the_refusal(told: bool) -> None:
    app = Guard(
        Starlette(routes=[Route("/{path:path}", reading, methods=["POST"])]), ServerSettings(max_body_bytes=LIMIT)
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=20)
        body = (b"x" * 2**16 for _ in range(128))
        headers = {"Content-Length": str(2**23)} if told else {"Transfer-Encoding": "chunked"}
        connection.request("POST", "/api/check", body, headers, encode_chunked=not told)
        assert connection.getresponse().status == 413
        connection.close()
        server.should_exit = True
        thread.join(timeout=20)


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert client.post("/api/check", headers={"content-length": "-5"}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/file=http://127.0.0.1/",
        "/gradio_api//file=/etc/passwd",
        "/gradio_api/proxy=http://example.org",
        "/gradio_api/info",
        "/gradio_api/call/x",
        "/gradio_api/run/predict",
        "/gradio_api/vibe-edit",
        "/gradio_api/stream/a/b/c/playlist.m3u8",
        "/gradio_api/deep_link",
        "/monitoring",
        "/svelte/x",
        "/unknown",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_paths_that_the_pages_do_not_need_do_not_exist(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, ADDRESS + path).status_code == 404


def test_more_requests_than_the_rate_allows_are_refused_and_pages_stay_open() -> None:
    with guarded(ServerSettings(burst=3, per_second=0.0)) as client:
        assert [client.get("/api/search").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        assert client.get("/documents").status_code == 200


TOKEN = "口令-token"


@pytest.fixture
def locked() -> Iterator[TestClient]:
    with guarded(ServerSettings(token=TOKEN), "http://junheng.example") as client:
        yield client


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {TOKEN}".encode(), 200),
        (f"bearer   {TOKEN}".encode(), 200),
        (f"Basic {TOKEN}".encode(), 401),
        (b"Bearer wrong", 401),
        (b"Bearer ", 401),
        (b"", 401),
    ],
)
def test_with_a_token_every_call_needs_it(locked: TestClient, authorization: bytes, status: int) -> None:
    answer = locked.get("/api/health", headers=[(b"authorization", authorization)])
    assert answer.status_code == status
    assert (answer.headers.get("www-authenticate") == "Bearer") == (status == 401)


def test_a_browser_without_the_token_is_sent_to_the_form(locked: TestClient) -> None:
    for page in ("/", "/documents", "/documents/x", "/docs"):
        answer = locked.get(page)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert locked.get("/login").status_code == 200
    assert locked.post("/gradio_api/queue/join").status_code == 401


def test_guesses_of_the_token_are_slowed_down(locked: TestClient) -> None:
    assert 429 in [locked.post("/login").status_code for _ in range(12)]


@pytest.mark.parametrize("path", ["/", "/documents", "/api/health", "/nothing", "/docs"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors" in policy and "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
