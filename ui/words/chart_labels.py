"""Every word of the charts of a check, in both languages."""

from collections.abc import Iterable, Mapping, Sequence

from calculators.compare import WHOLE, Requirements
from calculators.indicators import INDICATORS
from calculators.insight.shares import Side
from corpus.bilingual import Bilingual, Language
from corpus.model import Stage

SHORT: Mapping[str, Bilingual] = {
    "R1": Bilingual("高于规定学历教师", "Qualified teachers"),
    "R2": Bilingual("县级以上骨干教师", "Backbone teachers"),
    "R3": Bilingual("体育、艺术教师", "PE and art teachers"),
    "R4": Bilingual("教学及辅助用房", "Teaching area"),
    "R5": Bilingual("体育运动场馆", "Sports area"),
    "R6": Bilingual("教学仪器设备", "Equipment"),
    "R7": Bilingual("网络多媒体教室", "Multimedia rooms"),
}
SCHOOL = Bilingual("学校", "School")
INDICATOR = Bilingual("指标", "Indicator")
CLASSES = Bilingual("班级数", "Classes")
MEAN = Bilingual("全县平均值", "County mean")
MET_COUNT = Bilingual("达标项数", "Items met")
PASSES = Bilingual("结果", "Result")
DRIVERS = Bilingual("影响最大的学校（占加权方差的比例）", "Largest parts in the weighted variance")
NEEDED = Bilingual("每类应有（间）", "Needed of each kind")
COMPLIANT = Bilingual("{room}：面积达标（间）", "{room}: large enough")
TOO_SMALL = Bilingual("面积不足（间）", "Too small")
LACKING = Bilingual("缺（间）", "Lacking")
LARGEST = Bilingual("最大班额（人）", "Largest class")
AVERAGE = Bilingual("平均班额（人）", "Average class")
OVERSIZE = Bilingual("超班额班级（个）", "Classes above it")
SIZE = Bilingual("义务教育在校生（人）", "Pupils in compulsory stages")
MOST = Bilingual("上限（人）", "Limit")
REMAINDER = Bilingual("{percent}%线 {lowest}", "{percent} % line {lowest}")
LIMIT = Bilingual("要求 {limit}", "Required {limit}")
EASED = Bilingual("放宽后", "eased")

UNKNOWN = Bilingual("缺", "n/a")
SIDES: Mapping[Side, Bilingual] = {
    "above": Bilingual("高于平均", "above the mean"),
    "below": Bilingual("低于平均", "below the mean"),
    "at": Bilingual("等于平均", "at the mean"),
}
SIDE_SIGNS: Mapping[Side, Bilingual] = {side: Bilingual(f"（{one.zh}）", f" ({one.en})") for side, one in SIDES.items()}

# What a cell of the heat map shows besides its value, so that nothing rests on colour alone.
SIGNS: Mapping[str, str] = {"met": "", "near": "△", "short": "×", "unknown": ""}
STEPS: Mapping[str, Bilingual] = {
    "met": Bilingual("达标", "met"),
    "near": Bilingual("未达标，不低于要求的 {percent}%", "not met, at least {percent} % of it"),
    "short": Bilingual("低于要求的 {percent}%", "below {percent} % of it"),
    "unknown": Bilingual("数据缺", "data missing"),
}
SWATCHES: Mapping[str, Bilingual] = {
    "met": Bilingual("数", "0.0"),
    "near": Bilingual("数△", "0.0△"),
    "short": Bilingual("数×", "0.0×"),
    "unknown": UNKNOWN,
}
BORDERLINE = Bilingual("临", "b")
BORDERLINE_LONG = Bilingual("临界：四舍五入与否结论相反", "borderline: rounding turns it the other way")
RULE = Bilingual(
    "逐校判定：{count} 项中至少 {needed} 项达标，其余不低于要求的 {percent}%。",
    "A school passes with at least {needed} of the {count} met and the rest at {percent} % of the requirement or more.",
)
BAR_LEGEND = {
    "fill": Bilingual("数值", "value"),
    "edge": Bilingual("标准线", "limit"),
    "over": Bilingual("超过标准的部分", "beyond the limit"),
}
ROOM_LEGEND = {
    "fill": Bilingual("面积达标的间数", "rooms large enough"),
    "edge": Bilingual("应有间数", "rooms needed"),
    "gap": Bilingual("缺的间数", "rooms lacking"),
}

HEAT = Bilingual("{stage}各校七项指标", "Seven indicators by school, {stage}")
SPREAD = Bilingual("{stage}校际差异系数", "Coefficients of variation, {stage}")
ROOMS = Bilingual("各校音乐、美术专用教室", "Music and art rooms by school")
CLASS_SIZES = Bilingual("{stage}各校班额", "Class sizes by school, {stage}")
SIZES = Bilingual("各校规模", "School size")
OF_SHARES = Bilingual(
    "{stage} {indicator}：各校对差异系数的影响", "{indicator}, {stage}: each school's part in the coefficient"
)

