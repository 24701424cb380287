"""The errors of the assistant.

JunhengError
└── AssistantError
    ├── UnknownSession        no session of that id (ended, deleted, or never made)
    ├── UnknownConversation   a reader has no conversation of that number
    ├── UnknownAnswer         no answer of that receipt was given in that conversation
    ├── UnknownShare          a link to a shared answer that was never made, or has ended
    ├── TooMany               more of something than is kept of it
    ├── SessionBusy           a session in which something else is still being done
    ├── NothingChecked        a session without a sheet, whose columns could be confirmed
    ├── UnknownHeader         no confirmed columns are kept for that header
    ├── ColumnsUnavailable    the folder of the confirmed columns cannot be written
    ├── DatabaseUnavailable   the database of receipts and sessions cannot be used
    ├── WrongSetting          a variable of the environment with a value that it cannot have
    ├── UnknownReceipt        no receipt of that id, or several that begin so
    ├── AlteredReceipt        a receipt that is not what its id was made from
    ├── DamagedRecord         a row of the database that is not as this program writes it
    ├── WordsNeeded           an answer whose question was deleted, and with it what recomputes the answer
    ├── SheetNeeded           an answer that can only be recomputed with its sheets, which are not kept any more
    ├── UnknownTool           no tool of that name
    ├── WrongArguments        a tool that is called with what it cannot take
    └── UnreadableQuestion    an empty or far too long question
"""

from collections.abc import Iterable, Sequence

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError

_ECHOED = 100  # characters of what a program sent that are said back
_SAY_AGAIN = Bilingual(
    "请用 --question 给出当时的原话；有数据表的，用 --sheet 给出同名的同一个文件。",
    "Give its very words with --question, and the same files under the same names with --sheet where there were any.",
)
_ASK_ANEW = Bilingual(
    "它接着更早的问题，那也已删除，因此不能重算；请重新提问。",
    "It followed an earlier question that was deleted too, so it cannot be recomputed: ask again.",
)


class AssistantError(JunhengError):
    """Something that the assistant cannot do as asked."""

    code = "assistant"


class UnknownSession(AssistantError):
    """No session of that id."""

    code = "unknown_session"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "没有这个会话，可能已经结束或被删除。", "There is no such session; it may have ended or been deleted."
            ),
            Bilingual("请新建会话后再试。", "Start a new session and try again."),
        )


class UnknownConversation(AssistantError):
    """A reader has no conversation of that number."""

    code = "unknown_conversation"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("没有这个对话，可能已被删除。", "There is no such conversation; it may have been deleted."),
            Bilingual("请从“问答”页重新打开。", "Open the page of questions again."),
        )


class UnknownAnswer(AssistantError):
    """No answer of that receipt was given in that conversation."""

    code = "unknown_answer"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("这个对话里没有这个回答。", "No such answer was given in this conversation."),
            Bilingual("请在对话中重新打开它。", "Open it from the conversation again."),
        )


class UnknownShare(AssistantError):
    """A link to a shared answer that was never made, or has ended."""

    code = "unknown_share"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("这个分享链接无效，或已被撤销。", "This link is not valid, or what it shared was withdrawn."),
            Bilingual("请向分享人要新的链接。", "Ask whoever shared it for a new one."),
        )


class TooMany(AssistantError):
    """More of something than is kept of it."""

    code = "too_many"


