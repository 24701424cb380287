"""The tools that other assistants are offered, called by a real client: what they take, return and refuse."""

import base64
import json
from pathlib import Path

import pytest
from mcp.server.lowlevel import Server

from assistant.offered.tools import TOOLS
from assistant.service import Assistant
from tests.ui.mcp_client import called, with_client
from ui.main import run
from ui.mcp.server import server_of

SHEETS = Path(__file__).parents[1] / "golden" / "sheets"
SURVEY = str(SHEETS / "county_survey.xlsx")
ROOMS = "小学音乐教室每多少个班配一间？"
WHICH = "哪些学校不达标？"


@pytest.fixture(scope="module")
def server(assistant: Assistant) -> Server:
    """A server whose caller is on this machine."""
    return server_of(assistant, "zh")


@pytest.fixture(scope="module")
def far(assistant: Assistant) -> Server:
    """A server whose callers may be anywhere."""
    return server_of(assistant)


def carried(name: str) -> list[dict[str, str]]:
    return [{"name": name, "base64": base64.b64encode((SHEETS / name).read_bytes()).decode()}]


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict:
    run([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)


def test_all_tools_are_listed_with_what_they_take_and_return(server: Server) -> None:
    tools = {one.name: one for one in with_client(server, lambda client: client.list_tools()).tools}
    assert set(tools) == {"ask", "check_sheet", "open_session", "end_session", *TOOLS}
    for one in tools.values():
        assert one.input_schema["type"] == "object" and one.input_schema["additionalProperties"] is False
        assert one.description and one.description.isascii() is False
        assert all("description" in field for field in one.input_schema["properties"].values())
        assert one.annotations is not None and one.annotations.open_world_hint is False
    assert [name for name, one in tools.items() if not one.annotations.read_only_hint] == [
        "open_session",
        "end_session",
    ]
    assert [name for name, one in tools.items() if one.annotations.destructive_hint] == ["end_session"]
    assert tools["ask"].input_schema["required"] == ["question"]


def test_what_returns_figures_says_that_they_are_to_be_quoted_as_given(server: Server) -> None:
    tools = with_client(server, lambda client: client.list_tools()).tools
    told = {one.name for one in tools if "exactly as given" in (one.description or "")}
    assert told == {one.name for one in tools} - {"open_session", "end_session", "search_clauses", "read_clause"}


def test_only_callers_on_this_machine_may_name_files(server: Server, far: Server) -> None:
    def takes_files(one: Server) -> set[str]:
        tools = with_client(one, lambda client: client.list_tools()).tools
        return {tool.name for tool in tools if "files" in tool.input_schema["properties"]}

    assert takes_files(server) == {"ask", "check_sheet", "describe_sheet", "compute", "county_verdict"}
    assert takes_files(far) == set()
    refused = called(far, "check_sheet", {"files": [SURVEY]})
    assert refused.is_error and refused.structured_content["error"]["code"] == "wrong_arguments"
    assert "contents" in refused.content[0].text


@pytest.mark.usefixtures("command_home")
def test_an_answer_is_the_one_of_the_command_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    expected = printed(["ask", ROOMS], capsys)
    found = called(server, "ask", {"question": ROOMS})
    assert not found.is_error and found.structured_content == expected


@pytest.mark.usefixtures("command_home")
@pytest.mark.parametrize("by", ["path", "content"])
def test_an_answer_about_a_sheet_is_the_one_of_the_command_line(
    server: Server, far: Server, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    expected = printed(["ask", WHICH, "--sheet", SURVEY], capsys)
    given = {"files": [SURVEY]} if by == "path" else {"contents": carried("county_survey.xlsx")}
    found = called(server if by == "path" else far, "ask", {"question": WHICH, **given}).structured_content
    assert found == expected and found["figures"]


@pytest.mark.usefixtures("command_home")
def test_a_check_is_the_one_of_the_command_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    expected = printed(["check", SURVEY, "--county", "晋江市", "--year", "2024"], capsys)
    found = called(server, "check_sheet", {"files": [SURVEY], "county": "晋江市", "year": 2024})
    assert found.structured_content == expected
    assert found.content[0].text.startswith("结论  不达标")


def test_the_text_of_an_answer_stays_traceable(server: Server) -> None:
    found = called(server, "ask", {"question": ROOMS})
    answer, text = found.structured_content, found.content[0].text
    assert text.startswith(answer["text"]) and answer["citations"]
    for one in answer["citations"]:
        assert f"[{one['n']}] {one['document']}  {one['clause']}  “{one['quote']}”" in text
    assert answer["receipt"] in text


def test_a_session_remembers_the_sheets_and_the_turns_of_a_conversation(server: Server) -> None:
    async def talk(client) -> list:
        opened = (await client.call_tool("open_session", {"county": "晋江市"})).structured_content
        calls = [
            ("check_sheet", {"files": [SURVEY]}),
            ("ask", {"question": "小学体育运动场馆面积的差异系数是多少？"}),
            ("ask", {"question": "初中呢？"}),
            ("check_sheet", {}),
            ("end_session", {}),
            ("ask", {"question": WHICH}),
        ]
        return [await client.call_tool(name, {**given, **opened}) for name, given in calls]

    checked, first, second, again, ended, after = with_client(server, talk)
    assert first.structured_content["status"] == second.structured_content["status"] == "answered"
    assert "初中" in second.content[0].text and first.structured_content["figures"]
    assert again.structured_content == checked.structured_content
    assert not ended.is_error and after.structured_content["error"]["code"] == "unknown_session"


def test_an_offered_tool_answers_about_the_sheet_that_is_given(server: Server) -> None:
    asked = {"want": "value", "item": "R1", "stage": "小学"}
    found = called(server, "compute", {**asked, "files": [SURVEY], "county": "晋江市"}).structured_content
    assert found["status"] == "answered" and found["figures"]
    without = called(server, "compute", asked).structured_content
    assert without["status"] == "needs_input"


def test_a_clause_that_is_found_can_be_read(server: Server) -> None:
    async def looked_up(client):
        found = (await client.call_tool("search_clauses", {"query": "音乐教室 美术教室"})).structured_content["results"]
        keys = {"document": found[0]["document"], "clause": found[0]["clause"]}
        return found[0], await client.call_tool("read_clause", keys)

    first, clause = with_client(server, looked_up)
    assert clause.structured_content["text"] == first["text"]
    assert first["text"] in clause.content[0].text


def test_the_language_is_the_calls_else_the_callers(server: Server) -> None:
    zh, en = called(server, "ask", {}), called(server, "ask", {"lang": "en"})
    assert "参数 question" in zh.content[0].text and "The argument question" in en.content[0].text
    assert called(server, "ask", {"question": ROOMS, "lang": "en"}).structured_content["language"] == "en"
    assert called(server, "ask", {"question": "Which county is the strictest?"}).structured_content["language"] == "en"


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("nothing", {}, "unknown_tool"),
        ("ask", {}, "wrong_arguments"),
        ("ask", {"question": ""}, "unreadable_question"),
        ("ask", {"question": "\ud800"}, "unreadable_question"),
        ("ask", {"question": ROOMS, "more": 1}, "wrong_arguments"),
        ("ask", {"question": ROOMS, "year": 20}, "wrong_arguments"),
        ("ask", {"question": ROOMS, "lang": "fr"}, "wrong_arguments"),
        ("ask", {"question": ROOMS, "session": "no such"}, "unknown_session"),
        ("ask", {"question": ROOMS, "readings": {"none": "x"}}, "unknown_reading"),
        ("ask", {"question": ROOMS, "files": "county.xlsx"}, "wrong_arguments"),
        ("check_sheet", {}, "wrong_arguments"),
        ("check_sheet", {"files": ["/etc/hostname"]}, "unreadable_file"),
        ("check_sheet", {"files": ["/nowhere/county.xlsx"]}, "unreadable_file"),
        ("check_sheet", {"files": [str(SHEETS)]}, "unreadable_file"),
        ("check_sheet", {"files": [SURVEY] * 13}, "wrong_arguments"),
        ("check_sheet", {"contents": [{"name": "a.xlsx", "base64": "no base64"}]}, "wrong_arguments"),
        ("check_sheet", {"contents": [{"name": "a.xlsx", "base64": ""}]}, "sheet_empty"),
        ("check_sheet", {"contents": [{"name": "a.xlsx"}]}, "wrong_arguments"),
        ("end_session", {}, "wrong_arguments"),
        ("end_session", {"session": "no such"}, "unknown_session"),
        ("compute", {"want": "everything"}, "wrong_arguments"),
        ("get_standard", {"item": "R1", "place": "无此县"}, "wrong_arguments"),
        ("read_clause", {"document": "none", "clause": "1"}, "unknown_document"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(server: Server, name: str, arguments: dict, code: str) -> None:
    found = called(server, name, arguments)
    error = found.structured_content["error"]
    assert found.is_error and error["code"] == code and error["message"]
    assert found.content[0].text == f"{error['message']} {error['hint']}".strip()


def test_a_fault_of_the_house_is_told_as_one_and_shows_nothing_of_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(assistant, "ask", broken)
    found = called(server_of(assistant, "en"), "ask", {"question": ROOMS})
    assert found.structured_content["error"]["code"] == "internal"
    assert "secret" not in found.model_dump_json() and "a secret of the machine" in caplog.text


@pytest.mark.parametrize(
    ("arguments", "where", "taken"),
    [
        ({"question": ROOMS, "year": 20}, "year", "integer maximum=2999, minimum=1949"),
        ({"question": ROOMS, "lang": "fr"}, "lang", "zh, en"),
        ({"question": ROOMS, "contents": [{"name": "a.xlsx"}]}, "contents.0.base64", "string"),
        ({"question": ROOMS, "contents": [{"name": "a.xlsx", "base64": "", "size": 1}]}, "contents.0.size", "base64"),
        ({"question": ROOMS, "contents": {}}, "contents", "array"),
    ],
)
def test_a_wrong_argument_is_named_with_what_it_takes_in_the_callers_language(
    server: Server, arguments: dict, where: str, taken: str
) -> None:
    text = called(server, "ask", arguments).content[0].text
    assert f"参数 {where} " in text and taken in text and "should be" not in text
