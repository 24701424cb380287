"""The numbers of a check, each opened: its formula, cells and clauses."""
