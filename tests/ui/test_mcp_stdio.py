"""`junheng mcp` over standard input and output, as a client starts it: a process of its own, and nothing but protocol."""

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
ROOMS = "小学音乐教室每多少个班配一间？"
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


def call(id: int, name: str, **arguments: object) -> dict:
    return {"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def spoken(home: Path, *messages: dict | str, code: str = "") -> tuple[list[dict], str]:
    """Start the server (after some code of a test's), write messages, and return what it wrote: lines and the log."""
    script = f"{code}\nfrom ui.main import run\nrun(['mcp'])"
    server = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, **environment(home)}, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdin and server.stdout
    with server:
        for one in messages:
            server.stdin.write((one if isinstance(one, str) else json.dumps(one)) + "\n")
        server.stdin.flush()
        expected = sum(isinstance(one, dict) and "id" in one for one in messages)
        lines = [server.stdout.readline() for _ in range(expected)]
        rest, log = server.communicate(timeout=60)
    assert server.returncode == 0
    return [json.loads(line) for line in (*lines, *rest.splitlines())], log


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_a_client_of_either_era_starts_it_and_gets_what_the_command_line_prints(
    command_home: Path, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    run(["ask", "哪些学校不达标？", "--sheet", SURVEY, "--json"])
    expected = json.loads(capsys.readouterr().out)
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "ui", "mcp"], cwd=ROOT, env=environment(command_home)
    )

    async def asked(client) -> list:
        asking = [lambda: client.call_tool("ask", {"question": "哪些学校不达标？", "files": [SURVEY]})] * 4
        return [client.server_info.name, *await at_once(asking)]

    name, *answers = with_client(command, asked, mode)
    assert name == "junheng"
    assert [one.structured_content for one in answers] == [expected] * 4


def test_only_protocol_is_written_to_standard_output(command_home: Path) -> None:
    noise = (
        "import os, sys, assistant.service as s\n"
        "check = s.Assistant.check\n"
        "def noisy(*given, **named):\n"
        "    print('a library prints'); os.write(1, b'and writes\\n')\n"
        "    return check(*given, **named)\n"
        "s.Assistant.check = noisy"
    )
    written, log = spoken(command_home, OPENING, BEGUN, call(2, "check_sheet", files=[SURVEY]), code=noise)
    assert [one["id"] for one in written] == [1, 2] and all(one["jsonrpc"] == "2.0" for one in written)
    assert written[1]["result"]["structuredContent"]["verdict"]["status"] == "not_met"
    assert "a library prints" in log and "and writes" in log


def test_it_answers_before_anything_heavy_is_loaded(command_home: Path) -> None:
    told = (
        f"import atexit, sys; atexit.register(lambda: print([n for n in {HEAVY} if n in sys.modules], file=sys.stderr))"
    )
    listing = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
    reading = {"jsonrpc": "2.0", "id": 3, "method": "resources/read", "params": {"uri": "junheng://documents"}}
    written, log = spoken(
        command_home, OPENING, BEGUN, listing, reading, call(4, "check_sheet", files=[SURVEY]), code=told
    )
    assert sorted(one["id"] for one in written) == [1, 2, 3, 4] and all("result" in one for one in written)
    assert log.splitlines()[-1] == "[]"


def test_what_is_no_message_does_not_end_it(command_home: Path) -> None:
    written, _ = spoken(command_home, "no json", "[]", OPENING, BEGUN, call(2, "ask"), call(3, "nothing"))
    assert [one["id"] for one in sorted(written, key=lambda one: one["id"])] == [1, 2, 3]
    codes = {one["id"]: one["result"]["structuredContent"]["error"]["code"] for one in written if one["id"] > 1}
    assert codes == {2: "wrong_arguments", 3: "unknown_tool"}


def test_an_address_goes_with_http_only(command_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--port", "7861"]) == 2
    assert "--http" in capsys.readouterr().err
