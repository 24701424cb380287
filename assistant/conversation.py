"""One message of a conversation: its questions completed by what was said before, drafted one by one, and joined.

Every draft is verified by itself, with the places that its own question is about, before they are joined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.asked.dates import past_year, plain_years
from assistant.asked.facets import Names
from assistant.asked.orders import without_orders
from assistant.asked.parts import MOST_PARTS, parts_of
from assistant.asked.references import clause_asked
from assistant.asked.spelling import spelled
from assistant.asked.turns import Turn, completed, tongue
from assistant.asked.understanding import Understanding, plain, understand
from assistant.checking import check_as_asked, refresh
from assistant.clock import this_year
from assistant.engine import draft_answer
from assistant.from_turns import draft_clause, draft_unclear
from assistant.kept.session import Session
from assistant.model import AnswerStatus, Citation
from assistant.sheet.years import years_asked
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import Ledger, NameEntry
from assistant.verified.rejected import log_rejected
from assistant.verified.slots import slots
from assistant.verified.verify import Problem, problems
from assistant.view import View
from corpus.bilingual import Bilingual, Language, same
from corpus.errors import NoStandardInForce
from corpus.folding import has_chinese
from corpus.places import Place

TOO_MANY = Bilingual(
    f"一次最多回答{MOST_PARTS}个问题，其余的请接着再问。",
    f"{MOST_PARTS} questions are answered at once; please ask the others next.",
)
MOST_SUGGESTED = 3


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

    `known`: the schools of the sheet.
    """

    view: View
    draft: Draft
    year: int | None
    known: frozenset[str]
    rejected: tuple[Problem, ...] = ()

    @property
    def turn(self) -> Turn:
        """What the next question may leave unsaid."""
        asked, ledger = self.view.asked, self.view.ledger
        named = (ledger.get(slot) for slot in slots(self.draft.text) if slot.kind == "n")
        listed = (one.text.zh for one in named if isinstance(one, NameEntry) and one.kind == "school")
        schools = (name for names in listed for name in ((names,) if names in self.known else names.split("、")))
        return Turn(asked.question, asked.language, tuple(dict.fromkeys(one for one in schools if one in self.known)))


@dataclass(frozen=True, slots=True)
class Drafted:
    """The parts of a message as one draft over one ledger. `turn`: what the next question may leave unsaid."""

    view: View
    draft: Draft
    year: int | None
    turn: Turn | None
    rejected: tuple[Problem, ...] = field(default=())

    def turn_after(self, before: Turn | None, citations: Sequence[Citation]) -> Turn | None:
        """Return what the next question may leave unsaid, with the clauses that the answer cites by number."""
        cited = tuple(f"{one.document_id}#{one.clause}" for one in citations)
        return replace(self.turn, clauses=cited) if self.turn and self.turn is not before else before


def drafted(message: Message) -> Drafted:
    """Answer a message, question by question, each completed by the one before it."""
    ledger, before = Ledger(), message.session.last
    text = without_orders(message.text, message.tools.terms)
    language = message.language or _language(text, before)
    found = parts_of(text, message.names)
    parts: list[Part] = []
    for one in found[:MOST_PARTS]:
        part = _part(one, before, message, ledger, language)
        parts.append(part)
        before = part.turn if _can_be_followed(part) else before
    draft = _joined(parts, more=len(found) > MOST_PARTS)
    asked = replace(
        parts[0].view.asked, question="\n".join(one.view.asked.question for one in parts), typed=message.text
    )
    years = {one.year for one in parts}
    return Drafted(
        replace(parts[0].view, asked=asked if len(parts) > 1 else parts[0].view.asked),
        draft,
        years.pop() if len(years) == 1 else None,
        before,
        tuple(problem for one in parts for problem in one.rejected),
    )


def _language(text: str, last: Turn | None) -> Language:
    """Return the language of a message; one without words of any (R4？) goes on in that of the turn before."""
    wordless = not has_chinese(text) and not any(map(str.islower, text))
    return last.language if last and wordless else tongue(text)


def _can_be_followed(part: Part) -> bool:
    """Say whether a question can complete the next: one that was unclear, or asked for a clause shown, cannot."""
    asked = part.view.asked
    return asked.intent != "help" and not asked.unclear and clause_asked(asked.typed) is None


