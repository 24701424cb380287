"""A small county by hand, clean in every check, with room to spoil one cell at a time."""

import csv
import io
from collections.abc import Mapping, Sequence

from calculators.cell_names import short_name
from calculators.model import Upload

# heading, value of a 小学 that reaches every standard
CLEAN: dict[str, object] = {
    "学校名称": "甲小学",
    "学校标识码": "3505000001",
    "办学类型": "小学",
    "是否计校数": "是",
    "所属学校": None,
    "建校时间": 1998,
    "小学在校生数": 1000,
    "小学班级数": 24,
    "小学最大班额": 45,
    "小学超班额班级数": 0,
    "小学40人及以下班级数": 9,
    "小学41-45人班级数": 15,
    "小学46人及以上班级数": 0,
    "小学专任教师数": 60,
    "小学博士学历专任教师数": 0,
    "小学硕士学历专任教师数": 2,
    "小学本科学历专任教师数": 40,
    "小学专科学历专任教师数": 15,
    "小学高中阶段及以下学历专任教师数": 3,
    "小学高于规定学历教师数": 57,
    "小学县级及以上骨干教师数": 12,
    "小学体育专任教师数": 4,
    "小学艺术专任教师数": 6,
    "小学音乐专任教师数": 3,
    "小学美术专任教师数": 3,
    "小学随迁子女数": 80,
    "教学及辅助用房面积（㎡）": 5000,
    "室内体育用房面积（㎡）": 300,
    "教学及辅助用房面积（不含室内体育用房）（㎡）": 4700,
    "运动场地面积（㎡）": 8000,
    "体育运动场馆面积（㎡）": 8300,
    "教学仪器设备资产值（万元）": 250,
    "网络多媒体教室数（间）": 30,
    "音乐专用教室间数": 2,
    "音乐专用教室各间面积（㎡）": "96、100",
    "美术专用教室间数": 2,
    "美术专用教室各间面积（㎡）": "90、95",
}
HEADINGS = tuple(CLEAN)
OTHERS = (
    {"学校名称": "乙小学", "学校标识码": "3505000002"},
    {"学校名称": "丁小学", "学校标识码": "3505000003"},
)


def rows_of(*schools: Mapping[str, object], drop: Sequence[str] = ()) -> list[list[object]]:
    """Return a sheet: headings, and a row for each school, which is the clean one with some cells changed."""
    headings = [heading for heading in HEADINGS if heading not in drop]
    return [headings, *([{**CLEAN, **school}[heading] for heading in headings] for school in schools)]


def file_of(rows: Sequence[Sequence[object]], name: str = "schools.csv") -> Upload:
    """Return rows as a .csv, which opens faster than a workbook."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return Upload(name, text.getvalue().encode())


def cell_of(heading: str, row: int = 1, drop: Sequence[str] = ()) -> str:
    """Return the cell of a heading in a row (the first school's is 1)."""
    return short_name(row, [one for one in HEADINGS if one not in drop].index(heading))
