"""What happens in a season, drawn from what it happens to and not from the order in which it is asked.

So three ways of going on meet the same luck: the same booking falls out for the same reason after the same time, the
same conversation is held or not, the same officer is ill on the same day. Not allowed here: plans and books.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cancellation import BookingSituation, CancellationModel, Standing
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import CarrierCode
from planner.domain.time import Minute

_T = TypeVar("_T")
TALKS = (
    (OutcomeCode.HELD, 82),
    (OutcomeCode.NO_SHOW, 11),
    (OutcomeCode.REFUSED, 3),
    (OutcomeCode.INTERPRETER_ABSENT, 4),
)
HEARD = ((OutcomeCode.RECOGNISED, 55), (OutcomeCode.NOT_RECOGNISED, 15), (OutcomeCode.UNDER_INVESTIGATION, 30))
_HALVINGS = 24


@dataclass(frozen=True, slots=True)
class Chance:
    """Numbers that depend on a seed and on what they are about, and on nothing else."""

    seed: int

    def share(self, *about: object) -> float:
        """Return a number from 0 up to 1."""
        text = "|".join(map(str, (self.seed, *about)))
        return int.from_bytes(sha256(text.encode()).digest()[:8]) / 2**64

    def between(self, low: int, high: int, *about: object) -> int:
        """Return a whole number, both ends included."""
        return low + int(self.share(*about) * (high - low + 1))

    def pick(self, table: Sequence[tuple[_T, float]], *about: object) -> _T:
        """Return one value by weight."""
        at = self.share(*about) * sum(weight for _, weight in table)
        for value, weight in table:
            at -= weight
            if at < 0:
                return value
        return table[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A departure as it is booked: on which flight, for when, and since when that was so."""

    activity: str
    flight: str
    departs: Minute
    since: Minute
    document: Standing
    carrier: CarrierCode | None
    notice_given: bool


def falls_out(model: CancellationModel, chance: Chance, booked: Booked) -> tuple[Minute, CancelReason] | None:
    """Return when a booking falls out and why, or None when it holds until the departure.

    As many fall out as over the whole life of a booking, however short before the departure it was made; when follows
    the curve over the time that there is.
    """
    left = max(0, booked.departs - booked.since)
    situation = BookingSituation(
        state=BookingState.PROPOSED,
        document=booked.document,
        carrier=booked.carrier,
        notice_given=booked.notice_given,
        minutes_left=left,
    )
    strength, about = model.strength(situation), (booked.activity, booked.flight)
    luck, fails = chance.share("booking", *about), 1 - float(model.standing(0) ** strength)
    if luck >= fails:
        return None

    def gone(minutes_left: float) -> float:
        whole, last = model.standing(left) ** strength, model.standing(0) ** strength
        return float((whole - model.standing(minutes_left) ** strength) / (whole - last)) if whole > last else 1.0

    low, high = 0.0, float(left)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if gone(middle) > luck / fails else (low, middle)
    return Minute(booked.departs - round(low)), chance.pick(model.reasons, "reason", *about)
