"""Where a departure can fail on the day itself.

Not allowed here: what happens then (see ``plan``) and how likely it is (see ``cancellation``).
"""

from enum import StrEnum


class FailStage(StrEnum):
    """Where a departure fails, in the order of the day."""

    PICKUP = "ophalen"
    HAND_OVER = "overdracht"
    GATE = "gate"
    CAPTAIN = "gezagvoerder"
