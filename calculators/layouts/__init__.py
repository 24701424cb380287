"""From a grid to records: `table` is the way in.

`blocks` parts tables that stand on one sheet, `turned` sets upright those with schools in columns, `layout` finds
where headings end, `data_rows` tells schools from totals and notes, `merges` carries merged values, `titles` reads what
stands above, `own_sheets` knows the pages that we wrote ourselves.
"""
