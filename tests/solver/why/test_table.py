"""Level 1 against the judge: what is called free is accepted, what is blocked breaks exactly the rules named."""

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Plan
from planner.domain.wording import Language, speaking
from solver.judge import RulebookJudge
from solver.view import View
from solver.what_if import own_rides
from solver.why.examined import Examined, examined
from solver.why.ground import ELSEWHERE, Ground
from solver.why.table import blocking_table
from solver.why.ways import Question
from tests.solver.why.weeks import asked_about, ground, put_in

pytestmark = pytest.mark.campaign
SEEDS = (2, 3, 5)
MOST_SPOTS = 30
KINDS = tuple(ActivityKind)


def judged(about: Ground, spot: Examined) -> frozenset[RuleId]:
    """Return the rules that the whole plan breaks about the activity when it is put on a spot."""
    placed = spot.place()
    keys = {a.activity for a in placed.appointments}
    out = keys | {ride for key in keys for ride in own_rides(about.view, key)}
    plan: Plan = put_in(about.plan, placed.appointments, out)
    rules = [rule for rule in about.rules if not isinstance(rule, ELSEWHERE)]
    breaches = RulebookJudge(rules).judge(about.problem, plan)
    return frozenset(b.rule for b in breaches if b.level is Level.HARD and keys.intersection(b.activities))


def wrong_with(about: Ground, spot: Examined) -> str | None:
    """Say how the named rules differ from the judge's; escorts that are lacking count as their first rule."""
    named, found = frozenset(spot.rules), judged(about, spot)
    if spot.place().lacking is not None:
        escorts = {RuleId("R28"), RuleId("R28a")}
        named, found = named - escorts, found - escorts
    if spot.whole and named != found:
        return f"{spot.activity.key} at {spot.start}: named {sorted(named)}, judged {sorted(found)}"
    if not named <= found:
        return f"{spot.activity.key} at {spot.start}: {sorted(named - found)} not judged"
    return None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_table_names_exactly_what_the_judge_finds(seed: int, kind: ActivityKind) -> None:
    about = ground(seed)
    spots = [s for key in asked_about(seed, kind) for s in _some(examined(about, about.known.activities[key]))]
    assert [wrong for spot in spots if (wrong := wrong_with(about, spot)) is not None] == []


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(1, 41))
def test_table_names_exactly_what_the_judge_finds_in_many_weeks(seed: int) -> None:
    about = ground(seed)
    keys = [key for kind in KINDS for key in asked_about(seed, kind)]
    spots = [spot for key in keys for spot in _some(examined(about, about.known.activities[key]))]
    assert [wrong for spot in spots if (wrong := wrong_with(about, spot)) is not None] == []


def test_planned_activity_stands_on_a_free_spot() -> None:
    about = ground(2)
    wrong = []
    for appointment in about.plan.appointments:
        activity = about.known.activities[appointment.activity]
        if activity.kind is ActivityKind.MOVE or appointment.all_day:
            continue
        here = examined(about, activity, Question(start=appointment.start))
        mine = {part.resource for part in appointment.participations}
        same = [s for s in here if {use.resource for use in s.mode.uses} <= mine and s.mode.place == appointment.place]
        wrong += [(activity.key, s.rules) for s in same if s.obstacles]
        assert same
    assert wrong == []


def test_table_puts_what_needs_least_first_and_says_what_would_be_enough() -> None:
    about = ground(2)
    key = asked_about(2, ActivityKind.CONVERSATION)[0]
    table = blocking_table(about, about.known.activities[key])
    numbers = [len(spot.rules) for spot in table.spots]
    assert numbers == sorted(numbers)
    assert all((spot.remedy is not None) == spot.one_away for spot in table.spots[:10])
    assert {row.remedy.what for row in table.stretches if row.remedy is not None} != set()
    assert sum(row.number for row in table.stretches) == len(table.spots)
    blocked = {rule: sum(rule in spot.rules for spot in table.spots) for rule, _, _ in table.counts}
    assert {rule: count for rule, count, _ in table.counts} == blocked


def test_table_speaks_both_languages() -> None:
    about = ground(2)
    activity = about.known.activities[asked_about(2, ActivityKind.CONVERSATION)[0]]
    dutch = _sentences(about, activity.key)
    with speaking(Language.ENGLISH):
        english = _sentences(about, activity.key)
    assert len(dutch) == len(english) > 0
    assert not set(dutch) & set(english)


def test_question_about_one_resource_looks_at_nothing_else() -> None:
    about = ground(2)
    activity = about.known.activities[asked_about(2, ActivityKind.CONVERSATION)[0]]
    stranger = next(code for code in sorted(about.known.regievoerders) if code not in _performers(about, activity.key))
    spots = examined(about, activity, Question(resource=stranger))
    assert {spot.resource.id for spot in spots if spot.resource is not None} == {stranger}
    assert all(RuleId("P07") in spot.rules for spot in spots)


def _performers(about: Ground, key: ActivityKey) -> set[str]:
    spots = examined(about, about.known.activities[key])
    return {spot.resource.id for spot in spots if spot.resource is not None}


def _sentences(about: Ground, key: ActivityKey) -> list[str]:
    table = blocking_table(about, about.known.activities[key])
    return [because for row in table.stretches[:8] for because in row.because]


def _some(spots: list[Examined]) -> list[Examined]:
    step = max(1, len(spots) // MOST_SPOTS)
    return spots[::step]


def test_view_with_known_owners_is_the_same_view() -> None:
    about = ground(2)
    whole = View(about.known, about.plan)
    assert whole.known is about.known
