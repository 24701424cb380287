"""What lies behind a 差异系数, and how a county changed: beside the verdict, never part of it."""
