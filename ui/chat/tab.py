"""What one browser tab shows of its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.check import CheckReport
from assistant.model import Answer
from calculators.model import ColumnReading
from ui.words.columns_asked import columns_asked, has_kept
from ui.words.sheets_read import FilesRead, files_read

MAX_MESSAGES = 200
Message = dict[str, object]


@dataclass(frozen=True, slots=True)
class Talk:
    """What one browser tab holds on the server: its session, messages and sheets, and the latest answer.

    `reader` is the id of whoever's browser it is, also before anything was said, and `number` the conversation's among
    the reader's. `read` says what became of the sheets' files, `asked` are their columns that the reader should
    confirm; `has_kept`: some were confirmed before. `choices` are the questions offered under the last message.
    `pending` is the question that waits for its answer, and `readings` are those that it is asked by.
    """

    session: str | None = field(default=None, repr=False)
    reader: str | None = field(default=None, repr=False)
    number: int | None = None
    messages: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    pending: str = field(default="", repr=False)
    readings: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    read: FilesRead = field(default=FilesRead(), repr=False)
    asked: tuple[ColumnReading, ...] = field(default=(), repr=False)
    has_kept: bool = False
    answer: Answer | None = field(default=None, repr=False)
    choices: tuple[str, ...] = field(default=(), repr=False)

    def saying(self, role: str, content: str) -> "Talk":
        """Return the talk with one more message; the oldest go when there are very many."""
        return replace(self, messages=(*self.messages[1 - MAX_MESSAGES :], (role, content)), choices=())

    def answering(self, answer: Answer, content: str) -> "Talk":
        """Return the talk with an answer, and what it offers to ask next."""
        return replace(self.saying("assistant", content), answer=answer, choices=answer.suggestions)

    def having(self, report: CheckReport, names: tuple[str, ...]) -> "Talk":
        """Return the talk with the sheets of these names, as a check has read them."""
        return replace(
            self, sheets=names, read=files_read(report), asked=columns_asked(report), has_kept=has_kept(report)
        )

    def shown(self) -> list[Message]:
        """Return the messages as the chat shows them."""
        messages: list[Message] = [{"role": role, "content": content} for role, content in self.messages]
        if messages and self.choices:
            messages[-1]["options"] = [{"value": one} for one in self.choices]
        return messages
