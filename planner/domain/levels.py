"""The levels of the objective: solved one after another, never summed."""

from enum import IntEnum


class Level(IntEnum):
    """How much a breach weighs; a lower level always comes first."""

    HARD = 0
    LEGAL = 1
    REALISED = 2
    TIMELY = 3
    STABLE = 4
    EFFICIENT = 5
