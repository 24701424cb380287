"""The same schools under other headings, orders, encodings and messes give the same figures."""

import csv
import io
import random

import pytest

from calculators.model import Upload
from calculators.report import check_json

# The flat heading of every column of the survey sheet, in its order, in two other people's words.
FLAT = [
    "学校（全称）",
    "学校代码",
    "学校类型",
    "城乡分类",
    "办学性质",
    "建校年份",
    "小学在校学生数",
    "初中在校学生数",
    "高中在校学生数",
    "小学教学班数",
    "初中教学班数",
    "小学最大班额人数",
    "初中最大班额人数",
    "小学46人以上班级数",
    "初中51人以上班级数",
    "小学博士研究生学历教师数",
    "小学硕士研究生学历教师数",
    "小学本科学历教师数",
    "小学专科学历教师数",
    "小学高中及以下学历教师数",
    "初中博士研究生学历教师数",
    "初中硕士研究生学历教师数",
    "初中本科学历教师数",
    "初中专科学历教师数",
    "初中高中及以下学历教师数",
    "小学县级以上骨干教师人数",
    "初中县级以上骨干教师人数",
    "小学体育教师数",
    "小学音乐教师数",
    "小学美术教师数",
    "初中体育教师数",
    "初中音乐教师数",
    "初中美术教师数",
    "教学及教学辅助用房建筑面积(平方米)",
    "室内体育馆面积(平方米)",
    "室外运动场地面积(平方米)",
    "教学仪器设备总值(万元)",
    "多媒体教室数",
    "音乐教室数",
    "音乐教室每间面积",
    "美术教室数",
    "美术教室每间面积",
]
GROUPED = [
    "基本信息/校名",
    "基本信息/学校标识码",
    "基本信息/办学类别",
    "基本信息/城乡类型",
    "基本信息/举办者",
    "基本信息/建校时间",
    "学生情况/学生数/小学段",
    "学生情况/学生数/初中段",
    "学生情况/学生数/高中段",
    "班级情况/班数/小学部",
    "班级情况/班数/初中部",
    "班级情况/最大班级人数/小学部",
    "班级情况/最大班级人数/初中部",
    "班级情况/超班额班数/小学部",
    "班级情况/超班额班数/初中部",
    "专任教师学历/小学/博士",
    "专任教师学历/小学/硕士",
    "专任教师学历/小学/大学本科",
    "专任教师学历/小学/大专",
    "专任教师学历/小学/高中阶段",
    "专任教师学历/初中/博士",
    "专任教师学历/初中/硕士",
    "专任教师学历/初中/大学本科",
    "专任教师学历/初中/大专",
    "专任教师学历/初中/高中阶段",
    "教师结构/骨干教师/小学",
    "教师结构/骨干教师/初中",
    "学科教师/小学/体育",
    "学科教师/小学/音乐",
    "学科教师/小学/美术",
    "学科教师/初中/体育",
    "学科教师/初中/音乐",
    "学科教师/初中/美术",
    "办学条件/教学辅助用房/面积（㎡）",
    "办学条件/其中：体育馆/面积（㎡）",
    "办学条件/运动场地/面积（㎡）",
    "办学条件/教学仪器设备值/万元",
    "办学条件/网络多媒体教室/间数",
    "功能室/音乐功能室/间数",
    "功能室/音乐功能室/各间使用面积",
    "功能室/美术功能室/间数",
    "功能室/美术功能室/各间使用面积",
]


def figures(found):
    keys = ("units", "stages", "rooms", "size", "class_size", "county")
    return {key: check_json(found, "zh")[key] for key in keys}


@pytest.fixture(scope="module")
def survey(golden, check):
    return figures(check(golden("county_survey.xlsx")))


@pytest.fixture(scope="module")
def schools(golden_rows):
    return golden_rows("county_survey.xlsx")[3:]


def levels(paths, depth):
    split = [path.split("/") for path in paths]
    return [[parts[level] if level < len(parts) else "" for parts in split] for level in range(depth)]


