"""Sheets as county offices really lay them out: one small county, written in many odd ways.

Each way is a function that returns files; its docstring is what is odd in it. `SAME` must give the plain sheet's
figures; of the sheets in `TOLD` something cannot be known, which an issue must say.
"""

import io
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.utils import get_column_letter

from calculators.model import Upload

Rows = list[list[object]]
Way = Callable[[], list[Upload]]

HEADS = [
    "学校名称", "办学类型", "小学在校生数", "初中在校生数", "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）",
    "运动场地面积（㎡）", "教学仪器设备值（万元）", "网络多媒体教室数（间）",
]  # fmt: skip
SCHOOLS: Rows = [
    ["城关小学", "小学", 400, 0, 1800, 50, 3100, 82.5, 10],
    ["东山小学", "小学", 210, 0, 900, 0, 1500, 40, 6],
    ["北坡学校", "九年一贯制", 300, 240, 3100, 90, 6000, 150, 16],
    ["第二中学", "初中", 0, 520, 3300, 70, 5300, 131, 13],
]
WIDTH = len(HEADS)
SAME: dict[str, Way] = {}
TOLD: dict[str, Way] = {}


def same(way: Way) -> Way:
    """A sheet that says all that the plain one says."""
    SAME[way.__name__] = way
    return way


def told(way: Way) -> Way:
    """A sheet of which something cannot be known."""
    TOLD[way.__name__] = way
    return way


def book(rows: Rows | dict[str, Rows], merges: Sequence[str] = (), name: str = "学校数据.xlsx") -> list[Upload]:
    """One workbook, of one sheet or of several by name."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, lines in (rows if isinstance(rows, dict) else {"Sheet1": rows}).items():
        page = made.create_sheet(title)
        for line in lines:
            page.append([None if cell == "" else cell for cell in line])
        for merge in merges:
            page.merge_cells(merge)
    stream = io.BytesIO()
    made.save(stream)
    return [Upload(name, stream.getvalue())]


def plain() -> list[Upload]:
    """Nothing is odd."""
    return book([HEADS, *SCHOOLS])


def beside(extra: Sequence[object], heading: str, at: int = 0) -> Rows:
    """The plain rows with one more column."""
    return [[*row[:at], cell, *row[at:]] for row, cell in zip([HEADS, *SCHOOLS], [heading, *extra], strict=True)]


@same
def title_unit_line_and_footer():
    """A title over all columns, a line of the unit's name and date, who filled it in below."""
    rows = [["示例县学校基本情况表"], ["填报单位：示例县教育局", *[""] * 6, "2025年9月"], HEADS, *SCHOOLS]
    return book([*rows, ["填表人：张三", "", "审核人：李四", "", "联系电话：0595-1234567"]], ["A1:I1"])


@same
def table_begins_in_column_c():
    """Two blank columns and three blank rows before the table."""
    return book([[], [], [], *([None, None, *row] for row in [HEADS, *SCHOOLS])])


@same
def a_blank_column_between():
    """A narrow blank column parts the words from the numbers."""
    return book([[*row[:2], "", *row[2:]] for row in [HEADS, *SCHOOLS]])


@same
def blank_rows_between_schools():
    """A blank row after every school."""
    return book([HEADS, *(line for row in SCHOOLS for line in (row, []))])


@same
def the_name_on_the_right():
    """学校名称 is the last column."""
    return book([[*row[1:], row[0]] for row in [HEADS, *SCHOOLS]])


@same
def chinese_numerals_in_the_first_column():
    """序号 一, 二, 三."""
    return book(beside(["一", "二", "三", "四"], "序号"))


@same
def numbered_with_full_stops():
    """序号 1., 2., 3."""
    return book(beside(["1.", "2.", "3.", "4."], "序号"))


@same
def a_legend_below():
    """Long notes under the table, in one cell each and in a merged one."""
    notes = [
        ["注：1.在校生数含借读生；"],
        ["2.室内体育用房包括体育馆、风雨操场；"],
        ["3.面积以房产证为准，单位为平方米。"],
    ]
    return book([HEADS, *SCHOOLS, [], *notes], ["A8:I8"])


@same
def headings_of_several_lines():
    """Line breaks and spaces inside the headings."""
    heads = [
        head.replace("小学", "小学\n").replace("面积", "\n面积 ").replace("学校名称", "学 校\n名 称") for head in HEADS
    ]
    return book([heads, *SCHOOLS])


@same
def the_year_in_the_headings():
    """Every heading begins with the year."""
    return book([[HEADS[0], HEADS[1], *(f"2025年{head}" for head in HEADS[2:])], *SCHOOLS])


