"""The model engine: a verified answer in the words of a model or, where there is none, the question that may be meant.

Whatever the model does, the answer holds all that the built-in engine says, and nothing else.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering import Part, answered_part
from assistant.conversation import Drafted
from assistant.language_model.exchange import Recording
from assistant.language_model.limits import MOST_LINES, MOST_ROUNDS
from assistant.language_model.messages import ModelFailed, Reply, ToolCall, Utterance
from assistant.model import Wording
from assistant.phrasing.calls import calls_in
from assistant.phrasing.plan import DoesNotFit, planned, specs
from assistant.phrasing.prompts import to_phrase, to_plan, to_repair
from assistant.phrasing.sight import seen_facts, seen_question
from assistant.phrasing.speaker import Speaker
from assistant.phrasing.telling import Telling
from assistant.verified.draft import Draft
from assistant.verified.ledger import Ledger
from assistant.verified.rejected import count_rejected
from assistant.verified.slots import slots
from corpus.bilingual import same

_logger = logging.getLogger(__name__)
MOST_OFFERED = 3
Released = Callable[[Draft], None]


def in_words(
    done: Drafted, chat: Recording, stops: Sequence[threading.Event], released: Released
) -> tuple[Drafted, Wording]:
    """Return a verified answer as a model leaves it; `released` is given the draft so far, which only grows."""
    try:
        speaker = Speaker.over(chat, done.message, stops)
    except Exception:
        _logger.exception("hiding names from a model broke off")
        return done, Wording(fallback="internal")
    wording = Wording()
    for number, part in enumerate(done.parts):
        part, put = _spoken(part, speaker, done, _up_to(done, number, released))
        done = done.with_part(number, part)
        released(done.upto(number + 1))
        wording = wording.with_more(put)
    return done, wording


def _up_to(done: Drafted, number: int, released: Released) -> Released:
    """Return who is given the draft of a part, with the parts before it."""
    part = done.parts[number]
    return lambda draft: released(done.with_part(number, replace(part, draft=draft)).upto(number + 1))


def _spoken(part: Part, speaker: Speaker, done: Drafted, released: Released) -> tuple[Part, Wording]:
    """Let a model tell what a question without an answer may mean, and phrase the answer of one that has one."""
    if part.aside or part.view.asked.unclear:
        return part, Wording()
    if part.draft.status == "answered":
        return _phrased(part, speaker, released)
    if part.draft.status == "abstained" or part.draft.undecided:
        return _planned(
            part, speaker, lambda question: answered_part(question, None, done.message, Ledger(), done.language)
        )
    return part, Wording()


def _phrased(part: Part, speaker: Speaker, released: Released) -> tuple[Part, Wording]:
    ledger = part.view.ledger
    telling = Telling(part.view, part.draft, lambda text: speaker.hidden.restore(text, ledger), released)
    worth = [line for number, line in enumerate(part.draft.lines) if telling.facts.skeletons[number] and _answers(line)]
    if not worth:
        return part, Wording()
    shown = [line for line in part.draft.lines if line in worth or _heads(line)]
    failure = _told(part, speaker, telling, shown[:MOST_LINES])
    if not telling.told:
        return part, Wording(fallback=failure or "empty", rejected=count_rejected(telling.rejected))
    return replace(part, draft=telling.draft), Wording(True, failure, count_rejected(telling.rejected))


def _answers(line: str) -> bool:
    """Say whether a line answers something: a quotation alone, as in “要求：…”, stands as it is."""
    kinds = [slot.kind for slot in slots(line)]
    return bool({"f", "v", "r"}.intersection(kinds)) or kinds[0] == "n"


def _heads(line: str) -> bool:
    return line.endswith(("：", ":")) and not line.startswith("- ")


def _told(part: Part, speaker: Speaker, telling: Telling, shown: Sequence[str]) -> str | None:
    """Let the model tell, and once more what was rejected; return why not all of it was of use."""
    language, hidden = part.view.asked.language, speaker.hidden
    try:
        facts = seen_facts(shown, part.view.ledger, hidden, language)
        asked = to_phrase(seen_question(part.view.asked.question, hidden), facts, language)
        reply = _heard(speaker, asked, telling)
        if telling.mendable:
            mend = to_repair(telling.mendable, telling.facts.nearest, language)
            again = (*asked, Utterance("assistant", reply.text), replace(mend, text=hidden.hide(mend.text)))
            _heard(speaker, again, telling)
    except ModelFailed as failed:
        return failed.code
    except Exception:  # whatever broke, the answer of the built-in engine stands
        _logger.exception("rewording an answer broke off")
        return "internal"
    return telling.latest[0].code if telling.latest else None


def _heard(speaker: Speaker, utterances: Sequence[Utterance], telling: Telling) -> Reply:
    telling.begin()
    reply = speaker.say(utterances, heard=telling.hear)
    if not reply.text.strip():
        raise ModelFailed("empty")
    telling.close(reply.text)
    return reply


def _planned(part: Part, speaker: Speaker, again: Callable[[str], Part]) -> tuple[Part, Wording]:
    """Offer what the model takes a question to mean, where that has an answer, as the first question to ask next."""
    try:
        found = next(_answered(part, speaker, again), None)
    except ModelFailed as failed:
        return part, Wording(fallback=failed.code)
    except Exception:
        _logger.exception("planning an answer broke off")
        return part, Wording(fallback="internal")
    if found is None:
        return part, Wording(fallback="not_answered")
    offered = tuple(dict.fromkeys((same(found), *part.draft.suggestions)))[:MOST_OFFERED]
    return replace(part, draft=replace(part.draft, suggestions=offered)), Wording(fallback="offered")


def _answered(part: Part, speaker: Speaker, again: Callable[[str], Part]) -> Iterator[str]:
    """Yield the questions that the model's calls become and that have an answer. Raises ModelFailed."""
    asked = part.view.asked
    tools = specs(asked, asked.language, has_sheet=part.report is not None)
    if not tools:
        return
    said = list(to_plan(seen_question(asked.question, speaker.hidden), tools, asked.language))
    for _ in range(MOST_ROUNDS):
        reply = speaker.say(said, tools)
        calls = reply.calls or calls_in(reply.text)
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
    try:
        meant = planned(call, part.view.asked, has_sheet=part.report is not None)
    except DoesNotFit as error:
        return None, error.told
    return (meant if again(meant).draft.status == "answered" else None), meant
