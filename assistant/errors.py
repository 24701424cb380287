"""The errors of the assistant.

JunhengError
└── AssistantError
    ├── UnknownSession        no session of that id (ended, deleted, or never made)
    ├── NothingChecked        a session without a sheet, whose columns could be confirmed
    ├── UnknownHeader         no confirmed columns are kept for that header
    ├── ColumnsUnavailable    the folder of the confirmed columns cannot be written
    └── UnreadableQuestion    an empty or far too long question
"""

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


class UnreadableQuestion(AssistantError):
    """An empty or far too long question."""

    code = "unreadable_question"
