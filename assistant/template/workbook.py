"""The empty template as a workbook: 填表说明, 学校数据, 县级填报表."""

import io

from openpyxl import Workbook

from assistant.clock import this_year
from assistant.template.form_sheet import write_form
from assistant.template.layout import FORM_SHEET, NOTES_SHEET, SCHOOL_SHEET
from assistant.template.notes_sheet import write_notes
from assistant.template.school_sheet import write_schools
from assistant.tools import Tools
from corpus.bilingual import Language


def template_workbook(tools: Tools, language: Language, year: int | None = None) -> bytes:
    """Return the template as .xlsx, with the national requirements of `year` (default: the current one).

    Explanations are in `language`; headings and names of sheets are in Chinese, as the forms of the country have them.
    Raises NoStandardInForce.
    """
    floor = tools.standards.floor(year or this_year())
    book = Workbook()
    del book[book.sheetnames[0]]
    write_notes(book.create_sheet(NOTES_SHEET), floor, tools.library, language)
    write_schools(book.create_sheet(SCHOOL_SHEET), floor, language)
    write_form(book.create_sheet(FORM_SHEET), floor, language)
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
