"""The sheet 县级填报表: the fields of the county form a row each, their values bounded or chosen from a list."""

from openpyxl.worksheet.worksheet import Worksheet

from assistant.template.layout import FormRow, form_rows
from assistant.template.looks import (
    DECIMAL,
    TEXT,
    TO_FILL,
    WHOLE,
    look_like_answer,
    print_across,
    put_heading,
    put_text,
    put_title,
    set_widths,
)
from assistant.template.requirements import decided_by_row
from assistant.template.validation import for_row
from assistant.template.whose import put_whose
from corpus.bilingual import Bilingual, Language
from corpus.standards import Thresholds

TITLE = Bilingual("优质均衡县级填报表", "County form on balanced compulsory education")
# in Chinese in both languages, since the reader of sheets goes by them
HEADINGS = ("序号", "类别", "填报项目", "单位", "填报值", "备注")
WIDTHS = (12, 18, 42, 8, 18, 30)
HEADING_ROW, FIRST_ROW, VALUE_COLUMN = 3, 4, 5
FORMATS = {"count": WHOLE, "money": DECIMAL, "rates": DECIMAL, "levels": TEXT, "veto": TEXT}


def write_form(sheet: Worksheet, floor: Thresholds, language: Language) -> None:
    """Write the empty county form."""
    put_title(sheet, TITLE.say(language))
    put_whose(sheet, language)
    set_widths(sheet, WIDTHS)
    for number, heading in enumerate(HEADINGS, start=1):
        put_heading(sheet, HEADING_ROW, number, heading)
    for row, one in enumerate(form_rows(), start=FIRST_ROW):
        _write_row(sheet, row, one)
        takes = for_row(one, decided_by_row(one, floor), language)
        takes.add(sheet.cell(row, VALUE_COLUMN).coordinate)
        sheet.add_data_validation(takes)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    print_across(sheet, repeat=f"{HEADING_ROW}:{HEADING_ROW}")


def _write_row(sheet: Worksheet, row: int, one: FormRow) -> None:
    texts = (str(row - FIRST_ROW + 1), one.category.zh, one.label.zh, one.field.unit)
    for number, text in enumerate(texts, start=1):
        put_text(sheet, row, number, text)
    value = sheet.cell(row, VALUE_COLUMN)
    look_like_answer(value, FORMATS[one.field.kind])
    value.fill = TO_FILL
    look_like_answer(sheet.cell(row, VALUE_COLUMN + 1), TEXT)
