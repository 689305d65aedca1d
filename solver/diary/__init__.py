"""Conversations and meetings: a compiled search for good diaries, and a proof of how good they can be at all.

Not allowed here: commitments, transport, and rules (they are asked, through ``alone``, what they say).
"""
