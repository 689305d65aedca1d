"""Which escort teams go along on which departure: whole teams, rested, offered by KMar, a nurse where needed.

Not allowed here: choosing flights. A departure that cannot get its teams is returned, not dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr, LinearExprT

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, EscortTeamId, FlightId
from planner.domain.plan import Appointment, Participation, part, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.search import Stopped
from solver.duty import duty, duty_interval, escorts_needed, needs_nurse, persons_of, rest_after
from solver.known import Known
from solver.solving import Limits, run

UNSERVED_COST = 1_000_000
TEAM_COST = 1_000
CHANGE_COST = 50
SPREAD_COST = 10


@dataclass(frozen=True, slots=True)
class Duty:
    """One departure that needs escorts: when its duty is, how long the rest, how many escorts."""

    activity: ActivityKey
    flight: Flight
    when: Interval
    rest: int
    escorts: int
    nurse: bool

    @property
    def end(self) -> Minute:
        """End of the duty."""
        return self.when.end or self.when.start

    @property
    def rested(self) -> Minute:
        """First minute a team can be on duty again."""
        return Minute(self.end + self.rest)


@dataclass(frozen=True, slots=True)
class Roster:
    """Teams per departure, and the departures left without."""

    teams: Mapping[ActivityKey, tuple[EscortTeamId, ...]]
    unserved: tuple[ActivityKey, ...]


def needs_escorts(activity: Activity) -> bool:
    """Return whether DT&V books the departure and escorts go along."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return False
    return activity.departure.escorted and activity.departure.booked_by is BookedBy.DTV


def duty_of(known: Known, activity: Activity, flight: Flight) -> Duty:
    """Return the duty an escorted departure on a flight asks for."""
    return Duty(
        activity.key,
        flight,
        duty_interval(known, flight),
        rest_after(known, flight),
        escorts_needed(known, flight, persons_of(activity)),
        needs_nurse(known, activity),
    )


def busy(known: Known, fixed: Iterable[Appointment]) -> dict[EscortTeamId, list[Interval]]:
    """Return per team when it is on a fixed duty or resting after it."""
    found: dict[EscortTeamId, list[Interval]] = defaultdict(list)
    for appointment in fixed:
        for duty_part in appointment.of_kind(ResourceKind.ESCORT):
            rest = known.setting("R28", "rest", appointment.start)
            resting = Interval(duty_part.start, Minute(duty_part.end + rest))
            found[EscortTeamId(duty_part.resource.id)].append(resting)
    return found


def can_go(team: EscortTeam, duty_: Duty, taken: Sequence[Interval]) -> bool:
    """Return whether a team is offered for the whole duty and not bound or resting."""
    offered = any(stretch.covers(duty_.when.start, duty_.end) for stretch in team.available)
    return offered and not any(other.overlaps(duty_.when.start, duty_.rested) for other in taken)


def duties_of(known: Known, planned: Iterable[Appointment]) -> list[Duty]:
    """Return the duties of the planned departures that need escorts and have none yet."""
    found = []
    for appointment in planned:
        activity = known.activities.get(appointment.activity)
        flight = known.flights.get(FlightId(appointment.resource(ResourceKind.FLIGHT) or ""))
        if activity and flight and needs_escorts(activity) and not appointment.of_kind(ResourceKind.ESCORT):
            found.append(duty_of(known, activity, flight))
    return found


def pick_teams(
    known: Known,
    planned: Sequence[Appointment],
    fixed: Sequence[Appointment],
    limits: Limits,
    stopped: Stopped | None = None,
) -> Roster:
    """Give each departure its teams, first as many departures as possible, then few teams, evenly."""
    duties = duties_of(known, planned)
    if not duties:
        return Roster({}, ())
    model = CpModel()
    goes = _possible(known, model, duties, busy(known, fixed))
    served = {d.activity: model.new_bool_var(f"{d.activity}") for d in duties}
    teams = known.problem.resources.escort_teams
    for duty_ in duties:
        _enough(model, duty_, teams, goes, served[duty_.activity])
    for group in _households(known, duties):
        for other in group[1:]:
            model.add(served[other] == served[group[0]])
    costs: list[LinearExprT] = [UNSERVED_COST * (1 - literal) for literal in served.values()]
    costs += [_team_cost(known, key, team) * literal for (key, team), literal in goes.items()]
    for team in teams:
        costs += _one_at_a_time(model, team, duties, goes)
    model.minimize(LinearExpr.sum(costs))
    result = run(model, limits, stopped)
    return Roster({}, tuple(served)) if result is None else _roster(result[0], served, goes)


