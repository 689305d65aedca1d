"""Putting facts into a problem is the same as recording them and cutting the problem anew."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.day_problem import WEEK
from planner.domain.activities import ActivityKind
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason, DocumentState
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.disruption import FactStep
from planner.domain.fact_patch import with_steps
from planner.domain.facts import fact_key
from planner.domain.ids import SessionId
from planner.domain.missions import Session
from planner.domain.people import Substitute
from planner.domain.problem import Problem
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from tests.planner.usecases.fakes import EvenTravel


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Minute]:
    """Return the books of a small office, to be copied, and the planning moment."""
    sample = generate(SampleSize.OFFICE, seed=3, week=WEEK)
    path = tmp_path_factory.mktemp("kept") / "books.sqlite"
    store = open_store(f"sqlite:///{path}")
    with store.transaction() as opened:
        opened.facts.record(sample.facts, source="sample", at=sample.as_of)
    store.close()
    return path, sample.as_of


@pytest.fixture
def books(kept: tuple[Path, Minute], tmp_path: Path) -> Iterator[tuple[SqlStore, Minute]]:
    """Yield books of one's own."""
    path = shutil.copy(kept[0], tmp_path / "books.sqlite")
    store = open_store(f"sqlite:///{path}")
    yield store, kept[1]
    store.close()


def cut(store: SqlStore, moment: Minute) -> Problem:
    with store.reading() as opened:
        return cut_problem(opened, EvenTravel(), CutRequest(first=WEEK, as_of=moment)).problem


def recorded(store: SqlStore, moment: Minute, steps: tuple[FactStep, ...]) -> Problem:
    """Return the problem that is cut after the facts were recorded."""
    later = Minute(moment + 1)
    with store.transaction() as opened:
        for step in steps:
            if step.after is not None:
                opened.facts.record((step.after,), source="sample", at=later)
            elif step.before is not None:
                opened.facts.retire([(type(step.before), fact_key(step.before))], at=later)
    return cut(store, moment)


def whole_day(problem: Problem) -> Interval:
    start = problem.scope.start
    return Interval(start, Minute(start + MINUTES_PER_DAY))


def case_facts(problem: Problem) -> tuple[FactStep, ...]:
    file, now = problem.case_file, problem.recorded_at
    case = next(a for a in problem.activities if a.kind is ActivityKind.DEPARTURE).cases[0]
    block = BlockingFact(case=case, reason=BlockReason.NEW_APPLICATION, valid=Interval(now))
    condition = next(f for f in file.conditions if f.valid.end is None or f.valid.end > problem.scope.start)
    stay = next(f for f in file.stays if f.case == case)
    track = next(f for f in file.tracks if f.case == case)
    document = next(f for f in file.documents if f.case == case)
    answer = Clearance(
        case=case, kind=ClearanceKind.FIT_TO_FLY, state=ClearanceState.NO, valid=whole_day(problem), by="arts"
    )
    return (
        FactStep(before=None, after=block),
        FactStep(
            before=condition, after=replace(condition, valid=Interval(condition.valid.start, problem.scope.start))
        ),
        FactStep(before=stay, after=replace(stay, valid=Interval(stay.valid.start, Minute(problem.scope.start + 600)))),
        FactStep(before=None, after=replace(stay, valid=Interval(Minute(problem.scope.start + 600)))),
        FactStep(before=track, after=replace(track, valid=Interval(track.valid.start, problem.scope.start))),
        FactStep(before=document, after=replace(document, state=DocumentState.REFUSED, valid=None)),
        FactStep(before=None, after=answer),
    )


