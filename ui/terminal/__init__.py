"""Answers, checks and documents as text for a terminal."""
