"""Norms are those of the activity's regime and of its own day, in examples; other days have another norm.

Everything happens on Tuesday 24 November; the windows begin on Monday. Each example breaks its rule by little.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from planner.domain.activities import Activity, DublinTransfer, PresentationDetail
from planner.domain.cases import DocumentState, Regime, TravelDocument
from planner.domain.flights import Transit
from planner.domain.ids import CountryCode
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.settings import Setting
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, found, heard, move, presentation, ridden, talk

NOON = w.clock(12, 0, w.TUESDAY)
GERMANY = CountryCode("DE")
CHANGE = Transit(airport="XXX", country=GERMANY, arrives=Minute(NOON + 60), departs=Minute(NOON + 120))
Said = list[tuple[str, int, ResourceRef | None]]


@dataclass(frozen=True)
class Example:
    """A rule, the norm it reads, an activity, and the world and the appointment made of it."""

    rule: str
    key: str
    activity: Activity
    made: Callable[[Activity], tuple[w.World, Appointment]]


def _on_flight(activity: Activity, **changes: object) -> tuple[w.World, Appointment]:
    flight = replace(w.default_resources().flights[1], **changes)  # type: ignore[arg-type]
    world = w.World(activities=[activity]).with_resources(flights=(flight,))
    paper = TravelDocument(case=w.A, kind="lp", state=DocumentState.PROMISED)
    return world.with_cases(documents=(paper,)), flown(world, activity, w.F2)


def _late(activity: Activity) -> tuple[w.World, Appointment]:
    world, planned = _on_flight(activity)
    return replace(world, now=Minute(NOON - 3 * 60)), planned


def _abroad(activity: Activity) -> tuple[w.World, Appointment]:
    places = tuple(replace(place, country=CountryCode("BE")) for place in w.default_resources().places)
    return w.World(activities=[activity]).with_resources(places=places), _heard(activity)


def _heard(activity: Activity) -> Appointment:
    return heard(activity, w.clock(10, 0, w.TUESDAY), w.OTHER_SESSION)


def _soon(activity: Activity) -> tuple[w.World, Appointment]:
    return w.World(activities=[activity], now=w.clock(8)), _heard(activity)


def _spoken(activity: Activity) -> tuple[w.World, Appointment]:
    return w.World(activities=[activity], now=w.clock(8)), talk(activity, w.clock(10, 0, w.TUESDAY))


def _ridden(activity: Activity) -> tuple[w.World, Appointment]:
    start = w.clock(8, 0, w.TUESDAY)
    return w.World(activities=[activity]), ridden(activity, start, Minute(start + 15 + 271))


TOLD = DublinTransfer(accepted_on=date(2026, 8, 3), announced_on=date(2026, 11, 20))
EXAMPLES: Sequence[Example] = (
    Example("R11", "notice", departure(notice_given=Minute(NOON - 36 * 60 + 1)), _on_flight),
    Example("P22", "promised", departure(), _on_flight),
    Example(
        "R30",
        "notice",
        departure(transit_requested=date(2026, 11, 23)),
        lambda activity: _on_flight(activity, transits=(CHANGE,)),
    ),
    Example("R21", "notice-DE", departure(country=GERMANY, transfer=TOLD), lambda a: _on_flight(a, country=GERMANY)),
    Example("R38", "lead", departure(), _late),
    Example("R29", "before", departure(), _late),
    Example(
        "P53",
        "notice",
        presentation(detail=PresentationDetail(mission=w.MISSION, border_requested=date(2026, 11, 18))),
        _abroad,
    ),
    Example("R07", "notice", presentation(), _soon),
    Example("R42", "notice", conversation(), _spoken),
    Example("R41", "ride", move(), _ridden),
)
ASKED_BY = {"R29": "R38"}
"""The pack is ready before the last moment of being at the airport, a norm of another rule."""


def _said(example: Example, settings: Sequence[Setting], regime: Regime | None = None) -> Said:
    world, planned = example.made(replace(example.activity, regime=regime))
    rule = ASKED_BY.get(example.rule, example.rule)
    return [(b.because, b.cost, b.resource) for b in found(rule, replace(world, settings=settings), planned)]


def _settings(example: Example, *changed: Setting) -> tuple[Setting, ...]:
    mine = (example.rule, example.key)
    return (*(setting for setting in w.EVEN_ROADS if (setting.rule, setting.key) != mine), *changed)


def _own(example: Example) -> Setting:
    mine = (example.rule, example.key)
    return next(s for s in w.EVEN_ROADS if (s.rule, s.key) == mine and s.in_force(w.TUESDAY))


by_norm = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule} {example.key}")


@by_norm
def test_norm_of_the_regime_goes_before_the_general_one(example: Example) -> None:
    own = _own(example)
    general, border = replace(own, value=own.value + 3), replace(own, regime=Regime.BORDER)

    usual = _said(example, w.EVEN_ROADS)

    assert usual != []
    assert _said(example, _settings(example, general, border), Regime.BORDER) == usual
    assert _said(example, _settings(example, general, border)) != usual


@by_norm
def test_norm_of_the_regime_binds_where_the_general_one_asks_nothing(example: Example) -> None:
    own = _own(example)
    nothing, border = replace(own, value=0), replace(own, regime=Regime.BORDER)

    assert _said(example, _settings(example, nothing, border), Regime.BORDER) == _said(example, w.EVEN_ROADS)
    assert _said(example, _settings(example, nothing, border)) != _said(example, w.EVEN_ROADS)


@by_norm
def test_norm_is_that_of_the_day_itself(example: Example) -> None:
    """Another norm until Monday, and another from Wednesday on, change nothing; on Tuesday itself they do."""
    own, wednesday = _own(example), w.TUESDAY + timedelta(days=1)
    other = replace(own, value=own.value + 3)
    around = (
        replace(other, valid_from=date(2020, 1, 1), valid_to=w.TUESDAY),
        replace(own, valid_from=w.TUESDAY, valid_to=wednesday),
        replace(other, valid_from=wednesday),
    )

    usual = _said(example, w.EVEN_ROADS)

    assert _said(example, _settings(example, *around)) == usual
    assert _said(example, _settings(example, other)) != usual
