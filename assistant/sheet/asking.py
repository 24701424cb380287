"""What is asked back where a question on a sheet leaves open which measure it means, each choice a whole question."""

from collections.abc import Mapping

from assistant.asked.want_words import Order
from assistant.asked.wanted import State, Wanted
from assistant.sheet.rows import SIGNS
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.view import STAGE_NAMES
from calculators.indicators import RESOURCES
from corpus.bilingual import Bilingual

BESIDE_MEAN: Mapping[State, Bilingual] = {
    "below_mean": Bilingual("低于全县平均", "below the county mean"),
    "above_mean": Bilingual("高于全县平均", "above the county mean"),
}
EXTREMES: Mapping[Order, Bilingual] = {
    "high": Bilingual("最高", "highest"),
    "low": Bilingual("最低", "lowest"),
    "worst": Bilingual("最差", "worst"),
    "best": Bilingual("最好", "best"),
    "near": Bilingual("离要求最近", "closest to the requirement"),
    "far": Bilingual("差得最多", "short by the most"),
}


def which_measure(view: SheetView, side: State, wanted: Wanted | None) -> Draft:
    """Ask which indicator is meant, each choice a whole question."""
    stage, words = view.asked.stage, BESIDE_MEAN.get(side) or _beside_number(wanted)
    level = Bilingual(stage or "", f" in {STAGE_NAMES[stage]} schools" if stage else "")
    choices = tuple(
        Bilingual(f"哪些学校的{level.zh}{name.zh}{words.zh}？", f"Which schools are {words.en} in {name.en}{level.en}?")
        for name in map(view.tools.label, RESOURCES)
    )
    return Draft("needs_input", (view.phrase(phrases.WHICH_MEANT),), suggestions=choices)


def _beside_number(wanted: Wanted | None) -> Bilingual:
    """Say how the number of a question is held against the schools: 低于4."""
    if wanted is None or wanted.comparison is None:
        return Bilingual("", "")
    sign = SIGNS[wanted.comparison]
    return Bilingual(f"{sign.zh}{wanted.written}", f"{sign.en} {wanted.written}")


def ordered_by_what(view: SheetView, order: Order | None) -> Draft:
    """Ask by what the schools are to be put in order, each choice a whole question."""
    words = EXTREMES[order or "worst"]
    choices = tuple(
        Bilingual(f"{name.zh}{words.zh}的学校是哪所？", f"Which school is {words.en} in {name.en}?")
        for name in (view.tools.label("R6"), view.tools.label("R4"), view.tools.label("G5"))
    )
    return Draft("needs_input", (view.phrase(phrases.WHICH_MEASURE),), suggestions=choices)
