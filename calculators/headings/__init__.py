"""What one heading means: `words` makes it comparable, `matching` finds its column, `likeness` weighs slips and doubts.

The vocabulary is `calculators/columns.yaml`.
"""
