"""How quickly and how well one day's transport is planned: ``python -m benchmarks day --size national``.

Flights and sessions are stood in for by the first that fits. Not allowed here: pass or fail; it only prints.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from maps.travel import FittedGreatCircle
from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import CaseFile
from planner.domain.civil import IsoWeek, day_interval
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey
from planner.domain.missions import Session
from planner.domain.places import Place
from planner.domain.plan import Appointment, UnplannedCode, appointment
from planner.domain.problem import Problem
from planner.domain.resources import ClosedDays, Resources
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.search import Progress
from planner.sample.generate import Sample, generate
from planner.sample.sizes import SampleSize
from solver.kernel.search import warm_up
from solver.transport import TransportResult, plan_transport

WEEK = IsoWeek(2026, 48)


def main(arguments: Sequence[str]) -> None:
    """Plan the Wednesday of the sample week and print what came of it."""
    options = _options(arguments)
    sample = generate(SampleSize(options.size), seed=options.sample_seed, week=WEEK)
    problem = problem_of(sample)
    wednesday = day_interval(WEEK.monday + timedelta(days=2))
    days = WEEK.interval() if options.week else wednesday
    _warm_up()
    begun = time.perf_counter()
    lines: list[Progress] = []
    result = plan_transport(
        problem,
        stand_ins(problem),
        days=days,
        seconds=options.seconds,
        seed=options.seed,
        report=lines.append,
        stopped=lambda: False,
    )
    _show(problem, result, lines, time.perf_counter() - begun, days)


def problem_of(sample: Sample) -> Problem:
    """Return the transport part of a sample as a problem."""
    places = tuple(fact for fact in sample.facts if isinstance(fact, Place))
    return Problem(
        horizon=WEEK.interval(4),
        scope=WEEK.interval(),
        recorded_at=sample.as_of,
        case_file=CaseFile(),
        resources=Resources(
            places=places,
            vehicles=tuple(fact for fact in sample.facts if isinstance(fact, Vehicle)),
            flights=tuple(fact for fact in sample.facts if isinstance(fact, Flight)),
            sessions=tuple(fact for fact in sample.facts if isinstance(fact, Session)),
            closed_days=tuple(fact for fact in sample.facts if isinstance(fact, ClosedDays)),
        ),
        travel=FittedGreatCircle().table(places),
        activities=tuple(fact for fact in sample.facts if isinstance(fact, Activity)),
        settings=DEFAULT_SETTINGS,
    )


def stand_ins(problem: Problem) -> dict[ActivityKey, Appointment]:
    """Give each departure the first flight, and each presentation the first session, inside its window."""
    flights: dict[str, list[Flight]] = defaultdict(list)
    sessions: dict[str, list[Session]] = defaultdict(list)
    for flight in sorted(problem.resources.flights, key=lambda flight: flight.departs):
        flights[flight.country].append(flight)
    for session in sorted(problem.resources.sessions, key=lambda session: session.interval.start):
        sessions[session.mission].append(session)
    found: dict[ActivityKey, Appointment] = {}
    for activity in problem.activities:
        for start, end in _offers(activity, flights, sessions):
            if activity.window.start <= start < activity.latest_end:
                found[activity.key] = appointment(activity.key, start, end, activity.place)
                break
    return found


def _offers(
    activity: Activity, flights: dict[str, list[Flight]], sessions: dict[str, list[Session]]
) -> Iterator[tuple[Minute, Minute]]:
    if activity.kind is ActivityKind.DEPARTURE:
        yield from ((flight.departs, flight.arrives) for flight in flights[activity.departure.country])
    elif activity.kind is ActivityKind.PRESENTATION:
        for session in sessions[activity.presentation.mission]:
            yield session.interval.start, Minute(session.interval.start + activity.duration)


def _warm_up() -> None:
    """Compile or load the kernel first; say how long it took."""
    begun = time.perf_counter()
    warm_up()
    print(f"{'compile or load':<28}{time.perf_counter() - begun:8.1f} s")


def _show(problem: Problem, result: TransportResult, lines: Sequence[Progress], seconds: float, days: Interval) -> None:
    codes = Counter(item.code for item in result.unplanned)
    possible = len(result.appointments) + codes[UnplannedCode.CAPACITY] + codes[UnplannedCode.TIME_OUT]
    planned = len(result.appointments)
    print(f"{'moves in the problem':<28}{sum(a.kind is ActivityKind.MOVE for a in problem.activities):8}")
    print(f"{'days':<28}{(days.end or days.start) - days.start:8} min")
    print(f"{'planned':<28}{planned:8}  of {possible} that some vehicle could serve ({planned / max(1, possible):.2%})")
    print(f"{'not planned':<28}{dict(codes)}")
    print(f"{'first plan after':<28}{lines[0].seconds:8.2f} s with {lines[0].planned} planned")
    print(f"{'total':<28}{seconds:8.1f} s")
    for mark in (0.5, 1, 2, 5, 10, 20, 30, 60):
        past = [line for line in lines if line.seconds <= mark]
        if past and past[-1] is not lines[-1]:
            print(f"{f'  after {mark} s':<28}{past[-1].planned:8} planned")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks day")
    parser.add_argument("--size", choices=[size.value for size in SampleSize], default="national")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample-seed", type=int, default=1)
    parser.add_argument("--week", action="store_true", help="all seven days instead of the Wednesday")
    return parser.parse_args(arguments)
