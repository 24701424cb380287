"""The marked-up workbook: the sheets as they came with their faults marked, and the check as live formulas."""
