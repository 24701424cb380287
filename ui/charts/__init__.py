"""The charts of a check: drawn on the server as tables and SVG, each with its data and a picture to download."""
