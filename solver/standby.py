"""Who may stand by for a flight: those who could take over from somebody planned on it and break no hard or legal rule.

Nobody is compared by who they are: the order is by legal term, then by days in detention, then by key.
Not allowed here: approving (people do) and the rulebook (rule R43 is part of it).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import StandbyApproval
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, FlightId, RuleId, participation_id
from planner.domain.levels import Level
from planner.domain.places import PlaceKind
from planner.domain.plan import Appointment, Breach, Reason, Standby
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies
from solver.failing import party_of
from solver.known import Known
from solver.modes import flight_mode
from solver.rule import Rule
from solver.view import View
from solver.what_if import objections, own_rides

NEVER = Minute(10**9)
R43 = RuleId("R43")
_UNKNOWN = Text(
    nl="{activity} of vlucht {flight} is niet bekend; alleen wat DT&V boekt, kan",
    en="{activity} or flight {flight} is not known; only what DT&V books can be",
)
_NOT_APPROVED = Text(
    nl="niemand keurde {activity} goed als reserve voor deze vlucht",
    en="nobody approved {activity} as a stand-by for this flight",
)
_PLANNED_ON_IT = Text(
    nl="{activity} is zelf op deze vlucht gepland",
    en="{activity} is planned on this flight itself",
)
_TOO_SOON = Text(
    nl="stond al reserve voor vlucht {flight}; dat mag eens per {days}",
    en="already stood by for flight {flight}; that is allowed once per {days}",
)
_NOBODY = Text(
    nl="op deze vlucht is niemand gepland om voor in te vallen",
    en="nobody is planned on this flight to take over from",
)


@dataclass(frozen=True, slots=True)
class StandbyCandidate:
    """A departure that could stand by, with what is in the way: nothing when it fits."""

    activity: ActivityKey
    in_the_way: tuple[Reason, ...]
    approved_by: str = ""
    """Service number of who approved it; empty: nobody yet."""
    rides: tuple[ActivityKey, ...] = ()
    """Its planned rides, which do not go to this flight: to be planned anew."""

    @property
    def fits(self) -> bool:
        """Whether nothing is in the way, but perhaps an approval."""
        return not self.in_the_way


@dataclass(frozen=True, slots=True)
class VoidApproval:
    """An approval that does not hold in a plan, with what is in the way."""

    approval: StandbyApproval
    in_the_way: tuple[Reason, ...]


def void_approvals(view: View, rules: Sequence[Rule]) -> tuple[VoidApproval, ...]:
    """Return the approvals that do not hold in a plan, by flight; not those for flights that left."""
    found = []
    for approval in sorted(view.known.problem.standbys, key=lambda item: (item.flight, item.activity)):
        standby = Standby(activity=approval.activity, flight=approval.flight, approved_by=approval.approved_by)
        reasons = tuple(dict.fromkeys(in_the_way(view, rules, standby))) if _matters(view.known, approval) else ()
        if reasons:
            found.append(VoidApproval(approval, reasons))
    return tuple(found)


def standbys_of(view: View, rules: Sequence[Rule]) -> tuple[Standby, ...]:
    """Return the approved stand-bys that hold in a plan, in order of their flights and as ``rank`` orders them."""
    found = []
    for approval in sorted(view.known.problem.standbys, key=lambda item: (item.flight, item.activity)):
        standby = Standby(activity=approval.activity, flight=approval.flight, approved_by=approval.approved_by)
        if next(in_the_way(view, rules, standby), None) is None:
            found.append(standby)
    known = view.known
    return tuple(
        sorted(found, key=lambda item: (known.flights[item.flight].departs, rank(known, known.activity(item.activity))))
    )


def candidates(view: View, rules: Sequence[Rule], flight: Flight) -> tuple[StandbyCandidate, ...]:
    """Return every departure to a flight's country that is not planned on it, and the approved: those that fit first.

    Of those that do not fit, the approved come first.
    """
    known = view.known
    approved = {a.activity: a.approved_by for a in known.problem.standbys if a.flight == flight.id}
    found = []
    for activity in known.problem.activities:
        if activity.key not in approved and not _comes_into_account(view, activity, flight):
            continue
        who = approved.get(activity.key, "")
        standby = Standby(activity=activity.key, flight=flight.id, approved_by=who)
        reasons = tuple(dict.fromkeys(in_the_way(view, rules, standby, approval=False)))
        rides = own_rides(view, activity.key)
        found.append((activity, StandbyCandidate(activity.key, reasons, who, rides)))
    found.sort(key=lambda item: (*_order(item[1]), rank(known, item[0])))
    return tuple(candidate for _, candidate in found)


def in_the_way(view: View, rules: Sequence[Rule], standby: Standby, *, approval: bool = True) -> Iterator[Reason]:
    """Yield why a departure may not stand by for a flight; nothing when it may."""
    known = view.known
    activity, flight = known.activities.get(standby.activity), known.flights.get(standby.flight)
    if activity is None or flight is None or not flies(activity):
        yield _reason(_UNKNOWN.say(activity=standby.activity, flight=standby.flight))
        return
    if approval and not _approval(known, standby):
        yield _reason(_NOT_APPROVED.say(activity=standby.activity))
    if _planned_on(view, activity, flight.id):
        yield _reason(_PLANNED_ON_IT.say(activity=standby.activity))
        return
    other = _too_soon(known, activity, flight)
    if other is not None:
        days = naming.norm(known, "R43", "between", flight.departs, activity)
        yield _reason(_TOO_SOON.say(flight=other.flight, days=days))
    yield from (Reason(rule=b.rule, because=b.because) for b in _best(view, rules, activity, flight))


def rank(known: Known, activity: Activity) -> tuple[Minute, int, ActivityKey]:
    """Return the order among departures: the first legal term first, then the longest in detention, then the key."""
    binding = (term for term in known.terms(activity) if term.level in (Level.HARD, Level.LEGAL))
    term = min((known.deadline(activity, term) for term in binding), default=NEVER)
    return term, -days_detained(known, activity), activity.key


def days_detained(known: Known, activity: Activity) -> int:
    """Return the whole days that the longest detained of the persons is in detention now."""
    since = [
        valid.start
        for case in activity.cases
        for valid, place in known.stays(case)
        if valid.contains(known.now) and place in known.places and known.places[place].kind is PlaceKind.DETENTION
    ]
    return (known.now - min(since, default=known.now)) // MINUTES_PER_DAY


def taking_over(activity: Activity, flight: Flight, fallen: Appointment | None) -> Appointment:
    """Return the departure on the flight, with the escorts of the one that fell out."""
    bare = flight_mode(activity, flight).at(flight.departs)
    escorts = [] if fallen is None else [*fallen.of_kind(ResourceKind.ESCORT), *fallen.of_kind(ResourceKind.OFFICER)]
    if not activity.departure.escorted or not escorts:
        return bare
    parts = (replace(part, id=participation_id(bare.id, part.resource.kind, part.resource.id)) for part in escorts)
    return replace(bare, participations=(*bare.participations, *parts))


def _best(view: View, rules: Sequence[Rule], activity: Activity, flight: Flight) -> tuple[Breach, ...]:
    """Return the fewest objections over all planned on the flight that could fall out, with their households."""
    parties: dict[str, list[Appointment]] = {}
    for part in view.parts(ResourceRef(ResourceKind.FLIGHT, flight.id)):
        departure = view.known.activities.get(part.appointment.activity)
        if departure is not None and departure.kind is ActivityKind.DEPARTURE:
            parties.setdefault(party_of(view.known, departure, part.appointment), []).append(part.appointment)
    best: tuple[Breach, ...] | None = None
    for party in sorted(parties):
        out = parties[party]
        fallen = max(out, key=lambda item: len(item.participations))
        appointment = taking_over(activity, flight, fallen)
        found = objections(view, rules, appointment, {item.activity for item in out})
        best = found if best is None or len(found) < len(best) else best
        if not best:
            break
    if best is None:
        because = str(_NOBODY)
        return (Breach(rule=R43, level=Level.HARD, cost=1, because=because),)
    return best


def _reason(because: str) -> Reason:
    return Reason(rule=R43, because=because)


def _comes_into_account(view: View, activity: Activity, flight: Flight) -> bool:
    to_there = flies(activity) and activity.departure.country == flight.country
    return to_there and not _planned_on(view, activity, flight.id)


def _order(candidate: StandbyCandidate) -> tuple[bool, bool, int]:
    """Return the order: those that fit, then the approved that do not, then the fewest reasons."""
    return not candidate.fits, not candidate.fits and not candidate.approved_by, len(candidate.in_the_way)


def _planned_on(view: View, activity: Activity, flight: FlightId) -> bool:
    planned = view.planned(activity)
    return planned is not None and planned.resource(ResourceKind.FLIGHT) == flight


def _approval(known: Known, standby: Standby) -> bool:
    return any(
        (a.activity, a.flight, a.approved_by) == (standby.activity, standby.flight, standby.approved_by)
        and a.approved_by
        for a in known.problem.standbys
    )


def _matters(known: Known, approval: StandbyApproval) -> bool:
    """Return whether an approval still says something: its flight is to leave or, if unknown, it is not long ago."""
    flight, days = known.flights.get(approval.flight), known.setting("R43", "between", known.now)
    if flight is not None:
        return flight.departs >= known.now
    return known.now - approval.approved_at < days * MINUTES_PER_DAY


def _too_soon(known: Known, activity: Activity, flight: Flight) -> StandbyApproval | None:
    """Return an approval for one of the same persons for another flight within the days between."""
    days = known.setting("R43", "between", flight.departs, activity)
    for other in known.problem.standbys:
        same = known.activities.get(other.activity)
        people = same.cases if same is not None else ()
        alike = other.activity == activity.key or not set(activity.cases).isdisjoint(people)
        if other.flight == flight.id or not alike:
            continue
        stood = known.flights[other.flight].departs if other.flight in known.flights else other.approved_at
        if stood <= flight.departs and flight.departs - stood < days * MINUTES_PER_DAY:
            return other
    return None