def _part(typed: str, before: Turn | None, message: Message, ledger: Ledger, language: Language) -> Part:
    tools, names = message.tools, message.names
    text = plain_years(plain(typed), this_year())
    whole = completed(text, before, names, examples=_examples(message))
    said = spelled(whole.question, names, this_year(), message.near)
    unclear, choices = (whole.unclear, whole.choices) if whole.unclear else (said.unclear, said.choices)
    asked = understand(
        said.question, tools.gazetteer, tools.terms, language=whole.language or language, schools=names.schools
    )
    asked = replace(
        asked, typed=typed, unclear=unclear is not None, rewritten=whole.question != text,
        year=asked.year or past_year(said.question, this_year()),
    )  # fmt: skip
    place = message.place
    view = View(asked, tools, ledger, place.full_name if place else None)
    year = message.year or _year_of_rules(asked, message.session) or message.session.year
    if unclear:
        return _verified(Part(view, draft_unclear(view, unclear, choices), year, frozenset(names.schools)))
    if (number := clause_asked(typed)) and before and number <= len(before.clauses):
        document, _, id = before.clauses[number - 1].partition("#")
        return _verified(
            Part(view, draft_clause(view, tools.library.clause(document, id)), year, frozenset(names.schools))
        )
    return _verified(Part(view, _draft(view, message, place, year), year, frozenset(names.schools)))


def _examples(message: Message) -> tuple[Bilingual, ...]:
    """Return the examples that the corpus, and the sheet if there is one, can answer."""
    own = message.session.report is not None
    return tuple(one for one in phrases.EXAMPLES if own or "我们" not in one.zh)


def _draft(view: View, message: Message, place: Place | None, year: int | None) -> Draft:
    session, asked = message.session, view.asked
    try:
        refresh(session, view.tools)
        checked = session.report and check_as_asked(
            session.report, asked.question, view.tools, county=message.county, year=year, language=asked.language,
            readings=message.readings,
        )  # fmt: skip
        return draft_answer(view, place, year or this_year(), checked)
    except NoStandardInForce as error:
        told = (view.ledger.name("message", one) for one in (error.message, error.hint) if one)
        return Draft("abstained", tuple(told))


def _year_of_rules(asked: Understanding, session: Session) -> int | None:
    """Return the year whose requirements a question asks for; 跟2023年比 names a year of the sheets."""
    return None if session.report and years_asked(asked) else asked.year


def _verified(part: Part) -> Part:
    view, tools, draft = part.view, part.view.tools, part.draft
    rejected = problems(
        draft.text, view.ledger, tools.library, tools.national_clauses, beside=draft.beside, places=view.places,
        gazetteer=tools.gazetteer,
    )  # fmt: skip
    if rejected:
        log_rejected(rejected)
        draft = Draft("abstained", (phrases.WITHHELD.say(view.asked.language),))
    return replace(part, draft=draft, rejected=tuple(rejected))


def _joined(parts: list[Part], *, more: bool) -> Draft:
    """Join the drafts, each under the words of its own question where there are several or they were completed."""
    drafts = [one.draft for one in parts]
    lines = [line for one in parts for line in (*_heading(one, alone=len(parts) == 1), *one.draft.lines)]
    if more:
        lines.append(parts[0].view.ledger.name("message", TOO_MANY))
    status: tuple[AnswerStatus, ...] = ("answered", "needs_input", "abstained")
    return Draft(
        status=next(one for one in status if any(draft.status == one for draft in drafts)),
        lines=tuple(lines),
        beside=tuple(slot for one in drafts for slot in one.beside),
        conflicts=tuple(dict.fromkeys(conflict for one in drafts for conflict in one.conflicts)),
        suspects=tuple(dict.fromkeys(suspect for one in drafts for suspect in one.suspects)),
        readings=tuple({reading.id: reading for one in drafts for reading in one.readings}.values()),
        suggestions=tuple(dict.fromkeys(one for draft in drafts for one in draft.suggestions))[
            : None if len(drafts) == 1 else MOST_SUGGESTED
        ],
    )


def _heading(part: Part, *, alone: bool) -> tuple[str, ...]:
    """Return the line that shows which question is answered; a single one that is complete needs none."""
    view, asked = part.view, part.view.asked
    typed = view.ledger.name("asked", same(asked.typed))
    if asked.unclear or not asked.rewritten:
        return () if alone else (f"**{typed}**",)
    whole = view.ledger.name(
        "asked", same(asked.question.replace("?", "？") if has_chinese(asked.question) else asked.question)
    )
    if alone:
        return (view.say(f"所答问题：{whole}", f"Question answered: {whole}"),)
    return (view.say(f"**{typed}**（{whole}）", f"**{typed}** ({whole})"),)
