"""What another value would change in a plan, and in a plan made anew; judged by the real rulebook."""

from datetime import date

from planner.domain.activities import Term
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Setting, Unit
from planner.usecases.norms.preview_setting import effect_on_plan, effect_on_search, with_setting
from solver.judge import RulebookJudge
from solver.search import StagedSearch
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, heard, presentation, talk

JUDGE = RulebookJudge()


def _setting(rule: str, key: str, value: int, unit: Unit, since: date = date(2026, 1, 1)) -> Setting:
    return Setting(rule=RuleId(rule), key=key, value=value, unit=unit, valid_from=since)


def _late() -> w.World:
    """Return a week with a conversation that is due on Saturday 21 November, planned on the Monday after."""
    return w.World(activities=[conversation(terms=(Term(rule=RuleId("R03"), anchor=date(2026, 10, 22)),))])


def test_a_longer_term_makes_a_late_conversation_timely() -> None:
    world = _late()
    plan = w.plan_of(world.activities, [talk(world.activities[0], w.clock(10))])

    effect = effect_on_plan(JUDGE, world.problem(), plan, _setting("R03", "term", 32, Unit.DAYS))

    assert [(breach.rule, breach.cost) for breach in effect.gone] == [("R03", 2)]
    assert effect.appeared == ()
    costs = [{v.level: v.cost for v in values}[Level.TIMELY] for values in (effect.before, effect.after)]
    assert costs[0] - costs[1] == 2


def test_a_shorter_lead_time_makes_a_departure_break_a_rule() -> None:
    """Three days before, a doctor who needs a week comes too late."""
    world = w.World(activities=[departure()])
    plan = w.plan_of(world.activities, [flown(world, world.activities[0])])

    effect = effect_on_plan(JUDGE, world.problem(), plan, _setting("R24", "lead", 168, Unit.HOURS))

    assert [(breach.rule, breach.level) for breach in effect.appeared] == [("R24", Level.HARD)]
    assert effect.gone == ()


def test_a_value_of_later_changes_nothing_now() -> None:
    world = _late()
    plan = w.plan_of(world.activities, [talk(world.activities[0], w.clock(10))])

    effect = effect_on_plan(JUDGE, world.problem(), plan, _setting("R03", "term", 32, Unit.DAYS, date(2027, 1, 1)))

    assert (effect.appeared, effect.gone) == ((), ())
    assert effect.before == effect.after


def test_a_new_search_keeps_the_plan_and_counts_what_the_value_costs() -> None:
    """Ninety working days of notice: the conversation stays where it is, and now is too near."""
    world = w.World(activities=[conversation()])
    plan = w.plan_of(world.activities, [talk(world.activities[0], w.clock(14, 0, w.TUESDAY))])
    setting = _setting("R42", "notice", 90, Unit.WORKING_DAYS)

    effect = effect_on_search(JUDGE, StagedSearch(), world.problem(), plan, setting, seconds=6, seed=1)

    assert (effect.planned, effect.dropped, effect.moved) == ((), (), ())
    costs = [{v.level: v.cost for v in values}[Level.TIMELY] for values in (effect.before, effect.after)]
    assert costs[1] - costs[0] == 1


def test_a_new_search_plans_anew_what_the_value_forbids() -> None:
    """Seen from Wednesday the mission hears on Monday; with a day more for the check not before Tuesday, a day off."""
    world = w.World(activities=[presentation(window=w.SCOPE)], now=w.clock(16, 0, date(2026, 11, 18)))
    plan = w.plan_of(world.activities, [heard(world.activities[0], w.clock(10))])
    setting = _setting("R07", "notice", 4, Unit.WORKING_DAYS)

    effect = effect_on_search(JUDGE, StagedSearch(), world.problem(), plan, setting, seconds=6, seed=1)

    assert (effect.planned, effect.dropped) == ((), ("p",))


def test_the_value_lies_over_what_the_problem_has() -> None:
    problem = with_setting(w.World().problem(), (_setting("R24", "lead", 6, Unit.HOURS),))

    values = [(s.value, s.valid_from, s.valid_to) for s in problem.settings if s.rule == "R24"]

    assert values == [(4, date.min, date(2026, 1, 1)), (6, date(2026, 1, 1), None)]
