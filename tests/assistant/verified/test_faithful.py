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
from assistant.verified.faithful import Facts, fault, neutral_words, remaining
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
    words = neutral_words("zh" if language == "zh" else "en")
    assert words
    assert [word for word in words if unlisted(word, readers)] == []


HELD = ("[[n:n1]]：[[v:v2]]，上限[[f:f3]]", "[[n:n4]]：[[v:v5]]，[[f:f6]]超过规模。")


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        ([], HELD),
        (["[[n:n1]]的结论是[[v:v2]]，上限为[[f:f3]]。"], HELD[1:]),
        (["[[n:n1]]的结论是[[v:v2]]。"], HELD),
        (["[[n:n4]]：[[v:v5]]，[[f:f6]]超过规模。", "[[n:n1]]：[[v:v2]]，上限[[f:f3]]"], ()),
        (["[[n:n1]]：[[v:v2]]，上限[[f:f3]]；[[n:n4]]：[[v:v5]]，[[f:f6]]超过规模。"], ()),
        (["[[n:n1]]：[[v:v5]]。"], HELD),
    ],
)
def test_a_line_that_is_told_wholly_need_not_follow(accepted: Sequence[str], left: Sequence[str]) -> None:
    assert remaining(HELD, accepted) == tuple(left)


LIST = (
    "[[n:n1]]：[[v:v2]]，[[f:f3]]超过规模。",
    "- [[n:n4]]：[[f:f5]]，上限[[f:f6]]",
    "- [[n:n7]]：[[f:f8]]，上限[[f:f9]]",
)
HEADED = "[[n:n1]]：[[v:v2]]，[[f:f3]]超过规模，"


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        ([f"{HEADED}[[n:n4]]：[[f:f5]]，上限[[f:f6]]。"], LIST),
        ([f"{HEADED}[[n:n4]]：[[f:f5]]，上限[[f:f6]]；[[n:n7]]：[[f:f8]]，上限[[f:f9]]。"], ()),
        ([f"{HEADED}[[n:n7]]：[[f:f8]]，上限[[f:f9]]。", f"{HEADED}[[n:n4]]：[[f:f5]]，上限[[f:f6]]。"], ()),
        ([f"{HEADED}[[n:n4]]：[[f:f5]]；[[n:n7]]：[[f:f8]]，上限[[f:f9]]。"], LIST),
    ],
)
def test_a_list_follows_whole_unless_each_of_its_items_is_told(accepted: Sequence[str], left: Sequence[str]) -> None:
    assert remaining(LIST, accepted) == tuple(left)


BOUND = (
    "[[n:n1]]：[[v:v2]]",
    "[[n:n3]]：[[v:v4]]",
    "没有学校低于要求。",
    "[[n:n5]]：[[v:v6]]",
)


@pytest.mark.parametrize("line", BOUND[1:])
def test_a_line_beside_one_without_slots_stays_at_its_place(line: str) -> None:
    assert fault(line, Facts.of(BOUND)) is not None
    assert remaining(BOUND, [line]) == BOUND


@pytest.mark.parametrize(
    "pointing",
    [
        "以上各项合并判定，[[n:n7]]：[[v:v8]]",
        "这里没有[[n:n7]]的文件，下面是国家指标。",
        "国家指标的判定：",
        "**[[n:n7]]**",
    ],
)
def test_what_stands_behind_a_line_that_points_stays_behind_it(pointing: str) -> None:
    lines = ("[[n:n1]]：[[v:v2]]，上限[[f:f3]]", "[[n:n9]]：[[v:v10]]", pointing, "[[n:n5]]：[[v:v6]]")
    facts = Facts.of(lines)
    assert fault(lines[0], facts) is None
    assert fault(pointing, facts) is not None
    assert fault(lines[3], facts) is not None


def test_facts_of_two_drafts_are_told_alike() -> None:
    facts = Facts.of(HELD[:1]).with_lines(HELD[1:])
    assert fault("；".join(HELD), facts) is None
    assert facts.lines == HELD
