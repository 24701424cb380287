"""Putting facets into a question: in the place of those of the same kind that it has, or where they belong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asked.facets import OWN, WHERE, Facet, Names, Span, spans_in
from assistant.asked.stages_told import cannot_have, tells
from corpus.bilingual import Language

_JOINED = re.compile(r"(?:\s|[、和与及跟,，/]|以及|and|or)*", re.I)
_PART = r"(?:音乐|美术|体育|\bmusic\b|\bart\b|\bsport\b)"
_SUBJECTS = re.compile(rf"{_PART}(?:\s?(?:[、和与及]|and|or)\s?{_PART})*", re.I)
_MEETS = "达标|够|合格|通过|达到|满足|符合"
# Which schools are too big: the topic is all that is said of them.
_WHICH_ARE = re.compile(r"\W*(?P<which>(?:which|how many) (?:of (?:our|the) )?schools) (?:are|is)\b", re.I)
_OF = re.compile(r"(?:\s|的)*")
END = re.compile(r"[\s。？?！!.]*$")
_IN_ENGLISH: dict[Facet, str] = {
    "place": " in {}", "own": " in {}", "national": " in {}", "school": " at {}", "stage": " in {}",
    "kind": " in {}s", "topic": " for {}",
    "spread": " for {}", "reading": ", {}", "year": " {}",
}  # fmt: skip
_ASKED_OF_ANY = re.compile(r"(?:我们县|全县)?(?:有)?(?:哪些|哪几所|多少所|几所|哪所)(?:学校|小学|初中)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A facet as it is to be written, in the words of whoever named it."""

    facet: Facet
    values: tuple[str, ...]
    text: str


def pieces_of(text: str, language: Language, names: Names, into: Language) -> tuple[Piece, ...]:
    """Return the facets of a text, those of one kind that stand together as one, written in the language `into`."""
    return tuple(
        _piece(run, text, language, into if into != language else None) for run in runs(text, spans_in(text, names))
    )


