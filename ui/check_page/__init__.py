"""The check as a page: the verdict, the items that open, the figures behind every number, what can be taken away."""
