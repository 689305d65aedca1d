"""A published week for measuring its maps: transport planned by the search, the rest put where it first fits.

Conversations are handed out from north to south, in office hours. Not allowed here: measuring.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from benchmarks.day_problem import WEEK, problem_of, stand_ins
from planner.domain.activities import ActivityKind
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek, at, day_of
from planner.domain.escorts import EscortTeam
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.missions import Mission
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment, Plan, appointment
from planner.domain.problem import Problem
from planner.domain.release import Release, ReleaseScope, used_resources
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.ports.surroundings import TravelTimes
from planner.sample.generate import Sample, generate
from planner.sample.sizes import SampleSize
from solver.kernel.search import warm_up
from solver.transport import plan_transport

SEED = 1
_FIRST_HOUR, _HOURS, _DAYS = 9, 7, 5
_LATER, _EVERY = 30, 10
"""Of the conversations one in so many is so many minutes later in the second release."""
_F = TypeVar("_F", bound=Fact)


def publish_week(store: Store, size: str, travel: TravelTimes, seconds: float) -> Release:
    """Put two releases of the week into a store, the second with some changes; return the second."""
    sample = generate(SampleSize(size), seed=SEED, week=WEEK)
    problem = _problem(sample, travel)
    planned = tuple(sorted(_appointments(problem, seconds), key=lambda item: (item.start, item.activity)))
    with store.transaction() as books:
        known = books.problems.save(problem)
        plan = books.plans.add(Plan(appointments=planned), problem_hash=known, at=sample.as_of, actor="benchmark")
        release = replace(_release(problem, planned, sample), plan_id=plan, problem_hash=known)
        books.releases.add(release, key="first")
        later = tuple(_moved(item) if number % _EVERY == 0 else item for number, item in enumerate(planned))
        second = replace(release, number=2, appointments=later)
        books.releases.add(second, key="second")
    return second


def _problem(sample: Sample, travel: TravelTimes) -> Problem:
    bare = problem_of(sample)
    resources = replace(
        bare.resources,
        regievoerders=_of(sample, Regievoerder),
        missions=_of(sample, Mission),
        escort_teams=_of(sample, EscortTeam),
    )
    return replace(bare, resources=resources, travel=travel.table(resources.places))


def _of(sample: Sample, kind: type[_F]) -> tuple[_F, ...]:
    return tuple(fact for fact in sample.facts if isinstance(fact, kind))


def _appointments(problem: Problem, seconds: float) -> Iterator[Appointment]:
    warm_up()
    served = stand_ins(problem)
    yield from plan_transport(
        problem,
        served,
        days=WEEK.interval(),
        seconds=seconds,
        seed=SEED,
        report=lambda _: None,
        stopped=lambda: False,
    ).appointments
    yield from _served(problem, served)
    yield from _conversations(problem)


def _served(problem: Problem, served: dict[ActivityKey, Appointment]) -> Iterator[Appointment]:
    """Give departures their flight, and presentations their session and place."""
    flights = {(flight.departs, flight.arrives, flight.country): flight.id for flight in problem.resources.flights}
    places = {mission.id: mission.place for mission in problem.resources.missions}
    sessions = {(one.mission, one.interval.start): one.id for one in problem.resources.sessions}
    for activity in problem.activities:
        item = served.get(activity.key)
        if item is None or IsoWeek.of(day_of(item.start)) != WEEK:
            continue
        cases = tuple(ResourceRef(ResourceKind.CASE, case) for case in activity.cases)
        if activity.kind is ActivityKind.DEPARTURE:
            flight = ResourceRef(ResourceKind.FLIGHT, flights[item.start, item.end, activity.departure.country])
            yield appointment(activity.key, item.start, item.end, item.place, (*cases, flight))
        elif activity.kind is ActivityKind.PRESENTATION:
            mission = activity.presentation.mission
            session = ResourceRef(ResourceKind.SESSION, sessions[mission, item.start])
            yield appointment(activity.key, item.start, item.end, places[mission], (*cases, session))


def _conversations(problem: Problem) -> Iterator[Appointment]:
    """Give people in the north the conversations in the north: site by site, each a week's share."""
    north = {place.id: place.lat for place in problem.resources.places}
    people = sorted(problem.resources.regievoerders, key=lambda person: (north[person.office], person.id))
    found = (a for a in problem.activities if a.kind is ActivityKind.CONVERSATION and a.place in north)
    talks = sorted(
        found, key=lambda activity: (north[activity.place or PlaceId("")], activity.place or "", activity.key)
    )
    share = min(_DAYS * _HOURS, -(-len(talks) // len(people)))
    for number, activity in enumerate(talks[: share * len(people)]):
        person, turn = people[number // share], number % share
        day, hour = WEEK.monday + timedelta(days=turn // _HOURS), _FIRST_HOUR + turn % _HOURS
        start = at(day, hour)
        cases = tuple(ResourceRef(ResourceKind.CASE, case) for case in activity.cases)
        who = (ResourceRef(ResourceKind.REGIEVOERDER, person.id), *cases)
        yield appointment(activity.key, start, Minute(start + activity.duration), activity.place, who)


def _release(problem: Problem, planned: tuple[Appointment, ...], sample: Sample) -> Release:
    taking_part = {part.resource.id for item in planned for part in item.of_kind(ResourceKind.CASE)}
    due = {item.activity for item in planned}
    return Release(
        number=1,
        published_at=sample.as_of,
        plan_id=1,
        problem_hash="",
        scope=ReleaseScope(),
        horizon=problem.horizon,
        appointments=planned,
        entries=(),
        activities=tuple(activity for activity in problem.activities if activity.key in due),
        resources=used_resources(problem.resources, planned),
        cases=tuple(case for case in _of(sample, Case) if case.id in taking_part),
        settings=problem.settings,
        travel_source=problem.travel.source,
        travel_made_on=problem.travel.made_on,
        secret="benchmark",  # noqa: S106 - of a made-up week
    )


def _moved(item: Appointment) -> Appointment:
    if not item.of_kind(ResourceKind.REGIEVOERDER):
        return item
    parts = tuple(
        replace(one, start=Minute(one.start + _LATER), end=Minute(one.end + _LATER)) for one in item.participations
    )
    return replace(item, start=Minute(item.start + _LATER), end=Minute(item.end + _LATER), participations=parts)
