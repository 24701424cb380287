"""The tools that only other assistants need: to ask in a user's own words, to check sheets, to keep a conversation."""

from collections.abc import Mapping

from assistant.errors import WrongArguments
from assistant.kept.session import Session
from assistant.offered.schemas import schema_of, taken
from assistant.service import Assistant
from assistant.settings import session_days
from corpus.bilingual import Bilingual
from ui.mcp.arguments import (
    AskArguments,
    CheckArguments,
    EndArguments,
    SessionArguments,
    Spoken,
    WithSheets,
)
from ui.mcp.house_tool import CallContext, HouseTool, Told
from ui.mcp.said import answer_text
from ui.server.aging import sweep_sessions
from ui.server.turns import turn
from ui.terminal.say_check import check_text


def _ask(assistant: Assistant, arguments: Mapping[str, object], beside: CallContext) -> Told:
    asked = taken("ask", AskArguments, arguments)
    beside.ready()
    with beside.with_sheets(assistant, asked.county, asked.year) as session:
        answer = assistant.ask(
            asked.question, county=asked.county, year=asked.year, session=session, language=beside.language,
            readings=asked.readings, stop=beside.stop,
        ).as_json()  # fmt: skip
    return Told(answer, answer_text(answer, beside.spoken))


def _check_sheet(assistant: Assistant, arguments: Mapping[str, object], beside: CallContext) -> Told:
    """Check sheets, which join the session; without any, those of the session anew."""
    asked, session = taken("check_sheet", CheckArguments, arguments), beside.session
    if not beside.uploads and session is None:
        why = Bilingual(
            "请给出数据表（contents，在本机上也可用 files），或有数据表的会话",
            "give sheets (contents, or files where the caller is on this machine), or a session that has some",
        )
        raise WrongArguments("check_sheet", "contents", None, why)
    uploads, session = beside.uploads, session or Session()
    if not uploads:
        uploads, session = session.checked()[1], Session(county=session.county)
    with session.at_work(), turn(uploads):
        report = assistant.check(
            uploads, county=asked.county, year=asked.year, language=beside.spoken, session=session,
            readings=asked.readings,
        )  # fmt: skip
    return Told(report.as_json(), check_text(report, beside.spoken))


def _open_session(assistant: Assistant, arguments: Mapping[str, object], beside: CallContext) -> Told:
    """Open a session. Where nobody serves for long, old ones go when there is a new one."""
    county = taken("open_session", SessionArguments, arguments).county
    sweep_sessions(assistant, session_days())
    opened = assistant.sessions.create(county)
    return Told({"session": opened.id}, opened.id)


def _end_session(assistant: Assistant, arguments: Mapping[str, object], beside: CallContext) -> Told:
    session = taken("end_session", EndArguments, arguments).session
    assistant.sessions.delete(session)
    gone = Bilingual("会话已结束，其数据表和记录已删除。", "The session has ended; its sheets and history are deleted.")
    return Told({"ended": session}, gone.say(beside.spoken))


OWN = (
    HouseTool(
        "ask",
        Bilingual(
            "用用户的原话提问（县域义务教育优质均衡：政策条文、指标要求、学校数据是否达标）。返回经核对的回答：正文、"
            "引文、每个数字的算式与出处、回执；没有依据时如实说没有（abstained），缺材料时说缺什么（needs_input）。"
            "数字须照原样引用，并带上出处。",
            "Ask in the user's own words about balanced compulsory education in China's counties: policy clauses, "
            "required values, whether schools' data meet them. Returns a verified answer: text, quotations, each "
            "figure with its formula and source, a receipt; `abstained` where nothing supports an answer, "
            "`needs_input` where something is missing. Quote figures exactly as given, with their citations.",
        ),
        schema_of(AskArguments),
        WithSheets,
        _ask,
        waits=True,
    ),
    HouseTool(
        "check_sheet",
        Bilingual(
            "按国家底线核对一个县的学校数据表。返回结论、各项指标、差异系数、未达标的学校、数据问题，各附条文。给出会话时，"
            "数据表加入会话，之后可以接着提问。数字须照原样引用，并带上出处。",
            "Judge a county's school data sheets by the national floor. Returns the verdict, every item, the "
            "coefficients of variation, the schools that fall short, faults of the data, each with its clause. With a "
            "session the sheets join it, for questions to come. Quote figures exactly as given, with their citations.",
        ),
        schema_of(CheckArguments),
        WithSheets,
        _check_sheet,
    ),
    HouseTool(
        "open_session",
        Bilingual(
            "新建会话：之后的调用带上它，便记得前面的问题和数据表。返回会话号，只给需要它的人。",
            "Open a session: calls that carry it know earlier questions and sheets. Returns its id; keep it private.",
        ),
        schema_of(SessionArguments),
        Spoken,
        _open_session,
        opens=True,
    ),
    HouseTool(
        "end_session",
        Bilingual(
            "结束会话，删除其中的数据表和对话记录。", "End a session: its sheets and what was said in it are deleted."
        ),
        schema_of(EndArguments),
        Spoken,
        _end_session,
        deletes=True,
    ),
)
