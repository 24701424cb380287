"""How many classes of each school have at least so many pupils, as far as the sheet tells."""

from calculators.class_size import StageClasses, classes_between
from calculators.county import CountyCheck
from calculators.figures import number_of
from calculators.kinds import STAGE_NAMES
from calculators.measured.rows import Measure, Row, exactly
from calculators.model import Figure
from corpus.bilingual import Bilingual
from corpus.model import Stage


def classes_from(check: CountyCheck, stage: Stage, low: int) -> Measure:
    """Return, for each school of a stage, its classes of `low` pupils or more; None where the sheet does not tell."""
    found = {one.school.name: _count(one, low) for one in check.class_size if one.stage == stage}
    places = {one.school.name: number_of(check, one.school) for one in check.class_size if one.stage == stage}
    rows = tuple(Row(name, exactly(count)) for name, count in found.items())
    label = Bilingual(f"{low}人及以上的班级", f"classes of {low} pupils or more")

    def figure(school: str) -> Figure:
        name = Bilingual(f"{school}（{stage}）{label.zh}", f"{school} ({STAGE_NAMES[stage]}): {label.en}")
        count = found[school]
        shown = "—" if count is None else str(count)
        return Figure(f"classes_from.{low}.{stage}.{places[school]}", "computed", name, count, "个", shown)

    return Measure(f"classes_from.{low}", label, "个", stage, rows, figure, falls=True, judged=False)


def _count(one: StageClasses, low: int) -> int | None:
    """The classes above the limit are stated by themselves; other sizes only where classes are counted by size."""
    if low == int(one.threshold.value) + 1 and one.oversize is not None:
        return one.oversize
    return classes_between(one.school, one.stage, low, None)