def runs(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Return the spans in runs of one facet: 南安和乐清 is one run, and so is R4的差异系数 of the 差异系数."""
    found: list[list[Span]] = []
    for span in spans:
        between = text[found[-1][-1].end : span.start] if found else ""
        alike = bool(found) and found[-1][-1].facet == span.facet and _JOINED.fullmatch(between)
        if alike and span.facet != "reading":
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _piece(run: list[Span], text: str, language: Language, into: Language | None) -> Piece:
    written = text[run[0].start : run[-1].end]
    into = into or (language if run[0].short else None)
    if into:
        joint = "、" if into == "zh" else " and "
        written = joint.join(dict.fromkeys(one.said.say(into) for one in run))
    if len(run) == 1 and run[0].facet == "school":
        written = run[0].value  # in full, whatever stands behind it then
    return Piece(run[0].facet, tuple(one.value for one in run), written.strip())


def put(piece: Piece, question: str, names: Names, language: Language) -> str:
    """Return a question with a facet in the place of the same facet, else where it belongs."""
    spans = spans_in(question, names)
    if piece.facet == "part":
        return _with_part(piece, question)
    if piece.facet == "reading":
        return _with_reading(piece, question, spans, language)
    if piece.facet in ("stage", "school"):
        question, spans = _without_what_cannot_be(piece, question, spans, names, language)
    old = _replaced(piece, spans, question)
    if language == "en" and piece.facet == "topic" and old and (match := _WHICH_ARE.match(question)):
        return f"{match['which']} fail the requirement for {piece.text}?"
    if not old:
        return _inserted(piece, question, spans, language)
    return _written(piece, question, old, language)


def _with_part(piece: Piece, question: str) -> str:
    """Return a question with 美术 for 音乐, and art for music; one that names neither stays."""
    return _SUBJECTS.sub(piece.text, question)


def _replaced(piece: Piece, spans: Sequence[Span], question: str) -> list[Span]:
    """Return the spans that a facet takes the place of: a place also that of 我们县, and a school that of a place."""
    if same := [one for one in spans if one.facet == piece.facet]:
        return same
    if piece.facet in WHERE:
        order: dict[Facet, tuple[Facet, ...]] = {
            "place": ("own", "school", "national"), "own": ("place", "school", "national"), "national": ("place",
            "own", "school"),
            "school": ("own", "place"),
        }  # fmt: skip
        return next((old for facet in order[piece.facet] if (old := [s for s in spans if s.facet == facet])), [])
    if piece.facet == "spread":
        topics = [one for one in spans if one.facet == "topic"]
        return [] if any(one.value[:1] == "R" for one in topics) else topics
    if piece.facet == "topic" and not _of_resources(piece):
        return [one for one in spans if one.facet == "spread"]
    return []


def _of_resources(piece: Piece) -> bool:
    """Say whether a topic is one that a 差异系数 is computed of."""
    return all(re.fullmatch(r"R[1-7]", value) for value in piece.values)


def _written(piece: Piece, question: str, old: Sequence[Span], language: Language) -> str:
    """Write a facet in the place of the first of the old ones, and take the others out."""
    first, *others = runs(question, old)
    for run in reversed(others):
        question = _cut(question, run[0].start, run[-1].end)
    start, end = first[0].start, first[-1].end
    if piece.facet == "topic" and not _of_resources(piece):
        end = _end_of_spread(question, end)
    if piece.facet == "year" and language == "en":
        year = re.sub(r"^(?:in|by|for|from|until) ", "", piece.text, flags=re.I)
        dated = re.match(r"(?:in|by|for|from|until) ", question[start:], re.I)
        return f"{question[:start]}{dated.group() if dated else ''}{year}{question[end:]}"
    unit = "年" if piece.facet == "year" and piece.text[-1:].isdigit() and question[end : end + 1] != "年" else ""
    return f"{question[:start]}{piece.text}{unit}{question[end:]}"


def _end_of_spread(question: str, end: int) -> int:
    """Return where the 差异系数 behind a topic ends: what is no indicator of resources has none."""
    match = re.match(r"(?:\s|的)*(?:校际)?差异系数", question[end:])
    return end + match.end() if match else end


def _cut(text: str, start: int, end: int) -> str:
    before = re.sub(r"(?:[、和与及跟]|\s(?:and|or))\s*$", "", text[:start])
    return f"{before}{_OF.sub('', text[end:], count=1) if text[end : end + 1] == '的' else text[end:]}"


def _inserted(piece: Piece, question: str, spans: Sequence[Span], language: Language) -> str:
    if language == "en":
        if piece.facet == "school" and re.match(r"\W*(?:which|how many|what)\b.{0,12}\bschools\b", question, re.I):
            return _of_one_school(piece, question, spans)
        return appended(question, _IN_ENGLISH[piece.facet].format(_noun(piece)))
    text = f"{piece.text}的" if piece.facet == "national" else piece.text
    text += "年" if piece.facet == "year" and text[-1:].isdigit() else ""
    if piece.facet == "school" and (match := _ASKED_OF_ANY.search(question)):
        asks = "" if re.search(r"[吗嘛么]\W*$", question) else "吗"
        return appended(f"{question[: match.start()]}{text}{_unfailed(question[match.end() :])}", asks)
    at = _place_for(piece.facet, question, spans)
    joint = "的" if piece.facet == "spread" and at and not question[at:].startswith("的") else ""
    of = "的" if piece.facet == "topic" and any(one.facet == "spread" and one.start == at for one in spans) else ""
    return f"{question[:at]}{joint}{text}{of}{question[at:]}"


def _unfailed(text: str) -> str:
    """Return what is asked of all that fail as it is asked of one: 不达标 becomes 达标."""
    return re.sub(rf"(?:不|未|没有?)(?={_MEETS})", "", text.replace("不足", "够"))


def _of_one_school(piece: Piece, question: str, spans: Sequence[Span]) -> str:
    """Return the English question that is asked of a school where the one before asked which schools fail."""
    said = {one.facet: question[one.start : one.end] for one in reversed(spans)}
    topic = f" for {said['topic']}" if "topic" in said else ""
    return f"Does {piece.text} meet the requirement{topic}{' ' if 'year' in said else ''}{said.get('year', '')}?"


def _noun(piece: Piece) -> str:
    return re.sub(r"^(?:in|at|by|for) ", "", piece.text, flags=re.I) if piece.facet != "year" else _dated(piece.text)


def _dated(year: str) -> str:
    return f"in {year}" if year[:1].isdigit() else year


def _place_for(facet: Facet, question: str, spans: Sequence[Span]) -> int:
    """Return where a facet belongs in a Chinese question: places first, then the year, the stage, the topic."""
    order: tuple[Facet, ...] = ("place", "own", "national", "school", "year", "kind", "stage", "topic", "spread")
    behind = [one for one in spans if one.facet in order and order.index(one.facet) < order.index(facet)]
    if facet in ("place", "own", "national", "school"):
        return _lead(question, spans)
    return max((one.end for one in behind), default=_lead(question, spans))


def _lead(question: str, spans: Sequence[Span]) -> int:
    """Return where a question begins behind what opens it, and behind a reading named first."""
    match = re.match(r"(?:请问|那么|[\s，,])*", question)
    start = match.end() if match else 0
    readings = [one for one in spans if one.facet == "reading" and one.start == start]
    if readings and (comma := re.match(r"[\s，,]*", question[readings[0].end :])):
        return readings[0].end + comma.end()
    return start


def neutral(question: str) -> str:
    """Return a question that supposes a failure (为什么不达标) as one that does not: of another thing it may be untrue.

    >>> neutral("康美小学班额为什么不达标？")
    '康美小学班额达标吗？'
    """
    return (
        re.sub(
            rf"(?:为什么|为何|为啥|怎么)(?:还|会)?(?:不|没有?|未)({_MEETS})", r"\1吗", question.replace("不足", "不够")
        )
        if re.search(r"为什么|为何|为啥|怎么", question)
        else question
    )


def appended(question: str, text: str) -> str:
    """Return a question with words before the mark that ends it."""
    return END.sub(lambda end: f"{text}{end.group().strip() or ''}", question, count=1)


def _with_reading(piece: Piece, question: str, spans: Sequence[Span], language: Language) -> str:
    id, _, value = piece.values[0].partition("=")
    for one in sorted(spans, key=lambda one: -one.start):
        if one.facet == "reading" and one.value.startswith(f"{id}="):
            question = re.sub(
                r"^[，,\s]+", "", f"{question[: one.start].rstrip('，, ')}{question[one.end :].lstrip('，, ')}"
            )
    if not value:
        return question
    return f"{piece.text}，{question}" if language == "zh" else appended(question, f", {piece.text}")


def _without_what_cannot_be(
    piece: Piece, question: str, spans: Sequence[Span], names: Names, language: Language
) -> tuple[str, tuple[Span, ...]]:
    """Return the question without a school that has not the stage, or without a stage that the school has not.

    那初中呢 after a question on a 小学 asks about the county.
    """
    if piece.facet == "stage" and len(piece.values) == 1:
        schools = [one for one in spans if one.facet == "school"]
        if schools and all(cannot_have(one.value, piece.values[0]) for one in schools):
            own = Piece("own", ("own",), OWN.say(language))
            question = _written(own, question, schools, language)
    if piece.facet == "school":
        stages = [one for one in spans if one.facet == "stage" and any(tells(it, one.value) for it in piece.values)]
        for one in reversed(stages):
            question = _cut(question, one.start, one.end)
    return question, spans_in(question, names)
