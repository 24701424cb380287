"""What a model writes says what the built-in draft says: rewritings of real drafts, and what departs from them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.answering import Message
from assistant.conversation import drafted
from assistant.kept.session import Session
from assistant.service import Assistant
from assistant.verified.faithful import Facts, fault, in_place, tidied
from assistant.verified.skeleton import neutral_words
from assistant.verified.slots import SLOT
from assistant.verified.topics import Readers
from assistant.verified.vocabulary import unlisted
from corpus.places import load_gazetteer
from corpus.terms import load_terms
from tests.conftest import sample

TABLE = yaml.safe_load((Path(__file__).parent / "faithful.yaml").read_text("utf-8"))


@dataclass(frozen=True)
class Drafted:
    """The lines of a draft, and its slots by name: {n1} is its first slot of kind n."""

    lines: Sequence[str]
    slots: Mapping[str, str]

    def filled(self, sentence: str) -> str:
        return re.sub(r"{(\w+)}", lambda match: self.slots[match[1]], sentence)

    @property
    def named(self) -> str:
        name_of = {slot: f"{{{name}}}" for name, slot in self.slots.items()}
        return SLOT.sub(lambda match: name_of[match.group()], "\n".join(self.lines))


@pytest.fixture(scope="module")
def draft_of(assistant: Assistant) -> Callable[..., Drafted]:
    @cache
    def asked(question: str, sheet: str | None = None) -> Drafted:
        session = Session()
        if sheet:
            assistant.check([sample(sheet)], session=session)
        lines = drafted(Message(question, session, assistant.tools)).draft.lines
        return Drafted(lines, named(lines))

    return asked


def named(lines: Sequence[str]) -> dict[str, str]:
    slots = dict.fromkeys(match.group() for match in SLOT.finditer("\n".join(lines)))
    counts: dict[str, int] = {}
    for slot in slots:
        counts[slot[2]] = counts.get(slot[2], 0) + 1
        slots[slot] = f"{slot[2]}{counts[slot[2]]}"
    return {name: slot for slot, name in slots.items()}


def rows(kind: str) -> list[tuple[str, str | None, str]]:
    return [(one["question"], one.get("sheet"), sentence) for one in TABLE for sentence in one[kind]]


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one["question"])
def test_the_drafts_are_those_that_the_table_was_written_for(
    one: Mapping[str, str], draft_of: Callable[..., Drafted]
) -> None:
    assert one["draft"] in draft_of(one["question"], one.get("sheet")).named


@pytest.mark.parametrize(("question", "sheet", "sentence"), rows("faithful"))
def test_a_sentence_that_says_what_the_draft_says_is_faithful(
    question: str, sheet: str | None, sentence: str, draft_of: Callable[..., Drafted]
) -> None:
    draft = draft_of(question, sheet)
    assert fault(draft.filled(sentence), Facts.of(draft.lines)) is None


@pytest.mark.parametrize(("question", "sheet", "sentence"), rows("unfaithful"))
def test_a_sentence_that_says_anything_else_is_not(
    question: str, sheet: str | None, sentence: str, draft_of: Callable[..., Drafted]
) -> None:
    draft = draft_of(question, sheet)
    found = fault(draft.filled(sentence), Facts.of(draft.lines))
    assert found is not None and found[0] == "unfaithful"


def test_a_fault_names_where_a_sentence_departs(draft_of: Callable[..., Drafted]) -> None:
    draft = draft_of("小学骨干教师够吗", "county_uneven.xlsx")
    told = draft.filled("{n1}{n2}：{v1}，要求{f1}，目前全县平均{f2}。")
    assert fault(told, Facts.of(draft.lines)) == ("unfaithful", draft.filled("{f1} 目前全县平均"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_neutral_word_is_in_the_closed_vocabulary(language: str) -> None:
    readers = Readers(load_gazetteer(), load_terms())
    words = [word for group in neutral_words("zh" if language == "zh" else "en").values() for word in group]
    assert words
    assert [word for word in words if unlisted(word, readers)] == []


LINES = (
    "下面不是[[n:n1]]自己的规定，而是[[n:n2]]。",
    "[[n:n1]]：[[v:v2]]（上限[[f:f3]]）。超班额班级[[f:f4]]。",
    "各项结果：",
    "- [[n:n5]]：[[f:f6]]，上限[[f:f3]]",
    "**[[n:n7]]**",
    "- [[c:c8]]：[[n:n9]]",
    "[[n:n10]]：[[v:v11]]",
    "[[n:n10]]：[[v:v11]]",
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (LINES[0], ()),
        (LINES[1], (1,)),
        ("[[n:n1]]的结论是[[v:v2]]，上限为[[f:f3]]；超班额班级[[f:f4]]。", (1,)),
        ("[[n:n1]]：[[v:v2]]（上限[[f:f3]]）。", ()),
        ("超班额班级[[f:f4]]。", ()),
        (LINES[2], ()),
        ("[[n:n5]]：[[f:f6]]，上限为[[f:f3]]。", (3,)),
        (LINES[4], ()),
        (LINES[5], ()),
        ("[[n:n10]]的结果是[[v:v11]]。", (6, 7)),
    ],
)
def test_a_sentence_stands_for_one_whole_line_that_says_a_value(sentence: str, told: Sequence[int]) -> None:
    assert Facts.of(LINES).told(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "begun"),
    [
        ("[[n:n1]]的结论是[[v:v2]]，上限是[[f:f3]]。", True),
        ("[[n:n1]]的结论是[[v:v2]]。", True),
        ("[[n:n1]]的结论是[[v:v2]]，上限。", False),
        ("[[n:n1]]：[[v:v11]]。", False),
        (LINES[1], False),
        ("。", False),
        ("", False),
    ],
)
def test_a_line_of_two_sentences_may_be_begun_by_one(sentence: str, begun: bool) -> None:
    assert Facts.of(LINES).begun(sentence) == begun


@pytest.mark.parametrize(
    "marks",
    [
        "，，", "，、", "；。", "， ，", "。。", "…", "……", "‥", "．．", "⋯", "((", "（", "）", "?", "！",
    ],
)  # fmt: skip
def test_marks_are_not_heaped_up_nor_left_open(marks: str) -> None:
    assert fault(f"[[n:n10]]{marks}[[v:v11]]。", Facts.of(LINES)) is not None
    assert fault(f"[[n:n10]]：[[v:v11]]{marks}，", Facts.of(LINES)) is not None


@pytest.mark.parametrize("opening", ["具体来说，具体来说，", "关于关于", "- 具体来说，- "])
def test_a_sentence_opens_once(opening: str) -> None:
    assert fault(f"{opening}[[n:n10]]：[[v:v11]]。", Facts.of(LINES)) is not None


@pytest.mark.parametrize(
    ("sentence", "line", "shown"),
    [
        ("- - [[n:n1]]为[[f:f2]]", "- [[n:n1]]：[[f:f2]]", "- [[n:n1]]为[[f:f2]]"),
        ("[[n:n1]] 为  **[[f:f2]]**；", "[[n:n1]]：[[f:f2]]。", "[[n:n1]] 为 [[f:f2]]。"),
        ("“[[q:c1]]”[[c:c1]]。", "“[[q:c1]]”[[c:c1]]", "“[[q:c1]]”[[c:c1]]"),
    ],
)
def test_a_sentence_looks_like_the_line_in_whose_place_it_stands(sentence: str, line: str, shown: str) -> None:
    assert in_place(tidied(sentence, "zh"), line) == shown
