"""What a line of a county form is about: a field, one veto fact of the six, or one subject's level or rate."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.county_form.fields import (
    PART,
    Field,
    fact_named,
    field_named,
    load_fields,
    load_vetoes,
    parts_named,
)
from calculators.county_form.lines import Line

VETO = re.compile("否决")
NUMBERED_VETO = re.compile(r"(?:一票)?否决事项[-第之]?\(?([1-6一二三四五六])\)?项?")
SAYS_FACT = re.compile("^(?:是否|有无)?(?:存在|有)")
DIGITS = "一二三四五六"
NO_SUBJECT = re.compile("国家|义务教育|质量监测|结果|相关|各?(?:学科|科目)|情况")
STEMS: Mapping[str, re.Pattern[str]] = {
    "levels": re.compile("(?:学生)?学业水平(?:等级)?"),
    "rates": re.compile("(?:校际)?差异率"),
}
SUBJECT = re.compile(r"[\u4e00-\u9fff()、与和]{1,10}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field of the form, with the subject or the veto fact that the line is about ("" where it is about all).

    `doubtful`: which whole the line is a part of is unknown.
    """

    field: Field
    name: str = ""
    doubtful: bool = False


def meanings(lines: Sequence[Line]) -> tuple[Meaning | None, ...]:
    """Return what each line means; “其中…” belongs to the last full field above it."""
    found: list[Meaning | None] = []
    above: Field | None = None
    for line in lines:
        one = meaning_of(line, above)
        found.append(one)
        if one is None or one.field.part_of is None:
            above = one.field if one else above if line.label.startswith(PART) else None
    return tuple(_doubted(lines, tuple(_numbered(found))))


def _doubted(lines: Sequence[Line], found: Sequence[Meaning | None]) -> Iterator[Meaning | None]:
    """Where a row “其中…” stands below no whole of its own, every row of its wording may be another whole's part."""
    labels = {lines[row].label for row in range(len(lines)) if _is_orphan(row, lines, found)}
    for line, one in zip(lines, found, strict=True):
        parts = parts_named(line.label) if line.label in labels else ()
        yield Meaning(one.field if one else parts[0], doubtful=True) if parts else one


def _is_orphan(row: int, lines: Sequence[Line], found: Sequence[Meaning | None]) -> bool:
    """A row that no field of the form has may be the whole of those below it, unless a whole that is here lacks one."""
    parts = parts_named(lines[row].label)
    if found[row] or not parts:
        return False
    above = next((at for at in reversed(range(row)) if not lines[at].label.startswith(PART)), None)
    given = {one.field.id for one in found if one}
    lacking = any(one.part_of in given and one.id not in given for one in parts)
    return above is None or found[above] is not None or lacking


def _numbered(found: Sequence[Meaning | None]) -> Iterator[Meaning | None]:
    """Take several rows that say no more than 否决事项 for the facts in their order."""
    bare = sum(one is not None and one.field.kind == "veto" and not one.name for one in found)
    facts = iter(load_vetoes())
    for one in found:
        several = bare > 1 and one is not None and one.field.kind == "veto" and not one.name
        fact = next(facts, None) if several else None
        yield Meaning(one.field, fact.id) if one and fact else None if several else one


def meaning_of(line: Line, above: Field | None) -> Meaning | None:
    """Return what one line means below a full field, or None."""
    named = field_named(line.label, above)
    return Meaning(named) if named else _veto(line) or _subject(line)


def _veto(line: Line) -> Meaning | None:
    """A veto fact by its number or by its words, where the line says that it is one."""
    field = load_fields()["vetoes"]
    numbered = NUMBERED_VETO.fullmatch(line.label)
    if numbered:
        digit = numbered.group(1)
        return Meaning(field, load_vetoes()[int(digit) - 1 if digit.isdecimal() else DIGITS.index(digit)].id)
    named = fact_named(line.label)
    if named:
        return Meaning(field, named.id)
    if not (VETO.search(line.group + line.label) or SAYS_FACT.search(line.label)):
        return None
    facts = [one.id for one in load_vetoes() if re.search(one.key, line.label)]
    return Meaning(field, facts[0]) if len(facts) == 1 else None


def _subject(line: Line) -> Meaning | None:
    """“语文学业水平等级”, or “语文” in the group 各学科学业水平等级."""
    for id, stem in STEMS.items():
        text = stem.sub("", line.label) if stem.search(line.label) else line.label if stem.search(line.group) else None
        subject = NO_SUBJECT.sub("", text).strip("()-_:、·") if text else ""
        if text is not None and (not subject or SUBJECT.fullmatch(subject)):
            return Meaning(load_fields()[id], subject)
    return None
