"""Questions about the rules, answered from the records."""
