"""Rules answered from the records: the requirement of a place and year, or the national one, by indicator and stage.

Where the standards hold what is asked, no search can miss it or take a state of affairs (2021年现状) for a rule.
"""

import re

from assistant.asked.understanding import Understanding
from assistant.rules.lines import hits_of, row_of
from assistant.rules.patterns import SCHOOLS, SCHOOLS_SHARE, SHARE
from assistant.rules.words import asks_amount, asks_list, asks_state, asks_words, indicators_asked, is_of_stage
from assistant.tools import Tools
from corpus.indicators import item_of, name_of
from corpus.model import Aim, Threshold
from corpus.places import Place
from retrieval.model import Hit

# What is asked about an indicator other than its requirement: how things stand, who acts, how and why.
_NOT_A_RULE = re.compile(
    r"现状|现在|目前|当前|已经|实际|均值|平均|达标学校(?!比例|所占|的比例|占比)|情况|哪[些几]|几所|多少所|多少个班|有多少"
    r"|怎么办|怎样|如何|怎么|措施|为什么|谁|责任|部门|什么时候|何时|哪年|哪一年|消除|计算|定义|区别|冲突|省定|超过的"
    r"|(?:几|多少)(?:年(?!级)|[岁天节次万兆本册台层张块辆只棵套把盏座根支扇]|条(?=跑道))"  # in no unit of the records
    r"|\bhow (?:many schools|is|are|do|does|will)\b|\b(?:who|why|when|current|currently|now|deadline|average|mean)\b",
    re.I,
)
# The items whose mention alone, with nothing that speaks against it, asks for the rule.
_PLAIN = frozenset({"RULE", "CV", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "G3", "G4", "G5"})


def from_records(asked: Understanding, tools: Tools, place: Place | None, year: int) -> list[Hit]:
    """Return the clauses that set what is asked: the place's own requirement first, then the national floor.

    A target that is not in force yet stands where none is. Empty where the question asks for something else, or the
    records do not hold it.
    """
    if asked.intent == "help" or (_NOT_A_RULE.search(asked.question) and not asks_list(asked)):
        return []
    own = own_records(tools, place, year) if place and tools.covers(place) and not asked.national else []
    floor = _floor(tools, year)
    known = {one.indicator: one.name or name_of(one.indicator) for one in (*own, *floor)}
    found: list[Hit] = []
    for id in indicators_asked(asked, known):
        hits = _hits(id, asked, tools, own, floor) if _asks(asked, id) and not _is_past(asked, id, own) else []
        if not hits:
            return []
        found += [hit for hit in hits if hit not in found]
    return found


def _asks(asked: Understanding, id: str) -> bool:
    """Say whether the requirement itself is asked for."""
    item = item_of(id)
    if SHARE.search(asked.question) and not id.endswith(SCHOOLS_SHARE):
        return False
    return item in _PLAIN or asks_amount(asked, item) or asks_words(asked) or asks_list(asked)


def _is_past(asked: Understanding, id: str, own: list[Threshold | Aim]) -> bool:
    """Say whether a question to a place asks how things stood in a year, which no requirement says.

    What a place aims at in that very year is asked in the same words (2025年…达标率).
    """
    aimed_at = any(one.since == asked.year and item_of(one.indicator) == item_of(id) for one in own)
    return bool(own) and asks_state(asked) and not aimed_at


def _hits(
    id: str, asked: Understanding, tools: Tools, own: list[Threshold | Aim], floor: list[Threshold | Aim]
) -> list[Hit]:
    """Return the clauses on one item or part: the place's numbers, the floor, and what the place says in words.

    None where no more than the thing is mentioned and a place's documents set none of its core parts: they may say it
    in words that no record holds. None either where an amount is asked of what is required in words alone.
    """
    mine, national = _of(id, asked, tools, own), _of(id, asked, tools, floor)
    core = {id, *row_of(item_of(id), tools.standards)}
    amount, in_words = asks_amount(asked, item_of(id)), asks_words(asked) or asks_list(asked)
    if own and not (amount or in_words) and not any(one.indicator in core for one in mine):
        return []
    numbers = [one for one in mine if isinstance(one, Threshold)]
    if not in_words and not any(isinstance(one, Threshold) for one in (*numbers, *national)):
        return []
    return hits_of([*numbers, *national, *(one for one in mine if isinstance(one, Aim))], tools)


def _of(id: str, asked: Understanding, tools: Tools, records: list[Threshold | Aim]) -> list[Threshold | Aim]:
    """Return the records of a part, or of an item: of its parts those that the floor has, if any, else all."""
    found = [one for one in records if item_of(one.indicator) == item_of(id) and is_of_stage(one.stage, asked)]
    if id != item_of(id):
        return [one for one in found if one.indicator == id]
    row = row_of(id, tools.standards)
    numbers = [one for one in found if isinstance(one, Threshold)]
    aims = [one for one in found if isinstance(one, Aim) and (not row or one.indicator in (id, *row))]
    core = [one for one in numbers if one.indicator in row]
    if core:
        return [*core]
    return [*(one for one in numbers if not aims or is_of_item(one)), *aims]


def is_of_item(one: Threshold | Aim) -> bool:
    """Say whether a number is of what the item itself asks, not a count or share of schools that reach it."""
    return not one.indicator.endswith((SCHOOLS, SCHOOLS_SHARE))


def own_records(tools: Tools, place: Place, year: int) -> list[Threshold | Aim]:
    """Return what a place requires in a year: what is in force, and where the question leaves it open, what comes."""
    now = tools.standards.targets(place, year)
    aims = [text for aim in now.aims for text in _texts(aim, tools)]
    return [*now.in_force.values(), *aims, *tools.standards.yet_to_come(place, year)]


def _texts(aim: Aim, tools: Tools) -> list[Aim]:
    """Return an aim; before one of an interpretation, the text of the rule itself, though it names a later year."""
    if tools.library.document(aim.ref.document).kind != "interpretation":
        return [aim]
    alike = (aim.indicator, aim.stage, aim.jurisdiction)
    rule = [
        one
        for one in tools.standards.aims
        if (one.indicator, one.stage, one.jurisdiction) == alike
        and tools.library.document(one.ref.document).kind == "normative"
    ]
    return [*rule, aim]


def _floor(tools: Tools, year: int) -> list[Threshold | Aim]:
    floor = tools.standards.floor(year)
    return [*floor.in_force.values(), *floor.aims]
