"""What a cell of the template takes: whole numbers or decimals within bounds, or one of a list; with what it says."""

from fractions import Fraction
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from assistant.template.layout import FormRow, SchoolColumn
from assistant.template.requirements import Decided
from calculators.county_form.fields import most_of
from calculators.rounding import plain
from corpus.bilingual import Bilingual, Language

NumberType = Literal["whole", "decimal"]
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
YEARS = (2000, 2049)  # what the reader of titles takes for a year
WRONG = Bilingual("填写有误", "Not possible")
CHOOSE = Bilingual("请从下拉表中选择。", "Choose from the list.")
DECIDES = Bilingual("用于：", "For: ")
YEAR = Bilingual("四位年份，如 2025。", "A year, such as 2025.")


def for_column(one: SchoolColumn, decided: Decided, language: Language) -> DataValidation:
    """Return what the cells of a column of schools take."""
    found = _taking(one.choices, one.column.kind, 0, one.most, one.unit, language)
    return _prompting(found, one.label, f"{one.asked.means.say(language)}\n{_use(decided, language)}", language)


def for_row(one: FormRow, decided: Decided, language: Language) -> DataValidation:
    """Return what the value of a row of the county form takes."""
    field = one.field
    kind, most = ("rate", Fraction(1)) if field.kind == "rates" else (field.kind, None)
    if kind in ("count", "money"):
        most = Fraction(most_of(field))
    found = _taking(one.choices, kind, field.least, most, field.unit, language)
    found.errorStyle = "warning" if kind == "levels" else "stop"
    return _prompting(found, one.label, _use(decided, language), language)


def for_year(language: Language) -> DataValidation:
    """Return what the year above a table takes."""
    found = _number("whole", YEARS[0], Fraction(YEARS[1]), "", language)
    found.error = YEAR.say(language)
    return found


def _use(decided: Decided, language: Language) -> str:
    return f"{DECIDES.say(language)}{decided.names(language)}"


def _taking(
    choices: tuple[str, ...], kind: str, least: int, most: Fraction | None, unit: str, language: Language
) -> DataValidation:
    if choices:
        return DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, error=CHOOSE.say(language))
    if most is None:
        return DataValidation(allow_blank=True)
    return _number("whole" if kind == "count" else "decimal", least, most, unit, language)


def _number(type: NumberType, least: int, most: Fraction, unit: str, language: Language) -> DataValidation:
    zh, en = ("整数", "A whole number") if type == "whole" else ("数", "A number")
    error = Bilingual(
        f"应为 {least} 到 {plain(most)}{unit} 的{zh}。", f"{en} from {least} to {plain(most)} {unit}".strip()
    )
    return DataValidation(
        type, operator="between", formula1=str(least), formula2=plain(most), allow_blank=True, error=error.say(language)
    )


def _prompting(found: DataValidation, label: Bilingual, prompt: str, language: Language) -> DataValidation:
    found.showErrorMessage, found.errorTitle = found.type is not None, WRONG.say(language)
    found.showInputMessage = True
    found.promptTitle, found.prompt = label.say(language)[:LONGEST_TITLE], prompt[:LONGEST_MESSAGE]
    return found
