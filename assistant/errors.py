"""The errors of the assistant.

JunhengError
└── AssistantError
    ├── UnknownSession        no session of that id (ended, deleted, or never made)
    ├── NothingChecked        a session without a sheet, whose columns could be confirmed
    ├── UnknownHeader         no confirmed columns are kept for that header
    ├── ColumnsUnavailable    the folder of the confirmed columns cannot be written
    ├── DatabaseUnavailable   the database of receipts and sessions cannot be used
    ├── WrongSetting          a variable of the environment with a value that it cannot have
    ├── UnknownReceipt        no receipt of that id
    ├── SheetNeeded           an answer that can only be recomputed with its sheets, which are not kept any more
    └── UnreadableQuestion    an empty or far too long question
"""

from collections.abc import Sequence

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError


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
    """No receipt of that id."""

    code = "unknown_receipt"

    def __init__(self, id: str) -> None:
        super().__init__(
            Bilingual(f"没有回执 {id}。", f"There is no receipt {id}."),
            Bilingual(
                "请用回答中的完整回执号，并用保存它的同一个 JUNHENG_HOME 或数据库。",
                "Give the whole receipt of the answer, with the JUNHENG_HOME or the database that it was kept in.",
            ),
        )


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


class UnreadableQuestion(AssistantError):
    """An empty or far too long question."""

    code = "unreadable_question"