@same
def a_row_of_units():
    """A row of units under the headings."""
    heads = [head.partition("（")[0] for head in HEADS]
    return book([heads, ["", "", "人", "人", "㎡", "㎡", "㎡", "万元", "间"], *SCHOOLS])


@same
def a_row_of_column_letters():
    """The row 甲 乙 1 2 3 of statistical forms."""
    return book([HEADS, ["甲", "乙", 1, 2, 3, 4, 5, 6, 7], *SCHOOLS])


@same
def towns_as_rows_of_their_own():
    """A merged row names the town above its schools."""
    rows = [HEADS, ["城关镇"], *SCHOOLS[:2], ["北坡乡"], *SCHOOLS[2:]]
    return book(rows, ["A2:I2", "A5:I5"])


@same
def towns_merged_in_the_first_column():
    """乡镇 cells merged over their schools."""
    return book(beside(["城关镇", "", "北坡乡", ""], "乡镇"), ["A2:A3", "A4:A5"])


@same
def subtotals_of_towns():
    """小计 in the town's column under each town, 合计 at the end, both with sums."""
    rows = beside(["城关镇", "", "北坡乡", ""], "乡镇")
    first = ["小计", "", "", *(a + b for a, b in zip(SCHOOLS[0][2:], SCHOOLS[1][2:], strict=True))]
    second = ["小计", "", "", *(a + b for a, b in zip(SCHOOLS[2][2:], SCHOOLS[3][2:], strict=True))]
    total = ["合计", "", "", *(a + b for a, b in zip(first[3:], second[3:], strict=True))]
    return book([*rows[:3], first, *rows[3:], second, total])


@same
def subtotals_with_the_town_s_name():
    """城关镇小计, 北坡乡合计 where a school's name stands, 全县总计 below."""
    first = ["城关镇小计", "", 610, 0, 2700, 50, 4600, 122.5, 16]
    second = ["北坡乡合计", "", 300, 760, 6400, 160, 11300, 281, 29]
    total = ["全县总计", "", 910, 760, 9100, 210, 15900, 403.5, 45]
    return book([HEADS, *SCHOOLS[:2], first, *SCHOOLS[2:], second, total])


@same
def the_total_comes_first():
    """合计 in the first row under the headings, merged over the words."""
    return book([HEADS, ["合计", "", 910, 760, 9100, 210, 15900, 403.5, 45], *SCHOOLS], ["A2:B2"])


@same
def counts_of_schools_in_the_total():
    """共 4 所 and 总计（4所） where names stand."""
    numbers = [910, 760, 9100, 210, 15900, 403.5, 45]
    return book([HEADS, *SCHOOLS, ["总计（4所）", "", *numbers], ["共4所", "", *numbers]])


@same
def mean_rows():
    """全县平均, 平均值, 生均 rows below."""
    means = [[label, "", 227.5, 190, 2275, 52.5, 3975, 100.9, 11.25] for label in ("全县平均", "平均值", "校均")]
    return book([HEADS, *SCHOOLS, *means])


@same
def headings_again_on_every_page():
    """The headings are repeated at a page break, with the title."""
    return book([["示例县学校情况表"], HEADS, *SCHOOLS[:2], ["示例县学校情况表"], HEADS, *SCHOOLS[2:]])


@same
def sections_of_stages():
    """一、小学 and 二、初中 part the schools; the headings name both stages."""
    return book([HEADS, ["一、小学"], *SCHOOLS[:2], ["二、初中"], *SCHOOLS[2:]])


@same
def two_tables_of_the_same_form():
    """A table of 小学 and below it one of 初中, each with its own title and headings."""
    return book([["小学情况表"], HEADS, *SCHOOLS[:2], [], ["初中情况表"], HEADS, *SCHOOLS[2:]])


@same
def the_name_merged_over_two_columns():
    """学校名称 and each name are merged over two columns."""
    rows = beside(["", "", "", ""], "", at=1)
    return book(rows, [f"A{row}:B{row}" for row in range(1, 6)])


@same
def numbers_merged_over_two_columns():
    """A wide column made of two merged ones, in heading and rows alike."""
    rows = beside(["", "", "", ""], "", at=3)
    return book(rows, [f"C{row}:D{row}" for row in range(1, 6)])


@same
def town_and_school_in_two_columns():
    """所在乡镇 and a column of sub-districts before the name."""
    rows = [["所在乡镇", "所属学区", *HEADS], *(["城关镇", "第一学区", *row] for row in SCHOOLS)]
    return book(rows)


