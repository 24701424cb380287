"""What the answers from a sheet share: the check, and how its schools, stages, verdicts and figures are entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.check import CheckReport
from assistant.verified import phrases
from assistant.verified.ledger import About
from assistant.view import NATIONAL_NAME, STAGE_NAMES, View
from calculators.cell_names import full_name
from calculators.county import CountyCheck
from calculators.figures import count_figure
from calculators.model import Figure, Issue, Item, Status
from calculators.schools import School
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES, Scope, Stage

FAULTS_SHOWN = 8


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

    def basis(self) -> list[str]:
        """Return the lines that say which requirements, of which year, which sheet was held against."""
        report = self.report
        year = self.ledger.name("year", same(str(report.year)), About(year=report.year))
        name = self.ledger.name("place", NATIONAL_NAME)
        files = self.ledger.name("data", same("、".join(report.table.files)))
        clock = report.year_source == "clock"
        said = self.say("，表中未写年份，按今年", ", the current year: the sheet states none") if clock else ""
        lines = [
            self.say(
                f"依据：{name}（{year}年{said}）；数据：{files}", f"Held against {name} ({year}{said}); data: {files}"
            )
        ]
        county = self.ledger.name("place", same(report.county or ""))
        if not report.known:
            lines.append(self.say(f"这里没有{county}的文件。", f"There are no documents of {county} here."))
        if report.other_place:
            titled = self.ledger.name("place", same(report.table.place or ""))
            lines.append(self.say(f"请注意，表中写的是{titled}。", f"Note that the sheet names {titled}."))
        return lines

    def faults(self, topics: Sequence[str], schools: Sequence[str] = ()) -> list[str]:
        """Return the faults of the sheet that bear on the items asked about (all when none is named), worst first.

        Of `schools` alone where these are named: their own faults, and those that are of no school.
        """
        faults = [issue for issue in self.check.issues if issue.severity != "note"]
        here = [issue for issue in faults if not topics or not issue.affects or _bears_on(issue, topics)]
        if schools:
            here = [issue for issue in here if self._is_of(issue, schools)]
        here = [issue for issue in here if issue.severity == "error" or issue.affects]
        if not here:
            return []
        here.sort(key=lambda issue: issue.severity != "error")
        lines = [f"- {self.ledger.name('message', issue.message)}" for issue in here[:FAULTS_SHOWN]]
        more = [self.phrase(phrases.OTHER_FAULTS)] if len(faults) > len(lines) else []
        return [self.phrase(phrases.DATA_FAULTS), *lines, *more]

    def _is_of(self, issue: Issue, schools: Sequence[str]) -> bool:
        """Whether a fault is of one of the schools, by its cell or by the name that it begins with, or of none."""
        cell = full_name(issue.file, issue.sheet, issue.cell)
        named = {one.name for one in self.check.schools if cell in cells_of(one)}
        first = issue.message.zh.partition("：")[0]
        if first in self.report.school_names:
            named.add(first)
        return not named or not named.isdisjoint(schools)

    def missing(self, items: Iterable[Item]) -> list[str]:
        """Return a line for each piece of data that an undecided item waits for."""
        wanted = dict.fromkeys(data for item in items if item.status == "insufficient" for data in item.missing)
        names = [self.ledger.name("data", same(data)) for data in wanted]
        return [self.say(f"- 待补数据：{name}", f"- Data missing: {name}") for name in names]


def cells_of(school: School) -> set[str]:
    """Return the full names of the cells that a school's numbers came from, or should have."""
    taken = (*school.values.values(), *school.pupils.values())
    return {cell for one in taken for cell in one.cells} | {cell for cell in school.area_cells.values() if cell}


def _bears_on(issue: Issue, topics: Sequence[str]) -> bool:
    """Say whether a fault affects one of the items: R5, CV.小学.R5 and R5.小学 are about R5, and CV about every CV."""
    return any(
        (topic == "RULE" and part[0] == "R") or topic == part
        for id in issue.affects
        for part in id.split(".")
        for topic in topics
    )


def joint(statuses: Iterable[Status]) -> Status:
    """Return the status of several items together: one that fails decides, then one that is open.

    >>> joint(["met", "insufficient", "not_met"])
    'not_met'
    >>> joint([])
    'insufficient'
    """
    found = set(statuses)
    order: tuple[Status, ...] = ("not_met", "insufficient", "needs_evidence", "met")
    return next((status for status in order if status in found), "insufficient")
