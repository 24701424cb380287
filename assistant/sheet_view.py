"""What the answers from a sheet share: the check, and how its schools, stages, verdicts and figures are entered."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.check import CheckReport
from assistant.ledger import About
from assistant.view import NATIONAL_NAME, STAGE_NAMES, View
from calculators.county import CountyCheck
from calculators.figures import count_figure
from calculators.model import Figure, Item, Status
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES, Scope, Stage


@dataclass(frozen=True, slots=True)
class SheetView(View):
    """One question about one checked sheet."""

    report: CheckReport

    @property
    def check(self) -> CountyCheck:
        """The check of the sheet."""
        return self.report.check

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stage asked about, else those that the sheet has."""
        return tuple(stage for stage in STAGES if stage in self.check.units and self.asked.stage in (None, stage))

    def stage_name(self, stage: Scope) -> str:
        """Enter the name of a stage."""
        return self.ledger.name("stage", Bilingual(stage, STAGE_NAMES[stage]), About(stage=stage))

    def school(self, name: str, stage: Stage | None = None) -> str:
        """Enter the name of a school."""
        return self.ledger.name("school", same(name), About(school=name, stage=stage))

    def figure(self, figure: Figure, about: About = About()) -> str:
        """Enter a figure; it rests on the clause of its threshold where it has one."""
        return self.ledger.figure(figure, about, self.cite(figure.threshold) if figure.threshold else None)

    def count(self, id: str, label: Bilingual, names: Iterable[str], about: About = About()) -> str:
        """Enter how many schools (or other things) a finding names."""
        return self.figure(count_figure(id, label, tuple(names)), about)

    def verdict(self, status: Status, about: About = About(), *, borderline: bool = False) -> str:
        """Enter a status."""
        return self.ledger.verdict(status, about, borderline=borderline)

    def basis(self) -> str:
        """Return the line that says which requirements, of which year, the sheet was held against."""
        year = self.ledger.name("year", same(str(self.report.year)), About(year=self.report.year))
        name = self.ledger.name("place", NATIONAL_NAME)
        return self.say(f"依据：{name}（{year}年）", f"Held against {name} ({year})")

    def missing(self, items: Iterable[Item]) -> list[str]:
        """Return a line for each piece of data that an undecided item waits for."""
        wanted = dict.fromkeys(data for item in items if item.status == "insufficient" for data in item.missing)
        names = [self.ledger.name("data", same(data)) for data in wanted]
        return [self.say(f"- 缺少数据：{name}", f"- Data missing: {name}") for name in names]


def joint(statuses: Iterable[Status]) -> Status:
    """Return the status of several items together: one that fails decides, then one that is open.

    >>> joint(["met", "insufficient", "not_met"])
    'not_met'
    """
    found = set(statuses)
    order: tuple[Status, ...] = ("not_met", "insufficient", "needs_evidence")
    return next((status for status in order if status in found), "met")


def status_of(verdict: bool | None) -> Status:
    """Return the status of a three-valued verdict."""
    return "insufficient" if verdict is None else "met" if verdict else "not_met"