_Goes = Mapping[tuple[ActivityKey, EscortTeamId], IntVar]


def _possible(
    known: Known, model: CpModel, duties: Sequence[Duty], taken: Mapping[EscortTeamId, Sequence[Interval]]
) -> _Goes:
    return {
        (d.activity, team.id): model.new_bool_var(f"{d.activity}-{team.id}")
        for d in duties
        for team in known.problem.resources.escort_teams
        if can_go(team, d, taken.get(team.id, ()))
    }


def _roster(solver: CpSolver, served: Mapping[ActivityKey, IntVar], goes: _Goes) -> Roster:
    chosen: dict[ActivityKey, tuple[EscortTeamId, ...]] = {
        key: () for key, literal in served.items() if solver.boolean_value(literal)
    }
    for (key, who), literal in goes.items():
        if key in chosen and solver.boolean_value(literal):
            chosen[key] = (*chosen[key], who)
    return Roster(chosen, tuple(key for key in served if key not in chosen))


def _enough(model: CpModel, duty_: Duty, teams: Sequence[EscortTeam], goes: _Goes, served: IntVar) -> None:
    mine = [(team, goes[duty_.activity, team.id]) for team in teams if (duty_.activity, team.id) in goes]
    escorts = LinearExpr.sum([team.size * literal for team, literal in mine])
    model.add(escorts >= duty_.escorts).only_enforce_if(served)
    if duty_.nurse:
        model.add(LinearExpr.sum([literal for team, literal in mine if team.nurse]) >= 1).only_enforce_if(served)


def _one_at_a_time(model: CpModel, team: EscortTeam, duties: Sequence[Duty], goes: _Goes) -> list[LinearExprT]:
    """Let a team do one duty at a time with rest between; return what an uneven share costs."""
    mine = [(d, goes[d.activity, team.id]) for d in duties if (d.activity, team.id) in goes]
    if not mine:
        return []
    model.add_no_overlap(
        [
            model.new_optional_fixed_size_interval_var(d.when.start, d.rested - d.when.start, literal, "dienst")
            for d, literal in mine
        ]
    )
    total = LinearExpr.sum([literal for _, literal in mine])
    extra: list[LinearExprT] = []
    for count in (1, 2, 3):
        above = model.new_int_var(0, len(mine), "meer")
        model.add(above >= total - count)
        extra.append(SPREAD_COST * above)
    return extra


def _team_cost(known: Known, key: ActivityKey, team: EscortTeamId) -> int:
    published = known.baseline.get(key)
    before = {p.resource.id for p in published.of_kind(ResourceKind.ESCORT)} if published else set()
    return TEAM_COST + (CHANGE_COST if before and team not in before else 0)


def _households(known: Known, duties: Sequence[Duty]) -> list[list[ActivityKey]]:
    """Return the departures that go together: members of one household without approval to part."""
    groups: dict[str, list[ActivityKey]] = defaultdict(list)
    for duty_ in duties:
        for case in known.activities[duty_.activity].cases:
            household = known.household(case, duty_.flight.departs)
            if household and not known.separation_approved(household, duty_.flight.departs):
                groups[household].append(duty_.activity)
    return list(groups.values())


def escort_parts(known: Known, departure: Appointment, teams: Sequence[EscortTeamId]) -> tuple[Participation, ...]:
    """Return the escort parts of a departure."""
    flight = known.flights[FlightId(departure.resource(ResourceKind.FLIGHT) or "")]
    lead, tail = duty(known, flight)
    start, end = Minute(flight.departs - lead), Minute(flight.arrives + tail)
    return tuple(part(departure.id, ResourceRef(ResourceKind.ESCORT, team), start, end) for team in teams)


def with_escorts(known: Known, departure: Appointment, roster: Roster) -> Appointment:
    """Return the departure with its teams, unchanged when it needs none."""
    teams = roster.teams.get(departure.activity, ())
    return with_parts(departure, *escort_parts(known, departure, teams)) if teams else departure
