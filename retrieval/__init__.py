"""The clause index: from a question in anyone's words to the clauses that bear on it, or an honest no."""
