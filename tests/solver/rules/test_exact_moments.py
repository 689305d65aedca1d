"""Rules on the very minute, and on what is not known, in examples. Now is Thursday 19 November, 16:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, BookedBy, MoveRole, PresentationDetail
from planner.domain.cases import DocumentState, Track, TravelDocument
from planner.domain.civil import day_interval
from planner.domain.flights import CountryRule
from planner.domain.ids import CountryCode, MissionId, RegievoerderId, RuleId
from planner.domain.places import PlaceKind
from planner.domain.plan import Plan, Reason, Unplanned, UnplannedCode
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode
from solver.rule import Rule, WindowRule
from solver.view import ScopeKind
from tests.solver import world as w
from tests.solver.rules.cases import (
    RULES,
    conversation,
    costs,
    departure,
    flown,
    found,
    heard,
    move,
    on_day,
    presentation,
    reason,
    ridden,
    talk,
    texts,
)

NEXT_WEEK = date(2026, 12, 1)
MONDAY, TUESDAY = day_interval(w.MONDAY), day_interval(w.TUESDAY)


@pytest.mark.parametrize(
    ("start", "past"),
    [
        pytest.param(w.clock(9), ", niet in het verleden", id="the beginning of the window, an hour ago"),
        pytest.param(Minute(w.clock(10) - 1), ", niet in het verleden", id="a minute ago"),
        pytest.param(w.clock(10), "", id="now"),
        pytest.param(Minute(w.clock(9) - 1), "", id="before the window: that says enough"),
    ],
)
def test_window_says_that_a_moment_in_it_is_past(start: Minute, past: str) -> None:
    activity = conversation(window=Interval(w.clock(9), w.clock(12)))
    world = w.World(activities=[activity], now=w.clock(10))
    way = w.mode(activity, w.AZC, start=start)

    window = "het tijdvenster is ma 23 nov 09:00-12:00, op een Nederlandse werkdag"
    assert reason("P06", world, activity, way) == f"{window}{past}"


def test_nothing_starts_in_a_window_that_is_over() -> None:
    """A meeting asked for until ten, seen from eleven."""
    activity = conversation(window=Interval(w.clock(9), w.clock(10)))
    world = w.World(activities=[activity], now=w.clock(11))

    assert len(found("P06", world, talk(activity, w.clock(9)))) == 1
    assert _window_rule("P06").allowed(Known(world.problem()), activity, w.mode(activity, w.AZC)) == ()


@pytest.mark.parametrize(
    ("until", "last"),
    [
        pytest.param(w.clock(0, 0, w.TUESDAY), "ma 23 nov", id="midnight: the day before"),
        pytest.param(w.clock(0, 1, w.TUESDAY), "di 24 nov", id="a minute later: the day itself"),
    ],
)
def test_last_day_of_a_document(until: Minute, last: str) -> None:
    activity = departure(track=Track.INDEPENDENT)
    paper = TravelDocument(case=w.A, kind="lp", state=DocumentState.GRANTED, valid=Interval(Minute(0), until))
    world = w.World(activities=[activity]).with_cases(documents=(paper,))

    (said,) = texts("P22", world, flown(world, activity, w.F2))

    assert said == f"A: geen reisdocument dat de hele reis geldig is (het laatste geldt tot en met {last})"


def test_last_day_of_a_promised_document() -> None:
    """Five working days after the booking of Thursday the 19th, and valid for three days."""
    activity = departure(track=Track.INDEPENDENT)
    paper = TravelDocument(case=w.A, kind="lp", state=DocumentState.PROMISED)
    rule = CountryRule(country=w.XX, lp_validity_days=3)
    world = w.World(activities=[activity]).with_resources(country_rules=(rule,)).with_cases(documents=(paper,))

    assert len(texts("P22", world, flown(world, activity, w.F2))) == 1


@pytest.mark.parametrize(("later", "breaches"), [(0, 0), (1, 1), (60, 1)])
def test_departure_of_which_only_the_day_is_known_begins_at_midnight(later: int, breaches: int) -> None:
    activity = departure(booked_by=BookedBy.IOM, track=Track.INDEPENDENT_IOM)
    world = w.World(activities=[activity])
    day = Interval(Minute(TUESDAY.start + later), Minute((TUESDAY.end or 0) + later))

    assert len(found("P19", world, on_day(activity, day))) == breaches


def test_days_of_a_departure_without_a_start_are_those_of_its_window() -> None:
    """Until Tuesday at noon: Monday and Tuesday, each at its first minute."""
    window = Interval(MONDAY.start, w.clock(12, 0, w.TUESDAY))
    activity = departure(booked_by=BookedBy.IOM, track=Track.INDEPENDENT_IOM, window=window)
    way = replace(w.mode(activity, w.AIRPORT, duration=1440), all_day=True)

    allowed = _window_rule("P19").allowed(Known(w.World(activities=[activity]).problem()), activity, way)

    assert allowed == tuple(Interval(day.start, Minute(day.start + 1)) for day in (MONDAY, TUESDAY))


def test_session_without_an_end_is_called_by_its_place_and_beginning() -> None:
    """An hour before it begins."""
    activity = presentation()
    open_end = tuple(replace(one, interval=Interval(one.interval.start)) for one in w.default_resources().sessions)
    world = w.World(activities=[activity]).with_resources(sessions=open_end)

    assert texts("P16a", world, heard(activity, Minute(open_end[0].interval.start - 60))) == [
        "de zitting is de zitting bij ambassade X (ma 23 nov 10:00); de presentatie past daar niet in"
    ]


def test_travel_of_somebody_unknown_costs_nothing() -> None:
    activity = conversation()
    world = w.World(activities=[activity])

    assert costs("P13", world, talk(activity, w.clock(10), who=RegievoerderId("R9"))) == {}


def test_journey_to_a_session_of_an_unknown_mission_costs_only_the_wait() -> None:
    """Of two persons half an hour after each other; nobody knows how far it is."""
    both = [presentation(name, cases=(code,)) for name, code in (("p1", w.A), ("p2", w.B))]
    world = w.World(activities=both)
    sessions = tuple(replace(session, mission=MissionId("ZZ")) for session in world.resources.sessions)
    world = world.with_resources(sessions=sessions)

    said = found("P54", world, heard(both[0], w.clock(10)), heard(both[1], w.clock(10, 30)))

    assert [breach.cost for breach in said] == [30]


@pytest.mark.parametrize(
    ("day", "cost"),
    [
        pytest.param(w.TUESDAY, 1, id="this week: it should have been planned"),
        pytest.param(NEXT_WEEK, 0, id="next week: it is planned then"),
    ],
)
def test_move_costs_when_what_it_serves_is_this_week(day: date, cost: int) -> None:
    """The departure is planned, its transport is not."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, window=w.HORIZON)
    world = w.World(activities=[leaves, ride])
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(12, 0, day)),))

    assert sum(costs("P25", world, flown(world, leaves)).values()) == cost


