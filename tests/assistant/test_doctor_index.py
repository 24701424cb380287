"""What the doctor says of the clause index: where it is, and whether it can be used."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from assistant.service import Assistant


def index_line(home: Path):
    return next(line for line in Assistant.open(home).doctor("en") if line.name == "clause index")


def test_an_index_on_this_machine_is_said_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMA_URL", raising=False)
    line = index_line(tmp_path)
    assert line.ok and line.value == "not yet: built at the first question (this machine)"


def test_a_server_that_does_not_answer_is_named_without_its_credentials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("CHROMA_URL", f"http://user:geheim@127.0.0.1:{port}")
    line = index_line(tmp_path)
    assert not line.ok and f"http://127.0.0.1:{port}" in line.value and "geheim" not in line.value
    assert "CHROMA_URL" in line.value
