"""OpenAI's chat completions: a chat as its clients send it, answered as everywhere."""
