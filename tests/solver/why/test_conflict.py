"""Level 2 with everything else fixed, against every spot judged with whole plans."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest

from planner.domain.explaining import Frame, Obstacle, Proof
from planner.domain.ids import RuleId
from planner.domain.wording import Language, speaking
from solver.clock import Budget, OutOfTimeError
from solver.why import conflict as module
from solver.why import cover as covering
from solver.why.conflict import fixed_conflict, verified, without_superfluous
from solver.why.cover import Cover, cover, irreducible, witnesses
from solver.why.examined import examined
from solver.why.obstacles import worded
from solver.why.ways import Question
from tests.solver import world as w
from tests.solver.why.talks import NINE, TEN, asked, away, question
from tests.solver.why.tiny import Tiny, broken, spots, tiny_problems

SEED = 20261122
IN_SUITE, IN_ALL = 12, 240


def wrong_with(tiny: Tiny) -> list[str]:
    """Say what is wrong with the smallest conflict of a problem, by looking at every spot and every smaller set."""
    found = fixed_conflict(tiny.ground(), tiny.left_out)
    if found is None or found.proof is not Proof.PROVEN:
        return ["not proven"]
    every = [broken(tiny, spot) for spot in spots(tiny.problem, tiny.left_out)]
    chosen = set(found.obstacles)
    wrong = [] if _blocks(chosen, every) else ["a spot breaks none of them"]
    smaller = (fewer for size in range(len(chosen)) for fewer in combinations(sorted(chosen, key=str), size))
    wrong += [f"{len(fewer)} of {len(chosen)} are enough" for fewer in smaller if _blocks(fewer, every)]
    obstacles = sorted({obstacle for spot in every for obstacle in spot}, key=str)
    others = combinations(obstacles, len(chosen) - 1) if found.smallest else ()
    wrong += ["a smaller set exists" for fewer in others if _blocks(fewer, every)]
    wrong += ["another does not stand everywhere" for one in found.also if not _blocks((one,), every)]
    return wrong


def _blocks(obstacles: Iterable[Obstacle], every: list[frozenset[Obstacle]]) -> bool:
    chosen = set(obstacles)
    return all(chosen & spot for spot in every)


@pytest.mark.parametrize("number", range(IN_SUITE))
def test_conflict_is_infeasible_and_minimal(number: int) -> None:
    tiny = next(tiny_problems(SEED + number, 1))
    assert wrong_with(tiny) == []


@pytest.mark.campaign
def test_every_conflict_of_many_is_infeasible_and_minimal() -> None:
    found = [wrong_with(tiny) for tiny in tiny_problems(SEED, IN_ALL)]
    assert [wrong for wrong in found if wrong] == []
    assert len(found) == IN_ALL


def test_conflict_says_its_frame_in_both_languages() -> None:
    tiny = next(tiny_problems(SEED, 1))
    ground = tiny.ground()
    dutch = fixed_conflict(ground, tiny.left_out)
    with speaking(Language.ENGLISH):
        english = fixed_conflict(ground, tiny.left_out)
    assert dutch is not None
    assert english is not None
    assert (dutch.frame, dutch.obstacles) == (Frame.FIXED, english.obstacles)
    assert dutch.frame_words.startswith("zolang al het andere blijft staan: ")
    assert english.frame_words.startswith("as long as everything else stays: ")


def test_verification_rejects_sets_that_are_too_small_too_large_or_of_another_rule() -> None:
    tiny = next(t for t in tiny_problems(SEED, 40) if len(_conflict(t)) > 1)
    ground, right = tiny.ground(), _conflict(tiny)
    looked = examined(ground, tiny.left_out)
    stranger = Obstacle(rule=RuleId("P23"), activity=tiny.left_out.key)
    clock = Budget()
    assert verified(ground, looked, right, clock)
    assert not any(verified(ground, looked, [o for o in right if o is not one], clock) for one in right)
    assert not verified(ground, looked, [*right, stranger], clock)
    assert not verified(ground, looked, [stranger], clock)


def test_conflict_that_fails_its_verification_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tiny = next(tiny_problems(SEED, 1))
    planted = Cover((Obstacle(rule=RuleId("P23"), activity=tiny.left_out.key),), smallest=True)
    monkeypatch.setattr(module, "cover", lambda *_: planted)
    monkeypatch.setattr(module, "without_superfluous", lambda *args: args[2])
    found = fixed_conflict(tiny.ground(), tiny.left_out)
    assert found is not None
    assert (found.proof, found.obstacles, found.frame, found.activity) == (
        Proof.NOT_PROVEN,
        (),
        Frame.FIXED,
        tiny.left_out.key,
    )
    assert found.note == "niet bewezen: de verklaring hield bij narekenen geen stand en wordt niet getoond"
    looked = len(examined(tiny.ground(), tiny.left_out))
    assert found.looked_at == looked
    assert found.frame_words.startswith(f"zolang al het andere blijft staan: {looked} mogelijkheid in ")
    assert caplog.messages == ["an explanation of 1 rules did not hold when worked out again"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_what_no_spot_needs_is_left_out() -> None:
    tiny = next(tiny_problems(SEED, 1))
    ground, right = tiny.ground(), _conflict(tiny)
    looked = examined(ground, tiny.left_out)
    stranger = Obstacle(rule=RuleId("P23"), activity=tiny.left_out.key)

    assert without_superfluous(ground, looked, (stranger, *right), Budget()) == right
    assert without_superfluous(ground, looked, right, Budget()) == right
    with pytest.raises(OutOfTimeError):
        without_superfluous(ground, looked, right, Budget.of(-1.0))


def test_cover_that_is_not_searched_for_is_that_of_who_blocks_most_by_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both block both; the lighter one is taken."""
    monkeypatch.setattr(covering, "run", lambda *_: None)
    weights = {"a": 10, "b": 11}

    assert cover([{"a", "b"}, {"a", "b"}], lambda one: weights[one]) == Cover(("a",), smallest=False)


