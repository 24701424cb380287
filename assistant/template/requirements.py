"""What a column or row of the template decides and what is required of it: the records in force, with their clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.template.layout import FormRow, SchoolColumn
from calculators.affects import affected
from calculators.compare import WHOLE
from corpus.bilingual import Bilingual, Language
from corpus.documents import Library
from corpus.indicators import item_of, name_of
from corpus.model import STAGES, Aim, Scope, Threshold
from corpus.saying import listed
from corpus.standards import Thresholds

Record = Threshold | Aim
# what decides over the seven indicators together, beside the requirement of each
SCHOOL_RULE = ("RULE.met_count", "RULE.remainder", "CV")


@dataclass(frozen=True, slots=True)
class Decided:
    """What something to fill in decides: the items, or words where no item rests on it, and what is required."""

    items: tuple[str, ...]
    instead: Bilingual | None
    records: tuple[Record, ...]

    def names(self, language: Language) -> str:
        """Return the items by id and name, one a line; a long list by ids alone."""
        if self.instead:
            return self.instead.say(language)
        return "\n".join(f"{id} {name_of(id).say(language)}" for id in self.items)

    def required(self, language: Language) -> str:
        """Return the requirements as they stand in the records, one indicator a line."""
        return "\n".join(_said(records, language) for records in _by_indicator(self.records))

    def clauses(self, library: Library) -> str:
        """Return the documents and clauses of the requirements: 文号 附件2/一、资源配置/L1、L2."""
        return "\n".join(
            f"{library.document(document).name} {'；'.join(_joined(clauses))}"
            for document, clauses in _by_document(self.records).items()
        )


def decided_by_column(one: SchoolColumn, floor: Thresholds) -> Decided:
    """Return what a column of the school sheet decides."""
    if one.asked.decides:
        return Decided((), one.asked.decides, ())
    items = tuple(dict.fromkeys("CV" if id.startswith("CV.") else id for id in affected(one.id)))
    stages = [stage for stage in STAGES if one.stage in ("", stage)]
    return Decided(items, None, _records(items, [*stages, WHOLE], floor))


def decided_by_row(one: FormRow, floor: Thresholds) -> Decided:
    """Return what a row of the county form decides."""
    return Decided(one.items, None, _records(one.items, None, floor))


def decided_together(floor: Thresholds) -> tuple[Decided, ...]:
    """Return the rules on the seven indicators together: how many a school must reach, and the 差异系数."""
    found = [tuple(one for one in floor.in_force.values() if one.indicator == id) for id in SCHOOL_RULE]
    return tuple(Decided((id,), name_of(id), records) for id, records in zip(SCHOOL_RULE, found, strict=True))


def _records(items: Sequence[str], stages: Sequence[Scope] | None, floor: Thresholds) -> tuple[Record, ...]:
    numbers = (
        one
        for one in floor.in_force.values()
        if item_of(one.indicator) in items and (stages is None or one.stage in stages)
    )
    aims = (one for one in floor.aims if one.indicator in items)
    return tuple(sorted((*numbers, *aims), key=lambda one: items.index(item_of(one.indicator))))


def _by_indicator(records: Iterable[Record]) -> list[list[Record]]:
    found: dict[str, list[Record]] = {}
    for one in records:
        found.setdefault(one.indicator, []).append(one)
    return list(found.values())


def _said(records: Sequence[Record], language: Language) -> str:
    """Return what is required of one indicator, led by the indicator's id."""
    colon = "：" if language == "zh" else ": "
    indicator = records[0].indicator
    item, name = item_of(indicator), name_of(indicator).say(language)
    led = item if indicator == item else name if indicator in SCHOOL_RULE else f"{item} {name}"
    return f"{led}{colon}{listed(records).say(language)}"


def _by_document(records: Iterable[Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in records:
        found.setdefault(one.ref.document, []).append(one.ref.clause)
    return found


def _joined(clauses: Iterable[str]) -> list[str]:
    """Say the clauses of one heading together: 附件2/一、资源配置/L1、L2."""
    found: dict[str, dict[str, None]] = {}
    for clause in clauses:
        heading, slash, last = clause.rpartition("/")
        found.setdefault(heading + slash, {})[last] = None
    return [f"{heading}{'、'.join(lasts)}" for heading, lasts in found.items()]
