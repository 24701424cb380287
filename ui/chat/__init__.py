"""The chat page, which Gradio serves, and the conversation that it shows."""
