"""The same week of transport planned with one source of travel times and driven by another.

A driver leaves the depot as planned, leaves each stop when done there, and never starts a stop before its planned time.
Flights and sessions are stood in for as in ``day``. Not allowed here: pass or fail.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from itertools import groupby

from benchmarks.day_problem import WEEK, problem_of, stand_ins
from maps.roads.network import RoadNetwork
from maps.traffic import Cautious, TrafficFactors, VehicleClass, minutes_at, planning_percent, traffic_factors
from maps.travel import FittedGreatCircle
from planner.domain.activities import Activity, MoveRole
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, TravelTable
from planner.domain.settings import Settings
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle
from planner.ports.surroundings import TravelTimes
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from solver.kernel.search import warm_up
from solver.transport import plan_transport

SEED = 1
Drive = Callable[[PlaceId, PlaceId, Minute], int]
"""Minutes from a place to a place for who leaves at a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A planned stop; ``latest`` is by when a delivery must be there, where that is known."""

    place: PlaceId
    start: Minute
    end: Minute
    latest: Minute | None


@dataclass(slots=True)
class Tally:
    """Stops driven; how many began later than planned, by how much; and deliveries after they had to be there."""

    stops: int = 0
    late: int = 0
    minutes: int = 0
    most: int = 0
    due: int = 0
    missed: int = 0
    missed_minutes: int = 0


def show(network: RoadNetwork, size: str, seconds: float) -> None:
    """Plan with each source, drive by each, and print what was late."""
    warm_up()
    problem = problem_of(generate(SampleSize(size), seed=SEED, week=WEEK))
    settings, monday = Settings(problem.settings), WEEK.monday
    cautious = Cautious(free_flow=network, percent=planning_percent(settings, monday))
    peaks = replace(traffic_factors(settings, monday), margins=dict.fromkeys(VehicleClass, 0))
    places = problem.resources.places
    drives: dict[str, Drive] = {
        "estimate": _by_table(FittedGreatCircle().table(places)),
        "road": _by_table(network.table(places)),
        "road at its hour": _by_hour(network.table(places), peaks),
    }
    sources: dict[str, TravelTimes] = {
        "estimate": FittedGreatCircle(),
        "road": network,
        f"road at {cautious.percent} %": cautious,
    }
    print(f"\n{size}, week {WEEK}, {seconds:g} s of search each")
    print("late: begun after the planned time; missed: delivered after it had to be")
    heads = ("moves", "stops", "late", "min", "most", "due", "missed", "min")
    print(f"{'planned with':<16}{'driven by':<18}" + "".join(f"{head:>8}" for head in heads))
    for name, source in sources.items():
        version = replace(problem, travel=source.table(places))
        planned = _plan(version, seconds)
        for by, drive in drives.items():
            figures = (len(planned), *astuple(driven(version, planned, drive)))
            print(f"{name:<16}{by:<18}" + "".join(f"{figure:8}" for figure in figures))


def _plan(problem: Problem, seconds: float) -> tuple[Appointment, ...]:
    return plan_transport(
        problem,
        stand_ins(problem),
        days=WEEK.interval(),
        seconds=seconds,
        seed=SEED,
        report=lambda _: None,
        stopped=lambda: False,
    ).appointments


def driven(problem: Problem, planned: tuple[Appointment, ...], drive: Drive) -> Tally:
    """Drive every vehicle's stops in their planned order and count what is late."""
    tally = Tally()
    as_planned = _by_table(problem.travel)
    for vehicle, visits in _shifts(problem, planned):
        first = visits[0]
        leave, here = Minute(first.start - as_planned(vehicle.depot, first.place, first.start)), vehicle.depot
        for visit in visits:
            arrival = leave + drive(here, visit.place, leave)
            begin = max(arrival, visit.start)
            _count(tally, visit, begin - visit.start)
            leave, here = Minute(begin + visit.end - visit.start), visit.place
    return tally


def _count(tally: Tally, visit: Visit, late: int) -> None:
    tally.stops += 1
    tally.late += late > 0
    tally.minutes += late
    tally.most = max(tally.most, late)
    if visit.latest is not None:
        over = max(0, visit.start + late - visit.latest)
        tally.due += 1
        tally.missed += over > 0
        tally.missed_minutes += over


def _shifts(problem: Problem, planned: tuple[Appointment, ...]) -> Iterator[tuple[Vehicle, tuple[Visit, ...]]]:
    """Yield the stops of each shift in order; stops together at one place and time are one."""
    activities = {activity.key: activity for activity in problem.activities}
    served = stand_ins(problem)
    settings = Settings(problem.settings)
    by_vehicle: dict[str, list[Visit]] = {}
    for item in planned:
        for part in item.of_kind(ResourceKind.VEHICLE):
            latest = _latest(activities[item.activity], served, settings)
            first, last = part.stops[0], part.stops[-1]
            by_vehicle.setdefault(part.resource.id, []).extend(
                (
                    Visit(place=first.place, start=first.start, end=first.end, latest=None),
                    Visit(place=last.place, start=last.start, end=last.end, latest=latest),
                )
            )
    for vehicle in problem.resources.vehicles:
        visits = sorted(by_vehicle.get(vehicle.id, ()), key=lambda visit: (visit.start, visit.end))
        for shift in vehicle.shifts:
            inside = tuple(visit for visit in visits if shift.covers(visit.start, visit.end))
            if inside:
                yield vehicle, tuple(_merged(inside))


def _merged(visits: tuple[Visit, ...]) -> Iterator[Visit]:
    for _, group in groupby(visits, key=lambda visit: (visit.place, visit.start)):
        together = list(group)
        due = [visit.latest for visit in together if visit.latest is not None]
        yield replace(together[-1], latest=min(due) if due else None)


def _latest(activity: Activity, served: Mapping[ActivityKey, Appointment], settings: Settings) -> Minute | None:
    move = activity.move
    goal = served.get(move.serves) if move.serves else None
    match move.role:
        case MoveRole.TO_DEPARTURE if goal is not None:
            return Minute(goal.start - settings.value("R29", "before", on=day_of(goal.start)))
        case MoveRole.TO_PRESENTATION if goal is not None:
            return goal.start
        case _:
            return move.delivery.end if move.delivery is not None else None


def _by_table(table: TravelTable) -> Drive:
    row = {place: number for number, place in enumerate(table.places)}
    size, minutes = len(row), table.minutes
    return lambda start, end, _leave: minutes[row[start] * size + row[end]]


def _by_hour(table: TravelTable, factors: TrafficFactors) -> Drive:
    free = _by_table(table)
    return lambda start, end, leave: minutes_at(free(start, end, leave), leave, factors)
