"""A verified answer in the words of a language model, which cannot type a figure, a verdict or a name."""
