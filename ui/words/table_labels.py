"""The titles and heads of the tables of results."""

from collections.abc import Mapping

from assistant.view import STAGE_NAMES
from corpus.bilingual import Bilingual, Language
from corpus.indicators import name_of

ITEMS = Bilingual("判定项目", "Items")
UNITS = Bilingual("各校指标", "Schools")
SPREADS = Bilingual("均值与差异系数", "Means and dispersion")
ROOMS = Bilingual("音乐美术专用教室", "Music and art rooms")
SIZES = Bilingual("学校规模", "School size")
CLASSES = Bilingual("班额", "Class size")
ISSUES = Bilingual("数据问题", "Faults")
READINGS = Bilingual("口径", "Readings")
COLUMNS = Bilingual("列的对应", "Columns")

ID = Bilingual("编号", "Id")
NAME = Bilingual("名称", "Name")
SCHOOL = Bilingual("学校", "School")
STAGE = Bilingual("学段", "Stage")
PUPILS = Bilingual("在校生", "Pupils")
MET = Bilingual("达标", "met")
AT_LEAST_85 = Bilingual("达到余项要求", "reaches what is required of the rest")
PASSES = Bilingual("是否达标", "Passes")
STATUS = Bilingual("判定", "Status")
UNIT = Bilingual("单位", "Unit")
FILE = Bilingual("文件", "File")
SHEET = Bilingual("工作表", "Sheet")
CELL = Bilingual("单元格", "Cell")
CLASS_COUNT = Bilingual("班级数", "Classes")
MEAN = Bilingual("全县平均", "County mean")
CV = Bilingual("差异系数", "Coefficient of variation")
SHOWN = Bilingual("显示值", "As shown")
LIMIT = Bilingual("标准", "Limit")
TRUTH: Mapping[bool | None, Bilingual] = {
    True: Bilingual("是", "yes"),
    False: Bilingual("否", "no"),
    None: Bilingual("未定", "undecided"),
}

HEADS_OF_ITEMS = (
    ID, NAME, STAGE, STATUS, Bilingual("临界", "Borderline"), Bilingual("数值", "Value"), SHOWN, UNIT,
    Bilingual("比较", "Comparison"), LIMIT, Bilingual("未达到的学校", "Schools that fall short"),
    Bilingual("缺少的数据", "Data missing"), Bilingual("需要的佐证", "Evidence needed"), Bilingual("文件", "Document"),
    Bilingual("条款", "Clause"),
)  # fmt: skip
HEADS_OF_SPREADS = (
    STAGE, Bilingual("指标", "Indicator"), NAME, MEAN, UNIT, CV, SHOWN, Bilingual("差异系数达标", "Within the limit"),
    Bilingual("达标学校数", "Schools that meet it"), Bilingual("学校数", "Schools"),
)  # fmt: skip
HEADS_OF_ROOMS = (
    SCHOOL, CLASS_COUNT, Bilingual("每类应有间数", "Needed of each kind"), Bilingual("音乐教室", "Music rooms"),
    Bilingual("面积达标的音乐教室", "Music rooms large enough"), Bilingual("美术教室", "Art rooms"),
    Bilingual("面积达标的美术教室", "Art rooms large enough"), PASSES,
)  # fmt: skip
HEADS_OF_SIZES = (SCHOOL, PUPILS, Bilingual("上限", "Limit"), PASSES)
HEADS_OF_CLASSES = (
    SCHOOL, STAGE, CLASS_COUNT, Bilingual("超班额班级数", "Oversize classes"), Bilingual("最大班额", "Largest class"),
)  # fmt: skip
HEADS_OF_ISSUES = (
    Bilingual("程度", "Severity"), FILE, SHEET, CELL, Bilingual("问题", "Fault"), Bilingual("表中为", "Found"),
    Bilingual("应为", "Expected"), Bilingual("影响项目", "Affects"),
)  # fmt: skip
HEADS_OF_READINGS = (
    ID, Bilingual("决定什么", "Decides"), Bilingual("采用", "Used"), Bilingual("换用后的变化", "Otherwise"),
    Bilingual("出处", "Source"),
)  # fmt: skip
HEADS_OF_COLUMNS = (
    FILE, SHEET, CELL, Bilingual("表头", "Heading"), Bilingual("识别为", "Taken as"), Bilingual("理由", "Why"),
    Bilingual("确定", "Sure"),
)  # fmt: skip


def name_of_item(id: str, language: Language) -> str:
    """Return what an item of the verdict is called."""
    name = name_of(id.rpartition(".")[2]).say(language)
    return f"{CV.say(language)}：{name}" if id.startswith("CV.") else name


def stage_of(stage: str, language: Language) -> str:
    """Return a stage in words."""
    return stage if language == "zh" else {str(zh): en for zh, en in STAGE_NAMES.items()}.get(stage, stage)
