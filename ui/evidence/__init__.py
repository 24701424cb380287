"""What an answer rests on, as a page of its own, and what a reader does with an answer."""
