"""As many departures get their escorts as in any way of dividing them: every way is tried on small problems."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from planner.domain.escorts import EscortOffer
from planner.domain.ids import EscortTeamId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.escort_choice import pick_teams
from solver.escorts import duties_of, escort_parts, with_escorts
from solver.judge import RulebookJudge
from solver.known import Known
from solver.modes import flight_mode
from solver.rulebook import RULEBOOK
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import other_duty

JUDGE = RulebookJudge(tuple(rule for rule in RULEBOOK if rule.id in {"R27", "R28"}))
Sent = tuple[tuple[EscortTeamId, int], ...]


def _world(seed: int) -> tuple[w.World, list[Appointment]]:
    """Return three departures on flights of two days, two teams with few escorts, and perhaps a duty just before."""
    draw = Random(seed)  # noqa: S311 - problems, not secrets
    flights = (
        w.flight(w.F1, w.clock(12)),
        w.flight(w.F2, w.clock(draw.choice((10, 13, 20)), 0, w.TUESDAY), hours=draw.choice((3, 4))),
    )
    cut = w.clock(draw.choice((18, 30, 42)))
    offers = (
        EscortOffer(interval=Interval(w.clock(0), cut), escorts=draw.choice((2, 3, 4))),
        EscortOffer(interval=Interval(cut, w.clock(96)), escorts=draw.choice((1, 2, 3))),
    )
    first, second = w.default_resources().escort_teams
    teams = (replace(first, offers=offers), replace(second, size=draw.choice((1, 2, 3))))
    cases = tuple(w.case(code, nurse=draw.random() < 0.2) for code in (w.A, w.B, w.C))
    world = small.leaving_world(*(small.departure(code) for code in (w.A, w.B, w.C)))
    world = world.with_resources(flights=flights, escort_teams=teams).with_cases(cases=cases)
    if draw.random() < 0.5:
        home = Minute(w.clock(0) + draw.choice((-120, -60, 0)))
        world = replace(world, other_duties=(other_duty(Minute(home - 840), home, (draw.choice((w.T1, w.T2)), 1)),))
    chosen = [draw.choice(flights) for _ in world.activities]
    leaving = [flight_mode(a, flight).at(flight.departs) for a, flight in zip(world.activities, chosen, strict=True)]
    return world, leaving


def _ways(known: Known, departure: Appointment) -> Iterator[Sent]:
    """Yield every way to give a departure exactly its escorts, and none at all."""
    yield ()
    (duty,) = duties_of(known, [departure])
    needed = duty.escorts
    for number in range(needed + 1):
        sent = ((w.T1, number), (w.T2, needed - number))
        yield tuple((EscortTeamId(team), amount) for team, amount in sent if amount)


def _most(world: w.World, leaving: list[Appointment]) -> int:
    """Return how many departures can have their escorts at once."""
    known, problem = Known(world.problem()), world.problem()
    best = 0
    for ways in product(*(_ways(known, departure) for departure in leaving)):
        served = [
            replace(item, participations=(*item.participations, *escort_parts(known, item, sent)))
            for item, sent in zip(leaving, ways, strict=True)
            if sent
        ]
        if len(served) > best and not JUDGE.judge(problem, w.plan_of(world.activities, served)):
            best = len(served)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_pick_teams_serves_as_many_as_any_division(seed: int) -> None:
    world, leaving = _world(seed)
    roster = pick_teams(Known(world.problem()), leaving, (), small.ENOUGH)
    served = [with_escorts(Known(world.problem()), item, roster) for item in leaving if item.activity in roster.teams]

    assert JUDGE.judge(world.problem(), w.plan_of(world.activities, served)) == ()
    assert len(served) == _most(world, leaving)
    assert all(item.of_kind(ResourceKind.ESCORT) for item in served)


def test_the_small_problems_are_neither_all_easy_nor_all_hopeless() -> None:
    numbers = {_most(*_world(seed)) for seed in range(40)}

    assert numbers >= {1, 2, 3}
