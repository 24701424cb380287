"""A school sheet, from the bytes of a file to a table of canonical columns in which every value knows its cell."""
