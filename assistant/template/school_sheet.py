"""The sheet 学校数据: a row a school below grouped headings, its cells bounded and explained."""

from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.template.layout import SchoolColumn, school_columns
from assistant.template.looks import (
    DECIMAL,
    TEXT,
    WHOLE,
    look_like,
    look_like_answer,
    look_like_heading,
    print_across,
    put_heading,
    put_title,
)
from assistant.template.requirements import decided_by_column
from assistant.template.validation import for_column
from assistant.template.whose import put_whose
from corpus.bilingual import Bilingual, Language
from corpus.standards import Thresholds

TITLE = Bilingual("优质均衡学校数据填报表", "School data on balanced compulsory education")
GROUP_ROW, HEADING_ROW, FIRST_ROW, ROWS = 3, 4, 5, 500
FORMATS = {"count": WHOLE, "amount": DECIMAL, "text": TEXT, "areas": TEXT}
NAME_WIDTH, AREAS_WIDTH, WIDTH, HEADING_POINTS, PAGES = 24, 20, 13, 66, 3


def write_schools(sheet: Worksheet, floor: Thresholds, language: Language) -> None:
    """Write the empty sheet of schools."""
    put_title(sheet, TITLE.say(language))
    put_whose(sheet, language)
    columns = school_columns()
    _write_headings(sheet, columns)
    for number, one in enumerate(columns, start=1):
        _write_answers(sheet, number, one)
        takes = for_column(one, decided_by_column(one, floor), language)
        letter = get_column_letter(number)
        takes.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROWS - 1}")
        sheet.add_data_validation(takes)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    print_across(sheet, repeat=f"{GROUP_ROW}:{HEADING_ROW}", pages=PAGES)


def _write_headings(sheet: Worksheet, columns: tuple[SchoolColumn, ...]) -> None:
    first = 1
    for group, members in groupby(columns, key=lambda one: one.group):
        last = first + len(list(members)) - 1
        for number in range(first, last + 1):
            look_like_heading(sheet.cell(GROUP_ROW, number))
            put_heading(sheet, HEADING_ROW, number, columns[number - 1].heading)
        if group.zh:
            sheet.cell(GROUP_ROW, first).value = group.zh
            sheet.merge_cells(start_row=GROUP_ROW, end_row=GROUP_ROW, start_column=first, end_column=last)
        else:
            _stand_alone(sheet, first)
        first = last + 1
    sheet.row_dimensions[HEADING_ROW].height = HEADING_POINTS


def _stand_alone(sheet: Worksheet, number: int) -> None:
    """Let the heading of a column without a group fill both rows."""
    put_heading(sheet, GROUP_ROW, number, str(sheet.cell(HEADING_ROW, number).value))
    sheet.merge_cells(start_row=GROUP_ROW, end_row=HEADING_ROW, start_column=number, end_column=number)


def _write_answers(sheet: Worksheet, number: int, one: SchoolColumn) -> None:
    width = NAME_WIDTH if one.id == "school_name" else AREAS_WIDTH if one.column.kind == "areas" else WIDTH
    sheet.column_dimensions[get_column_letter(number)].width = width
    first = sheet.cell(FIRST_ROW, number)
    look_like_answer(first, FORMATS[one.column.kind])
    for row in range(FIRST_ROW + 1, FIRST_ROW + ROWS):
        look_like(sheet.cell(row, number), first)
