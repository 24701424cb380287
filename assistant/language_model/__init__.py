"""The model engine: a language model plans and phrases, and cannot type a figure, a verdict or a name."""