@same
def a_long_preface():
    """Twelve rows of instructions before the table."""
    preface = [[f"{number}、填报要求第{number}条，请各校认真核对后填报。"] for number in range(1, 13)]
    return book([["关于填报学校数据的说明"], *preface, [], HEADS, *SCHOOLS])


@same
def the_title_in_the_middle():
    """A title typed into a middle cell, not merged."""
    return book([["", "", "", "示例县学校基本情况一览表"], HEADS, *SCHOOLS])


@same
def groups_over_the_headings():
    """A row of groups; 学校名称 stands in the lower row only."""
    groups = ["学校情况", "", "学生情况", "", "办学条件", "", "", "", ""]
    return book([groups, HEADS, *SCHOOLS], ["A1:B1", "C1:D1", "E1:I1"])


@same
def one_group_over_the_headings():
    """The stage words stand below one merged heading; all others are merged down."""
    heads = [*HEADS[:2], "在校生数（人）", "", *HEADS[4:]]
    down = [f"{get_column_letter(column)}1:{get_column_letter(column)}2" for column in (1, 2, 5, 6, 7, 8, 9)]
    return book([heads, ["", "", "小学", "初中"], *SCHOOLS], ["C1:D1", *down])


@same
def groups_not_merged():
    """Group names stand over their first columns; nothing is merged."""
    heads = [
        *HEADS[:2],
        "在校生数",
        "",
        "校舍（㎡）",
        "",
        "运动场地面积（㎡）",
        "教学仪器设备值（万元）",
        "网络多媒体教室（间）",
    ]
    lower = ["", "", "小学", "初中", "教学及辅助用房面积", "其中：室内体育用房", "", "", ""]
    return book([heads, lower, *SCHOOLS])


@same
def name_merged_over_parts():
    """A 九年一贯制 school as two rows with 学段, its name and its assets merged over both."""
    heads = [HEADS[0], HEADS[1], "学段", "在校生数", *HEADS[4:]]
    rows = [[*SCHOOLS[0][:2], "小学", 400, *SCHOOLS[0][4:]], [*SCHOOLS[1][:2], "小学", 210, *SCHOOLS[1][4:]],
            [*SCHOOLS[2][:2], "小学", 300, *SCHOOLS[2][4:]], ["", "", "初中", 240, "", "", "", "", ""],
            [*SCHOOLS[3][:2], "初中", 520, *SCHOOLS[3][4:]]]  # fmt: skip
    return book([heads, *rows], [f"{column}4:{column}5" for column in "ABEFGHI"])


@same
def parts_with_brackets():
    """北坡学校（小学）and 北坡学校（初中）."""
    rows = [[*row] for row in SCHOOLS]
    first, second = ["北坡学校（小学）", *SCHOOLS[2][1:]], ["北坡学校（初中）", *SCHOOLS[2][1:]]
    first[3], second[2] = "", ""
    return book([HEADS, *rows[:2], first, second, rows[3]])


@same
def sheets_of_stages():
    """A sheet 小学 and a sheet 初中; no heading names the stage."""
    heads = [HEADS[0], HEADS[1], "在校生数", "另一学段在校生数", *HEADS[4:]]
    junior = [[row[0], row[1], row[3], row[2], *row[4:]] for row in SCHOOLS if row[3]]
    return book({"小学": [heads, *(row for row in SCHOOLS if row[2])], "初中": [heads, *junior]})


@same
def teachers_and_buildings_in_two_sheets():
    """The pupils in one sheet, the buildings of the same schools in another."""
    pupils = [row[:4] for row in [HEADS, *SCHOOLS]]
    return book({"学生": pupils, "校舍": [[row[0], *row[4:]] for row in [HEADS, *SCHOOLS]]})


@same
def two_tables_of_the_same_schools():
    """In one sheet: a table of pupils, and below it one of the buildings of the same schools."""
    pupils = [row[:4] for row in [HEADS, *SCHOOLS]]
    return book([["表一 学生"], *pupils, [], ["表二 校舍"], *([row[0], *row[4:]] for row in [HEADS, *SCHOOLS])])


@same
def two_tables_side_by_side():
    """小学 on the left, 初中 on the right, each with its own names."""
    left, right = SCHOOLS[:2], SCHOOLS[2:]
    return book([[*HEADS, "", *HEADS], *([*a, "", *b] for a, b in zip(left, right, strict=True))])


@same
def a_table_of_towns_beside():
    """A small table of towns stands to the right of the schools."""
    towns = [["乡镇", "学校数（所）"], ["城关镇", 2], ["北坡乡", 2], ["", ""], ["", ""]]
    return book([[*row, "", *town] for row, town in zip([HEADS, *SCHOOLS], towns, strict=True)])


