"""Reasons of what is left out, parts of the cost, cases without a regievoerder, and stand-bys."""

from dataclasses import replace

import pytest

from planner.domain.activities import ActivityKind
from planner.domain.cases import Specialism
from planner.domain.explaining import Obstacle, Proof
from planner.domain.ids import CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Plan, Reason, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.wording import Language, speaking
from planner.ports.explaining import ExplanationError
from solver.judge import RulebookJudge
from solver.rulebook import PLANNED, RULEBOOK
from solver.standby import candidates
from solver.why.accounts import accounted, reasons_of, with_verified_reasons
from solver.why.assigning import case_answered
from solver.why.explainer import Explainer
from solver.why.ground import Ground
from solver.why.shares import By, shares
from solver.why.standing_by import standby_answers
from tests.solver import world as w
from tests.solver.moving import DETAIL, move
from tests.solver.moving import world as moving_world
from tests.solver.small import conversation
from tests.solver.why.tiny import tiny_problems
from tests.solver.why.weeks import ground, week

SEEDS = (2, 3, 5)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", SEEDS)
def test_everything_a_plan_leaves_out_has_a_verified_reason(seed: int) -> None:
    """Or there is a place for it, which a search on a busy machine had no time to find."""
    about = ground(seed)
    found = with_verified_reasons(about)
    then = about.over((*about.plan.appointments, *found.placed))
    unproven = [item for item in found.plan.unplanned if not item.verified]
    assert [item.activity for item in unproven if accounted(then, item) is not None] == []


@pytest.mark.campaign
def test_solve_verifies_its_reasons() -> None:
    _, plan = week(2)
    assert sum(item.verified for item in plan.unplanned) > 0


@pytest.mark.campaign
@pytest.mark.parametrize("seed", SEEDS)
def test_verified_reasons_leave_a_plan_that_the_judge_accepts(seed: int) -> None:
    problem, plan = week(seed)
    found = RulebookJudge(RULEBOOK).judge(problem, plan)
    assert [breach.because for breach in found if breach.level is Level.HARD] == []


def test_reason_that_was_wrong_is_replaced() -> None:
    tiny = next(tiny_problems(3, 1))
    wrong = Reason(rule=RuleId("P04"), because="verzonnen")
    items = tuple(replace(item, reasons=(wrong,)) for item in tiny.plan.unplanned)
    found = with_verified_reasons(Ground(tiny.problem, replace(tiny.plan, unplanned=items)))
    item = next(one for one in found.plan.unplanned if one.activity == tiny.left_out.key)
    assert item.verified
    assert wrong not in item.reasons


def test_without_time_the_reasons_stay_and_are_not_called_verified() -> None:
    tiny = next(tiny_problems(3, 1))
    found = with_verified_reasons(tiny.ground(), seconds=-1.0)
    assert (found.plan.unplanned, found.verified) == (tiny.plan.unplanned, 0)


def test_move_for_which_a_place_is_free_gets_it() -> None:
    world = moving_world([move("rit")])
    about = Ground(world.problem(), w.plan_of(world.activities, [], UnplannedCode.TIME_OUT))
    found = with_verified_reasons(about)
    assert [appointment.activity for appointment in found.placed] == ["rit"]
    assert found.plan.unplanned == ()


def test_move_that_no_vehicle_can_carry_says_what_is_missing() -> None:
    world = moving_world([move("rit", replace(DETAIL, wheelchair=True))])
    about = Ground(world.problem(), w.plan_of(world.activities, [], UnplannedCode.TIME_OUT))
    item = with_verified_reasons(about).plan.unplanned[0]
    assert (item.verified, item.code) == (True, UnplannedCode.NO_OPTION)
    assert [reason.rule for reason in item.reasons] == ["P17"]
    assert item.reasons[0].because == "voertuig V1 heeft geen plaats voor een rolstoel"


@pytest.mark.parametrize(
    ("rule", "behind"),
    [
        ("P17", []),
        ("P18", ["P17"]),
        ("niet-van-hier", ["P17"]),
    ],
)
def test_move_keeps_the_words_of_the_routes_alone_where_their_rule_forbids_every_spot(
    rule: str, behind: list[str]
) -> None:
    """The only vehicle lacks a place for a wheelchair (P17), whatever the time; there is time enough for it (P18)."""
    world = moving_world([move("rit", replace(DETAIL, wheelchair=True))])
    routes = Reason(rule=RuleId(rule), because="wat de routes zeiden")
    plan = w.plan_of(world.activities, [], UnplannedCode.FACT)
    item = replace(plan.unplanned[0], reasons=(routes,))

    found = with_verified_reasons(Ground(world.problem(), replace(plan, unplanned=(item,)))).plan.unplanned[0]

    assert (found.verified, found.code, found.reasons[0]) == (True, UnplannedCode.FACT, routes)
    assert [reason.rule for reason in found.reasons[1:]] == behind


