"""A full county form by hand: every number that can be computed passes, with room to fail each alone."""

import csv
import io
from collections.abc import Mapping

from calculators.model import Upload

HEADINGS = ["序号", "类别", "填报项目", "单位", "填报值", "备注"]
LEVELS, RATES, VETO = "各学科学业水平等级", "各学科校际差异率", "否决事项"
CATCHMENT = "其中就近划片数"

# key, 填报项目, 单位, 填报值
FULL = [
    ("eligible", "符合交流条件教师数", "人", 1000),
    ("rotated", "交流轮岗教师数", "人", 120),
    ("backbone", "其中骨干教师数", "人", 30),
    ("teachers", "专任教师数", "人", 2400),
    ("certified", "持证专任教师数", "人", 2400),
    ("trained", "已完成360学时教师数", "人", 2400),
    ("teacher_pay", "义务教育教师年平均工资收入", "元", 126000),
    ("official_pay", "公务员年平均工资收入", "元", 125000),
    ("special_pupils", "特教学校在校生数", "人", 150),
    ("special_funds", "特教学校公用经费", "元", 975000),
    ("small", "不足100人村小和教学点数", "所", 12),
    ("small_funded", "其中按100人核定数", "所", 12),
    ("primary", "公办非寄宿小学招生数（城区镇区）", "人", 3000),
    ("primary_near", CATCHMENT, "人", 3000),
    ("junior", "公办非寄宿初中招生数（城区镇区）", "人", 2000),
    ("junior_near", CATCHMENT, "人", 1960),
    ("places", "优质高中招生计划数", "人", 1600),
    ("allocated", "其中分配名额数", "人", 880),
    ("migrants", "符合条件随迁子女数", "人", 4000),
    ("public", "其中公办就读数", "人", 3300),
    ("bought", "其中政府购买学位就读数", "人", 300),
    ("graduates", "初中毕业生数", "人", 1180),
    ("moved_in", "三年转入数", "人", 25),
    ("moved_out", "三年转出数", "人", 20),
    ("entrants", "三年前初一在校生数", "人", 1210),
    ("deaths", "三年死亡数", "人", 1),
    ("disabled", "适龄残疾儿童少年数", "人", 200),
    ("enrolled", "其中入学数", "人", 196),
    ("training_short", "培训经费不足5%的学校数", "所", 0),
    ("levels", LEVELS, "级", "语文Ⅲ、数学Ⅳ"),
    ("rates", RATES, None, "语文0.12；数学0.13"),
    ("questionnaires", "有效问卷数", "份", 2000),
    ("satisfied", "满意问卷数", "份", 1860),
    ("veto", VETO, "有/无", "无"),
]
LABELS = {key: label for key, label, _, _ in FULL}
ABSENT = object()


def form_rows(
    changes: Mapping[str, object] | None = None, title: str = "示例二县2025年县级填报表"
) -> list[list[object]]:
    """Return the rows of a form; `changes` gives other values by key, or (unit, value), or ABSENT for no such row."""
    changes = changes or {}
    rows: list[list[object]] = [[title], HEADINGS]
    for number, (key, label, unit, value) in enumerate(FULL, start=1):
        given = changes.get(key, value)
        if given is ABSENT:
            continue
        unit, given = given if isinstance(given, tuple) else (unit, given)
        rows.append([number, None, label, unit, given, None])
    return rows


def form_file(changes: Mapping[str, object] | None = None) -> Upload:
    """Return the form as a .csv, which opens faster than a workbook."""
    text = io.StringIO()
    csv.writer(text).writerows(form_rows(changes))
    return Upload("form.csv", text.getvalue().encode())
