"""Questions over documents and sheets with their built-in answers, as a model is asked about them."""

from collections.abc import Iterator

from assistant.answering import Message
from assistant.finishing import Audience, answered
from assistant.kept.session import Session
from assistant.language_model.messages import Chat
from assistant.model import Answer
from assistant.service import Assistant
from tests.conftest import sample

# A value, a verdict, a whole, a list, a ranking, what widens a spread, a comparison: in both languages.
ASKED = {
    "": (
        "乐清市音乐教室面积要求是多少？",
        "What floor area does a music room need in Yueqing?",
        "小学每百名学生拥有县级以上骨干教师数，乐清和南安哪个要求更严？",
    ),
    "county_survey.xlsx": (
        "我县能不能通过县域义务教育优质均衡督导评估？",
        "哪些学校音乐美术教室不够？",
        "Which schools fall short of music rooms?",
        "生均教学及辅助用房面积哪些学校低于要求？",
    ),
    "county_uneven.xlsx": (
        "小学的差异系数达标吗？",
        "Which schools drive the coefficient of variation of teaching floor area in primary schools?",
    ),
}


class Case:
    """A question as it reaches the assistant, and what the built-in engine answers. Shown as its question alone."""

    def __init__(self, message: Message, built_in: Answer) -> None:
        self.message, self.built_in = message, built_in

    def __repr__(self) -> str:
        return self.message.text

    def answered_by(self, chat: Chat) -> tuple[Answer, str]:
        """Return the answer with a model, and what was given out of it piece by piece, as one text."""
        pieces: list[str] = []
        _, answer = answered(self.message, chat, Audience(released=pieces.append))
        return answer, "".join(pieces)


def case(assistant: Assistant, question: str, session: Session) -> Case:
    message = Message(question, session, assistant.tools)
    return Case(message, answered(message, None, Audience())[1])


def cases_of(assistant: Assistant) -> Iterator[Case]:
    """Yield the cases; questions over one sheet share its session."""
    for sheet, questions in ASKED.items():
        session = Session()
        if sheet:
            assistant.check((sample(sheet),), session=session)
        yield from (case(assistant, question, session) for question in questions)
