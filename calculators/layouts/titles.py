"""What a sheet's title says of its place, year and stage; only what stands there word for word."""

import re
from collections.abc import Sequence

YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:[-/—~至]20\d\d)?(?:学年|年)")
BARE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
PLACE = re.compile(
    r"^(?:20\d\d(?:[-/—~至]20\d\d)?(?:学年|年)?度?)?((?:[\u4e00-\u9fff]{1,9}?(?:省|自治区|自治州|地区|盟|自治县|县|市|区|旗))+)"
)
NO_PLACE = re.compile("义务|教育|均衡|学校|[全我本各]?[县市区]域|城区|校区|镇区|^[全我本各该][县市区省]$")
MONEY = re.compile(r"(?:亿|万|千)元|(?:(?<![\u4e00-\u9fff])|(?<=[为是按]))元(?![\u4e00-\u9fff/])")
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


def money_unit_in(texts: Sequence[str]) -> str:
    """Return the one unit of money that the titles name (单位：元、㎡ is 元), or "" where none or several are."""
    units = {unit for text in texts for unit in MONEY.findall(text)}
    return units.pop() if len(units) == 1 else ""


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
