"""What changed since an earlier year's sheets, as lines for a terminal."""

from collections.abc import Iterator

from calculators.insight.year_on_year import StageYears, YearOnYear
from corpus.bilingual import Bilingual, Language
from corpus.model import Stage
from ui import labels
from ui.layout import wrapped

SINCE = Bilingual("与 {year} 年相比", "Compared with {year}")
OVERALL = Bilingual("总的结论", "Overall verdict")
FAILS_NOW = Bilingual("资源配置由达标变为不达标", "Now fail the resources rule")
PASSES_NOW = Bilingual("资源配置由不达标变为达标", "Now pass the resources rule")
CAME = Bilingual("新出现在表中", "New in the sheets")
WENT = Bilingual("不再出现在表中", "No longer in the sheets")


def since(years: YearOnYear) -> Bilingual:
    """Return the heading of the comparison."""
    year = years.years.before
    return Bilingual(SINCE.zh.format(year=year), SINCE.en.format(year=year))


def years_lines(years: YearOnYear, language: Language) -> Iterator[str]:
    """Yield the verdict then and now, and by stage the schools that changed sides, came or went."""
    then, now = (labels.VERDICTS[check.status].say(language) for check in (years.before, years.now))
    yield from wrapped(f"{labels.led(OVERALL, language)}{then} → {now}")
    for stage, found in years.stages.items():
        yield from _stage_lines(stage, found, language)


def _stage_lines(stage: Stage, found: StageYears, language: Language) -> Iterator[str]:
    named = ((FAILS_NOW, found.turned.fails), (PASSES_NOW, found.turned.passes), (CAME, found.came), (WENT, found.went))
    for label, names in named:
        if names:
            head = f"{labels.stage(stage, language)} {labels.led(label, language)}"
            yield from wrapped(head + labels.listed(names, language))
