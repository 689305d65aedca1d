"""Small weeks of conversations drawn at random: few rooms, few interpreters, narrow windows, something published."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from planner.domain.activities import Activity
from planner.domain.cases import Ownership
from planner.domain.levels import Level
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from solver.candidates import Candidates
from solver.judge import RulebookJudge
from solver.known import Known
from solver.posting import post_rules
from solver.solving import hint, level_by_level
from solver.variables import Variables
from tests.solver import small
from tests.solver import world as w


def drawn_week(seed: int) -> Problem:
    """Return a week that is too full for all to be in time."""
    draw = Random(seed)  # noqa: S311 - a test that repeats
    activities = [_talk(draw, number) for number in range(draw.randint(3, 6))]
    if draw.random() < 0.5:
        activities.append(small.meeting(w.R1, w.clock(draw.choice((9, 10, 11)))))
    world = w.World(activities=activities).with_resources(
        capacities=(
            w.rooms(w.AZC, 1, Interval(w.clock(9), w.clock(draw.choice((11, 12, 13))))),
            w.rooms(w.AZC, 1, Interval(w.clock(10, 0, w.TUESDAY), w.clock(12, 0, w.TUESDAY))),
            w.rooms(w.DC, 1, Interval(w.clock(9), w.clock(draw.choice((10, 12, 16))))),
            w.interpreters(1, Interval(w.clock(9), w.clock(draw.choice((10, 11, 14))))),
        )
    )
    if draw.random() < 0.4:
        published = best_plan(world.problem()).appointments
        world = replace(world, baseline=tuple(a for a in published if draw.random() < 0.6))
        world = world.with_resources(capacities=world.resources.capacities[draw.randint(0, 1) :])
    return world.problem()


def _talk(draw: Random, number: int) -> Activity:
    case = draw.choice((w.A, w.B, w.C))
    first = w.clock(draw.choice((9, 9, 10)))
    window = draw.choice((w.SCOPE, Interval(first, Minute(first + draw.choice((60, 120, 180))))))
    terms = [small.due(w.MONDAY + timedelta(days=draw.randint(-2, 9)))] if draw.random() < 0.8 else []
    return small.conversation(
        case,
        number,
        window=window,
        minutes=draw.choice((45, 60, 60, 90)),
        interpreter=draw.random() < 0.4,
        place=draw.choice((w.AZC, w.AZC, w.DC)),
        terms=terms,
    )


def without_owner(problem: Problem) -> Problem:
    """Return the problem with case C still to be assigned."""
    kept: tuple[Ownership, ...] = tuple(own for own in problem.case_file.ownerships if own.case != w.C)
    return replace(problem, case_file=replace(problem.case_file, ownerships=kept))


def best_plan(problem: Problem) -> Plan:
    """Return the plan that CP-SAT proves to be the best, level by level."""
    known = Known(problem)
    found = Candidates(known)
    v = Variables(known, problem.activities, {a.key: found.of(a) for a in problem.activities})
    post_rules(v)
    hint(v, known.baseline)
    outcome = level_by_level(v, small.ENOUGH)
    assert outcome is not None
    assert outcome.proven
    return w.plan_of(problem.activities, tuple(outcome.appointments.values()))


def costs(problem: Problem, plan: Plan) -> dict[Level, int]:
    """Return what the judge counts per level."""
    judge = RulebookJudge()
    return {value.level: value.cost for value in judge.levels(judge.judge(problem, plan))}
