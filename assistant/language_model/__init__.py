"""Talking to a language model: the endpoint, its time, its failures, and what was said. Knows nothing of answers."""
