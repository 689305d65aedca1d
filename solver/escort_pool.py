"""Who of a team is out, and how many are still free for a duty. No search.

A duty takes so many escorts of a team out of its pool until they have rested. Two limits hold together: at every
moment no more are on duty than the team offers, and whoever begins has rested: at the beginning of each duty those on
duty and those still resting are together no more than the team offers at that moment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.domain.bookings import BookingState
from planner.domain.ids import ActivityKey, EscortTeamId, OfficerId
from planner.domain.plan import Appointment, Participation
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver import steps
from solver.escort_offers import working
from solver.known import Known
from solver.view import Part, View

NOTHING: steps.Steps = ((steps.FIRST, 0), (steps.LAST, 0))


@dataclass(frozen=True, slots=True)
class Out:
    """Escorts on a duty: from when, until when, when they have rested, how many, and for which departure."""

    start: Minute
    end: Minute
    rested: Minute
    amount: int
    activity: ActivityKey | None = None

    def on_duty(self, moment: Minute) -> bool:
        """Return whether they are on duty at the moment."""
        return self.start <= moment < self.end

    def away(self, moment: Minute) -> bool:
        """Return whether they are on duty, or resting after it, at the moment."""
        return self.start <= moment < self.rested


def rest(known: Known, end: Minute) -> int:
    """Return the minutes of rest after a duty that ends then."""
    return known.setting("R28", "rest", end)


def out(known: Known, part: Participation, activity: ActivityKey | None = None) -> Out:
    """Return the part of a team or an officer as time out of the pool."""
    rested = Minute(part.end + rest(known, part.end))
    return Out(part.start, part.end, rested, part.amount, activity)


def elsewhere(known: Known, ref: ResourceRef) -> list[Out]:
    """Return the published duties of a team or officer for departures outside the problem."""
    return [out(known, part) for part in known.escorts.elsewhere.get(ref, ())]


def freed(known: Known, appointment: Appointment) -> bool:
    """Return whether the booking on the appointment's flight was cancelled, so that its escorts are free at once."""
    flight = appointment.resource(ResourceKind.FLIGHT)
    return any(
        booking.flight == flight and booking.state is BookingState.CANCELLED
        for booking in known.bookings.get(appointment.activity, ())
    )


def fixed_duties(known: Known, fixed: Iterable[Appointment]) -> dict[ResourceRef, list[Out]]:
    """Return what is fixed per team and officer: in these appointments, and outside the problem."""
    found = {ref: elsewhere(known, ref) for ref in known.escorts.elsewhere}
    for appointment in (item for item in fixed if not freed(known, item)):
        for part in (*appointment.of_kind(ResourceKind.ESCORT), *appointment.of_kind(ResourceKind.OFFICER)):
            found.setdefault(part.resource, []).append(out(known, part, appointment.activity))
    return found


def taken(view: View, ref: ResourceRef) -> list[Part]:
    """Return the parts of a team or officer in a plan, without those whose booking was cancelled."""
    return [part for part in view.parts(ref) if not freed(view.known, part.appointment)]


def offer(known: Known, team: str) -> steps.Steps:
    """Return what a team offers; nothing when it is not known."""
    return known.escorts.offered.get(EscortTeamId(team), NOTHING)


def free(known: Known, team: str, duty: Out, others: Sequence[Out]) -> int:
    """Return how many escorts of a team can take a duty beside the others."""
    there = offer(known, team)
    moments = {duty.start, *(moment for moment, _ in there), *(other.start for other in others)}
    left = min(
        steps.at(there, moment) - sum(other.amount for other in others if other.on_duty(moment))
        for moment in moments
        if duty.on_duty(moment)
    )
    beginnings = {duty.start, *(other.start for other in others)}
    rested = min(
        steps.at(there, moment) - sum(other.amount for other in others if other.away(moment))
        for moment in beginnings
        if duty.away(moment)
    )
    return max(0, min(left, rested))


def can_go(known: Known, officer: OfficerId, duty: Out, others: Sequence[Out]) -> bool:
    """Return whether an officer is there for the whole duty, has rested before it and rests before the next."""
    found = known.escorts.officers[officer]
    there = any(stretch.covers(duty.start, duty.end) for stretch in working(found, known.absences))
    return there and not any(clash(duty, other) for other in others)


def clash(first: Out, second: Out) -> bool:
    """Return whether one person cannot do both duties: they overlap, rest included."""
    return first.away(second.start) or second.away(first.start)
