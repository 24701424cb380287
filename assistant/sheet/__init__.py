"""Answers about one checked sheet, topic by topic."""
