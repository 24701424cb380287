"""Many counties at once, from a frame."""
