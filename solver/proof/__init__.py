"""Proofs of how good a plan can be at all: lower bounds per level, each with what is needed to work it out again.

Not allowed here: deciding anything. No decision of the search enters a proof, only facts and what the levels reached.
"""
