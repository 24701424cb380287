"""Rules answered from the records: the requirement of a place and year, or the national one, by indicator and stage.

Where the standards hold what is asked, no search can miss it or take a state of affairs (2021年现状) for a rule.
"""

import re

from assistant.citing import words_of
from assistant.items_asked import topics_of
from assistant.tools import Tools
from assistant.understanding import Understanding
from corpus.indicators import item_of
from corpus.model import Threshold
from corpus.places import Place
from corpus.standards import Thresholds
from retrieval.model import Hit

# What is asked about an indicator other than its requirement: how things stand, who acts, how and why.
_NOT_A_RULE = re.compile(
    r"现状|现在|目前|当前|已经|实际|均值|平均|达标率|达标学校|达标比例|达标情况|情况|哪[些几]|几所|多少所|多少个班|有多少"
    r"|怎么办|怎样|如何|怎么|措施|为什么|谁|责任|部门|什么时候|何时|哪年|哪一年|消除|计算|定义|区别|冲突|省定|超过的"
    r"|\bhow (?:many schools|is|are|do|does|will)\b|\b(?:who|why|when|current|currently|now|deadline|average|mean)\b",
    re.I,
)
_LEVELS = re.compile(
    r"高中|幼儿园|学前|职业|中职|大学|特殊教育|kindergarten|preschool|senior|university|vocational", re.I
)


def from_records(asked: Understanding, tools: Tools, place: Place | None, year: int) -> list[Hit]:
    """Return the clauses that set what is asked: the place's own requirement first, then the national floor.

    Empty where the question asks for something else, or the records do not hold it.
    """
    topics = topics_of(asked)
    if asked.intent == "help" or _NOT_A_RULE.search(asked.question) or _LEVELS.search(asked.question):
        return []
    local = tools.standards.targets(place, year) if place and tools.covers(place) and not asked.national else None
    hits = []
    for topic in topics:
        own = _hits(topic, asked, tools, local) if local else []
        floor = _hits(topic, asked, tools, tools.standards.floor(year))
        # The documents of a place may say it in words that no record holds; 乐清's own table is the national one.
        elsewhere = any(tools.jurisdiction(hit.clause) != local.jurisdiction for hit in floor) if local else False
        if not floor or (elsewhere and not own):
            return []
        hits += [*own, *(hit for hit in floor if hit.clause.key not in {one.clause.key for one in own})]
    return hits


def _hits(topic: str, asked: Understanding, tools: Tools, thresholds: Thresholds) -> list[Hit]:
    found: dict[tuple[str, int, int], Hit] = {}
    for one in thresholds.in_force.values():
        if item_of(one.indicator) == topic and _is_of_stage(one, asked):
            clause, start, end = words_of(one, tools.standards, tools.library)
            found.setdefault((clause.key, start, end), Hit(1, 1.0, clause, clause.text[start:end], start, end))
    return list(found.values())


def _is_of_stage(threshold: Threshold, asked: Understanding) -> bool:
    return asked.stage is None or threshold.stage in (asked.stage, "义务教育")
