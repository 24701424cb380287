"""One message of a conversation: its questions completed by what was said before, drafted one by one, and joined.

Every draft is verified by itself, with the places that its own question is about, before they are joined.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering import Message, Part, answered_part
from assistant.asked.facets import Names, spans_in
from assistant.asked.orders import without_orders
from assistant.asked.parts import MOST_PARTS, parts_of
from assistant.asked.talk import without_thanks
from assistant.asked.turns import Turn
from assistant.asked.understanding import language_of
from assistant.model import AnswerStatus, Citation
from assistant.verified.draft import Draft
from assistant.verified.ledger import Ledger
from assistant.verified.verify import Problem
from assistant.view import View
from corpus.bilingual import Bilingual, Language, same
from corpus.folding import has_chinese

TOO_MANY = Bilingual(
    f"一次最多回答{MOST_PARTS}个问题，其余的请接着再问。",
    f"{MOST_PARTS} questions are answered at once; please ask the others next.",
)
MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Drafted:
    """The parts of a message over one ledger. `turn`: what the next question may leave unsaid.

    `asked_more`: it asked more than is answered at once. `rests_on_before`: without the turn before it, the message
    would not have been understood so.
    """

    message: Message
    parts: tuple[Part, ...]
    turn: Turn | None
    language: Language
    asked_more: bool
    rests_on_before: bool

    @property
    def draft(self) -> Draft:
        """The parts as one draft."""
        return self.upto(len(self.parts), more=self.asked_more)

    @property
    def view(self) -> View:
        """The message as one question."""
        first = self.parts[0].view
        if len(self.parts) == 1:
            return first
        question = "\n".join(one.view.asked.question for one in self.parts)
        return replace(first, asked=replace(first.asked, question=question, typed=self.message.text))

    @property
    def year(self) -> int | None:
        """The year whose rules all parts ask for, if it is one."""
        years = {one.year for one in self.parts}
        return years.pop() if len(years) == 1 else None

    @property
    def rejected(self) -> tuple[Problem, ...]:
        """What verification rejected of the built-in engine's words."""
        return tuple(problem for one in self.parts for problem in one.rejected)

    def upto(self, count: int, *, more: bool = False) -> Draft:
        """Return the first parts as one draft."""
        return _joined(self.parts[:count], alone=len(self.parts) == 1 and not self.asked_more, more=more)

    def with_part(self, number: int, part: Part) -> "Drafted":
        """Return this with another part in the place of one."""
        return replace(self, parts=(*self.parts[:number], part, *self.parts[number + 1 :]))

    def turn_after(self, before: Turn | None, citations: Sequence[Citation]) -> Turn | None:
        """Return what the next question may leave unsaid, with the clauses that the answer cites by number."""
        cited = tuple(f"{one.document_id}#{one.clause}" for one in citations)
        return replace(self.turn, clauses=cited) if self.turn and self.turn is not before else before


def drafted(message: Message) -> Drafted:
    """Answer a message, question by question, each completed by the one before it."""
    ledger, before = Ledger(), message.session.last
    text = without_thanks(without_orders(message.text, message.tools.terms))
    language = message.language or _language(text, before)
    found, parts = parts_of(text, message.names), list[Part]()
    for one in found[:MOST_PARTS]:
        part = answered_part(one, before, message, ledger, language)
        parts.append(part)
        before = part.turn.with_list_of(before) if _can_be_followed(part) else before
    rests = any(one.rests for one in parts) or language != (message.language or language_of(text))
    return Drafted(message, tuple(parts), before, language, len(found) > MOST_PARTS, rests)


def _language(text: str, last: Turn | None) -> Language:
    """Return the language of a message; one without words of any (R4？) goes on in that of the turn before."""
    wordless = not has_chinese(text) and not any(map(str.islower, text))
    return last.language if last and wordless else language_of(text)


def _can_be_followed(part: Part) -> bool:
    """Say whether a question can complete the next: neither one that was unclear, nor one that nothing is known of."""
    asked = part.view.asked
    tools = part.view.tools
    about = spans_in(
        asked.question, Names(tools.gazetteer, tools.terms, part.report.school_names if part.report else ())
    )
    return not part.aside and not asked.unclear and (part.draft.status == "answered" or bool(about))


def _joined(parts: Sequence[Part], *, alone: bool, more: bool = False) -> Draft:
    """Join the drafts, each under the words of its own question where there are several or they were completed."""
    drafts = [one.draft for one in parts]
    lines = [line for one in parts for line in (*_heading(one, alone=alone), *one.draft.lines)]
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
    complete = same(asked.question.replace("?", "？") if has_chinese(asked.question) else asked.question)
    if alone:
        return (view.answering(complete),)
    whole = view.ledger.name("asked", complete)
    return (view.say(f"**{typed}**（{whole}）", f"**{typed}** ({whole})"),)
