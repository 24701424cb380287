"""`junheng mcp` over standard input and output, as a client starts it: in a process of its own, silent but for MCP."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mcp.client.stdio import StdioServerParameters

from tests.ui.mcp_client import at_once, with_client
from ui.main import run

ROOT = Path(__file__).parents[2]
SURVEY = str(ROOT / "tests" / "golden" / "sheets" / "county_survey.xlsx")
WHICH = "哪些学校不达标？"
HEAVY = ("torch", "chromadb", "gradio", "transformers", "langchain", "langchain_openai")
OPENING = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip
BEGUN = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def environment(home: Path) -> dict[str, str]:
    """Return the variables that the server is started with: a client hands on only a few of its own."""
    return {
        "JUNHENG_HOME": str(home), "JUNHENG_DATABASE_URL": os.environ["JUNHENG_DATABASE_URL"], "LANG": "zh_CN.UTF-8",
    }  # fmt: skip


# A library that prints, and one that writes past Python; and at the end, which heavy libraries were loaded.
NOISE = f"""
import atexit, os, sys
import assistant.service as service
check = service.Assistant.check
def noisy(*given, **named):
    print("a library prints")
    os.write(1, b"another writes\\n")
    return check(*given, **named)
service.Assistant.check = noisy
atexit.register(lambda: print("heavy:", *(name for name in {HEAVY} if name in sys.modules), file=sys.stderr))
from ui.main import run
run(["mcp"])
"""


def call(id: int, name: str, **arguments: object) -> dict:
    return {"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


@pytest.fixture(scope="module")
def spoken(home: Path) -> tuple[list[str], str]:
    """What a noisy server writes to its output and to its log, when it is sent messages and things that are none."""
    messages = [
        "no json", "[]", OPENING, BEGUN, {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        {"jsonrpc": "2.0", "id": 3, "method": "resources/read", "params": {"uri": "junheng://documents"}},
        call(4, "check_sheet", files=[SURVEY]), call(5, "ask"), "{", call(6, "nothing"),
    ]  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", NOISE], cwd=ROOT, env={**os.environ, **environment(home)}, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as server:  # fmt: skip
        assert server.stdin and server.stdout
        server.stdin.write("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in messages))
        server.stdin.flush()
        lines = [server.stdout.readline() for _ in range(6)]
        rest, log = server.communicate(timeout=60)
    assert server.returncode == 0
    return [*lines, *rest.splitlines()], log


@pytest.mark.parametrize(
    ("mode", "tool", "given", "line"),
    [
        ("legacy", "ask", {"question": WHICH}, ["ask", WHICH, "--sheet", SURVEY]),
        ("auto", "check_sheet", {}, ["check", SURVEY]),
    ],
)
def test_a_client_of_either_era_starts_it_and_gets_what_the_command_line_prints(
    command_home: Path, capsys: pytest.CaptureFixture[str], mode: str, tool: str, given: dict, line: list[str]
) -> None:
    run([*line, "--json"])
    expected = json.loads(capsys.readouterr().out)
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "ui", "mcp"], cwd=ROOT, env=environment(command_home)
    )

    async def asked(client) -> list:
        asking = [lambda: client.call_tool(tool, {**given, "files": [SURVEY]})] * 4
        return [client.server_info.name, *await at_once(asking)]

    name, *answers = with_client(command, asked, mode)
    assert name == "junheng"
    assert [one.structured_content for one in answers] == [expected] * 4


def test_only_protocol_is_written_to_standard_output(spoken: tuple[list[str], str]) -> None:
    written, log = [json.loads(line) for line in spoken[0]], spoken[1]
    assert sorted(one["id"] for one in written) == [1, 2, 3, 4, 5, 6]
    assert all(one["jsonrpc"] == "2.0" for one in written)
    assert "a library prints" in log and "another writes" in log


def test_it_answers_without_loading_what_is_heavy(spoken: tuple[list[str], str]) -> None:
    assert all("result" in json.loads(line) for line in spoken[0])
    assert spoken[1].splitlines()[-1] == "heavy:"


def test_what_is_no_message_or_no_tool_does_not_end_it(spoken: tuple[list[str], str]) -> None:
    results = {one["id"]: one["result"] for one in map(json.loads, spoken[0])}
    assert results[4]["structuredContent"]["verdict"]["status"] == "not_met"
    errors = {id: results[id]["structuredContent"]["error"]["code"] for id in (5, 6)}
    assert errors == {5: "wrong_arguments", 6: "unknown_tool"}


def test_an_address_goes_with_http_only(command_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--port", "7861"]) == 2
    assert "--http" in capsys.readouterr().err
