"""How often a process of the search looks for what nobody holds any more: nearly all that it makes stays, or is let go.

Not allowed here: giving the looking up; the search itself may make rings.
"""

import gc

YOUNG = 100_000
"""New objects after which is looked among them."""
OLDER = 20, 100
"""Looks after which is looked among older ones too, and among all."""


def seldom_tidied() -> None:
    """Leave what is there by now, the problem, out of every look, and look seldom among the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *OLDER)
