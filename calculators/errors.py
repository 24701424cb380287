"""The errors of the calculators: a file that cannot be read as a school data sheet, and figures that do not exist.

JunhengError
└── CalculatorError
    ├── SheetError              the file as a whole is of no use; one sentence says why and what to do
    │   ├── SheetTooLarge       more bytes, cells or unpacked data than a county's sheet can have
    │   ├── EmptySheet          no bytes, or no cells
    │   ├── NotAWorkbook        of none of the formats that can be read
    │   ├── ProtectedWorkbook   a password is set
    │   ├── WebPageWorkbook     a web page saved under a workbook's name
    │   └── NoColumns           no column of any sheet was recognised
    │       └── NothingFilledIn   headings without any data below them
    ├── UnknownColumn           no such canonical column, or not with such a stage
    ├── ColumnRefused           a column of a sheet cannot be what it was confirmed as
    ├── MalformedMapping        a file of confirmed columns that cannot be read
    ├── UnusableUnits           a table of units that lacks a column, or holds what is no number
    ├── UnknownFigure           no such school, stage or indicator in the check
    └── UnknownReading          no such reading (口径), or no such value of it
"""

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError

FORMATS = Bilingual("xlsx、xlsm、xlsb、xls、ods、et、csv、tsv", "xlsx, xlsm, xlsb, xls, ods, et, csv, tsv")
SAVE_AS_XLSX = Bilingual(
    "请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新上传。",
    "Open it in Excel or WPS, save it as .xlsx and upload it again.",
)


class CalculatorError(JunhengError):
    """A calculation cannot be done."""

    code = "calculators"


class SheetError(CalculatorError):
    """A file that cannot be read as a school data sheet."""

    code = "sheet"


class SheetTooLarge(SheetError):
    """More bytes, cells or unpacked data than a county's sheet can have."""

    code = "sheet_too_large"


class EmptySheet(SheetError):
    """A file without bytes or without cells."""

    code = "sheet_empty"


class NotAWorkbook(SheetError):
    """Of none of the `FORMATS`."""

    code = "not_a_workbook"


class ProtectedWorkbook(SheetError):
    """A workbook with a password."""

    code = "sheet_protected"


class WebPageWorkbook(SheetError):
    """A web page saved under a workbook's name."""

    code = "sheet_is_web_page"


class NoColumns(SheetError):
    """No column of any sheet was recognised."""

    code = "no_columns"


class NothingFilledIn(NoColumns):
    """Headings that are known, and nothing filled in: an empty template."""

    code = "nothing_filled_in"


class UnknownFigure(CalculatorError):
    """No such school, stage or indicator in the check."""

    code = "unknown_figure"


class UnknownReading(CalculatorError):
    """No such reading (口径), or no such value of it; the hint lists every one."""

    code = "unknown_reading"


class UnknownColumn(CalculatorError):
    """No such canonical column, or not with such a stage; the hint says what is possible."""

    code = "unknown_column"


class ColumnRefused(CalculatorError):
    """A column of a sheet that is not there, or cannot be what it was confirmed as."""

    code = "column_refused"


class MalformedMapping(CalculatorError):
    """A file of confirmed columns with unknown keys, headings or columns, or that is no YAML."""

    code = "malformed_mapping"


class UnusableUnits(CalculatorError):
    """A table of units that lacks a column, or holds a unit twice or what is no number."""

    code = "unusable_units"
