"""Level 2 with others being moved, against every way to place everybody, judged with whole plans."""

from dataclasses import replace
from itertools import combinations as subsets

import pytest

from planner.domain.activities import Activity
from planner.domain.explaining import Conflict, Frame, Proof
from planner.domain.ids import RuleId
from planner.domain.time import Interval
from planner.domain.wording import Language, speaking
from solver.clock import Budget
from solver.why import core as module
from solver.why.core import frame_words, movable_for, quickxplain, shifting_conflict, verified_core
from solver.why.examined import examined
from solver.why.shifting import Demand, Shifting
from tests.solver import world as w
from tests.solver.small import conversation
from tests.solver.why.riding import free_move, rides
from tests.solver.why.talks import ELEVEN, NINE, TEN, asked, away, held, question
from tests.solver.why.tiny import Tiny, combinations, fits, tiny_problems

SEED = 7
IN_SUITE, IN_ALL = 12, 220
MOST_SHOWN = 5


def movable(tiny: Tiny) -> list[Activity]:
    """Return who may move: at most two, so that every way can be looked at."""
    ground = tiny.ground()
    keys = movable_for(ground, tiny.left_out, examined(ground, tiny.left_out))[:2]
    return [ground.known.activities[key] for key in keys]


def wrong_with(tiny: Tiny) -> list[str]:
    """Say what is wrong with what is found, by looking at every way to place everybody."""
    moving = movable(tiny)
    every = combinations(tiny, moving)
    shifting = Shifting(tiny.ground(), tiny.left_out, [one.key for one in moving])
    demands = shifting.demands()
    possible = fits(every, demands)
    if shifting.fit(demands, Budget()).fits != possible:
        return [f"the model says {not possible}"]
    if possible or not fits(every, []):
        return []
    core = quickxplain(lambda held: not shifting.fit(held, Budget()).fits, demands)
    wrong = ["the set is feasible"] if fits(every, core) else []
    for size in range(len(core)):
        wrong += [f"{size} of {len(core)} are enough" for fewer in subsets(core, size) if not fits(every, fewer)]
    return wrong[:MOST_SHOWN]


@pytest.mark.parametrize("number", range(IN_SUITE))
def test_core_is_infeasible_and_minimal(number: int) -> None:
    tiny = next(t for t in tiny_problems(SEED + number, 50) if movable(t))
    assert wrong_with(tiny) == []


@pytest.mark.nightly
def test_every_core_of_many_is_infeasible_and_minimal() -> None:
    problems = [tiny for tiny in tiny_problems(SEED, 4 * IN_ALL) if movable(tiny)][:IN_ALL]
    assert len(problems) == IN_ALL
    found = [wrong_with(tiny) for tiny in problems]
    assert [wrong for wrong in found if wrong] == []


def test_conflict_names_who_would_have_to_move_in_both_languages() -> None:
    tiny, found = _infeasible()
    with speaking(Language.ENGLISH):
        _, english = _infeasible()
    assert (found.frame, found.proof) == (Frame.SHIFTING, Proof.PROVEN)
    assert found.frame_words.startswith("hoe er ook geschoven wordt met ")
    assert english.frame_words.startswith("however ")
    assert {o.rule for o in found.obstacles if o.others} <= {RuleId("P11")}
    assert found.movable == tuple(one.key for one in movable(tiny))


def test_conflict_that_fails_its_verification_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny, _ = _infeasible()
    planted = [Demand(tiny.left_out.key, RuleId("P23"))]
    monkeypatch.setattr(module, "quickxplain", lambda *_: planted)
    shifting = Shifting(tiny.ground(), tiny.left_out, [one.key for one in movable(tiny)])
    assert shifting_conflict(tiny.ground(), shifting, tiny.left_out, Budget()) is None


