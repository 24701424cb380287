"""A right sentence that is altered in one place is a wrong one, whatever the place: it is always rejected."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.verified.ledger import About, CitedEntry, FigureEntry, Ledger, quotation
from calculators.model import Figure
from corpus.bilingual import same
from corpus.folding import fold_width
from tests.assistant.verified.at_hand import ROOMS, YUEQING, checked, codes, table

ACCEPTED = [row["sentence"] for row in table("accepted.yaml")]
NUMBER = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.characters(categories=["Nd", "Nl", "No"]),
    st.sampled_from(
        [
            "两",
            "十二",
            "廿",
            "百分之五十",
            "五成",
            "一半",
            "翻番",
            "许多",
            "若干",
            "多数",
            "倍",
            "%",
            "〔2017〕",
            "四五十",
            "仨",
        ]
    ),
    st.sampled_from(
        [
            "two",
            "Twelve",
            "half",
            "twice",
            "percent",
            "a dozen",
            "most",
            "both",
            "third",
            "tripled",
            "ｔｅｎ",
            "t\u200bwo",
        ]
    ).map(" {} ".format),
)
DENIALS = [
    "不",
    "没有",
    "未",
    "并非",
    "未必",
    "几乎",
    "曾",
    "不能说",
    "not ",
    "never ",
    "hardly ",
    "isn't ",
    "may be ",
    "was ",
]
BEHIND = ["是错的", "不成立", "，但不用管", "不属实", " is wrong", " is not true", ", or so they say"]
MARKS = "·—…"
CLAIMS = ["全县都好。", "都达标。", "All is well.", "可以放心。", "This county passes.", "名列第一。"]


def parts(sentence: str) -> list[str]:
    """Cut a sentence where a word could stand: around slots and punctuation, and between Chinese characters."""
    return re.findall(r"{\w+}|[A-Za-z']+|.", sentence)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ACCEPTED), st.data())
def test_a_number_in_any_dress_at_any_place_is_rejected(sentence: str, data: st.DataObject) -> None:
    words = parts(sentence)
    words.insert(data.draw(st.integers(1, len(words))), data.draw(NUMBER))
    assert checked("".join(words)), "".join(words)


VERDICTS = r"{(?:met|not_met|borderline)\w*}"
WITH_VERDICT = [sentence for sentence in ACCEPTED if re.search(VERDICTS, sentence)]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WITH_VERDICT), st.sampled_from(DENIALS))
def test_a_verdict_that_is_denied_before_its_slot_is_rejected(sentence: str, denial: str) -> None:
    assert checked(re.sub(VERDICTS, lambda match: denial + match.group(), sentence, count=1))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WITH_VERDICT), st.sampled_from(BEHIND))
def test_a_verdict_that_is_denied_behind_its_slot_is_rejected(sentence: str, denial: str) -> None:
    assert checked(re.sub(VERDICTS, lambda match: match.group() + denial, sentence, count=1))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ACCEPTED), st.sampled_from(CLAIMS), st.booleans())
def test_a_claim_set_before_or_behind_is_rejected(sentence: str, claim: str, before: bool) -> None:
    assert checked(f"{claim}{sentence}" if before else f"{sentence}\n{claim}")


LETTERS_AND_SIGNS = st.characters(categories=["L", "S"])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ACCEPTED), LETTERS_AND_SIGNS)
def test_no_sign_and_no_letter_of_another_script_gets_in(sentence: str, char: str) -> None:
    assume(not re.search("[a-z一-鿿]", fold_width(char)))
    assume(fold_width(char) not in MARKS)
    assert checked(f"{sentence}{char}")


OF_ONE_SCHOOL = [
    sentence for sentence in ACCEPTED if "{jia}" in sentence and re.search(r"{(?:jia|met|highest)_\w+}", sentence)
]


@pytest.mark.parametrize("sentence", OF_ONE_SCHOOL)
def test_the_records_of_one_school_are_rejected_under_the_name_of_another(sentence: str) -> None:
    assert "different_school" in checked(sentence.replace("{jia}", "{yi}"))


OF_ONE_STAGE = [sentence for sentence in ACCEPTED if re.search(r"{(?:met_primary|met_junior)}", sentence)]
OTHER_STAGE = {"met_primary": "met_junior", "met_junior": "met_primary"}


@pytest.mark.parametrize("sentence", OF_ONE_STAGE)
def test_the_verdict_of_one_stage_is_rejected_under_the_other(sentence: str) -> None:
    swapped = re.sub("met_(?:primary|junior)", lambda match: OTHER_STAGE[match.group()], sentence)
    assert "different_stage" in checked(swapped)


@settings(deadline=None)
@given(
    st.sampled_from([one for one in ACCEPTED if "{rooms_q}" in one]),
    st.sampled_from(["鲤城区", "南安市", "泉州市鲤城区", "晋江市", "北京市"]),
)
def test_the_name_of_another_place_before_a_quotation_is_rejected(sentence: str, place: str) -> None:
    assert "different_place" in checked(f"{place}：{sentence}")


def cited() -> tuple[Ledger, str]:
    ledger = Ledger()
    return ledger, ledger.cite(ROOMS, 0, len(ROOMS.text), About(place=YUEQING))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(ROOMS.text) - 1), st.characters(exclude_categories=["Cs"]), st.sampled_from(["put", "cut"]))
def test_a_quotation_altered_by_a_character_is_rejected(at: int, char: str, how: str) -> None:
    ledger, slot = cited()
    ((id, entry),) = ledger.entries.items()
    assert isinstance(entry, CitedEntry)
    quote = entry.quote[:at] + (char if how == "put" else "") + entry.quote[at + 1 :]
    assume(quote != entry.quote)
    ledger.entries[id] = replace(entry, quote=quote)
    assert "quote_not_in_clause" in codes(f"“{quotation(slot)}”{slot}", ledger)


@pytest.mark.parametrize("shown", ["96", "90", "12"])
def test_a_quoted_figure_whose_citation_is_dropped_is_rejected(shown: str) -> None:
    ledger, slot = cited()
    figure = Figure("STD", "quoted", same("每间音乐专用教室面积"), float(shown), "㎡", shown)
    written = ledger.figure(figure, About(), slot)
    assert codes(written, ledger) == []
    for id, entry in list(ledger.entries.items()):
        if isinstance(entry, FigureEntry):
            ledger.entries[id] = replace(entry, citation=None)
    assert codes(written, ledger) == ["figure_not_in_quote"]