@pytest.mark.parametrize(
    "rule", [rule.id for rule in RULES.values() if rule.words and rule.id in {"R29", "P15", "R41"}]
)
def test_move_without_a_vehicle_has_no_stops_to_judge(rule: str) -> None:
    """What carries the person is asked elsewhere."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, cases=(w.A,))
    world = w.World(activities=[leaves, ride])
    bare = replace(ridden(ride, w.clock(7), w.clock(8)), participations=())

    assert found(rule, world, flown(world, leaves), bare) == []


def test_published_ride_without_a_vehicle_suits_no_flight() -> None:
    """The evening before is past the scope's beginning; it was published without saying who drives."""
    leaves = departure()
    facts = {"cases": leaves.cases, "serves": leaves.key, "window": Interval(w.NOW, w.HORIZON.end)}
    ride = move("naar", MoveRole.TO_DEPARTURE, **facts)
    bare = replace(ridden(ride, w.clock(7), w.clock(8)), participations=())
    world = w.World(activities=[leaves, ride], now=w.clock(9), baseline=[bare])

    assert len(found("P31", world, flown(world, leaves))) == 1


def test_only_a_move_can_lean_on_what_is_not_planned() -> None:
    """A conversation that is said to depend on something is left to the other rules."""
    activity = conversation()
    why = Reason(rule=RuleId("P05"), because="alle kamers bezet")
    left = Unplanned(activity=activity.key, code=UnplannedCode.DEPENDS, reasons=(why,))

    assert found("P11", w.World(activities=[activity]), plan=Plan(appointments=(), unplanned=(left,))) == []


