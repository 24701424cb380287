"""Whether a school meets the standards as its sheet says, beside what its numbers come to: the numbers decide."""

import re

from calculators.compare import tri
from calculators.data_checks.faults import make_issue
from calculators.model import Issue
from calculators.schools import School
from calculators.units import StageUnits
from calculators.values import fold
from corpus.bilingual import Bilingual
from corpus.model import Stage
from corpus.saying import STAGES_EN

YES, NO = re.compile("是|(已|全部)?(达标|合格|达到)|[√✓]"), re.compile("否|不是|(不|未|没有)(达标|合格|达到)|[×✗]")
WORDS = {True: Bilingual("达标", "meets the standards"), False: Bilingual("不达标", "does not meet them")}


def stated_verdict_issues(units: StageUnits) -> list[Issue]:
    """Return a warning for each school of a stage whose sheet says otherwise than its numbers, where these decide."""
    issues = []
    for school, verdict in zip(units.schools, units.passes, strict=True):
        words, cell = _stated(school, units.stage)
        said, found = _meaning(words), tri(verdict)
        if None not in (said, found) and said is not found:
            issues.append(_differs(school.name, units.stage, words, cell, passes=bool(found)))
    return issues


def _stated(school: School, stage: Stage) -> tuple[str, str | None]:
    """What the row of a stage says; a row of several stages does not say which of them it is about."""
    alone = school.stated.get("", ("", None)) if school.stages == (stage,) else ("", None)
    return school.stated.get(stage, alone)


def _meaning(words: str) -> bool | None:
    return True if YES.fullmatch(fold(words)) else False if NO.fullmatch(fold(words)) else None


def _differs(school: str, stage: Stage, words: str, cell: str | None, *, passes: bool) -> Issue:
    computed = WORDS[passes]
    message = Bilingual(
        f"{school}：表中填的综合评估是否达标为“{words}”，按表中数据计算{stage}七项指标综合评估为{computed.zh}；"
        "以计算结果为准，请核对。",
        f"{school}: the sheet says “{words}” on whether it meets the standards; by its numbers ({STAGES_EN[stage]}) it "
        f"{computed.en}. The numbers decide; please check.",
    )
    return make_issue("stated_verdict_differs", "warning", cell, message, found=words, expected=computed.zh)
