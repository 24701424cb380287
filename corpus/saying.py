"""What a record says, in words of both languages: the value with the digits or words of its clause, and its year."""

from collections.abc import Iterable, Mapping, Sequence

from corpus.bilingual import Bilingual, same
from corpus.errors import UnknownPlace
from corpus.indicators import name_of
from corpus.model import Aim, Comparison, Fact, Scope, Threshold
from corpus.places import Gazetteer
from corpus.written import Record

COMPARISONS: Mapping[Comparison, Bilingual] = {
    ">=": Bilingual("不低于", "at least "),
    "<=": Bilingual("不超过", "at most "),
    ">": Bilingual("高于", "more than "),
    "<": Bilingual("低于", "less than "),
    "=": Bilingual("为", ""),
}
SIGNS: Mapping[Comparison, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}
STAGES_EN: Mapping[str, str] = {
    "小学": "primary", "初中": "junior secondary", "义务教育": "compulsory education",
    "中小学": "primary and secondary", "学前": "preschool", "高中": "senior secondary", "中职": "vocational",
    "特教": "special education",
}  # fmt: skip


def matter_of(record: Record, stages: Iterable[Scope]) -> Bilingual:
    """Return the name of what a record is about, with the stages."""
    name = record.name or name_of(record.indicator)
    listed = list(stages)
    return Bilingual(
        f"{name.zh}（{'、'.join(listed)}）", f"{name.en} ({', '.join(STAGES_EN[stage] for stage in listed)})"
    )


def place_of(jurisdiction: str, gazetteer: Gazetteer) -> Bilingual:
    """Return the name of a place; as the document writes it where the list of places lacks it."""
    try:
        place = gazetteer.named(jurisdiction)
    except UnknownPlace:
        return same(jurisdiction)
    return Bilingual(place.name, place.english)


def said(record: Record) -> Bilingual:
    """Return what a record says of its matter, and from which year on or of which year.

    >>> from corpus.documents import load_library
    >>> from corpus.standards import load_standards
    >>> said(load_standards(load_library()).floor(2020).get("CV", "初中")).en
    'at most 0.45 from 2017'
    """
    what = same(f"“{record.words}”") if isinstance(record, Aim) else _value(record)
    if isinstance(record, Fact):
        return Bilingual(f"{record.year}年{what.zh}", f"{what.en} in {record.year}")
    if not record.year_stated:
        return Bilingual(f"{what.zh}（未写年份）", f"{what.en} (no year stated)")
    return Bilingual(f"{record.since}年起{what.zh}", f"{what.en} from {record.since}")


def listed(records: Sequence[Record]) -> Bilingual:
    """Return what several records of one matter say, each with its stage where they are of several."""
    several = len({record.stage for record in records}) > 1
    texts = [said(record) for record in records]
    zh = [f"{record.stage}{text.zh}" if several else text.zh for record, text in zip(records, texts, strict=True)]
    en = [
        f"{STAGES_EN[record.stage]}: {text.en}" if several else text.en
        for record, text in zip(records, texts, strict=True)
    ]
    return Bilingual("；".join(dict.fromkeys(zh)), "; ".join(dict.fromkeys(en)))


def _value(record: Threshold | Fact) -> Bilingual:
    """Return the value as its clause writes it: the words that stand for it, or the digits with sign and unit.

    In English the name of the indicator says the unit, where that is written in Chinese.
    """
    if record.worded:
        return same(f"“{record.worded}”")
    upper = record.upper if isinstance(record, Threshold) else None
    number = f"{record.value}{f'～{upper}' if upper is not None else ''}"
    unit_en = {"%": "%", "㎡": " m²"}.get(record.unit, "")
    sign, hedge = COMPARISONS[record.comparison], record.hedge if isinstance(record, Threshold) else None
    return Bilingual(
        f"{f'“{hedge}”' if hedge else ''}{sign.zh}{number}{record.unit}",
        f"{f'“{hedge}” ' if hedge else ''}{sign.en}{number}{unit_en}",
    )
