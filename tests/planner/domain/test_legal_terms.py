"""How terms run by what happened in law."""

from collections.abc import Sequence
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, Term
from planner.domain.cases import Regime
from planner.domain.casework import LegalMoment, LegalMomentKind
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.legal_terms import ANCHORS, OTHER_LENGTHS, running_terms
from planner.domain.levels import Level
from planner.domain.settings import Settings
from planner.domain.time import Interval, Minute

A, B = CaseId("A"), CaseId("B")
TODAY = date(2026, 11, 19)
SETTINGS = Settings(DEFAULT_SETTINGS)
Kind = LegalMomentKind


def _running(
    rule: str,
    moments: Sequence[tuple[CaseId, LegalMomentKind, date]] = (),
    *,
    cases: tuple[CaseId, ...] = (A,),
    level: Level = Level.LEGAL,
    regime: Regime | None = None,
) -> list[tuple[date, str, Level]]:
    """Return anchor, key and level of the terms of an activity with one term from 1 June."""
    activity = Activity(
        key=ActivityKey("x"),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=60,
        window=Interval(Minute(0), Minute(100)),
        cases=cases,
        terms=(Term(rule=RuleId(rule), anchor=date(2026, 6, 1), level=level),),
        regime=regime,
    )
    facts = [LegalMoment(case=case, kind=kind, on=on) for case, kind, on in moments]
    by_case = {case: [fact for fact in facts if fact.case == case] for case in cases}
    return [(term.anchor, term.key, term.level) for term in running_terms(activity, by_case, SETTINGS, TODAY)]


def _one(anchor: date, key: str = "term") -> list[tuple[date, str, Level]]:
    return [(anchor, key, Level.LEGAL)]


JULY, AUGUST, DECEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 12, 1)


@pytest.mark.parametrize("rule", [rule for rule in ANCHORS if rule != "R12"])
def test_a_term_runs_from_the_last_moment_of_its_kind(rule: str) -> None:
    """Not from one to come; without any, from the day that came with the activity."""
    for kind in ANCHORS[RuleId(rule)]:
        assert _running(rule, [(A, kind, JULY), (A, kind, AUGUST), (A, kind, DECEMBER)])[0][0] == AUGUST
    assert _running(rule) == _one(date(2026, 6, 1))


def test_continued_detention_counts_from_the_last_ruling() -> None:
    assert _running("R14", [(A, Kind.DETENTION_ORDER, AUGUST), (A, Kind.DETENTION_RULING, JULY)]) == _one(JULY)


@pytest.mark.parametrize(
    ("appealed", "terms"),
    [(None, _one(JULY)), (date(2026, 6, 30), _one(JULY)), (JULY, []), (AUGUST, []), (DECEMBER, _one(JULY))],
)
def test_who_appealed_since_the_order_needs_no_notice(
    appealed: date | None, terms: list[tuple[date, str, Level]]
) -> None:
    moments = [(A, Kind.DETENTION_ORDER, JULY)]
    moments += [] if appealed is None else [(A, Kind.APPEAL, appealed)]

    assert _running("R12", moments) == terms


@pytest.mark.parametrize(
    ("rule", "moments", "expected"),
    [
        ("R15", [(A, Kind.DETENTION_ORDER, JULY), (A, Kind.DETENTION_EXTENDED, AUGUST)], _one(JULY, "extended")),
        ("R15", [(A, Kind.DETENTION_ORDER, AUGUST), (A, Kind.DETENTION_EXTENDED, JULY)], _one(AUGUST)),
        ("R16", [(A, Kind.BORDER_STARTED, JULY), (A, Kind.FAMILY_PLACED, AUGUST)], _one(AUGUST, "border")),
        ("R20", [(A, Kind.DUBLIN_ACCEPTED, JULY), (A, Kind.IMPRISONED, AUGUST)], _one(JULY, "prison")),
        ("R20", [(A, Kind.DUBLIN_ACCEPTED, JULY), (A, Kind.ABSCONDED, AUGUST)], _one(JULY, "absconded")),
        ("R20", [(A, Kind.DUBLIN_ACCEPTED, AUGUST), (A, Kind.ABSCONDED, JULY)], _one(AUGUST)),
        ("R20", [(A, Kind.IMPRISONED, JULY), (A, Kind.ABSCONDED, AUGUST)], _one(date(2026, 6, 1), "absconded")),
    ],
)
def test_what_happened_makes_a_term_longer(
    rule: str, moments: list[tuple[CaseId, LegalMomentKind, date]], expected: list[tuple[date, str, Level]]
) -> None:
    assert _running(rule, moments) == expected


def test_every_other_length_has_a_setting() -> None:
    assert [key for (rule, _), key in OTHER_LENGTHS.items() if SETTINGS.find(rule, key, on=TODAY) is None] == []


def test_each_member_of_a_family_has_a_term_of_its_own_once() -> None:
    together = [(A, Kind.FAMILY_PLACED, JULY), (B, Kind.FAMILY_PLACED, JULY)]
    apart = [(A, Kind.FAMILY_PLACED, JULY), (B, Kind.FAMILY_PLACED, AUGUST)]

    assert _running("R16", together, cases=(A, B)) == _one(JULY)
    assert _running("R16", apart, cases=(A, B)) == [*_one(JULY), *_one(AUGUST)]


@pytest.mark.parametrize(
    ("rule", "regime", "beside"),
    [
        ("R02", Regime.DETENTION, [("limit", Level.LEGAL)]),
        ("R03", Regime.DETENTION, [("aim", Level.TIMELY)]),
        ("R02", Regime.VBL, []),
        ("R03", None, []),
    ],
)
def test_in_detention_a_second_length_runs_beside(
    rule: str, regime: Regime | None, beside: list[tuple[str, Level]]
) -> None:
    """Fourteen days for the first conversation are the law's; for the next they are what is aimed for."""
    found = _running(rule, level=Level.TIMELY, regime=regime)

    assert [(key, level) for _, key, level in found] == [("term", Level.TIMELY), *beside]