def test_conflict_without_time_is_not_proven() -> None:
    tiny, _ = _infeasible()
    shifting = Shifting(tiny.ground(), tiny.left_out, [one.key for one in movable(tiny)])
    found = shifting_conflict(tiny.ground(), shifting, tiny.left_out, Budget.of(-1.0))
    assert found is not None
    assert (found.proof, found.obstacles) == (Proof.NOT_PROVEN, ())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 afspraken"),
        (1, "1 afspraak (g0)"),
        (4, "4 afspraken (g0, g1, g2 en g3)"),
        (6, "6 afspraken (g0, g1, g2, g3 en 2 andere)"),
    ],
)
def test_frame_names_the_first_of_those_that_may_move(number: int, said: str) -> None:
    keys = [w.key(f"g{i}") for i in range(number)]

    assert frame_words(keys) == f"hoe er ook geschoven wordt met {said}; de rest blijft staan"


@pytest.mark.parametrize("planned", [True, False])
def test_what_a_planned_ride_belongs_to_is_not_moved(*, planned: bool) -> None:
    """A stands in the way of C with the only room; somebody is brought to that conversation, or nobody is yet."""
    first, asked_about = conversation(w.A, 1), asked(w.C)
    ride = free_move("rit", w.clock(7), w.clock(15))
    brought = replace(ride, detail=replace(ride.move, serves=first.key, pickup=None, delivery=None))
    rooms = (w.rooms(w.AZC, 1), w.rooms(w.DC, 1), w.interpreters(1))
    world = w.World().with_resources(capacities=rooms)
    there = [held(first, NINE), *([rides(brought, w.clock(7, 45), w.clock(8, 30))] if planned else [])]
    about = question(world, asked_about, there, [first, brought])

    assert movable_for(about, asked_about, examined(about, asked_about)) == ([] if planned else [first.key])


def test_conflict_says_of_a_rule_what_it_says_of_the_first_start_it_forbids() -> None:
    """A has the only room until ten and cannot move; R2, who owns C, is away from a quarter past ten on."""
    first, second = conversation(w.A, 1, window=Interval(NINE, TEN)), asked(w.C, NINE, ELEVEN)
    resources = (w.rooms(w.AZC, 1), w.interpreters(1))
    world = w.World().with_resources(capacities=resources, absences=(away(w.R2, w.clock(10, 15), w.clock(12)),))
    about = question(world, second, [held(first, NINE)], [first])

    found = shifting_conflict(about, Shifting(about, second, [first.key]), second, Budget())

    assert found is not None
    assert [(one.rule, one.activity, one.others, one.because) for one in found.obstacles] == [
        ("P11", second.key, (first.key,), f"{first.key} blijft gepland, waar dan ook binnen zijn eigen regels"),
        ("P05", second.key, (), "Kamers en tolken"),
        ("P03", second.key, (), "R2 werkt ma 23 nov 09:30 niet (rooster, feestdag of afwezigheid)"),
    ]


@pytest.mark.parametrize("conflict", [{1}, {1, 4}, {0, 2, 5}, {0, 1, 2, 3, 4, 5}])
def test_quickxplain_finds_the_one_conflict(conflict: set[int]) -> None:
    assert set(quickxplain(lambda held: conflict <= set(held), range(6))) == conflict


def test_quickxplain_of_two_conflicts_finds_one_of_them() -> None:
    found = quickxplain(lambda held: {0, 1} <= set(held) or {2, 3} <= set(held), range(4))
    assert found in ([0, 1], [2, 3])


def test_verified_core_rejects_what_is_feasible_superfluous_or_empty() -> None:
    def infeasible(held: object) -> bool:
        return {1, 2} <= set(held)  # type: ignore[call-overload,no-any-return]

    assert verified_core(infeasible, [1, 2])
    assert not verified_core(infeasible, [1])
    assert not verified_core(infeasible, [1, 2, 3])
    assert not verified_core(infeasible, [])


def _infeasible() -> tuple[Tiny, Conflict]:
    for tiny in tiny_problems(SEED, 200):
        moving = [one.key for one in movable(tiny)]
        ground = tiny.ground()
        found = (
            shifting_conflict(ground, Shifting(ground, tiny.left_out, moving), tiny.left_out, Budget())
            if moving
            else None
        )
        if found is not None:
            return tiny, found
    raise AssertionError
