"""The errors of the assistant.

JunhengError
└── AssistantError
    ├── UnknownSession        no session of that id (ended, deleted, or never made)
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


class UnreadableQuestion(AssistantError):
    """An empty or far too long question."""

    code = "unreadable_question"
