"""The sheet 填表说明: what the workbook is for, and a line a column on how to fill it and what it decides."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.template.form_sheet import FIRST_ROW as FORM_FIRST_ROW
from assistant.template.form_sheet import VALUE_COLUMN
from assistant.template.layout import (
    FORM_SHEET,
    SCHOOL_SHEET,
    FormRow,
    SchoolColumn,
    form_rows,
    load_template,
    school_columns,
)
from assistant.template.looks import (
    PLAIN,
    STRONG,
    WRAPPED,
    height_of,
    print_across,
    put_heading,
    put_text,
    put_title,
    set_widths,
)
from assistant.template.requirements import Decided, decided_by_column, decided_by_row, decided_together
from corpus.bilingual import Bilingual, Language, same
from corpus.documents import Library
from corpus.standards import Thresholds

TITLE = Bilingual("填表说明", "How to fill in this workbook")
HEADS = (
    Bilingual("所在列或格及标题", "Column or cell, and heading"),
    Bilingual("计量", "Unit"),
    Bilingual("怎么填", "How to fill it in"),
    Bilingual("示例", "Example"),
    Bilingual("用于判定", "Decides"),
    Bilingual("国家要求", "National requirement"),
    Bilingual("依据", "Clause"),
)
WIDTHS = (40, 8, 46, 14, 34, 54, 44)
RULES = Bilingual("七项指标合起来怎样判定", "How the seven indicators are judged together")
CHOICES = Bilingual("可选：", "Choices: ")
SUBJECT = Bilingual("没有监测的学科空着。", "Blank where the subject was not monitored.")
SHARE = Bilingual("0 到 1 的小数。", "A decimal from 0 to 1.")
Line = tuple[str, str, str, str, Decided]


def write_notes(sheet: Worksheet, floor: Thresholds, library: Library, language: Language) -> None:
    """Write the explanations."""
    put_title(sheet, TITLE.say(language))
    set_widths(sheet, WIDTHS)
    for text in (*load_template().intro, _origin(floor, library)):
        sheet.append([text.say(language)])
        _stretch(sheet, sheet.max_row)
    _section(sheet, SCHOOL_SHEET, _school_lines(floor, language), library, language)
    _section(sheet, RULES.say(language), _rule_lines(floor, language), library, language)
    _section(sheet, FORM_SHEET, _form_lines(floor, language), library, language)
    print_across(sheet, repeat="1:1")


def _origin(floor: Thresholds, library: Library) -> Bilingual:
    """Say where the national requirements below are taken from, and for which year they hold."""
    documents = dict.fromkeys(library.document(one.ref.document).name for one in floor.in_force.values())
    return Bilingual(
        f"下面的国家要求是{floor.year}年执行的国家指标，见{'、'.join(documents)}所列，条款见“依据”。",
        f"The national requirements below are those in force in {floor.year}, as listed in {', '.join(documents)}; "
        "the last column names the clause.",
    )


def _school_lines(floor: Thresholds, language: Language) -> Iterator[Line]:
    for number, one in enumerate(school_columns(), start=1):
        name = f"{get_column_letter(number)} {_headed(one, language)}"
        how = _lines(one.asked.means.say(language), one.choices, language)
        yield name, one.unit, how, one.asked.example, decided_by_column(one, floor)


def _headed(one: SchoolColumn, language: Language) -> str:
    own = one.label.zh
    return own if language == "zh" else f"{own} ({one.label.en})"


def _lines(said: str, choices: Sequence[str], language: Language) -> str:
    """Say below how to fill something in what can be chosen."""
    choice = f"{CHOICES.say(language)}{'、'.join(choices)}" if choices else ""
    return "\n".join(line for line in (said, choice) if line)


def _rule_lines(floor: Thresholds, language: Language) -> Iterator[Line]:
    for one in decided_together(floor):
        yield one.names(language), "", "", "", one


def _form_lines(floor: Thresholds, language: Language) -> Iterator[Line]:
    for row, one in enumerate(form_rows(), start=FORM_FIRST_ROW):
        name = one.label.zh if language == "zh" else f"{one.label.zh} ({one.label.en})"
        cell = f"{get_column_letter(VALUE_COLUMN)}{row}"
        yield f"{cell} {name}", one.field.unit, _how(one, language), "", decided_by_row(one, floor)


def _how(one: FormRow, language: Language) -> str:
    said = {"levels": SUBJECT, "rates": Bilingual(SHARE.zh + SUBJECT.zh, f"{SHARE.en} {SUBJECT.en}")}
    return _lines(said.get(one.field.kind, same("")).say(language), one.choices, language)


def _section(sheet: Worksheet, title: str, lines: Iterator[Line], library: Library, language: Language) -> None:
    sheet.append([])
    sheet.append([title])
    sheet.cell(sheet.max_row, 1).font = STRONG
    heading_row = sheet.max_row + 1
    for number, head in enumerate(HEADS, start=1):
        put_heading(sheet, heading_row, number, head.say(language))
    for row, (name, unit, how, example, decided) in enumerate(lines, start=sheet.max_row + 1):
        required, clauses = decided.required(language), decided.clauses(library)
        texts = (name, unit, how, example, decided.names(language), required, clauses)
        for number, text in enumerate(texts, start=1):
            put_text(sheet, row, number, text)
        sheet.row_dimensions[row].height = height_of(texts, WIDTHS)


def _stretch(sheet: Worksheet, row: int) -> None:
    """Let a text run over the whole width."""
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = PLAIN, WRAPPED
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = height_of([str(cell.value)], [sum(WIDTHS)])
