"""A caller of MCP who cancels a call, or hangs up, is not answered by a model any more, and the server can end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.assistant.language_model.scripted_endpoint import Hangs, ScriptedEndpoint

ROOT = Path(__file__).parents[2]
CLIENT = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
CALL = {"name": "ask", "arguments": {"question": "义务教育学校的班额有什么要求？"}}
ASK = {"jsonrpc": "2.0", "method": "tools/call", "params": CALL}
CANCEL = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 2}}
TEN_MINUTES, WAIT = "600", 60.0


@contextmanager
def speaking(home: Path, endpoint: ScriptedEndpoint) -> Iterator[subprocess.Popen[str]]:
    """Start the server with a model, over standard input and output."""
    model = {"JUNHENG_MODEL": "small", "JUNHENG_MODEL_URL": endpoint.url, "JUNHENG_MODEL_TIMEOUT": TEN_MINUTES}
    with subprocess.Popen(
        [sys.executable, "-m", "ui", "mcp"], cwd=ROOT, text=True, encoding="utf-8",
        env={**os.environ, **model, "JUNHENG_HOME": str(home)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        tell(server, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": CLIENT})
        assert server.stdout and json.loads(server.stdout.readline())["id"] == 1
        tell(server, {"jsonrpc": "2.0", "method": "notifications/initialized"})
        yield server


def tell(server: subprocess.Popen[str], message: dict[str, object]) -> None:
    assert server.stdin
    server.stdin.write(json.dumps(message) + "\n")
    server.stdin.flush()


def test_a_model_is_left_when_the_caller_cancels_and_when_he_goes(home: Path, assistant: object) -> None:
    with ScriptedEndpoint(Hangs()) as endpoint, speaking(home, endpoint) as server:
        tell(server, {**ASK, "id": 2})
        assert endpoint.came.wait(WAIT)
        tell(server, CANCEL)
        assert endpoint.left.wait(WAIT)
        endpoint.came.clear()
        endpoint.left.clear()
        tell(server, {**ASK, "id": 3})
        assert endpoint.came.wait(WAIT) and server.stdin
        server.stdin.close()
        assert endpoint.left.wait(WAIT) and server.wait(WAIT) == 0