def test_placement_without_a_start_lacks_what_it_lacks_at_the_beginning_of_its_window() -> None:
    ride = move(destination=w.DC, cases=(w.A,))
    world = w.World(activities=[ride])
    places = tuple(replace(p, kind=PlaceKind.VBL) if p.id == w.DC else p for p in world.resources.places)

    said = reason("R19", world.with_resources(places=places), ride, _bare(ride))

    assert said.startswith("plaatsing in dc X vraagt eerst: ")


@pytest.mark.parametrize(("minute", "breaches"), [(55, 0), (54, 1)])
def test_ride_may_pick_up_at_the_first_minute_of_the_scope(minute: int, breaches: int) -> None:
    """Picking up 235 minutes before the flight: for 3:55 at midnight."""
    leaves = departure()
    facts = {"cases": leaves.cases, "serves": leaves.key, "window": Interval(w.NOW, w.HORIZON.end)}
    world = w.World(activities=[leaves, move("naar", MoveRole.TO_DEPARTURE, **facts)])
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(3, minute)),))

    assert len(found("P31", world, flown(world, leaves))) == breaches


@pytest.mark.parametrize(("minute", "cost"), [(55, 0), (54, 1)])
def test_move_that_picks_up_after_the_scope_costs_nothing(minute: int, cost: int) -> None:
    """The scope ends on Monday 30 November at midnight."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, window=w.HORIZON)
    world = w.World(activities=[leaves, ride])
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(3, minute, date(2026, 11, 30))),))

    assert sum(costs("P25", world, flown(world, leaves)).values()) == cost


@pytest.mark.parametrize(("delivery", "breaches"), [(15, 0), (14, 1)])
def test_ride_takes_no_time_at_least(delivery: int, breaches: int) -> None:
    """Getting in takes until 8:15."""
    ride = move()

    assert len(found("R41", w.World(activities=[ride]), ridden(ride, w.clock(8), w.clock(8, delivery)))) == breaches


@pytest.mark.parametrize(
    ("changes", "breaches"),
    [
        pytest.param({}, 1, id="forced, booked by us"),
        pytest.param({"track": Track.INDEPENDENT}, 0, id="of one's own accord"),
        pytest.param({"booked_by": BookedBy.IOM}, 0, id="booked by others"),
    ],
)
def test_notice_is_given_of_forced_departures_that_we_book(changes: dict[str, object], breaches: int) -> None:
    """An hour before the flight nobody has been told."""
    activity = departure(**changes)  # type: ignore[arg-type]
    world = w.World(activities=[activity], now=w.clock(11))

    assert len(found("R11", world, flown(world, activity))) == breaches


def test_norm_of_each_day_decides_about_its_own_starts() -> None:
    """A border is asked ten working days before on Monday, one from Tuesday on; it was asked last Wednesday."""
    asked = PresentationDetail(mission=w.MISSION, border_requested=date(2026, 11, 18))
    activity = presentation(detail=asked)
    own = next(s for s in w.EVEN_ROADS if (s.rule, s.key) == ("P53", "notice"))
    settings = (
        *(s for s in w.EVEN_ROADS if s != own),
        replace(own, value=10, valid_to=w.TUESDAY),
        replace(own, value=1, valid_from=w.TUESDAY),
    )
    places = tuple(replace(place, country=CountryCode("BE")) for place in w.default_resources().places)
    known = Known(w.World(activities=[activity], settings=settings).with_resources(places=places).problem())
    way = w.mode(activity, w.MISSION_PLACE)

    starts = [w.clock(10), w.clock(11), w.clock(10, 0, w.TUESDAY)]
    assert list(_window_rule("P53").starts_left(known, activity, way, starts)) == starts[2:]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_says_nothing_of_another_kind_of_scope(rule: Rule) -> None:
    """Of a departure without escorts, documents and facts, its ride, a conversation and a meeting: all out of order."""
    leaves = departure(escorted=True)
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, cases=(w.A,), persons=9)
    talks = conversation(cases=(w.A,))
    world = w.World(activities=[leaves, ride, talks])
    night = w.clock(2)
    view = world.view(flown(world, leaves), ridden(ride, night, Minute(night + 600)), talk(talks, night))

    others = [scope for kind in ScopeKind if kind is not rule.scope for scope in view.scopes(kind)]
    assert [breach for scope in others for breach in rule.check(view, scope)] == []


def _bare(activity: Activity) -> Mode:
    return w.mode(activity, activity.place)


def _window_rule(code: str) -> WindowRule:
    rule = RULES[RuleId(code)]
    assert isinstance(rule, WindowRule)
    return rule
