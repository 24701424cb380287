"""The model engine: a verified answer in the words of a model or, where there is none, the question that may be meant.

Whatever the model does, the answer holds all that the built-in engine says, and nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answering import Part
from assistant.conversation import Wordings
from assistant.language_model.calls import calls_in
from assistant.language_model.messages import ModelFailed, Reply, ToolCall, Utterance
from assistant.language_model.plan import planned, specs
from assistant.language_model.prompts import to_phrase, to_plan, to_repair
from assistant.language_model.sight import seen_facts, seen_question
from assistant.language_model.speaker import Speaker
from assistant.language_model.telling import Telling
from assistant.model import Wording
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.faithful import Facts, remaining
from assistant.verified.rejected import count_rejected
from assistant.verified.slots import slots
from corpus.bilingual import same

MOST_LINES = 30  # that a model is shown; the others follow word for word
MOST_ROUNDS = 3  # of calls
MOST_CALLS = 4  # in a round
MOST_OFFERED = 3
Lines = tuple[str, ...]
Released = Callable[[Draft], None]


def worded_by(speaker: Speaker) -> Wordings:
    """Return what puts the parts of an answer in a model's words."""
    return lambda part, again, released: spoken(part, speaker, again, released)


def spoken(part: Part, speaker: Speaker, again: Callable[[str], Part], released: Released) -> tuple[Part, Wording]:
    """Let a model tell what a question without an answer may mean, and phrase the answer of one that has.

    `again` answers a complete question; `released` is given the draft up to each sentence as it passes.
    """
    if part.aside or part.view.asked.unclear:
        return part, Wording()
    if part.draft.status == "answered":
        return _phrased(part, speaker, released)
    return _planned(part, speaker, again) if _is_left(part) else (part, Wording())


def _is_left(part: Part) -> bool:
    """Whether nothing here answers: no clause supports an answer, or the sheet at hand does not decide the question."""
    undecided = (part.view.phrase(phrases.NOT_IN_SHEET),)
    return part.draft.status == "abstained" or part.draft.lines == undecided


def _phrased(part: Part, speaker: Speaker, released: Released) -> tuple[Part, Wording]:
    opening = _opening(part.draft.lines)
    rest = part.draft.lines[len(opening) :]
    facts = Facts.of(_phraseable(rest))
    shown = facts.tellable
    if not any(map(slots, shown)):
        return part, Wording()
    ledger = part.view.ledger
    telling = Telling(
        part.view, facts, lambda text: speaker.hidden.restore(text, ledger),
        lambda now: released(replace(part.draft, lines=(*opening, now.line))),
    )  # fmt: skip
    failure = _told(part, speaker, telling, shown)
    if not telling.accepted:
        return part, Wording(fallback=failure or "empty", rejected=count_rejected(telling.rejected))
    lines = (*opening, telling.line, *remaining(rest, telling.accepted))
    wording = Wording(True, failure, count_rejected(telling.rejected))
    return replace(part, draft=replace(part.draft, lines=lines)), wording


def _told(part: Part, speaker: Speaker, telling: Telling, shown: Lines) -> str | None:
    """Let the model tell, and once more what was rejected; return why not all of it was of use."""
    language, hidden = part.view.asked.language, speaker.hidden
    facts = seen_facts(shown, part.view.ledger, hidden, language)
    asked = to_phrase(seen_question(part.view.asked.question, hidden), facts, language)
    try:
        reply = _heard(speaker, asked, telling)
        if telling.latest:
            mend = to_repair(telling.latest, language)
            again = (*asked, Utterance("assistant", reply.text), replace(mend, text=hidden.hide(mend.text)))
            _heard(speaker, again, telling)
    except ModelFailed as failed:
        return failed.code
    return telling.latest[0].code if telling.latest else None


def _heard(speaker: Speaker, utterances: Sequence[Utterance], telling: Telling) -> Reply:
    telling.begin()
    reply = speaker.say(utterances, heard=telling.hear)
    if not reply.text.strip():
        raise ModelFailed("empty")
    telling.close(reply.text)
    return reply


def _opening(lines: Lines) -> Lines:
    """Return the lines that come before what they speak of: how a question was taken, what bears on its answer."""
    first = tuple(takewhile(lambda line: not _claims(line), lines))
    below = lines[len(first) :][:1]
    return first[:-1] if first and below and below[0].startswith("- ") else first


def _claims(line: str) -> bool:
    return any(slot.kind != "n" for slot in slots(line)) or line.startswith("- ")


def _phraseable(lines: Lines) -> Lines:
    """Return the lines that may be told in other words: those before one that speaks of all that follows it."""
    found: list[str] = []
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        if line.endswith(("：", ":")) and not following.startswith("- "):
            break
        found.append(line)
    return tuple(found[:MOST_LINES])


def _planned(part: Part, speaker: Speaker, again: Callable[[str], Part]) -> tuple[Part, Wording]:
    """Offer what the model takes a question to mean, where that has an answer, as the first question to ask next."""
    try:
        found = next(_answered(part, speaker, again), None)
    except ModelFailed as failed:
        return part, Wording(fallback=failed.code)
    if found is None:
        return part, Wording(fallback="not_answered")
    offered = tuple(dict.fromkeys((same(found), *part.draft.suggestions)))[:MOST_OFFERED]
    return replace(part, draft=replace(part.draft, suggestions=offered)), Wording()


def _answered(part: Part, speaker: Speaker, again: Callable[[str], Part]) -> Iterator[str]:
    """Yield the questions that the model's calls become and that have an answer. Raises ModelFailed."""
    asked = part.view.asked
    tools = specs(asked, asked.language, has_sheet=part.report is not None)
    said = list(to_plan(seen_question(asked.question, speaker.hidden), tools, asked.language))
    for _ in range(MOST_ROUNDS):
        reply = speaker.say(said, tools)
        calls = (reply.calls or calls_in(reply.text))[:MOST_CALLS]
        if not calls:
            return
        said.append(Utterance("assistant", reply.text, calls if reply.calls else ()))
        for call in calls:
            found, told = _tried(call, part, again)
            if found is not None:
                yield found
            told = speaker.hidden.hide(told)
            said.append(Utterance("tool", told, answers=call.id) if reply.calls else Utterance("user", told))
    raise ModelFailed("loop")


def _tried(call: ToolCall, part: Part, again: Callable[[str], Part]) -> tuple[str | None, str]:
    """Return the question that a call becomes, if it has an answer, and what the model is told of it."""
    meant = planned(call, part.view.asked, has_sheet=part.report is not None)
    if isinstance(meant, str):
        return None, meant
    answered = again(meant.question).draft.status == "answered"
    return (meant.question if answered else None), meant.question
