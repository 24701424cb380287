"""From the bytes of a file to raw grids: `grids` is the way in.

`guards` refuses what is dangerous; `open_workbook` runs in a bounded process; `csv_grid` reads text. What the library
hides (errors, formulas without a value, hidden rows) comes from a module a format: `xlsx_unseen`, `ods_unseen` …
"""