def test_reasons_that_are_alike_are_counted_together() -> None:
    room = ResourceRef(ResourceKind.ROOM, "azc")
    alike = [
        Obstacle(rule=RuleId("P05"), activity=w.key("x"), resource=room, others=(w.key(name),), because=f"vol {name}")
        for name in "abc"
    ]
    other = Obstacle(rule=RuleId("P03"), activity=w.key("x"), because="werkt niet")
    assert reasons_of([*alike, other]) == (
        Reason(rule=RuleId("P05"), because="vol a (en 2 keer meer zo)"),
        Reason(rule=RuleId("P03"), because="werkt niet"),
    )


@pytest.mark.campaign
@pytest.mark.parametrize("by", list(By))
def test_shares_hold_every_level_that_costs(by: By) -> None:
    about = ground(2)
    breaches = RulebookJudge(PLANNED).judge(about.problem, about.plan)
    found = shares(about, by)
    assert [(s.level, -s.cost, s.what) for s in found] == sorted((s.level, -s.cost, s.what) for s in found)
    if by is By.RULE:
        assert sum(share.cost for share in found) == sum(breach.cost for breach in breaches)


def test_case_that_needs_a_specialism_is_kept_from_all_who_lack_it() -> None:
    world = w.World()
    cases = world.cases.cases
    asked = replace(cases[2], specialisms=frozenset({Specialism.MINORS}))
    world = world.with_cases(cases=(*cases[:2], asked), ownerships=world.cases.ownerships[:2])
    about = Ground(world.problem(), Plan())
    found = case_answered(about, w.C)
    blocked = {one.regievoerder: [o.rule for o in one.obstacles] for one in found.candidates}
    assert blocked == {"R1": ["P26"], "R2": []}
    assert (found.given, found.conflict) == (None, ())


def test_case_that_nobody_can_have_has_a_verified_conflict_in_both_languages() -> None:
    world = w.World()
    cases = world.cases.cases
    asked = replace(cases[2], specialisms=frozenset({Specialism.MEDICAL}))
    world = world.with_cases(cases=(*cases[:2], asked), ownerships=world.cases.ownerships[:2])
    about = Ground(world.problem(), Plan())
    found = case_answered(about, w.C)
    assert ([o.rule for o in found.conflict], found.proof) == ([RuleId("P26")], Proof.PROVEN)
    with speaking(Language.ENGLISH):
        assert case_answered(about, w.C).conflict[0].because != found.conflict[0].because


def test_case_that_needs_nobody_new_is_no_question() -> None:
    with pytest.raises(ExplanationError):
        Explainer().why_case(w.World().problem(), Plan(), CaseId("A"))


@pytest.mark.campaign
def test_standby_answers_are_those_of_the_rule() -> None:
    about = ground(2)
    departures = [a for a in about.problem.activities if a.kind is ActivityKind.DEPARTURE]
    compared = 0
    for activity in departures:
        for answer in standby_answers(about, activity):
            flight = about.known.flights[answer.flight]
            same = [c for c in candidates(about.view, PLANNED, flight) if c.activity == activity.key]
            for candidate in same:
                compared += 1
                assert set(candidate.in_the_way) <= set(answer.in_the_way)
    assert compared > 0


def test_explainer_keeps_the_plan_it_was_asked_about() -> None:
    first, second = conversation(w.A, 1), conversation(w.B, 2)
    problem = w.World(activities=(first, second)).problem()
    plan = w.plan_of((first, second), [])
    explainer = Explainer()
    one = explainer.why(problem, plan, first.key, level=1)
    kept = explainer._ground  # noqa: SLF001 - that it is kept is what is tested
    other = explainer.why(problem, plan, second.key, level=1)
    assert explainer._ground is kept  # noqa: SLF001 - same
    assert (one.activity, other.activity) == (first.key, second.key)
    explainer.why(problem, w.plan_of((first, second), []), first.key, level=1)
    assert explainer._ground is not kept  # noqa: SLF001 - same
