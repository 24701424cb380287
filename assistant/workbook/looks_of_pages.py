"""The looks that the report's own pages share, and entries made with them."""

from collections.abc import Iterable, Mapping

from assistant.workbook.cells import Entry, Look, Page
from assistant.workbook.wording import headed
from calculators.compare import STATUS_NAMES, status_of
from calculators.kinds import STAGE_NAMES
from calculators.model import Status
from calculators.values import Cell
from corpus.bilingual import Bilingual, Language
from corpus.model import Scope, Threshold

HEAD_FILL, RULE_FILL = "DDEBF7", "F2F2F2"
TITLE = Look(bold=True, size=14, boxed=False)
REMARK = Look(colour="595959", size=9, boxed=False)
HEAD = Look(bold=True, fill=HEAD_FILL, wrap=True, centred=True)
SOURCE = Look(colour="7F7F7F", size=8, wrap=True, centred=True, fill=RULE_FILL)
RULE = Look(fill=RULE_FILL, bold=True)
TEXT = Look()
WRAPPED = Look(wrap=True)
CENTRED = Look(centred=True)
NUMBER = Look(format="General")
TWO, THREE, FOUR = Look(format="0.00"), Look(format="0.000"), Look(format="0.0000")
LITERAL = Look(colour="7030A0")  # a number that is not tied to a cell
VERDICT_FILLS: dict[Status, str] = {
    "not_met": "F8CBAD", "met": "E2EFDA", "insufficient": "FFE699", "needs_evidence": "DDEBF7",
}  # fmt: skip


def title(text: str) -> Entry:
    """Return the first line of a page."""
    return Entry(text, TITLE)


def remark(text: str) -> Entry:
    """Return a line of explanation."""
    return Entry(text, REMARK)


def begin(page: Page, name: Bilingual, remarks: Iterable[Bilingual], language: Language, about: str = "") -> None:
    """Put the title of a page of the report in its first row, and the lines of explanation below it."""
    page.row(0, [title(headed(name, language, about))])
    for row, words in enumerate(remarks, start=1):
        page.row(row, [remark(words.say(language))])


def heads(words: Iterable[str]) -> list[Entry]:
    """Return a row of headings."""
    return [Entry(one, HEAD) for one in words]


def stage_word(stage: Scope, language: Language) -> str:
    """Return the name of a stage."""
    return stage if language == "zh" else STAGE_NAMES[stage]


def clause_of(threshold: Threshold, documents: Mapping[str, str]) -> str:
    """Return the clause of a requirement, its document by the name that the report cites it under."""
    ref = threshold.ref
    return f"{documents.get(ref.document, ref.document)} {ref.clause}"


def text(value: Cell, look: Look = TEXT) -> Entry:
    """Return a plain entry."""
    return Entry(value, look)


def live(formula: str, value: Cell, look: Look = NUMBER) -> Entry:
    """Return a formula with what it comes to."""
    return Entry(value, look, formula=formula)


def linked(ref: str, number: int | float | None, look: Look = CENTRED) -> Entry:
    """Return another cell's number, nothing where it holds none: a bare reference to an empty cell says 0."""
    return live(f'=IF(ISNUMBER({ref}),{ref},"")', "" if number is None else number, look)


def word(verdict: bool | None, language: Language) -> str:
    """Return a three-valued verdict as the report's word."""
    return status_word(status_of(verdict), language)


def status_word(status: Status, language: Language) -> str:
    """Return a status as the report's word."""
    return STATUS_NAMES[status].say(language)


def said(status: Status, language: Language) -> str:
    """Return a status as a text inside a formula."""
    return f'"{status_word(status, language)}"'


def verdicts_said(language: Language) -> tuple[str, str, str]:
    """Return met, not met and undecided as texts inside a formula."""
    return said("met", language), said("not_met", language), said("insufficient", language)


def verdict_fills(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the colour of each verdict's word."""
    return tuple((status_word(status, language), fill) for status, fill in VERDICT_FILLS.items())
