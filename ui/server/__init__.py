"""The web server: who may ask, how much at once, what every response carries, and how a page is made."""
