"""Every quantity that was found in the five documents is a record, or is left out with a reason."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.coverage import QUANTITY
from corpus.documents import load_library
from corpus.folding import fold
from corpus.indicators import is_named
from corpus.model import Aim, Document, Fact, LeftOut, Reference, Threshold
from corpus.standards import load_standards
from corpus.written import Record

LISTED = Path(__file__).parents[1] / "golden" / "standards.csv"
LIBRARY = load_library()
STANDARDS = load_standards(LIBRARY)
DOCUMENTS = {
    "泉鲤政办〔2021〕63号": "licheng-2021-63",
    "泉鲤政办〔2021〕69号": "licheng-2021-69",
    "63号政策解读(2021-12-03)": "licheng-2021-63-interpretation",
    "南政办〔2022〕45号": "nanan-2022-45",
    "乐政办发〔2023〕39号": "yueqing-2023-39",
}
NARROW = ("小学", "初中", "学前", "高中", "中职", "特教")
WIDE = ("义务教育", "中小学")  # the scopes that a stage of the list may lie in
LEAST_RUN = 8  # characters that a snippet and a quote share at least, where neither contains the other
# The list counts the rooms for twelve classes, the record the classes for one room.
COUNTED_OTHERWISE = {"每12班≥1": ("每12班", "<=")}
BODY = re.compile(r"([一二三四五六七八九])、(\([一二三四五六七八九十]+\))?(\d+)?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def clause_of(path: str) -> str:
    """Return the clause, folded, that the list means by a path.

    >>> clause_of("三、(一)2"), clause_of("三、重点任务"), clause_of("附件2/2021现状/资源配置")
    ('三/(一)/2', '三', '附件2/2021年现状/资源配置')
    """
    if numbered := BODY.match(path):
        return "/".join(part for part in numbered.groups() if part)
    return fold(path.replace("2021现状", "2021年现状"))


def numbers_in(text: str) -> frozenset[Decimal]:
    return frozenset(Decimal(number) for number in NUMBER.findall(fold(text)))


class Row(NamedTuple):
    """One quantity of the list: the columns that decide which record must hold it."""

    document: str
    path: str
    indicator: str
    stage: str
    value: str
    comparator: str
    year: str
    snippet: str

    @property
    def numbers(self) -> frozenset[Decimal]:
        """The numbers that records must carry; what stands in brackets is the list's own doubt."""
        return numbers_in(re.sub(r"[(（].*?[)）]", "", self.value))

    @property
    def years(self) -> frozenset[Decimal]:
        """The years that the list gives; none where it says that the document states none."""
        return numbers_in(self.year) if not self.year.startswith("未写明") else frozenset()


def listed() -> Iterator[Row]:
    with LISTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value, comparator = COUNTED_OTHERWISE.get(row["value"], (row["value"], row["comparator"]))
            yield Row(
                DOCUMENTS[row["doc_no"]], row["clause_path"], row["indicator"], row["stage"].split("(")[0],
                value, comparator, row["milestone_year"], fold(row["snippet"]),
            )  # fmt: skip


ROWS = tuple(listed())


def overlap(snippet: str, quote: str, number: str) -> bool:
    """Whether two texts are the same words: one holds the other, or they share a run with the number in it."""
    runs = (snippet[at : at + LEAST_RUN] for at in range(len(snippet) - LEAST_RUN + 1))
    return snippet in quote or quote in snippet or any(number in run and run in quote for run in runs)


def about(row: Row, one: Record | LeftOut, number: str = "") -> bool:
    """Whether an entry rests on the words of the row, in its clause of its document."""
    if one.ref.document != row.document or not f"{fold(one.ref.clause)}/".startswith(f"{clause_of(row.path)}/"):
        return False
    if number not in row.snippet:  # the list gives a number of the clause with the words of another sentence
        return row.snippet in fold(LIBRARY.clause(one.ref.document, one.ref.clause).text)
    return overlap(row.snippet, fold(one.ref.quote), number)


def numbers_of(one: Record) -> frozenset[Decimal]:
    """The numbers that a record carries: its values and those in its words."""
    if isinstance(one, Aim):
        return numbers_in(one.words)
    upper = one.upper if isinstance(one, Threshold) else None
    return numbers_in(one.worded or "") | {one.value} | ({upper} if upper is not None else set())


def agrees(row: Row, one: Record) -> bool:
    """Whether a record is of the stage, the year and the direction that the list gives."""
    year = one.year if isinstance(one, Fact) else one.since
    compared = row.comparator if isinstance(one, Aim) else one.comparison
    return (
        (row.stage not in NARROW or one.stage in (row.stage, *WIDE))
        and (not row.years or year in row.years)
        and (row.comparator[:1] not in ("<", ">") or row.comparator[:1] == compared[:1])
    )


