"""The words that people read, in both languages."""
