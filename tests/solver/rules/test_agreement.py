"""Check and encode of every rule agree on every plan of many small problems."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from planner.domain.activities import Term
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Settings, Unit
from planner.domain.terms import WorkCalendar
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.terms import TERMS
from solver.view import ScopeKind
from tests.solver.agreement import Small, Verdict, full_view, verdicts
from tests.solver.drawn import DECIDING, problems, some
from tests.solver.small_absent import absent
from tests.solver.small_ahead import ahead
from tests.solver.small_departures import departures
from tests.solver.small_diaries import diaries
from tests.solver.small_fetched import fetched
from tests.solver.small_gate import cleared, shown, spoken
from tests.solver.small_household import households
from tests.solver.small_leaving import leaving
from tests.solver.small_presentations import of_provinces, presentations
from tests.solver.small_sharing import sharing

ROUTES = frozenset({"R19", "R29", "R35", "P15", "P27", "P29", "P17", "P18", "R40", "R41"})
"""Rules that the route search enforces; they post nothing."""
NO_CHOICES = frozenset({"R13", "P11", "P14", "P26", "P32", "R43"})
"""Rules about what no choice changes; they post nothing either."""
FAMILIES = {
    "diaries": "P24 P06 P06a P01 P02 P03 P04 P07 P23 R04 P05 R42 P08 P09 P10 P25 P12 P13",
    "presentations": "P24 P06 P06a P01 P02 P07 P23 R04 P05 P16a R10 R07 P53 P16 P54 P56 P08 P12 P13",
    "escorted": "R27 R28 R28a P40 P41 P42 P01 P10",
    "departures": "P24 P06 P21 P20 R22 R23 R26 P22 P50 P52 R21 R30 P51 R11 P19 P19a R34 R34a R10a R25 R28 P08 R39 P12"
    " P25",
    "households": "R25",
    "sharing": "R27 R28 R28a P41",
    "nursed": "R28",
    "leaving": "P28",
    "absent": "P57 P08",
    "ahead": "P55",
    "provinces": "R10b",
    "fetched": "P31",
    "cleared": "R24 R37 R38 R26c R10a P08",
    "spoken": "R26a R26b R04 R42 R39a P25 P08",
    "shown": "R08 R26a R39a R10",
}
STRATEGIES = {
    "diaries": diaries(),
    "presentations": presentations(),
    "departures": departures(),
    "escorted": departures(teams=True),
    "households": households(),
    "sharing": sharing(),
    "nursed": sharing(nurse=True),
    "leaving": leaving(),
    "absent": absent(),
    "ahead": ahead(),
    "provinces": of_provinces(),
    "fetched": fetched(),
    "cleared": cleared(),
    "spoken": spoken(),
    "shown": shown(),
}
TANGLED = {("sharing", "R28"): 30, ("nursed", "R28"): 15, ("households", "R25"): 40}
"""How many problems decide a rule about several departures at a time, which can go wrong in many ways."""
BY_ID = {rule.id: rule for rule in RULEBOOK}
PAIRS = [(family, rule) for family, rules in FAMILIES.items() for rule in rules.split()]


def before_forks() -> None:
    """Draw the first problems once, where tests run in forks of one process (``tools/mutation``)."""
    for strategy in STRATEGIES.values():
        some(strategy)


@pytest.mark.parametrize(("family", "rule"), PAIRS)
def test_check_and_encode_agree_on_every_plan(family: str, rule: str) -> None:
    """What ``check`` calls a breach is what ``encode`` forbids or charges, where plans of both kinds occur."""
    number = TANGLED.get((family, rule), DECIDING)

    seen = _compare(BY_ID[RuleId(rule)], STRATEGIES[family], number)

    assert seen["both ways"] >= number


@pytest.mark.parametrize("family", [diaries, departures, spoken], ids=["diaries", "departures", "spoken"])
@pytest.mark.parametrize("rule", TERMS, ids=lambda rule: rule.id)
def test_terms_agree_on_every_plan(rule: Rule, family: Callable[[tuple[Term, ...]], st.SearchStrategy[Small]]) -> None:
    """Hard, legal and timely terms of each rule agree, for the end of conversations and the start of departures."""
    terms = _terms(rule)

    seen = _compare(rule, family(terms))

    assert seen["both ways"] >= DECIDING
    assert {kind for kind in seen if seen[kind]} >= {"clean", "hard", "costly"}


@pytest.mark.parametrize(("family", "rule"), PAIRS)
def test_rule_says_nothing_of_another_kind_of_scope(family: str, rule: str) -> None:
    """Asked about a resource or a whole plan, a rule about one activity has nothing to say, and so on."""
    asked = BY_ID[RuleId(rule)]
    views = [full_view(small) for small in some(STRATEGIES[family])]

    kinds = {kind for kind in ScopeKind if kind is not asked.scope}
    assert [b for view in views for kind in kinds for s in view.scopes(kind) for b in asked.check(view, s)] == []


def test_every_rule_that_posts_something_is_compared() -> None:
    """No rule is left out of the comparison but those that post nothing."""
    compared = {rule for _, rule in PAIRS} | {rule.id for rule in TERMS}

    assert compared | ROUTES | NO_CHOICES == {rule.id for rule in RULEBOOK}


def _terms(rule: Rule) -> tuple[Term, ...]:
    """Return terms of every level that run out on the Monday or the Tuesday of the small problems."""
    asked = Settings(DEFAULT_SETTINGS).get(rule.id, "term", on=date(2026, 11, 23))
    ends = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24))
    calendar = WorkCalendar()
    anchors = [
        calendar.add(end, -asked.value) if asked.unit is Unit.WORKING_DAYS else end - timedelta(days=asked.value)
        for end in ends
    ]
    levels = (Level.HARD, Level.LEGAL, Level.TIMELY)
    return tuple(Term(rule=rule.id, anchor=anchor, level=level) for anchor in anchors for level in levels)


def _compare(rule: Rule, strategy: st.SearchStrategy[Small], number: int = DECIDING) -> Counter[str]:
    """Compare check and encode on drawn problems; count the plans of each kind, and the problems decided both ways."""
    seen: Counter[str] = Counter()
    for small in problems(rule, strategy, number):
        both = list(verdicts(rule, small))
        kinds = [_kind(verdict) for verdict in both]
        assert [verdict.check is None for verdict in both] == [verdict.encode is None for verdict in both]
        differences = {_difference(verdict) for verdict in both if verdict.check is not None}
        assert len(differences) <= 1
        assert small.fixed or differences <= {()}
        seen.update(kinds)
        seen["both ways"] += len(set(kinds)) > 1
    return seen


def _kind(verdict: Verdict) -> str:
    if verdict.check is None:
        return "hard"
    return "costly" if any(verdict.check.values()) else "clean"


def _difference(verdict: Verdict) -> tuple[tuple[Level, int], ...]:
    """Return by how much the costs differ per level: what is fixed may cost the one and not the other, always alike."""
    assert verdict.check is not None
    assert verdict.encode is not None
    both = ((level, verdict.check[level] - verdict.encode[level]) for level in Level)
    return tuple((level, cost) for level, cost in both if cost)
