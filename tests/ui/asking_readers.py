"""A reader of the application: a browser of its own, with conversations that nobody else sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.testclient import TestClient

from assistant.kept.session import Session
from assistant.model import Answer
from assistant.service import Assistant
from calculators.model import Upload
from ui.server.cookie import conversation_id, reader_of
from ui.server.own import begun


@dataclass(frozen=True, slots=True)
class Reader:
    """A browser with the cookie that its first page gave it."""

    client: TestClient
    assistant: Assistant

    @classmethod
    def of(cls, client: TestClient, assistant: Assistant) -> "Reader":
        """Return a new reader of the application that a client reaches, who has opened its first page."""
        own = TestClient(client.app, base_url=str(client.base_url))
        own.get("/")
        return cls(own, assistant)

    def session(self, number: int = 1) -> Session:
        """Return the session of a conversation of this reader; one that is the next is begun."""
        id = reader_of(self.client.cookies, self.assistant.home)
        assert id is not None
        if number not in self.assistant.kept.readers.numbers(id):
            session, begins = begun(self.assistant, id)
            assert begins == number
            return session
        return self.assistant.sessions.get(conversation_id(id, number, self.assistant.home))

    def ask(self, question: str, uploads: Sequence[Upload] = (), number: int = 1, **given: object) -> Answer:
        """Return the answer to a question in a conversation of this reader."""
        session = self.session(number)
        if uploads:
            self.assistant.check(uploads, session=session)
        return self.assistant.ask(question, session=session, **given)  # type: ignore[arg-type]
