"""The web server: who may ask, how much at once, and what every response carries."""
