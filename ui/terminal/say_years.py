"""What changed since an earlier year's sheets, as lines for a terminal."""

from collections.abc import Iterator

from calculators.insight.year_on_year import ItemYears, StageYears, YearOnYear
from corpus.bilingual import Bilingual, Language, same
from corpus.indicators import name_of
from corpus.model import STAGES, Stage
from ui.terminal.layout import wrapped
from ui.words import labels

SINCE = Bilingual("与 {year} 年相比", "Compared with {year}")
OVERALL = Bilingual("总的结论", "Overall verdict")
FAILS_NOW = Bilingual("资源配置由达标变为不达标", "Now fail the resources rule")
PASSES_NOW = Bilingual("资源配置由不达标变为达标", "Now pass the resources rule")
CAME = Bilingual("新出现在表中", "New in the sheets")
WENT = Bilingual("不再出现在表中", "No longer in the sheets")
FAIL_ITEM = Bilingual("由达标变为不达标的学校", "schools that now fail")
PASS_ITEM = Bilingual("由不达标变为达标的学校", "schools that now pass")
SAME = Bilingual("各项结论和各校结论均无变化", "No item and no school has another verdict")


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
    for item in years.items:
        yield from wrapped(_item_line(item, language))
    if not years.items:
        yield from wrapped(SAME.say(language))


def _item_line(item: ItemYears, language: Language) -> str:
    """An item with its verdict then and now, and the schools that changed sides."""
    then, now = (labels.VERDICTS[status].say(language) for status in (item.status.before, item.status.now))
    name = name_of(item.id.rpartition(".")[2]).say(language)
    stage = f"{labels.stage(item.stage, language)} " if item.stage in STAGES else ""
    spread = f"{name_of('CV').say(language)} " if item.id.startswith("CV.") else ""
    parts = [f"{item.id.partition('.')[0]} {stage}{spread}{labels.led(same(name), language)}{then} → {now}"]
    for label, names in ((FAIL_ITEM, item.turned.fails), (PASS_ITEM, item.turned.passes)):
        if names:
            parts.append(labels.led(label, language) + labels.listed(names, language))
    return "；".join(parts) if language == "zh" else "; ".join(parts)


def _stage_lines(stage: Stage, found: StageYears, language: Language) -> Iterator[str]:
    named = ((FAILS_NOW, found.turned.fails), (PASSES_NOW, found.turned.passes), (CAME, found.came), (WENT, found.went))
    for label, names in named:
        if names:
            head = f"{labels.stage(stage, language)} {labels.led(label, language)}"
            yield from wrapped(head + labels.listed(names, language))
