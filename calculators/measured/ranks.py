"""The place of a school in an order, as a figure."""

from collections.abc import Sequence

from calculators.measured.rows import Measure, Row, place_of
from calculators.model import Figure, FigureInput
from corpus.bilingual import Bilingual


def place_figure(measure: Measure, ranked: Sequence[Row], name: str, *, lowest: bool) -> Figure | None:
    """Return the place of a school, counted from 1: one more than stand before it. None where it has no value."""
    found = place_of(ranked, name)
    if found is None:
        return None
    own, order = measure.figure(name), Bilingual("从低到高", "from low to high")
    if not lowest:
        order = Bilingual("从高到低", "from high to low")
    label = Bilingual(f"{own.label.zh}的名次（{order.zh}）", f"{own.label.en}: place {order.en}")
    inputs = (FigureInput(Bilingual("参与排序的学校", "schools in this order"), len(ranked), "所"),)
    return Figure(
        f"place.{'low' if lowest else 'high'}.{own.id}", "computed", label, found[0], "", str(found[0]),
        f"{found[0] - 1} + 1 = {found[0]}", inputs,
    )  # fmt: skip
