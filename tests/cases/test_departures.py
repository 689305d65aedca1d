"""Departures worked out by hand: documents, limits, escorts."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity
from planner.domain.cases import CaseFile, DocumentState, RiskLevel, TravelDocument
from planner.domain.civil import IsoWeek, at
from planner.domain.flights import CountryRule, Flight
from planner.domain.ids import CaseId, CountryCode
from planner.domain.resources import ResourceKind, Resources
from planner.domain.time import Interval, Minute
from tests.cases.world import OFFICE, Given, clock, flight, held, leaves, left_out, only, planned, starts, team

LIBYA = CountryRule(country=CountryCode("LY"), lp_validity_days=14, lp_after_flight=True)
PROMISED = TravelDocument(case=CaseId("A"), kind="laissez-passer", state=DocumentState.PROMISED)


@pytest.mark.parametrize(
    ("departs", "goes"),
    [
        # Told today, Thursday 19 November, the document is there five working days later (P22): Thursday 26 November.
        # It is valid for 14 days, 26 November up to and including 9 December, and must cover the whole flight (3:20).
        pytest.param(clock(25, 23, 55), False, id="five minutes before the day of the document"),
        pytest.param(clock(26, 12), True, id="on the day of the document"),
        pytest.param(clock(9, 20, 40, month=12), True, id="lands at midnight, when the document ends"),
        pytest.param(clock(9, 20, 45, month=12), False, id="lands five minutes after it ended"),
    ],
)
def test_laissez_passer_of_two_weeks_after_flight_data(departs: Minute, *, goes: bool) -> None:
    """It is issued after the flight data, so neither an early nor a late flight will do."""
    resources = Resources(flights=(flight("LY1", departs, country="LY"),), country_rules=(LIBYA,))
    departure = leaves("A", country="LY")
    given = Given(
        people=[held("A", country="LY", place=OFFICE)],
        activities=[departure],
        resources=resources,
        file=CaseFile(documents=(PROMISED,)),
    )

    plan = planned(given)

    assert starts(plan) == ({departure.key: departs} if goes else {})
    assert left_out(plan) == ({} if goes else {departure.key: ("feit", "P22")})


@pytest.mark.parametrize(("flights", "gone"), [(1, 2), (2, 3)])
def test_third_person_to_morocco(flights: int, gone: int) -> None:
    """Two on a flight: with the flight of Tuesday alone the third stays; with Thursday's as well all three go."""
    timetable = (flight("MA1", clock(24, 12)), flight("MA2", clock(26, 12)))[:flights]
    rule = CountryRule(country=CountryCode("MA"), max_per_flight=2)
    given = Given(
        people=[held(code, place=OFFICE) for code in "ABC"],
        activities=[leaves(code) for code in "ABC"],
        resources=Resources(flights=timetable, country_rules=(rule,)),
    )

    plan = planned(given)

    # the second flight carries only the third person: each day in detention counts, so Tuesday's is filled first
    assert sorted(starts(plan).values()) == sorted([clock(24, 12), clock(24, 12), clock(26, 12)][:gone])
    assert sorted(left_out(plan).values()) == [("capaciteit", "R10a")] * (3 - gone)


def guarded(*departures: tuple[str, Flight], available: Interval, now: Minute, week: IsoWeek) -> Given:
    """Return escorted departures, each possible on one flight only, and one team of two."""
    activities: list[Activity] = []
    for code, one in departures:
        window = Interval(Minute(one.departs - 60), Minute(one.arrives + 60))
        activities.append(leaves(code, window=window, escorted=True))
    return Given(
        people=[held(code, place=OFFICE, risk=RiskLevel.RAISED) for code, _ in departures],
        activities=activities,
        resources=Resources(flights=tuple(one for _, one in departures), escort_teams=(team("E1", available),)),
        now=now,
        week=week,
    )


@pytest.mark.parametrize(("minutes", "goes"), [(40, True), (39, False)])
def test_night_duty_over_the_change_of_the_clocks(minutes: int, *, goes: bool) -> None:
    """The duty of Saturday night is an hour longer than the clock says.

    The flight leaves on Saturday 24 October at 21:00 (19:00 UTC) and takes 3:20: it lands at 22:20 UTC. Duty (R28) from
    two hours before, 17:00 UTC, until an hour after, two hours of layover, two hours, 3:20 back and an hour: 9:20 after
    landing, 07:40 UTC. The clocks went back at 01:00 UTC, so that is 08:40; by the clock alone one would say 09:40.
    """
    one = flight("MA1", at(date(2026, 10, 24), 21))
    available = Interval(at(date(2026, 10, 24), 19), at(date(2026, 10, 25), 8, minutes))
    week = IsoWeek(2026, 43)
    given = guarded(("A", one), available=available, now=at(date(2026, 10, 15), 16), week=week)

    plan = planned(given)

    assert left_out(plan) == ({} if goes else {"A/vertrek/1": ("geen-mogelijkheid", "R27")})
    if goes:
        duty = only(plan, "A/vertrek/1").of_kind(ResourceKind.ESCORT)[0]
        assert (duty.start, duty.end, duty.end - duty.start) == (available.start, available.end, 14 * 60 + 40)


@pytest.mark.parametrize(("hour", "minute", "gone"), [(11, 40, 2), (11, 10, 1)])
def test_escort_whose_rest_ends_half_an_hour_late(hour: int, minute: int, gone: int) -> None:
    """One team for Monday and Tuesday.

    Monday's flight leaves at 10:00 and lands at 13:20; the duty is from 8:00 until 9:20 after landing, 22:40, and the
    rest of 11 hours until Tuesday 9:40. A flight at 11:40 asks to report at 9:40; one at 11:10 half an hour too early.
    """
    monday, tuesday = flight("MA1", clock(23, 10)), flight("MA2", clock(24, hour, minute))
    given = guarded(
        ("A", monday),
        ("B", tuesday),
        available=Interval(clock(23, 0), clock(27, 0)),
        now=clock(19, 16),
        week=IsoWeek(2026, 48),
    )

    plan = planned(given)

    assert len(starts(plan)) == gone
    assert list(left_out(plan).values()) == [("capaciteit", "R27")] * (2 - gone)


def test_two_teams_make_up_for_the_rest() -> None:
    """With a second team both flights have escorts, half an hour of rest or not."""
    monday, tuesday = flight("MA1", clock(23, 10)), flight("MA2", clock(24, 11, 10))
    available = Interval(clock(23, 0), clock(27, 0))
    given = guarded(("A", monday), ("B", tuesday), available=available, now=clock(19, 16), week=IsoWeek(2026, 48))
    teams = (*given.resources.escort_teams, team("E2", available))

    plan = planned(replace(given, resources=replace(given.resources, escort_teams=teams)))

    assert sorted(starts(plan)) == ["A/vertrek/1", "B/vertrek/1"]
