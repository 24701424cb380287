"""The row below a sheet's title that says whose data it holds: the county and the year."""

from openpyxl.worksheet.worksheet import Worksheet

from assistant.template.looks import BORDER, PLAIN, STRONG, TEXT, TO_FILL, WHOLE
from assistant.template.validation import for_year
from corpus.bilingual import Language

# in Chinese in both languages, since the reader of sheets goes by it
COUNTY, YEAR = "填报单位：", "年份："
ROW = 2
PLACE_CELL, YEAR_CELL = "B2", "D2"


def put_whose(sheet: Worksheet, language: Language) -> None:
    """Ask for the county and the year."""
    for column, label in ((1, COUNTY), (3, YEAR)):
        sheet.cell(ROW, column).value = label
        sheet.cell(ROW, column).font = STRONG
    for name, number_format in ((PLACE_CELL, TEXT), (YEAR_CELL, WHOLE)):
        cell = sheet[name]
        cell.font, cell.fill, cell.border, cell.number_format = PLAIN, TO_FILL, BORDER, number_format
    takes = for_year(language)
    takes.add(YEAR_CELL)
    sheet.add_data_validation(takes)
