"""A stretch of diaries as arrays of whole numbers: what the compiled search is given, and what it works on.

An activity has *options* (who and where), an option has *starts*; each start knows the quarters it takes and what it
costs by itself. Lists of different lengths lie behind each other, with where each begins (``..._at``, one longer).
Not allowed here: filling (``making``) and searching.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
NONE: Final = -1


class Week(NamedTuple):
    """What never changes during a search."""

    # activities
    option_at: Ints
    rival_at: Ints
    rival: Ints
    """Activities in which the same person takes part; never at the same time."""
    absent: Ints
    """What leaving it out costs."""
    # options
    activity: Ints
    person: Ints
    place: Ints
    minutes: Ints
    visit: Ints
    """The row of ``Desk.visits`` of this person at this place."""
    drive: Ints
    """What the first visit of a day costs."""
    pool_at: Ints
    pool: Ints
    amount: Ints
    start_at: Ints
    # starts
    start: Ints
    """Minutes since the begin of the scope."""
    slot: Ints
    until: Ints
    """The quarters taken: from ``slot`` to before ``until``, among the quarters that anything could take."""
    day: Ints
    cost: Ints
    # places and pools
    car: Ints
    travel: Ints
    """Minutes from place to place, for a regievoerder and for anybody else."""
    pool_user_at: Ints
    of_pool: Ints
    """Activities by the pool that they might use."""


class Desk(NamedTuple):
    """What changes: who does what when, what is free, and room to work in."""

    chosen: Ints
    """The start of each activity, NONE when it is left out."""
    way: Ints
    """Its option."""
    best: Ints
    best_way: Ints
    free: Ints
    """Pools by quarters."""
    diary: Ints
    """The activities of each person, in no order, so many as ``busy`` says."""
    busy: Ints
    visits: Ints
    """How often a person is at a place on a day."""
    out: Ints
    """Activities taken out in this step, and what was left out before and may now fit."""
    old: Ints
    old_way: Ints
    """Where these stood."""
    rank: Ints
    stamp: Ints
    """In which step an activity was taken out last, then a person, then a pool."""
    troubled: Ints
    """Activities that cost more than they must."""
    least: Ints
    """What each activity costs at least."""
    marks: Ints
    numbers: Ints
    """See ``CURRENT`` and further."""


CURRENT: Final = 0
"""Cost of the plan worked on."""
BEST: Final = 1
RANDOM: Final = 2
STEP: Final = 3
COUNT: Final = 4
"""How many were taken out."""
ADDED: Final = 5
"""What the place found would cost."""
OPTION: Final = 6
"""The option of the place found."""
TROUBLED: Final = 7
"""How many are in trouble."""
NUMBERS: Final = 8
