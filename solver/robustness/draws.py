"""Drawing what falls out, when, why and at which stage: all runs at once.

Not allowed here: what it costs (``counts``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.domain.bookings import CancelReason
from planner.domain.cancellation import CancellationModel
from planner.domain.failing import FailStage
from planner.domain.time import MINUTES_PER_DAY
from solver.robustness.situations import Leaving

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
REASONS = tuple(CancelReason)
BEFORE = -1
"""No stage: it fell out before the day, or on the day before anybody set off."""
STAGES = tuple(FailStage)


@dataclass(frozen=True, slots=True)
class Draws:
    """Per run (rows) and departure (columns): whether it falls out, minutes before the departure, reason and stage."""

    cancelled: Bools
    minutes_left: Floats
    reason: Ints
    stage: Ints

    def fails_at(self, stage: FailStage) -> Bools:
        """Return where a departure fails at a stage."""
        found: Bools = self.cancelled & (self.stage == STAGES.index(stage))
        return found


def draw(model: CancellationModel, departures: Sequence[Leaving], runs: int, seed: int) -> Draws:
    """Draw all runs. Members of a household fall out together, with the hazard of the one most at risk.

    The draws belong to the household or departure by name, so that the order of a plan does not matter.
    """
    parties = sorted({item.party for item in departures})
    number = {party: i for i, party in enumerate(parties)}
    strength, begins = np.zeros(len(parties)), np.ones(len(parties))
    for item in departures:
        party = number[item.party]
        strength[party] = max(strength[party], model.strength(item.situation))
        begins[party] = min(begins[party], model.standing(item.situation.minutes_left))
    random = np.random.default_rng(seed)
    u, v, w = random.random((3, runs, len(parties)))
    with np.errstate(divide="ignore"):
        standing = begins * u ** (1 / strength)
    cancelled = standing > model.standing(0)
    minutes = np.interp(standing, [m.standing for m in model.curve], [float(m.minutes_left) for m in model.curve])
    reason = _pick(v, [share for _, share in model.reasons], [REASONS.index(r) for r, _ in model.reasons])
    stage = _pick(
        w, [share for _, share in model.stages], [BEFORE if s is None else STAGES.index(s) for s, _ in model.stages]
    )
    stage[reason == REASONS.index(CancelReason.CARRIER)] = STAGES.index(FailStage.CAPTAIN)
    stage[minutes >= MINUTES_PER_DAY] = BEFORE
    columns = [number[item.party] for item in departures]
    return Draws(cancelled[:, columns], minutes[:, columns], reason[:, columns], stage[:, columns])


def _pick(uniform: Floats, shares: Sequence[float], values: Sequence[int]) -> Ints:
    """Return a value for each uniform number, by shares that add up to one."""
    at = np.searchsorted(np.cumsum(shares)[:-1], uniform, side="right")
    return np.array(values, np.int64)[at]
