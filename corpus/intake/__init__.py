"""Documents that users bring: from a file of any common format to a canonical file, with what was understood of it."""
