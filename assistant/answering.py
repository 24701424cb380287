"""One question of a message: completed by what was said before, understood, drafted, and verified by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.asked.cited import clauses_asked
from assistant.asked.dates import past_year, plain_years
from assistant.asked.facets import Names
from assistant.asked.own_school import own_school
from assistant.asked.remarks import Remark, remark_in
from assistant.asked.spelling import spelled
from assistant.asked.subjects import added
from assistant.asked.talk import talk_in
from assistant.asked.turns import Completed, Turn, completed, other_ways
from assistant.asked.understanding import Understanding, language_of, plain, understand
from assistant.check import CheckReport
from assistant.checking import check_as_asked, refresh
from assistant.clock import this_year
from assistant.engine import draft_answer
from assistant.from_turns import WHAT_IS_WRONG, as_remarked, draft_clauses, draft_unclear
from assistant.kept.session import Session
from assistant.routing import Asking, is_talk
from assistant.sheet.years import years_asked
from assistant.shown import schools_shown
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import Ledger
from assistant.verified.rejected import log_rejected
from assistant.verified.verify import Problem
from assistant.view import View
from corpus.bilingual import Bilingual, Language
from corpus.errors import NoStandardInForce
from corpus.places import Place
from retrieval.typos import corrected


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, and what it is to be answered by."""

    text: str
    session: Session
    tools: Tools
    county: str | None = None
    year: int | None = None
    language: Language | None = None
    readings: Mapping[str, str] | None = None

    @property
    def place(self) -> Place | None:
        """The place selected."""
        return self.tools.county(self.county)

    @property
    def names(self) -> Names:
        """What names things in the message."""
        report = self.session.report
        return Names(self.tools.gazetteer, self.tools.terms, report.school_names if report else ())

    @property
    def near(self) -> tuple[Place, ...]:
        """The places selected or told by the sheet, and those that they belong to, nearest first."""
        report, tools = self.session.report, self.tools
        told = tools.place(report.table.place) if report and report.table.place else None
        places = [one for one in (self.place, told) if one]
        return (*places, *(above for one in places for above in tools.gazetteer.ancestors(one)))


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message, its draft as it passed verification, and what was rejected in it.

    `report`: the check of the session's sheet. `earlier`: the question that it followed up. `aside`: it was put to the
    assistant itself, or asked for a clause shown, so that the next question goes on with the one before. `rests`:
    without what was said before, it would not have been understood so.
    """

    view: View
    draft: Draft
    year: int | None
    report: CheckReport | None
    earlier: str = ""
    own: str = ""
    aside: bool = False
    rests: bool = False
    rejected: tuple[Problem, ...] = ()

    @property
    def turn(self) -> Turn:
        """What the next question may leave unsaid."""
        asked = self.view.asked
        shown = schools_shown(self.draft, self.view.ledger, self.report)
        return Turn(asked.question, asked.language, shown, earlier=self.earlier, own=self.own)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One question as it was read. `text`: without slips of the keyboard; `whole`: completed by the turn before it."""

    text: str
    whole: Completed
    remark: Remark | None
    before: Turn | None
    asked: Understanding
    unclear: Bilingual | None
    choices: tuple[str, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that the answer before cites."""
        return self.before.clauses if self.before else ()


def answered_part(typed: str, before: Turn | None, message: Message, ledger: Ledger, language: Language) -> Part:
    """Return the answer to one question, completed by the turn before it, drafted over a ledger and verified."""
    read = _read(typed, before, message, language)
    place = message.place
    part = Part(
        View(read.asked, message.tools, ledger, place.full_name if place else None),
        Draft("abstained", ()),
        message.year or _year_of_rules(read.asked, message.session),
        message.session.report,
        before.question if before and read.asked.rewritten and not read.remark else "",
        own_school(read.text, before.own if before else "", message.names),
    )
    return _verified(_answered(part, read, message))


def _read(typed: str, before: Turn | None, message: Message, language: Language) -> _Reading:
    tools, names = message.tools, message.names
    written = plain_years(plain(typed), this_year())
    text = corrected(written, names.schools)
    remark = remark_in(text) if before else None
    whole = _completed(text, remark, before, message)
    said = spelled(whole.question, names, this_year(), message.near)
    unclear, choices = (whole.unclear, whole.choices) if whole.unclear else (said.unclear, said.choices)
    asked = understand(
        said.question, tools.gazetteer, tools.terms, language=whole.language or language, schools=names.schools
    )
    asked = replace(
        asked, typed=typed, unclear=unclear is not None, rewritten=whole.question != written,
        year=asked.year or past_year(said.question, this_year()),
    )  # fmt: skip
    return _Reading(text, whole, remark, before, asked, unclear, choices)


def _answered(part: Part, read: _Reading, message: Message) -> Part:
    """Return a part with its draft: of a clause shown, of what is unclear, or of the question itself."""
    cited = clauses_asked(read.text, read.clauses) if talk_in(read.text) is None else None
    rests = cited is not None or _rests_on(read.before, read.text, read.whole, message)
    part = replace(part, rests=rests)
    if cited is not None:
        return replace(part, draft=draft_clauses(part.view, cited), aside=True)
    if read.unclear:
        return replace(part, draft=draft_unclear(part.view, read.unclear, read.choices))
    drafted = _draft(part, part.view, message)
    if read.before and read.remark == "more" and _is_all(drafted, read.before, part, message):
        return _all_listed(part)
    draft = as_remarked(drafted, read.remark, part.view, read.clauses)
    return replace(part, draft=draft, aside=is_talk(Asking(part.view, message.place, part.year or this_year(), None)))


def _is_all(drafted: Draft, before: Turn, part: Part, message: Message) -> bool:
    """Say whether what lists everything says no more than the answer before did."""
    return len(drafted.lines) <= len(_draft(part, _view_of(before, part.view, message.names), message).lines)


def _all_listed(part: Part) -> Part:
    asked = replace(part.view.asked, rewritten=False)
    draft = Draft("answered", (phrases.ALL_LISTED.say(asked.language),))
    return replace(part, view=replace(part.view, asked=asked), aside=True, draft=draft)


def _view_of(before: Turn, view: View, names: Names) -> View:
    """Return the view of the question before, over the same ledger."""
    asked = understand(
        before.question, names.gazetteer, names.terms, language=view.asked.language, schools=names.schools
    )
    return replace(view, asked=asked)


def _completed(text: str, remark: Remark | None, before: Turn | None, message: Message) -> Completed:
    """Return what is asked, in full: what a remark is on is the question before, and a doubt says too little."""
    if before and remark == "more":
        return Completed(added("list", "全部列出", before.question, language_of(before.question)))
    if before and remark == "doubt":
        return Completed(text, None, WHAT_IS_WRONG, other_ways(before, message.names))
    if before and remark:
        return Completed(before.question)
    return completed(text, before, message.names, examples=_examples(message))


def _rests_on(before: Turn | None, text: str, whole: Completed, message: Message) -> bool:
    """Say whether a question would be understood in another way without the turn that stands in the session."""
    last = message.session.last
    if before is None or last is None or (before is not last and not (last.own and before.own == last.own)):
        return False
    return whole != _completed(text, None, None, message)


def _examples(message: Message) -> tuple[Bilingual, ...]:
    """Return the examples that the corpus, and the sheet if there is one, can answer."""
    own = message.session.report is not None
    return tuple(one for one in phrases.EXAMPLES if own or "我们" not in one.zh)


def _draft(part: Part, view: View, message: Message) -> Draft:
    session, asked, year = message.session, view.asked, part.year
    try:
        refresh(session, view.tools)
        checked = session.report and check_as_asked(
            session.report, asked.question, view.tools, county=message.county, year=year, language=asked.language,
            readings=message.readings,
        )  # fmt: skip
        return draft_answer(view, message.place, year or this_year(), checked)
    except NoStandardInForce as error:
        told = (view.ledger.name("message", one) for one in (error.message, error.hint) if one)
        return Draft("abstained", tuple(told))


def _year_of_rules(asked: Understanding, session: Session) -> int | None:
    """Return the year whose requirements a question asks for; 跟2023年比 names a year of the sheets."""
    return None if session.report and years_asked(asked) else asked.year


def _verified(part: Part) -> Part:
    view, draft = part.view, part.draft
    rejected = view.problems(draft.text, draft.beside)
    if rejected:
        log_rejected(rejected)
        draft = Draft("abstained", (phrases.WITHHELD.say(view.asked.language),))
    return replace(part, draft=draft, rejected=tuple(rejected))
