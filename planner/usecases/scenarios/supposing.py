"""From what somebody supposes, in their own terms, to steps of facts: more escorts, a sitting, a flight, a closed site.

Nothing is recorded. Not allowed here: putting the steps into a problem (``planner.domain.scenario``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.disruption import FactStep
from planner.domain.fact_patch import with_steps
from planner.domain.flights import Flight
from planner.domain.ids import EscortTeamId, FlightId, MissionId, PlaceId, SessionId
from planner.domain.missions import Session
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval, Minute
from planner.domain.wording import either
from planner.usecases.disruptions.periods import fewer

MOST_AT_ONCE = 20
"""More teams, sittings or flights than this in one wish are a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTeams:
    """So many more escort teams, each offered as one that there is."""

    team: EscortTeamId
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreSession:
    """One more sitting of a mission."""

    mission: MissionId
    interval: Interval
    quota: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCloses:
    """No conversation rooms at a site during a stretch."""

    place: PlaceId
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreFlight:
    """One more flight, as one that there is but at another time."""

    like: FlightId
    departs: Minute


Wish = MoreTeams | MoreSession | SiteCloses | MoreFlight


def steps_for(problem: Problem, wishes: Iterable[Wish]) -> tuple[FactStep, ...]:
    """Return the steps that wishes come down to, each on what the ones before it left; raise StepRefusedError."""
    found: list[FactStep] = []
    for wish in wishes:
        steps = tuple(_steps(problem, wish))
        problem = with_steps(problem, steps)
        found += steps
    return tuple(found)


def _steps(problem: Problem, wish: Wish) -> Iterator[FactStep]:
    if isinstance(wish, MoreTeams):
        yield from _teams(problem, wish)
    elif isinstance(wish, MoreSession):
        yield _session(problem, wish)
    elif isinstance(wish, SiteCloses):
        yield from _closed(problem, wish)
    else:
        yield FactStep(before=None, after=_flight(problem, wish))


def _teams(problem: Problem, wish: MoreTeams) -> Iterator[FactStep]:
    teams = {team.id: team for team in problem.resources.escort_teams}
    if wish.team not in teams:
        raise StepRefusedError(
            either(f"escortteam {wish.team} is er niet", f"there is no escort team {wish.team}"),
            either("Kies een team dat er is.", "Choose a team that is there."),
        )
    if not 1 <= wish.count <= MOST_AT_ONCE:
        raise StepRefusedError(
            either(f"{wish.count} teams kan niet", f"{wish.count} teams cannot be"),
            either(f"Geef een aantal van 1 tot en met {MOST_AT_ONCE}.", f"Give a number from 1 to {MOST_AT_ONCE}."),
        )
    for _ in range(wish.count):
        fresh = EscortTeamId(_fresh(wish.team, teams))
        teams[fresh] = replace(teams[wish.team], id=fresh)
        yield FactStep(before=None, after=teams[fresh])


def _session(problem: Problem, wish: MoreSession) -> FactStep:
    if wish.mission not in {mission.id for mission in problem.resources.missions}:
        raise StepRefusedError(
            either(f"vertegenwoordiging {wish.mission} is er niet", f"there is no mission {wish.mission}"),
            either("Kies er een die er is.", "Choose one that is there."),
        )
    if wish.quota < 1:
        raise StepRefusedError(
            either(
                "een zitting heeft plaats voor ten minste één persoon", "a session has room for at least one person"
            ),
            either("Geef een aantal vanaf 1.", "Give a number from 1."),
        )
    _refuse_outside(problem, wish.interval)
    known = {session.id for session in problem.resources.sessions}
    fresh = SessionId(_fresh(wish.mission, known))
    return FactStep(
        before=None, after=Session(id=fresh, mission=wish.mission, interval=wish.interval, quota=wish.quota)
    )


def _closed(problem: Problem, wish: SiteCloses) -> Iterator[FactStep]:
    _refuse_outside(problem, wish.interval)
    rooms = [
        one
        for one in problem.resources.capacities
        if one.resource.kind is ResourceKind.ROOM and one.resource.id == wish.place
    ]
    steps = tuple(fewer(rooms, wish.interval, None))
    if not steps:
        raise StepRefusedError(
            either(
                f"locatie {wish.place} heeft dan geen gespreksruimten",
                f"location {wish.place} has no interview rooms then",
            ),
            either("Kies een locatie en een tijd met ruimten.", "Choose a location and a time with rooms."),
        )
    yield from steps


def _flight(problem: Problem, wish: MoreFlight) -> Flight:
    flights = {flight.id: flight for flight in problem.resources.flights}
    like = flights.get(wish.like)
    if like is None:
        raise StepRefusedError(
            either(f"vlucht {wish.like} is er niet", f"there is no flight {wish.like}"),
            either("Kies een vlucht die er is.", "Choose a flight that is there."),
        )
    later = wish.departs - like.departs
    moved = replace(
        like,
        id=FlightId(_fresh(wish.like, flights)),
        departs=wish.departs,
        arrives=Minute(like.arrives + later),
        transits=tuple(
            replace(one, arrives=Minute(one.arrives + later), departs=Minute(one.departs + later))
            for one in like.transits
        ),
        booking_closes=None if like.booking_closes is None else Minute(like.booking_closes + later),
    )
    _refuse_outside(problem, Interval(moved.departs, moved.arrives))
    return moved


def _refuse_outside(problem: Problem, interval: Interval) -> None:
    if not problem.horizon.overlaps(interval.start, interval.end) or interval.start < problem.recorded_at:
        raise StepRefusedError(
            either(
                "dat valt buiten de weken van dit plan, of is al voorbij",
                "that lies outside the weeks of this plan, or is past already",
            ),
            either("Kies een tijd die nog komt, in deze weken.", "Choose a time to come, in these weeks."),
        )


def _fresh(code: str, known: Iterable[str]) -> str:
    """Return a code that there is not, told from real ones by its ending."""
    taken = set(known)
    return next(name for number in range(1, len(taken) + 2) if (name := f"{code}-S{number}") not in taken)
