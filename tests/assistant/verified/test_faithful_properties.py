"""Whatever the draft: its lines are faithful in neutral dress; no slot or word of one is lost, moved or added."""

import re
from collections.abc import Sequence
from itertools import count

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.verified.faithful import Facts, fault
from assistant.verified.slots import SLOT
from corpus.folding import has_chinese

# Lines of each look that the built-in engine writes; a letter stands for a slot of that kind.
CHINESE = (
    "<n><n>：<v>。要求<f>，全县平均<f>，<f>低于要求。",
    "<n><n>的<n>：<f>，<v>（上限<f>）",
    "<n>（<n>）<n>：最大班额<f>，上限<f>，<v>，多出<f>",
    "<n><n>：<v>，每类应有<f>，可计入的音乐教室<f>，可计入的美术教室<f>",
    "<n>：<v>，您写的<f>，要求<f>，多出<f>",
    "<n>，<n>（<n>），<n>年起：“<q>”<c>",
    "<n>：<n><v>，<n><v>，<n><v>",
)
ENGLISH = (
    "<n>, <n>: <v>. Required <f>; county mean <f>; schools below it: <f>.",
    "<n>, <n>: <v> (limit <f>). Classes above it: <f>.",
    "<n>, <n>: <v>; needed of each kind <f>; music rooms that count <f>; art rooms that count <f>",
    "<n>, <n> (<n>), from <n>: “<q>” <c>",
)
# What a model likes to add. Each changes what is said, or could.
CLAIMS = (
    "不", "没有", "都", "只", "仅", "约", "至少", "目前", "已", "将", "可能", "应", "因此", "其中", "也", "各", "和",
    "最高", "三", "超过", "？", "“", "……", " not ", " all ", " only ", " about ", " now ", " may ", " each ", " two ",
    " because ", " of ", " a ",
)  # fmt: skip
DRESS = (
    ("：[[v", "，结论是[[v"),
    ("：[[v", "为[[v"),
    ("：[[v", "结果为 [[v"),
    ("要求[[f", "要求为[[f"),
    ("上限[[f", "上限是[[f"),
    ("全县平均[[f", "全县平均：[[f"),
    ("：最大", "的最大"),
    ("：“", "，原文是“"),
    (": [[v", " is [[v"),
    (": [[v", ", the verdict is [[v"),
    ("Required [[f", "with required: [[f"),
    ("county mean [[f", "and the county mean is [[f"),
    ("]]，", "]] ， "),
)
SETTINGS = settings(max_examples=60, deadline=None)


def numbered(templates: Sequence[str]) -> tuple[str, ...]:
    """Return lines whose slots are all their own."""
    numbers = count(1)
    return tuple(re.sub(r"<(\w)>", lambda match: f"[[{match[1]}:{match[1]}{next(numbers)}]]", one) for one in templates)


drafts = st.sampled_from([CHINESE, ENGLISH]).flatmap(
    lambda templates: st.lists(st.sampled_from(templates), min_size=1, max_size=4, unique=True).map(numbered)
)


def tokens(line: str) -> list[str]:
    return re.findall(r"\[\[.*?\]\]|[一-鿿]+|[A-Za-z]+|.", line)


def is_claim(token: str) -> bool:
    return token not in ("的", "，", "。", "：", "（", "）", ",", ".", ":", ";", "(", ")", " ") and "[[c:" not in token


@SETTINGS
@given(drafts)
def test_each_line_is_told_by_itself_and_no_two_by_one_sentence(lines: Sequence[str]) -> None:
    facts = Facts.of(lines)
    assert [facts.told(line) for line in lines] == [(number,) for number in range(len(lines))]
    assert [facts.told(mark.join(lines)) for mark in "，；。、" if len(lines) > 1] == [()] * 4 * (len(lines) > 1)


@SETTINGS
@given(drafts, st.data())
def test_a_line_cut_short_is_not_faithful(lines: Sequence[str], data: st.DataObject) -> None:
    parts = tokens(data.draw(st.sampled_from(lines)))
    claims = [at for at, part in enumerate(parts) if is_claim(part) or "[[c:" in part]
    told = parts[: data.draw(st.integers(0, claims[-1]))]
    assert fault("".join(told), Facts.of(lines)) is not None, told


@SETTINGS
@given(drafts, st.data())
def test_neutral_words_and_marks_leave_a_line_faithful(lines: Sequence[str], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from(lines))
    for plain, dressed in data.draw(st.lists(st.sampled_from(DRESS), unique=True)):
        told = told.replace(plain, dressed)
    openings = ["", "关于", "具体来说，"] if has_chinese(told) else ["", "For ", "As for the "]
    opening = data.draw(st.sampled_from(openings))
    assume(not told.startswith("[[v"))
    assert fault(opening + told, Facts.of(lines)) is None, told


@SETTINGS
@given(drafts, st.data())
def test_a_line_without_one_of_its_slots_or_words_is_not_faithful(lines: Sequence[str], data: st.DataObject) -> None:
    parts = tokens(data.draw(st.sampled_from(lines)))
    claims = [at for at, part in enumerate(parts) if is_claim(part) or "[[c:" in part]
    del parts[data.draw(st.sampled_from(claims))]
    assert fault("".join(parts), Facts.of(lines)) is not None, "".join(parts)


@SETTINGS
@given(drafts, st.data())
def test_two_slots_that_change_places_are_not_faithful(lines: Sequence[str], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from(lines))
    slots = [match.group() for match in SLOT.finditer(told) if match[1] != "c"]
    one, other = data.draw(st.lists(st.sampled_from(slots), min_size=2, max_size=2, unique=True))
    swapped = SLOT.sub(lambda match: {one: other, other: one}.get(match.group(), match.group()), told)
    assert fault(swapped, Facts.of(lines)) is not None


@SETTINGS
@given(drafts, st.data())
def test_a_slot_of_another_line_is_not_faithful(lines: Sequence[str], data: st.DataObject) -> None:
    assume(len(lines) > 1)
    told, other = data.draw(st.lists(st.sampled_from(lines), min_size=2, max_size=2, unique=True))
    mine, foreign = (data.draw(st.sampled_from([one.group() for one in SLOT.finditer(line)])) for line in (told, other))
    assert fault(told.replace(mine, foreign), Facts.of(lines)) is not None
    assert fault(told.replace(mine, mine + foreign), Facts.of(lines)) is not None


@SETTINGS
@given(drafts, st.sampled_from(CLAIMS), st.data())
def test_a_word_that_claims_something_is_faithful_nowhere(
    lines: Sequence[str], claim: str, data: st.DataObject
) -> None:
    parts = tokens(data.draw(st.sampled_from(lines)))
    parts.insert(data.draw(st.integers(0, len(parts))), claim)
    assert fault("".join(parts), Facts.of(lines)) is not None, "".join(parts)


def test_a_line_of_slots_alone_is_chinese_by_its_marks() -> None:
    facts = Facts.of(["[[n:n1]]，[[n:n2]]（[[n:n3]]）：“[[q:c4]]”[[c:c4]]"])
    assert fault("[[n:n1]]，[[n:n2]]（[[n:n3]]）：“[[q:c4]]”[[c:c4]]。", facts) is None
