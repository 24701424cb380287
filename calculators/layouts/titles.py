"""What a sheet's title says of its place, year and stage; only what stands there word for word."""

import re
from collections.abc import Sequence

from corpus.folding import fold_width

YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:[-/—~至]20\d\d)?(?:学年|年)")
BARE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
PLACE = re.compile(
    r"^(?:20\d\d(?:[-/—~至]20\d\d)?(?:学年|年)?度?)?((?:[\u4e00-\u9fff]{1,9}?(?:省|自治区|自治州|地区|盟|自治县|县|市|区|旗))+)"
)
NO_PLACE = re.compile("义务|教育|均衡|学校|[全我本各]?[县市区]域|城区|校区|镇区|^[全我本各该][县市区省]$")
MONEY = re.compile(r"(?:亿|万|千)元|(?:(?<![\u4e00-\u9fff])|(?<=[为是按]))元(?![\u4e00-\u9fff/])")
AREA = re.compile(
    r"(?:(?<![\u4e00-\u9fff\d.])|(?<=[为是按以位]))((?:万)?(?:平方米|平米|m2)|亩|公顷)(?![\u4e00-\u9fff/])"
)
STAGE = re.compile("小学|初中|高中")
BOTH_STAGES = re.compile("中小学|小学[、和及与/,]?初中|初中[、和及与/,]?小学")
QUOTED = re.compile(
    r"^(?:附件|附表|表)[-\d一二三四五六七八九十IVX]*[:.、]?\s*|(?:填报单位|单位名称|县\(市、区\)|县[市区]*名称)[:]\s*"
)


def year_in(texts: Sequence[str]) -> int | None:
    """Return the first year that a title, a note above the table or a file name states, or None."""
    for pattern in (YEAR, BARE_YEAR):
        for text in texts:
            found = pattern.search(text)
            if found:
                return int(found.group(1))
    return None


def units_in(texts: Sequence[str]) -> frozenset[str]:
    """Return the units of money and of area that the titles name: 单位：人、亩、万元 names 亩 and 万元."""
    folded = [fold_width(text) for text in texts]
    return frozenset(unit for text in folded for one in (MONEY, AREA) for unit in one.findall(text))


def place_in(titles: Sequence[str]) -> str | None:
    """Return the place that a title begins with (示例县), as written, or None."""
    for title in titles:
        found = PLACE.match(QUOTED.sub("", title.lstrip('《“"(')))
        if found and not NO_PLACE.search(found.group(1)):
            return found.group(1)
    return None


def stage_in(texts: Sequence[str]) -> str | None:
    """Return the stage that the first telling text names alone: 小学校级数据 is 小学; 小学、初中 is none."""
    for text in texts:
        stages = set(STAGE.findall(BOTH_STAGES.sub("", text)))
        if len(stages) == 1 and not BOTH_STAGES.search(text):
            return str(stages.pop())
    return None