def test_conflict_without_time_is_not_proven() -> None:
    tiny = next(tiny_problems(SEED, 1))
    ground = tiny.ground()
    found = fixed_conflict(ground, tiny.left_out, found=examined(ground, tiny.left_out), seconds=-1.0)
    assert found is not None
    assert (found.proof, found.obstacles, found.note) == (Proof.NOT_PROVEN, (), "niet bewezen: de tijd was op")
    assert found.frame_words.startswith("zolang al het andere blijft staan: ")
    assert (found.looked_at, found.smallest) == (len(examined(ground, tiny.left_out)), False)


def test_conflict_is_about_the_spots_that_were_looked_at() -> None:
    tiny = next(t for t in tiny_problems(SEED, 40) if len(examined(t.ground(), t.left_out)) > 1)
    ground = tiny.ground()
    spots = examined(ground, tiny.left_out)
    few = fixed_conflict(ground, tiny.left_out, found=spots[:1])
    assert few is not None
    assert few.looked_at == 1
    one = fixed_conflict(ground, tiny.left_out, Question(start=spots[-1].start))
    assert one is not None
    assert one.looked_at == sum(spot.start == spots[-1].start for spot in spots)


def test_cover_prefers_fewer_and_lighter() -> None:
    assert cover([{"a", "b"}, {"b", "c"}, {"a", "d"}, {"d"}]) == Cover(("b", "d"), smallest=True)
    weights = {"a": 10, "b": 11}
    assert cover([{"a", "b"}, {"a", "b"}], lambda one: weights[one]) == Cover(("a",), smallest=True)


def test_cover_of_a_spot_that_nothing_blocks_does_not_exist() -> None:
    assert cover([{"a"}, set()]) is None
    assert cover([]) == Cover((), smallest=True)


def test_irreducible_leaves_out_what_is_superfluous() -> None:
    assert irreducible([{"a"}, {"a", "b"}], ["a", "b"]) == ["a"]
    assert irreducible([{"a"}, {"b"}], ["a", "b"]) == ["a", "b"]


def test_witnesses_are_the_spots_that_one_obstacle_alone_blocks() -> None:
    assert witnesses({0: {"a"}, 1: {"a", "b"}, 2: {"b", "x"}}, ["a", "b"]) == {"a": [0], "b": [2]}


def _conflict(tiny: Tiny) -> tuple[Obstacle, ...]:
    found = fixed_conflict(tiny.ground(), tiny.left_out)
    assert found is not None
    return found.obstacles


def test_obstacle_that_has_words_keeps_them_and_one_about_several_waits_for_the_judge() -> None:
    activity = asked(w.A)
    about = question(w.World().with_resources(absences=(away(w.R1, NINE, TEN),)), activity)
    (spot,) = examined(about, activity)
    bare = Obstacle(rule=RuleId("P03"), activity=activity.key)
    said, shared = replace(bare, because="al gezegd"), replace(bare, rule=RuleId("P05"))

    found = [worded(about, one, activity, spot.mode, spot.start).because for one in (bare, said, shared)]

    assert found == ["R1 werkt ma 23 nov 09:00 niet (rooster, feestdag of afwezigheid)", "al gezegd", ""]