@same
def a_table_of_towns_below():
    """A small table of towns stands under the schools."""
    return book([HEADS, *SCHOOLS, [], ["乡镇", "学校数", "在校生数"], ["城关镇", 2, 610], ["北坡乡", 2, 1060]])


@same
def schools_in_columns():
    """The table is turned: a school a column, an item a row."""
    return book([list(line) for line in zip(HEADS, *SCHOOLS, strict=True)])


@same
def schools_in_columns_with_units():
    """Turned, with 序号, 指标 and 单位 before the schools, and a title."""
    lines = [list(line) for line in zip(*SCHOOLS, strict=True)]
    items = [(head.partition("（")[0], head.partition("（")[2].rstrip("）")) for head in HEADS]
    rows = [
        [number or "序号", item, unit, *line]
        for number, ((item, unit), line) in enumerate(zip(items, lines, strict=True))
    ]
    return book([["示例县学校情况表"], *rows], ["A1:G1"])


@same
def a_form_a_school():
    """A sheet for every school: 填报项目 and 填报值."""
    forms = {str(row[0]): zip(HEADS, row, strict=True) for row in SCHOOLS}
    top = ["填报项目", "单位", "填报值"]
    return book({name: [top, *([head, "", cell] for head, cell in pairs)] for name, pairs in forms.items()})


@same
def a_pivot_table():
    """行标签 and 求和项:… as a pivot table writes them."""
    heads = ["学校名称", "办学类型", *(f"求和项:{head}" for head in HEADS[2:])]
    return book([heads, *SCHOOLS, ["总计", "", 910, 760, 9100, 210, 15900, 403.5, 45]])


@same
def footnote_marks_in_headings():
    """Stars and circled numbers behind the headings."""
    marks = ["", "", "*", "①", "②", "※", "*", "", "③"]
    return book([[head + mark for head, mark in zip(HEADS, marks, strict=True)], *SCHOOLS])


@same
def numbered_headings():
    """（1）, 1. and 一、 before the headings."""
    return book([[f"（{number}）{head}" for number, head in enumerate(HEADS, 1)], *SCHOOLS])


@same
def years_side_by_side():
    """Last year's pupils stand beside this year's."""
    rows = [[*row[:4], *old, *row[4:]] for row, old in zip(
        [HEADS, *SCHOOLS], [["2024年小学在校生数", "2024年初中在校生数"], [390, 0], [220, 0], [310, 250], [0, 500]],
        strict=True)]  # fmt: skip
    rows[0][2], rows[0][3] = "2025年小学在校生数", "2025年初中在校生数"
    return book([["示例县2025年学校数据"], *rows])


