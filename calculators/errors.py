"""The errors of the calculators: a file that cannot be read as a school data sheet, and figures that do not exist.

JunhengError
└── CalculatorError
    ├── SheetError              the file as a whole is of no use; one sentence says why and what to do
    │   ├── SheetTooLarge       more bytes, cells or unpacked data than a county's sheet can have
    │   ├── EmptySheet          no bytes, or no cells
    │   ├── NotAWorkbook        neither xlsx, xls nor csv
    │   ├── ProtectedWorkbook   a password is set
    │   ├── WebPageWorkbook     a web page saved under a workbook's name
    │   └── NoColumns           no column of any sheet was recognised
    ├── UnusableUnits           a table of units that lacks a column, or holds what is no number
    ├── UnknownFigure           no such school, stage or indicator in the check
    └── UnknownReading          no such reading (口径), or no such value of it
"""

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError

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
    """Neither xlsx, xls nor csv."""

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


class UnknownFigure(CalculatorError):
    """No such school, stage or indicator in the check."""

    code = "unknown_figure"


class UnknownReading(CalculatorError):
    """No such reading (口径), or no such value of it; the hint lists every one."""

    code = "unknown_reading"


class UnusableUnits(CalculatorError):
    """A table of units that lacks a column, or holds a unit twice or what is no number."""

    code = "unusable_units"