def span_of(ref: Reference) -> range:
    """Return where the words of a reference stand in the body of their document."""
    clause = LIBRARY.clause(ref.document, ref.clause)
    start = clause.start + clause.text.index(ref.quote)
    return range(start, start + len(ref.quote))


def is_recorded(row: Row, records: Iterable[Record]) -> bool:
    """Whether records that agree with the row rest on its words and together carry all its numbers."""
    fitting = [one for one in records if agrees(row, one)]
    carried = {
        number
        for number in row.numbers
        if any(number in numbers_of(one) and about(row, one, str(number)) for one in fitting)
    }
    return carried == row.numbers and any(about(row, one) for one in fitting)


def is_left_out(row: Row) -> bool:
    return any(about(row, one) and row.numbers <= numbers_in(one.ref.quote) for one in STANDARDS.left_out)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:5]))
def test_every_quantity_of_the_documents_is_recorded_or_left_out_with_a_reason(row: Row) -> None:
    assert is_left_out(row) or is_recorded(row, STANDARDS.records)


@pytest.mark.parametrize("document", LIBRARY.documents, ids=lambda document: document.id)
def test_no_number_with_a_unit_stands_outside_the_words_of_a_record_or_of_what_is_left_out(document: Document) -> None:
    entries = [one.ref for one in (*STANDARDS.records, *STANDARDS.left_out) if one.ref.document == document.id]
    told = {at for ref in entries for at in span_of(ref)}
    found = [
        match for clause in document.clauses for match in QUANTITY.finditer(document.body, clause.start, clause.end)
    ]
    assert found
    assert not [document.body[match.start() - 9 : match.end() + 9] for match in found if match.start() not in told]


def test_what_cannot_be_a_figure_is_left_out_and_not_recorded() -> None:
    found = {(row.document, row.indicator) for row in ROWS if is_left_out(row)}
    assert {("licheng-2021-69", "高中阶段毛入学率(2020现状)"), ("licheng-2021-69", "高中阶段毛入学率")} <= found
    assert not [row for row in ROWS if is_left_out(row) and is_recorded(row, STANDARDS.records)]


@pytest.mark.parametrize(
    ("document", "indicator"),
    [
        ("licheng-2021-63", "Q1"),
        ("licheng-2021-63", "S1.satisfaction"),
        ("licheng-2021-69", "LOCAL.new_places"),
        ("licheng-2021-63-interpretation", "LOCAL.service_platforms"),
        ("nanan-2022-45", "R4.schools_share"),
        ("yueqing-2023-39", "G7.multiple"),
    ],
)
def test_a_record_that_is_taken_away_is_missed(document: str, indicator: str) -> None:
    records = [one for one in STANDARDS.records if one.ref.document == document]
    left = [one for one in records if one.indicator != indicator]
    held = [row for row in ROWS if row.document == document and is_recorded(row, records)]
    missed = [row for row in held if not is_recorded(row, left)]
    assert missed and len(missed) < len(held)


@pytest.mark.parametrize(
    "change", [{"value": Decimal("97")}, {"comparison": "<="}, {"stage": "小学"}, {"since": 2024}], ids=str
)
def test_a_record_that_says_something_else_is_missed(change: dict) -> None:
    (row,) = [row for row in ROWS if (row.document, row.indicator) == ("licheng-2021-63", "初中三年巩固率")]
    (good,) = [one for one in STANDARDS.all if (one.ref.document, one.indicator) == ("licheng-2021-63", "Q1")]
    assert is_recorded(row, [good])
    assert not is_recorded(row, [replace(good, **change)])


@pytest.mark.parametrize("one", STANDARDS.left_out, ids=lambda one: f"{one.ref.document}#{one.ref.clause}")
def test_what_is_left_out_says_why_in_both_languages_and_rests_on_words_that_stand(one: LeftOut) -> None:
    assert re.search(r"[\u4e00-\u9fff]{4}", one.why.zh) and re.search("[a-z]{3,} [a-z]+", one.why.en)
    assert one.ref.quote in LIBRARY.clause(one.ref.document, one.ref.clause).text
    assert not [record for record in STANDARDS.records if record.ref == one.ref]


@pytest.mark.parametrize("indicator", sorted({one.indicator for one in STANDARDS.records}))
def test_every_indicator_that_a_record_is_about_has_a_name(indicator: str) -> None:
    assert is_named(indicator)
