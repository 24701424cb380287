"""What an event of the chat may carry: only files that were uploaded here, and no address."""

import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from ui.errors import Refused
from ui.server.app import create_app
from ui.server.events import MAX_TEXT_BYTES, checked_event
from ui.server.uploads_folder import make_folder, sweep

JOIN = "/gradio_api/queue/join"


def file_data(**given: object) -> dict[str, object]:
    return {**given, "meta": {"_type": "gradio.FileData"}}


def event(value: object) -> bytes:
    return json.dumps({"fn_index": 0, "session_hash": "h", "data": [value, "", "zh", None]}).encode()


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    (tmp_path / "uploads" / "abc").mkdir(parents=True)
    (tmp_path / "uploads" / "abc" / "mine.csv").write_text("x")
    (tmp_path / "secret.csv").write_text("secret")
    os.mkfifo(tmp_path / "uploads" / "pipe")
    (tmp_path / "uploads" / "link").symlink_to(tmp_path / "secret.csv")
    return tmp_path / "uploads"


def test_an_upload_of_ours_passes_and_its_address_is_dropped(uploads: Path) -> None:
    mine = str(uploads / "abc" / "mine.csv")
    passed = checked_event(event([file_data(path=mine, url="http://127.0.0.1/x")]), uploads)
    assert isinstance(passed, dict)
    assert passed["data"][0][0] == file_data(path=mine)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.csv",
        "link",
        "pipe",
        "abc",
        "nothing",
        "/etc/hostname",
        "https://evil.example/x",
        "",
        "a\0b",
        7,
        ["x"],
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_any_other_file_is_refused_wherever_it_stands(uploads: Path, path: object, wrapped: bool) -> None:
    given = str(uploads / path) if isinstance(path, str) and path and "://" not in path else path
    one = file_data(path=given)
    with pytest.raises(Refused):
        checked_event(event({"a": [{"b": one}]} if wrapped else [one]), uploads)


@pytest.mark.parametrize("body", [b"[", b"x", b"[" * 100_000, event([file_data(url="http://127.0.0.1:1/")])])
def test_what_is_no_event_and_what_names_an_address_is_refused(uploads: Path, body: bytes) -> None:
    with pytest.raises(Refused):
        checked_event(body, uploads)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The paths that a server of this machine was asked for; its address is the first."""
    paths: list[str] = []

    class Recorder(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Recorder)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    paths.append(f"http://127.0.0.1:{server.server_port}/x.csv")
    yield paths
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_server_reads_no_file_and_fetches_no_address_that_an_event_names(
    client: TestClient, tmp_path: Path, asked: list[str]
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret")
    for one in (file_data(path=str(secret)), file_data(path=asked[0]), file_data(path="x", url=asked[0])):
        for index in range(30):
            body = {"fn_index": index, "session_hash": "h", "data": [[one], one, "zh", None]}
            answer = client.post(JOIN, json=body)
            assert answer.status_code == 400
            assert answer.json()["error"]["code"] == "bad_event"
    assert asked[1:] == []


@pytest.mark.parametrize("path", ["/api/ask", "/api/sessions", JOIN])
def test_a_long_body_of_text_is_refused(client: TestClient, path: str) -> None:
    answer = client.post(path, content=b'{"question": "' + b"x" * MAX_TEXT_BYTES + b'"}')
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


def test_an_upload_to_the_chat_says_how_long_it_is(client: TestClient) -> None:
    answer = client.post("/gradio_api/upload", content=iter([b"x"]))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "no_length")


def test_uploads_lie_in_the_data_folder_for_nobody_else_and_go_with_the_server(assistant: Assistant) -> None:
    before = set((assistant.home / "uploads").glob("*")) if (assistant.home / "uploads").exists() else set()
    with TestClient(create_app(assistant), base_url="http://127.0.0.1:7860") as client:
        (folder,) = set((assistant.home / "uploads").glob("*")) - before
        assert folder.stat().st_mode & 0o077 == 0
        (path,) = client.post("/gradio_api/upload", files={"files": ("a.csv", b"1")}).json()
        assert Path(path).is_relative_to(folder)
    assert not folder.exists()


def test_folders_of_processes_that_have_ended_go(tmp_path: Path) -> None:
    gone = tmp_path / "uploads" / "999999999-x"
    gone.mkdir(parents=True)
    (gone / "a.csv").write_text("x")
    alive = make_folder(tmp_path)
    make_folder(tmp_path)
    assert not gone.exists() and alive.exists()


def test_old_files_are_swept_and_fresh_ones_stay(tmp_path: Path) -> None:
    for name in ("old", "fresh"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("x")
    os.utime(tmp_path / "old" / "a.csv", (0, 0))
    sweep(tmp_path)
    assert not (tmp_path / "old" / "a.csv").exists()
    assert (tmp_path / "fresh" / "a.csv").exists()
    os.utime(tmp_path / "old", (0, 0))
    sweep(tmp_path)
    assert not (tmp_path / "old").exists()