def blank_repeats(rows):
    """Write a group heading only over its first column, as merged cells and csv exports do."""
    out = [list(row) for row in rows]
    for depth, row in enumerate(rows[:-1]):
        for index in range(1, len(row)):
            if all(rows[above][index] == rows[above][index - 1] for above in range(depth + 1)):
                out[depth][index] = ""
    return out


def as_csv(rows, encoding, delimiter=","):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return Upload("survey.csv", stream.getvalue().encode(encoding))


def test_flat_headings_in_other_words(schools, workbook, check, survey, same):
    same(figures(check(workbook([FLAT, *schools]))), survey)


def test_three_rows_of_grouped_headings(schools, workbook, check, survey, same):
    found = check(workbook([["示例县2025年学校数据"], *blank_repeats(levels(GROUPED, 3)), *schools]))
    same(figures(found), survey)
    assert (found.table.place, found.table.year) == ("示例县", 2025)


@pytest.mark.parametrize("seed", range(5))
def test_columns_and_headings_in_any_order(seed, schools, workbook, check, survey, same):
    order = random.Random(seed).sample(range(len(FLAT)), len(FLAT))
    rows = [[row[index] for index in order] for row in [FLAT, *schools]]
    same(figures(check(workbook(rows))), survey)


@pytest.mark.parametrize("seed", range(3))
def test_schools_in_any_order(seed, schools, workbook, check, survey, same):
    found = figures(check(workbook([FLAT, *random.Random(seed).sample(schools, len(schools))])))
    same(found["stages"], survey["stages"])
    assert sorted(found["county"]["rooms_failing"]) == sorted(survey["county"]["rooms_failing"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_in_the_encodings_of_staff_programs(encoding, delimiter, schools, check, survey, same):
    rows = [*blank_repeats(levels(GROUPED, 3)), *schools]
    same(figures(check(as_csv(rows, encoding, delimiter))), survey)


def test_a_row_of_column_numbers_and_page_breaks_are_left_out(schools, workbook, check, survey, same):
    numbers = [str(number) for number in range(1, len(FLAT) + 1)]
    mean = ["全县平均", "", "", *([7] * (len(FLAT) - 3))]
    subtotal = ["", "小计", *([7] * (len(FLAT) - 2))]
    rows = [FLAT, numbers, *schools[:9], subtotal, [""], FLAT, *schools[9:], mean, ["填表人：张三", "审核人：李四"]]
    same(figures(check(workbook(rows))), survey)


def test_columns_that_are_not_asked_for_change_nothing(schools, workbook, check, survey, same):
    extra = {
        "其中：女生（小学）": 999,
        "小学寄宿生数": 999,
        "生均教学及辅助用房面积": 1.5,
        "是否达标": "是",
        "小学生师比": "19:1",
        "小学教职工数": 999,
        "小学招生数": 999,
        "危房面积": 999,
        "拟新增网络多媒体教室": 9,
        "校长姓名": "张三",
        "占地面积（㎡）": 99999,
        "绿化面积": 999,
        "图书册数": 9999,
        "美术教师中兼职人数（小学）": 9,
    }
    rows = [[*extra, *FLAT], *([*extra.values(), *row] for row in schools)]
    found = check(workbook(rows))
    same(figures(found), survey)
    assert "rounded_results" not in {issue.code for issue in found.issues}


def test_units_in_headings_and_cells_are_converted(schools, workbook, check, survey, same):
    headings = [heading.replace("(万元)", "(元)").replace("室外运动场地面积(平方米)", "运动场地") for heading in FLAT]
    equipment, ground, pupils = FLAT.index("教学仪器设备总值(万元)"), 35, 6
    rows = []
    for number, row in enumerate(schools):
        cells = list(row)
        cells[equipment] = f"{row[equipment]}万元" if number % 2 else round(row[equipment] * 10000, 2)
        cells[ground] = f"{row[ground]:,}㎡"
        cells[pupils] = f" {row[pupils]}人 ".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        rows.append(cells)
    same(figures(check(workbook([headings, *rows]))), survey)


def test_a_stage_a_sheet_of_one_workbook(schools, golden_rows, check, survey, workbook, same):
    """Rows of the two stages in two files, each with headings that do not say the stage."""
    own = {"小学": [*range(6), 6, 8, 9, 11, 13, *range(15, 20), 25, 27, 28, 29, *range(33, 42)]}
    own["初中"] = [*range(6), 7, 8, 10, 12, 14, *range(20, 25), 26, 30, 31, 32, *range(33, 42)]
    uploads = []
    for stage, columns in own.items():
        other = 7 if stage == "小学" else 6
        headings = [FLAT[index].replace(stage, "") for index in columns] + ["另一学段在校生数"]
        rows = [[row[index] for index in columns] + [row[other]] for row in schools if row[columns[6]]]
        uploads.append(workbook([[f"示例县{stage}学校数据"], headings, *rows], name=f"{stage}.xlsx"))
    found = figures(check(*uploads))
    same(found["stages"], survey["stages"])
    for key, sort in (("rooms", "school"), ("size", "school")):
        assert sorted(found[key], key=lambda row: row[sort]) == sorted(survey[key], key=lambda row: row[sort])


def test_parts_of_one_school_in_two_rows_share_its_assets(golden_rows, workbook, check, survey, same):
    """水头学校 as two rows with the whole school's assets in each gives what one row gives."""
    rows = golden_rows("county_survey.xlsx")
    at = next(index for index, row in enumerate(rows) if row[0] == "水头学校")
    primary, junior = list(rows[at]), list(rows[at])
    primary[0], junior[0] = "水头学校 (小学部)", "水头学校（初中部） "
    for index in (7, 10, 12, 14, *range(20, 25), 26, 30, 31, 32):
        primary[index] = "—"
    for index in (6, 9, 11, 13, *range(15, 20), 25, 27, 28, 29):
        junior[index] = None
    titled = [["示例县义务教育优质均衡学校数据摸底表"], FLAT, *rows[3:at], primary, junior, *rows[at + 1 :]]
    same(figures(check(workbook(titled))), survey)


PARTS = [
    "学校名称",
    "学段",
    "在校生数",
    "班级数",
    "教学及辅助用房面积",
    "其中室内体育用房",
    "运动场地面积",
    "教学仪器设备值（元）",
    "多媒体教室（间）",
]
ASSETS = [6471, 420, 6721, 2063700, 30]


@pytest.mark.parametrize(
    ("second", "merges"),
    [
        (["甲学校", "初中", 180, 5, *ASSETS], []),
        (["甲学校", "初中", 180, 5, "", "", "", "", ""], []),
        (["", "初中", 180, 5, "", "", "", "", ""], [f"{column}2:{column}3" for column in "AEFGHI"]),
    ],
)
def test_parts_told_apart_by_a_stage_column_share_once(second, merges, workbook, check):
    found = figures(check(workbook([PARTS, ["甲学校", "小学", 620, 15, *ASSETS], second], merges)))
    assert [unit["display"]["R4"] for unit in found["units"]] == ["7.40", "8.14"]
    assert [(row["classes"], row["needed"]) for row in found["rooms"]] == [(20, 2)]


def test_rooms_in_a_column_each_and_section_rows(workbook, check):
    rows = [
        ["附件2：南安市义务教育学校基本情况表（2025年）"],
        [
            "序号",
            "学校\n名称",
            "学校类型",
            "小学\n在校生",
            "初中在校生",
            "音乐教室1面积",
            "音乐教室2面积",
            "美术教室面积（㎡）",
            "小学班数",
            "初中班数",
        ],
        [1, "甲小学", "211-小学", 500, "", 96, 97, "90，91", 13, ""],
        ["乡镇学校"],
        [2, "乙学校", "312-九年一贯制", 300, 200, 96, "", "90×2", 8, 5],
        ["合计（2所）", "", "", 800, 200],
    ]
    found = check(workbook(rows))
    assert [(one.music.compliant, one.art.compliant, one.needed) for one in found.rooms] == [(2, 2, 2), (1, 2, 2)]
    assert (found.table.place, found.table.year) == ("南安市", 2025)