class SessionBusy(AssistantError):
    """A session in which something else is still being done: one thing at a time is done in a conversation."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("这个会话的上一个请求还在处理。", "The last request of this session is still being worked on."),
            Bilingual("请等它完成后再试。", "Wait until it is done, then try again."),
        )


class NothingChecked(AssistantError):
    """A session without a sheet, whose columns could be confirmed."""

    code = "nothing_checked"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("这个会话还没有数据表。", "This session has no sheet yet."),
            Bilingual("请先上传数据表。", "Upload a sheet first."),
        )


class UnknownHeader(AssistantError):
    """No confirmed columns are kept for that header."""

    code = "unknown_header"


class ColumnsUnavailable(AssistantError):
    """The folder of the confirmed columns cannot be written."""

    code = "columns_unavailable"


class DatabaseUnavailable(AssistantError):
    """The database of receipts and sessions cannot be used."""

    code = "database_unavailable"


class WrongSetting(AssistantError):
    """A variable of the environment with a value that it cannot have."""

    code = "wrong_setting"


class UnknownReceipt(AssistantError):
    """No receipt of that id, or several that begin so."""

    code = "unknown_receipt"

    def __init__(self, id: str, *, several: bool = False) -> None:
        super().__init__(
            Bilingual(f"以 {id} 开头的回执不止一份。", f"More than one receipt begins with {id}.")
            if several
            else Bilingual(f"没有回执 {id}。", f"There is no receipt {id}."),
            Bilingual(
                "请用回答中的回执号（至少前 8 位），并用保存它的同一个 JUNHENG_HOME 或数据库。",
                "Give the answer's receipt (8 characters of it at least), with the JUNHENG_HOME or database of then.",
            ),
        )


class AlteredReceipt(AssistantError):
    """A receipt that is not what its id was made from."""

    code = "altered_receipt"

    def __init__(self, id: str) -> None:
        super().__init__(
            Bilingual(
                f"保存的回执 {id} 被改动过：内容与回执号不符，不能用来核对。",
                f"The stored receipt {id} was altered: it is not what its id was made from, and proves nothing.",
            ),
            Bilingual("请从备份恢复数据库，或重新提问。", "Restore the database from a backup, or ask again."),
        )


class DamagedRecord(AssistantError):
    """A row of the database that is not as this program writes it. `what` it should be."""

    code = "damaged_record"

    def __init__(self, what: Bilingual) -> None:
        super().__init__(
            Bilingual(
                f"数据库中有损坏或被改动的内容：{what.zh}。",
                f"The database holds what is damaged or was altered: {what.en}.",
            ),
            Bilingual(
                "请从备份恢复数据库，或新建对话重新上传、提问。",
                "Restore the database from a backup, or begin a new conversation and upload and ask again.",
            ),
        )


class WordsNeeded(AssistantError):
    """An answer whose question was deleted with its conversation; `followed`: with the one before, which it needs."""

    code = "words_needed"

    def __init__(self, *, followed: bool) -> None:
        what = Bilingual(
            "这个回答的问题已随会话删除。", "The question of this answer was deleted with its conversation."
        )
        super().__init__(what, _ASK_ANEW if followed else _SAY_AGAIN)


class SheetNeeded(AssistantError):
    """An answer that can only be recomputed with its sheets, which are not kept any more."""

    code = "sheet_needed"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            Bilingual(
                f"重算需要当时的数据表，这里已不再保存：{'、'.join(names)}。",
                f"Recomputing needs the sheets of then, which are not kept here any more: {', '.join(names)}.",
            ),
            Bilingual("请用 --sheet 给出同一个文件。", "Give the same files with --sheet."),
        )


class UnknownTool(AssistantError):
    """No tool of that name."""

    code = "unknown_tool"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            Bilingual(f"没有名为“{name[:_ECHOED]}”的工具。", f"There is no tool named “{name[:_ECHOED]}”."),
            Bilingual(f"可用的工具：{listed}。", f"The tools are: {listed}."),
        )


class WrongArguments(AssistantError):
    """A tool that is called with what it cannot take.

    `argument` is the first that is wrong, `found` what it was (None: nothing), `why` what it has to be, and `allowed`
    its values where they can be listed.
    """

    code = "wrong_arguments"

    def __init__(self, tool: str, argument: str, found: object, why: Bilingual, allowed: Sequence[str] = ()) -> None:
        shown = "" if found is None else str(found)[:_ECHOED]
        listed = ", ".join(allowed)
        super().__init__(
            Bilingual(
                f"工具 {tool} 的参数 {argument} {f'是“{shown}”' if shown else '没有给出'}，{why.zh}。",
                f"The argument {argument} of the tool {tool} {f'is “{shown}”' if shown else 'is not given'}; {why.en}.",
            ),
            Bilingual(f"可用：{listed}。" if listed else "", f"Allowed: {listed}." if listed else ""),
        )


class UnreadableQuestion(AssistantError):
    """An empty or far too long question."""

    code = "unreadable_question"
