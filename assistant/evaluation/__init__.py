"""Evaluation: rows of questions with what a right answer is, and an independent check of every figure shown."""