@same
def boys_and_girls():
    """男, 女 and 合计 under 小学在校生数."""
    heads = [*HEADS[:2], "小学在校生数", "", "", *HEADS[3:]]
    rows = [[*row[:2], row[2] - row[2] // 2, row[2] // 2, *row[2:]] for row in SCHOOLS]
    return book([heads, ["", "", "男", "女", "合计"], *rows], ["C1:E1"])


@same
def grades_and_their_total():
    """一年级 to 六年级 and 合计 under 小学在校生数."""
    heads = [*HEADS[:2], "小学在校生数", *[""] * 6, *HEADS[3:]]
    grades = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "合计"]
    rows = [[*row[:2], *[row[2] // 6] * 5, row[2] - 5 * (row[2] // 6), *row[2:]] for row in SCHOOLS]
    return book([heads, ["", "", *grades], *rows], ["C1:I1"])


@same
def the_total_of_both_stages():
    """合计, 小学 and 初中 under 在校生数."""
    heads = [*HEADS[:2], "在校生数", "", "", *HEADS[4:]]
    rows = [[*row[:2], row[2] + row[3], *row[2:]] for row in SCHOOLS]
    return book([heads, ["", "", "合计", "小学", "初中"], *rows], ["C1:E1"])


@same
def text_everywhere():
    """Every number is text, with separators, units and full-width digits."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    rows = [[*row[:2], f"{row[2]}人", str(row[3]), f"{row[4]:,}㎡", f"{row[5]} ", f"{row[6]:,}".translate(wide),
             f"{row[7]}万元", f" {row[8]}间"] for row in SCHOOLS]  # fmt: skip
    return book([HEADS, *rows])


@same
def absent_stages_written_in_every_way():
    """无, —, / and blanks for a stage that a school does not have."""
    marks = iter(("无", "—", "/", ""))
    return book(
        [
            HEADS,
            *([next(marks) if cell == 0 and at in (2, 3) else cell for at, cell in enumerate(row)] for row in SCHOOLS),
        ]
    )


@same
def remarks_behind_the_table():
    """A wide column of remarks, with sentences in some rows."""
    return book(beside(["2023年撤并两所教学点后新建，现有学生400人", "", "含北坡幼儿园", ""], "备注", at=WIDTH))


@same
def traditional_characters():
    """學校名稱 and other headings in traditional characters."""
    heads = ["學校名稱", "辦學類型", "小學在校生數", "初中在校生數", "教學及輔助用房面積（㎡）",
             "室內體育用房面積（㎡）", "運動場地面積（㎡）", "教學儀器設備值（萬元）",
             "網絡多媒體教室數（間）"]  # fmt: skip
    return book([heads, *SCHOOLS])


@same
def an_example_row():
    """A row of the form's own example above the schools."""
    return book([HEADS, ["例：XX小学", "小学", 500, 0, 2500, 100, 4000, 100, 12], *SCHOOLS])


@told
def a_number_merged_over_two_schools():
    """One ground of two schools, in a cell merged over both."""
    rows = [[*row] for row in SCHOOLS]
    rows[1][6] = ""
    return book([HEADS, *rows], ["G2:G3"])


@told
def a_number_merged_over_two_columns_of_two_meanings():
    """One number in a cell merged over 小学 and 初中 pupils."""
    rows = [[*row] for row in SCHOOLS]
    rows[2][2], rows[2][3] = 540, ""
    return book([HEADS, *rows], ["C4:D4"])


@told
def a_name_left_blank():
    """The second row of a school has no name, and no cell is merged."""
    heads = [HEADS[0], HEADS[1], "学段", "在校生数", *HEADS[4:]]
    rows = [[*SCHOOLS[0][:2], "小学", 400, *SCHOOLS[0][4:]], [*SCHOOLS[2][:2], "小学", 300, *SCHOOLS[2][4:]],
            ["", "", "初中", 240, "", "", "", "", ""]]  # fmt: skip
    return book([heads, *rows])


@told
def about_so_many():
    """约400, 400左右, 210+190 in cells."""
    rows = [[*row] for row in SCHOOLS]
    rows[0][2], rows[1][2], rows[2][2] = "约400", "210左右", "150+150"
    return book([HEADS, *rows])


@same
def schools_closed():
    """A school that was closed stands with its name alone."""
    return book([HEADS, *SCHOOLS[:2], ["南湾小学（已撤并）"], *SCHOOLS[2:]])


@same
def two_items_a_row_in_a_form():
    """A form a school with two pairs of columns: 填报项目, 填报值, 填报项目, 填报值."""
    forms: dict[str, Rows] = {}
    for row in SCHOOLS:
        pairs = [list(pair) for pair in zip(HEADS, row, strict=True)]
        lines = [[*left, *right] for left, right in zip(pairs[:5], [*pairs[5:], ["", ""]], strict=True)]
        forms[str(row[0])] = [["填报项目", "填报值"] * 2, *lines]
    return book(forms)


@same
def a_second_heading_for_names():
    """单位名称 of the office stands before 学校名称."""
    return book(beside(["示例县教育局"] * 4, "填报单位", at=0))


@same
def an_anonymous_county():
    """某第一小学: names made anonymous are no examples."""
    return book([HEADS, *SCHOOLS, ["某第一小学", "小学", 0, 0, 0, 0, 0, 0, 0]])


@same
def three_tables_of_one_sheet():
    """学生, 校舍 and 设备 of the same schools in three tables with titles, one under another."""
    parts = [[[row[0], *row[a:b]] for row in [HEADS, *SCHOOLS]] for a, b in ((1, 4), (4, 7), (7, 9))]
    titles = ("一、学生情况", "二、校舍情况", "三、设备情况")
    return book([line for title, part in zip(titles, parts, strict=True) for line in ([title], *part, [])])


@same
def stages_in_tables_whose_headings_name_none():
    """小学情况表 above, 初中情况表 below; both have the headings 在校生数 and 另一学段在校生数."""
    heads = [HEADS[0], HEADS[1], "在校生数", "另一学段在校生数", *HEADS[4:]]
    junior = [[row[0], row[1], row[3], row[2], *row[4:]] for row in SCHOOLS if row[3]]
    primary = [row for row in SCHOOLS if row[2]]
    return book([["示例县小学情况表"], heads, *primary, [], ["示例县初中情况表"], heads, *junior])


@told
def a_column_of_numbers_without_a_name():
    """Turned, and one school's name is missing."""
    rows = [list(line) for line in zip(HEADS, *SCHOOLS, strict=True)]
    rows[0][2] = ""
    return book([["示例县"], *rows])
