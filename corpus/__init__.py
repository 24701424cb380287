"""The policy texts and the rules: documents, clauses, places, terms, standards, and the only code that reads them."""
