"""Which names and numbers tell of a person or a school, and what a language model sees in their place."""
