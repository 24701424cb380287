"""Schools side by side: what each is measured by, in which order they stand, and how far each is from what is asked."""
