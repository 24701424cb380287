"""What a file holds and the check does not count is told in the report and in the workbook alike."""

import io

import openpyxl
import pytest

from assistant.workbook.marked import marked_workbook
from calculators.model import Upload
from calculators.sheets.faults import LEFT_OUT, SKIPPED
from ui.words.sheets_read import files_read

HEAD = ["学校名称", "办学类型", "小学在校生数", "小学班级数"]
ROWS = [
    ["示例县2025年"], HEAD, ["示例", "小学", 100, 4], ["甲小学", "小学", 500, 12], ["丁小学", "小学", 300, 8],
    ["乙幼儿园", "幼儿园", 60, 2], ["丙小学", "小学", 0, 0], ["合计", None, 800, 20],
]  # fmt: skip


@pytest.fixture(scope="module")
def upload():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return Upload("表.xlsx", stream.getvalue())


def test_every_reason_to_leave_a_row_out_counts():
    assert {f"row_{reason}" for reason in SKIPPED} < LEFT_OUT


def test_both_tell_the_same(assistant, upload):
    report = assistant.check([upload])
    told = [one.message.zh for one in files_read(report).left_out]
    assert [one.code for one in files_read(report).left_out] == [
        "row_example", "row_total", "out_of_scope", "no_pupils",
    ]  # fmt: skip
    page = openpyxl.load_workbook(io.BytesIO(marked_workbook(report, [upload], "zh")))["口径说明"]
    said = [row[1] for row in page.iter_rows(values_only=True)]
    assert [one for one in said if one in told] == told
