"""Explanations as data and as lines, for the command line and the server alike. Not allowed here: finding them."""
