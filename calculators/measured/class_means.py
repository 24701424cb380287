"""The mean class size of a school in a stage: its pupils divided by its classes. No requirement is held against it."""

from calculators.county import CountyCheck
from calculators.figures import UNKNOWN_DISPLAY
from calculators.kinds import STAGE_NAMES
from calculators.measured.counted import classes_figure, pupils_figure
from calculators.measured.totals import each_figure
from calculators.model import Figure
from corpus.bilingual import Bilingual
from corpus.model import Stage


def mean_class_figure(check: CountyCheck, stage: Stage, school: str) -> Figure:
    """Return the pupils to a class of a school in one stage; None where either is not known. Raises UnknownFigure."""
    pupils, classes = pupils_figure(check, stage, school), classes_figure(check, school, stage)
    label = Bilingual(f"{school}（{stage}）平均班额", f"{school} ({STAGE_NAMES[stage]}): mean class size")
    id = f"class_mean.{stage}.{pupils.id.rpartition('.')[2]}"
    found = each_figure(id, label, pupils, classes, "人")
    return found or Figure(f"each.{id}", "computed", label, None, "人", UNKNOWN_DISPLAY)
