"""Giving each of many groups to one taker, under limits: prices from a linear programme, and a compiled search.

Not allowed here: what groups and takers stand for.
"""
