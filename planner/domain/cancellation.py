"""How likely a booking is to be cancelled before its departure: a model with settings, never a judgement of people.

Not allowed here: anything about the person. What the model may look at is the five fields of ``BookingSituation``.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cases import DocumentState
from planner.domain.failing import FailStage
from planner.domain.ids import CarrierCode
from planner.domain.settings import Settings, SettingsError
from planner.domain.time import MINUTES_PER_DAY

GROUP = "T02"
"""The settings of the model."""
_PERCENT = 100


class Standing(StrEnum):
    """How far the travel document of a departure is."""

    GRANTED = "granted"
    PROMISED = "promised"
    OTHER = "other"
    UNKNOWN = "unknown"


_STANDINGS = {
    DocumentState.GRANTED: Standing.GRANTED,
    DocumentState.PROMISED: Standing.PROMISED,
    None: Standing.UNKNOWN,
}


def standing_of(states: tuple[DocumentState | None, ...]) -> Standing:
    """Return how far the documents of all who travel are: as far as the one that is least far."""
    ranked = {
        DocumentState.GRANTED: Standing.GRANTED,
        DocumentState.PROMISED: Standing.PROMISED,
        None: Standing.UNKNOWN,
    }
    order = (Standing.OTHER, Standing.UNKNOWN, Standing.PROMISED, Standing.GRANTED)
    found = [ranked.get(state, Standing.OTHER) for state in states]
    return min(found, key=order.index, default=Standing.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingSituation:
    """All that the model may know of a booking; ``minutes_left`` is the time until the departure."""

    state: BookingState
    document: Standing
    carrier: CarrierCode | None
    notice_given: bool
    minutes_left: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the curve: with so many minutes left, so large a part of the ordinary bookings still stands."""

    minutes_left: int
    standing: float


@dataclass(frozen=True, slots=True)
class CancellationModel:
    """The settings of one day, looked up.

    ``curve`` runs from the departure back: the part of ordinary bookings that still stands. A situation multiplies
    the hazard, so that what stands is raised to the power ``strength`` (proportional hazards).
    """

    curve: tuple[Moment, ...]
    states: dict[BookingState, float]
    documents: dict[Standing, float]
    carriers: dict[CarrierCode, float]
    carrier: float
    notice: dict[bool, float]
    reasons: tuple[tuple[CancelReason, float], ...]
    stages: tuple[tuple[FailStage | None, float], ...]
    """Where it comes out on the last day, for reasons other than the carrier's; None: before the pick-up."""

    @classmethod
    def of(cls, settings: Settings, on: date, carriers: tuple[CarrierCode, ...] = ()) -> "CancellationModel":
        """Look the settings up; raise SettingsError when one is missing or the shares are no shares."""

        def share(key: str) -> float:
            return settings.value(GROUP, key, on=on) / _PERCENT

        whole, last = share("hazard"), share("last-day")
        if not 0 <= last <= whole < 1:
            msg = f"{GROUP}: last-day ({last:.0%}) hoort bij hazard ({whole:.0%})\nHoud 0 <= last-day <= hazard < 100."
            raise SettingsError(msg)
        days = settings.value(GROUP, "early-days", on=on)
        own = {code: settings.find(GROUP, f"carrier-{code}", on=on) for code in carriers}
        return cls(
            curve=(
                Moment(0, 1 - whole),
                Moment(MINUTES_PER_DAY, 1 - whole + last),
                Moment(max(2, days) * MINUTES_PER_DAY, 1.0),
            ),
            states={state: share(_key(state)) for state in _UNDER_WAY},
            documents={standing: share(f"document-{standing}") for standing in Standing},
            carriers={code: found.value / _PERCENT for code, found in own.items() if found is not None},
            carrier=share("carrier"),
            notice={True: share("notice-given"), False: share("notice-open")},
            reasons=_mix(tuple((reason, share(f"reason-{reason}")) for reason in CancelReason)),
            stages=_mix(
                (
                    (None, share("fails-before")),
                    (FailStage.PICKUP, share("fails-pickup")),
                    (FailStage.HAND_OVER, share("fails-hand-over")),
                    (FailStage.GATE, share("fails-gate")),
                )
            ),
        )

    def strength(self, situation: BookingSituation) -> float:
        """Return how many times the ordinary hazard a booking has: 0 when it is completed."""
        if situation.state is BookingState.COMPLETED:
            return 0.0
        return (
            self.states[situation.state]
            * self.documents[situation.document]
            * self.notice[situation.notice_given]
            * self.carriers.get(situation.carrier or CarrierCode(""), self.carrier)
        )

    def standing(self, minutes_left: float) -> float:
        """Return which part of the ordinary bookings still stands so long before the departure."""
        first, last = self.curve[0], self.curve[-1]
        if not first.minutes_left < minutes_left < last.minutes_left:
            return first.standing if minutes_left <= first.minutes_left else last.standing
        at = bisect_left([moment.minutes_left for moment in self.curve], minutes_left)
        low, high = self.curve[at - 1], self.curve[at]
        part = (minutes_left - low.minutes_left) / (high.minutes_left - low.minutes_left)
        return low.standing + part * (high.standing - low.standing)

    def probability(self, situation: BookingSituation) -> float:
        """Return the chance that the booking is cancelled between now and its departure."""
        if situation.state is BookingState.CANCELLED:
            return 1.0
        left = self.standing(0) / self.standing(situation.minutes_left)
        return 1 - float(left ** self.strength(situation))


_UNDER_WAY = (BookingState.PROPOSED, BookingState.REQUESTED, BookingState.BOOKED, BookingState.IN_TRANSIT)
_K = TypeVar("_K")


def _key(state: BookingState) -> str:
    return f"state-{state.name.lower().replace('_', '-')}"


def _mix(weights: tuple[tuple[_K, float], ...]) -> tuple[tuple[_K, float], ...]:
    """Return the weights as parts of one."""
    total = sum(weight for _, weight in weights)
    if total <= 0:
        msg = f"{GROUP}: alle aandelen van {weights[0][0]} en verder zijn nul\nGeef ten minste een ervan een gewicht."
        raise SettingsError(msg)
    return tuple((key, weight / total) for key, weight in weights)
