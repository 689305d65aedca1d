"""Giving a new case to somebody else, so that its conversation can be held."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.ids import RegievoerderId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment, appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from solver.judge import RulebookJudge
from solver.known import Known
from solver.second_choice import HandedOver, hand_over
from tests.solver import small
from tests.solver import world as w

HOUR = Interval(w.clock(9), w.clock(10))


def _world(*activities: Activity) -> w.World:
    """Return a world in which case C has no regievoerder yet."""
    world = w.World(activities=activities)
    return world.with_cases(ownerships=tuple(own for own in world.cases.ownerships if own.case != w.C))


def _meeting_of(who: RegievoerderId) -> tuple[Activity, Appointment]:
    meeting = small.meeting(who, w.clock(9))
    there = (ResourceRef(ResourceKind.REGIEVOERDER, who),)
    return meeting, appointment(meeting.key, w.clock(9), w.clock(10), w.OFFICE, there)


def _handed(world: w.World, planned: Sequence[Appointment], talk: Activity) -> HandedOver:
    given = (Assignment(case=w.C, regievoerder=w.R1),)
    return hand_over(Known(world.problem()), given, planned, [talk], small.budget())


def test_a_case_goes_to_who_has_the_moment_that_the_first_choice_lacks() -> None:
    # the conversation can only be from 9 to 10, when R1 is in a meeting and R2 is not
    talk = small.conversation(w.C, window=HOUR)
    meeting, held = _meeting_of(w.R1)
    world = _world(talk, meeting)

    found = _handed(world, [held], talk)

    plan = replace(w.plan_of(world.activities, [held, *found.appointments]), assignments=found.assignments)
    hard = [b.because for b in RulebookJudge().judge(world.problem(), plan) if b.level is Level.HARD]
    assert found.assignments == (Assignment(case=w.C, regievoerder=w.R2),)
    assert [a.resource(ResourceKind.REGIEVOERDER) for a in found.appointments] == [w.R2]
    assert hard == []


def test_a_case_stays_where_nobody_else_has_the_moment_either() -> None:
    talk = small.conversation(w.C, window=HOUR)
    (mine, one), (theirs, other) = _meeting_of(w.R1), _meeting_of(w.R2)

    found = _handed(_world(talk, mine, theirs), [one, other], talk)

    assert found == HandedOver((Assignment(case=w.C, regievoerder=w.R1),), ())


def test_a_case_stays_with_who_already_does_something_for_it() -> None:
    talk, earlier = small.conversation(w.C, 1, window=HOUR), small.conversation(w.C, 2)
    meeting, held = _meeting_of(w.R1)
    people = (ResourceRef(ResourceKind.REGIEVOERDER, w.R1), ResourceRef(ResourceKind.CASE, w.C))
    done = appointment(earlier.key, w.clock(11), w.clock(12), w.AZC, people)

    assert _handed(_world(talk, earlier, meeting), [held, done], talk).appointments == ()


def test_nobody_gets_a_case_beyond_the_load_cap() -> None:
    talk = small.conversation(w.C, window=HOUR)
    meeting, held = _meeting_of(w.R1)
    world = _world(talk, meeting)
    first, second = world.resources.regievoerders
    full = world.with_resources(regievoerders=(first, replace(second, load_cap=0)))

    assert _handed(full, [held], talk).appointments == ()
