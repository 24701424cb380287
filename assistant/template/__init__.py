"""The empty template: a workbook for a county to fill in, whose headings the reader knows for certain."""
