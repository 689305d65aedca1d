"""Copies of the LP application, in examples: R08. Now is Thursday 19 November, 16:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import DocumentState, Regime, TravelDocument
from planner.domain.levels import Level
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import costs, heard, presentation


@pytest.mark.parametrize(("regime", "cost"), [(Regime.BORDER, {Level.LEGAL: 1}), (None, {})])
def test_copy_is_given_as_long_before_as_the_regime_asks(regime: Regime | None, cost: dict[Level, int]) -> None:
    """Of a presentation on Monday the general norm is met, one of three working days for the border is not."""
    document = TravelDocument(case=w.A, kind="lp", state=DocumentState.APPLIED, applied_on=date(2026, 11, 2))
    activity = presentation(regime=regime)
    general = next(s for s in w.EVEN_ROADS if (s.rule, s.key) == ("R08", "lead"))
    settings = (*w.EVEN_ROADS, replace(general, value=3, regime=Regime.BORDER))
    world = w.World(activities=[activity], settings=settings).with_cases(documents=(document,))

    assert costs("R08", world, heard(activity, w.clock(17))) == cost


def test_copy_is_looked_at_from_the_minute_of_planning_on() -> None:
    """A presentation that begins now is one without a copy; one that began a minute ago is past."""
    document = TravelDocument(case=w.A, kind="lp", state=DocumentState.APPLIED, applied_on=date(2026, 11, 2))
    activity = presentation()
    world = w.World(activities=[activity]).with_cases(documents=(document,))

    assert costs("R08", world, heard(activity, w.NOW)) == {Level.LEGAL: 1}
    assert costs("R08", world, heard(activity, Minute(w.NOW - 1))) == {}
