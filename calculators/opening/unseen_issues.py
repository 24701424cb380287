"""The issues of what a sheet holds beside its values: errors, formulas never computed, hidden data, calls outside."""

from collections.abc import Iterable, Iterator, Sequence

from calculators.affects import affected, gravity
from calculators.cell_names import cell_place, column_letters, letters_of, short_name
from calculators.columns import label_of
from calculators.model import Issue
from calculators.opening.grids import Grid
from calculators.opening.unseen import CellMark
from corpus.bilingual import Bilingual

NAMED = 12
COMPUTED = Bilingual(
    "算出的数（请在 Excel 或 WPS 中打开，重新计算、改正后保存）",
    "a computed number (open it in Excel or WPS, recalculate, mend it and save)",
)


def mark_issue(grid: Grid, cell: str, id: str, mark: CellMark) -> Issue:
    """A cell of a used column that holds an error, or a formula that no program has computed."""
    label = label_of(id)
    what = {
        "error_cell": Bilingual(f"公式出错，显示“{mark.found}”", f"shows the error {mark.found}"),
        "formula_without_value": Bilingual(
            f"只有公式“{mark.found}”，没有算出的数", f"holds the formula {mark.found} without a value"
        ),
    }[mark.code]
    message = Bilingual(
        f"{cell} 的“{label.zh}”{what.zh}；不当作 0，与它有关的结果暂不判定。"
        "请在 Excel 或 WPS 中打开，重新计算、改正后保存，再上传。",
        f"{cell}, {label.en}, {what.en}; it is not taken as 0, and what depends on it is undecided. Open it in Excel "
        "or WPS, recalculate, mend it, save and upload it again.",
    )
    items = affected(id)
    return Issue(mark.code, gravity(items), grid.file, grid.sheet, cell, mark.found, COMPUTED.zh, items, message)


def beside_issues(grid: Grid, used: Iterable[str]) -> list[Issue]:
    """Return what is to be told of the cells whose values are used: hidden ones, and formulas that call outside."""
    if not (grid.hidden_rows or grid.hidden_columns or grid.calls_out):
        return []
    cells = set(used)
    rows = {cell_place(cell)[0] for cell in cells} & set(grid.hidden_rows)
    columns = set(map(letters_of, cells)) & set(map(column_letters, grid.hidden_columns))
    found = [_hidden_rows(grid, sorted(rows))] if rows else []
    found += [_hidden_columns(grid, sorted(columns, key=lambda one: (len(one), one)))] if columns else []
    calling = [cell for cell in grid.calls_out if cell in cells]
    return found + ([_calls_out(grid, calling)] if calling else [])


def _hidden_rows(grid: Grid, rows: Sequence[int]) -> Issue:
    named = "、".join(_ranges(rows))
    message = Bilingual(
        f"工作表“{grid.sheet}”有 {len(rows)} 行被隐藏或筛掉（第 {named} 行），已照常计入；请取消隐藏、取消筛选后核对。",
        f"{len(rows)} rows of the sheet “{grid.sheet}” are hidden or filtered out (rows {named}); they are counted. "
        "Unhide them and check.",
    )
    cell = short_name(rows[0], 0)
    return Issue("hidden_rows", "warning", grid.file, grid.sheet, cell, named, None, (), message)


def _hidden_columns(grid: Grid, columns: Sequence[str]) -> Issue:
    named = "、".join(columns)
    message = Bilingual(
        f"工作表“{grid.sheet}”的 {named} 列被隐藏，已照常采用；请取消隐藏后核对。",
        f"The columns {named} of the sheet “{grid.sheet}” are hidden; they are used. Unhide them and check.",
    )
    cell = f"{columns[0]}1"
    return Issue("hidden_columns", "warning", grid.file, grid.sheet, cell, named, None, (), message)


def _calls_out(grid: Grid, cells: Sequence[str]) -> Issue:
    named = "、".join(cells[:NAMED]) + ("…" if len(cells) > NAMED else "")
    message = Bilingual(
        f"{named} 的公式引用其他文件、网络或程序；公式一律不执行，按保存的数计算，无法核实。请核对后粘贴为数值。",
        f"The formulas at {named} ask other files, the network or programs. None was run; the saved values were used "
        "and cannot be verified. Check them and paste them as values.",
    )
    return Issue(
        "formula_calls_out", "warning", grid.file, grid.sheet, cells[0], grid.calls_out[cells[0]], None, (), message
    )


def _ranges(rows: Sequence[int]) -> Iterator[str]:
    """Yield sorted numbers from 0 as people count them, runs together.

    >>> list(_ranges([1, 4, 5, 6]))
    ['2', '5–7']
    """
    start = 0
    for end in range(len(rows)):
        if end + 1 == len(rows) or rows[end + 1] != rows[end] + 1:
            first, last = rows[start] + 1, rows[end] + 1
            yield str(first) if first == last else f"{first}–{last}"
            start = end + 1
