"""From the files of a county to one table of canonical columns in which every value knows its cell.

`reading` is the way in; `school_sheet` reads one sheet: `rivals` and `confirmed` settle what its columns mean, `rows`
and `entries` read its cells, `totals` holds its sums against the rows, `understood` says how each column was taken.
"""