HEAT_READING = Bilingual(
    "{stage} {units} 个单位：达标 {passing} 个，不达标 {failing} 个",
    "{stage}, {units} units: {passing} met, {failing} not met",
)
WORST = Bilingual("未达标学校最多的是 {indicator}（{count} 所）", "missed by most schools: {indicator} ({count})")
SPREAD_READING = Bilingual(
    "{stage} {count} 项差异系数（标准 {limit}）：达标 {met} 项，不达标 {failing} 项",
    "{stage}, {count} coefficients (limit {limit}): {met} met, {failing} not met",
)
ABOVE = Bilingual("超过标准的：{listed}", "above it: {listed}")
ROOMS_READING = Bilingual(
    "{judged} 所中 {failing} 所音乐、美术专用教室不足", "{failing} of {judged} schools are short of music or art rooms"
)
ROOMS_LACKING = Bilingual("共缺音乐教室 {music} 间、美术教室 {art} 间", "lacking in all: music {music}, art {art}")
CLASSES_READING = Bilingual(
    "{stage} {judged} 所中 {failing} 所有超过 {limit}的班",
    "{stage}: {failing} of {judged} schools have classes above {limit}",
)
CLASSES_OVER = Bilingual("共 {count} 个班超班额", "classes above it in all: {count}")
SIZES_READING = Bilingual(
    "{judged} 所中 {failing} 所超过规模上限", "{failing} of {judged} schools are above the size limit"
)
OPEN = Bilingual("数据不足的 {count} 个", "undecided for want of data: {count}")

ONLY_FAILING = Bilingual("只看不达标", "Only those not met")
ALL_ROWS = Bilingual("显示全部 {count} 行", "Show all {count} rows")
FEWER_ROWS = Bilingual("只显示前 {count} 行", "Show the first {count} rows")
ROWS_SHOWN = Bilingual("显示 {shown} 行，共 {count} 行", "{shown} of {count} rows shown")
NO_ROWS = Bilingual("没有不达标的。", "None is not met.")
SORT = Bilingual("排序：", "Sort:")
AS_PICTURE = Bilingual("下载图片（PNG）", "Download picture (PNG)")
AS_DRAWING = Bilingual("下载图片（SVG）", "Download picture (SVG)")
AS_DATA = Bilingual("下载数据（CSV）", "Download data (CSV)")
LEGEND = Bilingual("图例", "Legend")
PICTURE_FAILED = Bilingual(
    "图片没有生成，请改用浏览器的打印。", "The picture could not be made; print the page instead."
)
PICTURE_DONE = Bilingual("图片已生成。", "The picture is ready.")
SOURCE = Bilingual(
    "数据：{files}；按{year}年国家指标核查；{date}制图（均衡）",
    "Data: {files}; held against the national requirements of {year}; drawn {date} (Junheng)",
)
UNROUNDED = Bilingual("{head}（未四舍五入）", "{head} (unrounded)")
STATUS_OF = Bilingual("{head}判定", "{head}: status")
SHARE = Bilingual("占加权方差（%）", "Part of the weighted variance (%)")
VALUE = Bilingual("本校数值", "Value")
SIDE = Bilingual("与平均值比", "Against the mean")
WITHOUT = Bilingual("去掉该校后的差异系数", "Coefficient without it")
SHARES_READING = Bilingual(
    "差异系数 {cv}（标准 {limit}，{status}）。算式：{formula}", "Coefficient {cv} (limit {limit}, {status}): {formula}"
)
SHARES_UNDEFINED = Bilingual("算不出各校的影响：{why}。", "The parts are undefined: {why}.")
BACK = Bilingual("返回达标核查", "Back to the check")
UNKNOWN_CHART = Bilingual("没有这个图表。", "There is no such chart.")
UNKNOWN_CHART_HINT = Bilingual("请从达标核查页面打开图表。", "Open the charts from the page of the check.")


STAGE_KEYS: Mapping[Stage, str] = {"小学": "primary", "初中": "junior"}


def rule_said(floor: Requirements, language: Language) -> str:
    """Return the rule by which a school passes, with its numbers as the standard has them."""
    needed, percent = (floor.get(one, WHOLE).value for one in ("RULE.met_count", "RULE.remainder"))
    return RULE.say(language).format(count=len(INDICATORS), needed=needed, percent=percent)


def sentence(parts: Iterable[str], language: Language) -> str:
    """Return what is said as one sentence.

    >>> sentence(["通过 2 个", "数据不足 1 个"], "zh"), sentence(["2 pass", "1 undecided"], "en")
    ('通过 2 个；数据不足 1 个。', '2 pass; 1 undecided.')
    """
    said = ("；" if language == "zh" else "; ").join(parts)
    return f"{said[:1].upper()}{said[1:]}{'。' if language == 'zh' else '.'}"


def headed(head: str, under: Sequence[str], language: Language) -> str:
    """Return the head of a column in one line, with what stands below it.

    >>> headed("最大班额（人）", ["要求 ≤ 45 人"], "zh"), headed("Classes", [], "en")
    ('最大班额（人）：要求 ≤ 45 人', 'Classes')
    """
    colon, comma = ("：", "；") if language == "zh" else (": ", "; ")
    return f"{head}{colon}{comma.join(under)}" if under else head


def still_open(count: int, language: Language) -> list[str]:
    """Return the part of a sentence on what the data leave open; nothing where they leave nothing."""
    return [OPEN.say(language).format(count=count)] if count else []
