"""Bookings that follow from a release: proposed for forced departures on a new flight, taken back where they moved.

Pure functions. Not allowed here: asking a carrier for seats, and changing what people entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Track
from planner.domain.facts import fact_key
from planner.domain.ids import ActivityKey, FlightId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """``new`` are to be recorded, ``past`` to be ended; ``standing`` are all bookings after that."""

    new: tuple[Booking, ...] = ()
    past: tuple[Booking, ...] = ()
    standing: tuple[Booking, ...] = ()


def propose_bookings(
    appointments: Iterable[Appointment],
    activities: Mapping[ActivityKey, Activity],
    existing: Iterable[tuple[Booking, bool]],
    *,
    now: Minute,
    at: Minute,
) -> Proposals:
    """Return the proposals after a release made ``at`` a minute, for flights from ``now`` on.

    ``existing`` says of each booking whether an earlier release proposed it.
    A proposal of ours ends once its departure is planned on another flight or not at all; nobody saw an answer to it.
    """
    wanted = {
        (appointment.activity, FlightId(flight))
        for appointment in appointments
        if (flight := appointment.resource(ResourceKind.FLIGHT)) is not None
        and appointment.start >= now
        and _is_forced(activities.get(appointment.activity))
    }
    known = {(booking.activity, booking.flight): (booking, ours) for booking, ours in existing}
    past = {key for key, (booking, ours) in known.items() if ours and booking.state is BookingState.PROPOSED} - wanted
    new = [
        Booking(activity=activity, flight=flight, state=BookingState.PROPOSED, since=at)
        for activity, flight in sorted(wanted - known.keys())
    ]
    kept = [booking for key, (booking, _) in known.items() if key not in past]
    return Proposals(
        new=tuple(new),
        past=tuple(known[key][0] for key in sorted(past)),
        standing=tuple(sorted((*kept, *new), key=fact_key)),
    )


def _is_forced(activity: Activity | None) -> bool:
    return (
        activity is not None
        and activity.kind is ActivityKind.DEPARTURE
        and activity.departure.booked_by is BookedBy.DTV
        and activity.departure.track is Track.FORCED
    )