def means_facts(problem: Problem) -> tuple[FactStep, ...]:
    means, day = problem.resources, whole_day(problem)
    flight, other = means.flights[0], means.flights[-1]
    vehicle, team = means.vehicles[0], means.escort_teams[0]
    who, colleague = means.regievoerders[0].id, means.regievoerders[1].id
    absent = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, who), interval=day, reason="ziek")
    rooms = next(f for f in means.capacities if f.resource.kind is ResourceKind.ROOM)
    return (
        FactStep(before=flight, after=None),
        FactStep(
            before=other, after=replace(other, departs=Minute(other.departs + 90), arrives=Minute(other.arrives + 90))
        ),
        FactStep(before=vehicle, after=replace(vehicle, shifts=vehicle.shifts[1:])),
        FactStep(before=team, after=replace(team, available=team.available[1:])),
        FactStep(before=None, after=absent),
        FactStep(before=None, after=Substitute(owner=who, substitute=colleague, interval=day)),
        FactStep(before=rooms, after=replace(rooms, amount=0)),
        FactStep(before=None, after=replace(rooms, interval=Interval(Minute(day.start - 1440), day.start))),
    )


def activity_facts(problem: Problem) -> tuple[FactStep, ...]:
    departure = next(a for a in problem.activities if a.kind is ActivityKind.DEPARTURE)
    talk = next(a for a in problem.activities if a.kind is ActivityKind.CONVERSATION)
    flight = problem.resources.flights[0]
    booking = Booking(
        activity=departure.key,
        flight=flight.id,
        state=BookingState.CANCELLED,
        since=problem.recorded_at,
        reason=CancelReason.RESISTANCE,
    )
    request = PartnerRequest(
        activity=departure.key,
        resource=ResourceRef(ResourceKind.ESCORT, problem.resources.escort_teams[0].id),
        state=RequestState.DECLINED,
        start=flight.departs,
        end=flight.arrives,
    )
    return (
        FactStep(before=None, after=booking),
        FactStep(before=None, after=request),
        FactStep(before=talk, after=replace(talk, duration=talk.duration + 30)),
    )


@pytest.mark.parametrize("facts", [case_facts, means_facts, activity_facts])
def test_facts_put_into_a_problem_are_those_of_a_fresh_cut(
    facts: Callable[[Problem], tuple[FactStep, ...]], books: tuple[SqlStore, Minute]
) -> None:
    store, moment = books
    before = cut(store, moment)
    steps = facts(before)

    patched = with_steps(before, steps)
    fresh = recorded(store, moment, steps)

    assert (patched.case_file, patched.resources) == (fresh.case_file, fresh.resources)
    assert patched == fresh


def test_a_session_that_is_announced_takes_the_place_of_the_pattern_that_day(books: tuple[SqlStore, Minute]) -> None:
    store, moment = books
    before = cut(store, moment)
    sitting = before.resources.sessions[0]
    later = Interval(Minute(sitting.interval.start + 60), Minute((sitting.interval.end or 0) + 60))
    moved = FactStep(before=sitting, after=replace(sitting, interval=later))
    other = before.resources.sessions[-1]
    announced = FactStep(
        before=None,
        after=Session(id=SessionId(f"X{other.id}"), mission=other.mission, interval=other.interval, quota=0),
    )

    patched = with_steps(before, (moved, announced))

    assert patched == recorded(store, moment, (moved, announced))


def test_what_is_withdrawn_and_put_back_leaves_the_problem_as_it_was(books: tuple[SqlStore, Minute]) -> None:
    store, moment = books
    before = cut(store, moment)
    steps = means_facts(before)

    after = with_steps(before, steps)

    assert with_steps(after, [step.back for step in reversed(steps)]) == before
    assert after.case_file is before.case_file or after.case_file == before.case_file


def test_a_case_that_is_closed_takes_its_facts_and_activities_along(books: tuple[SqlStore, Minute]) -> None:
    store, moment = books
    before = cut(store, moment)
    departure = next(a for a in before.activities if a.kind is ActivityKind.DEPARTURE)
    case = next(c for c in before.case_file.cases if c.id == departure.cases[0])
    closed = FactStep(before=case, after=replace(case, closed_on=day_of(Minute(moment - 7 * MINUTES_PER_DAY))))

    assert with_steps(before, (closed,)) == recorded(store, moment, (closed,))
