"""The plain pages: served whole, readable without a script."""
