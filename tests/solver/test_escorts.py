"""Escorts for departures; the small world has T1 and T2 (with a nurse), two escorts each."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import RiskLevel, Sex
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.escorts import EscortOffer, EscortOfficer, EscortSkill, EscortTeam, Visa
from planner.domain.flights import CountryRule
from planner.domain.ids import ActivityKey, EscortTeamId, OfficerId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.escort_choice import pick_teams
from solver.escorts import Roster, escort_parts, with_escorts
from solver.judge import RulebookJudge
from solver.known import Known
from solver.modes import flight_mode
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import other_duty

ESCORT_RULES: tuple[Rule, ...] = tuple(rule for rule in RULEBOOK if rule.id in {"R27", "R28", "R28a", "P40", "P10"})


def _leaving(world: w.World, flight_number: int = 0) -> list[Appointment]:
    """Return every activity of the world on a flight."""
    flight = world.resources.flights[flight_number]
    return [flight_mode(activity, flight).at(flight.departs) for activity in world.activities]


def _pick(world: w.World, planned: list[Appointment] | None = None, *fixed: Appointment) -> Roster:
    """Return who goes along; what is chosen breaks no rule about escorts."""
    known, leaving = Known(world.problem()), _leaving(world) if planned is None else planned
    roster = pick_teams(known, leaving, fixed, small.ENOUGH)
    served = [with_escorts(known, a, roster) for a in leaving if a.activity not in roster.unserved]
    plan = w.plan_of(world.activities, [*fixed, *served])
    assert [b.because for b in RulebookJudge(ESCORT_RULES).judge(world.problem(), plan)] == []
    return roster


def _team(code: EscortTeamId, size: int, **changes: object) -> EscortTeam:
    team = EscortTeam(id=code, base=w.AIRPORT, size=size, available=(w.HORIZON,))
    return replace(team, **changes)  # type: ignore[arg-type]


def _officer(code: str, *skills: EscortSkill, team: EscortTeamId = w.T1, **changes: object) -> EscortOfficer:
    officer = EscortOfficer(
        id=OfficerId(code), team=team, available=(w.HORIZON,), skills=frozenset(skills), passport_until=date(2031, 1, 1)
    )
    return replace(officer, **changes)  # type: ignore[arg-type]


def test_pick_teams_sends_as_many_as_needed_from_one_team_if_it_can() -> None:
    # two persons on a flight of 3 hours need 4 escorts: T1 has 5, so nobody of T2
    world = small.leaving_world(small.departure(w.A, w.B)).with_resources(
        escort_teams=(_team(w.T1, 5), _team(w.T2, 3, nurse=True))
    )

    assert _pick(world).teams == {"A+B/vertrek/1": ((w.T1, 4),)}


def test_pick_teams_joins_teams_where_one_is_too_small() -> None:
    world = small.leaving_world(small.departure(w.A, w.B))

    assert _pick(world).teams == {"A+B/vertrek/1": ((w.T1, 2), (w.T2, 2))}


def test_pick_teams_wastes_no_escorts() -> None:
    # two groups of three on flights of four hours: a team of six sends both; whole teams of two would have taken eight
    flights = (w.flight(w.F1, w.clock(12), hours=4),)
    world = small.leaving_world(small.departure(w.A), small.departure(w.B))
    world = world.with_resources(flights=flights, escort_teams=(_team(w.T1, 6),))

    assert _pick(world).teams == {"A/vertrek/1": ((w.T1, 3),), "B/vertrek/1": ((w.T1, 3),)}
    assert len(_pick(world.with_resources(escort_teams=(_team(w.T1, 5),))).unserved) == 1


def test_pick_teams_takes_the_nurse_where_one_is_needed() -> None:
    world = small.leaving_world(small.departure(w.C))
    world = world.with_cases(cases=(w.case(w.A), w.case(w.B), w.case(w.C, nurse=True)))

    assert _pick(world).teams == {"C/vertrek/1": ((w.T2, 2),)}


def test_pick_teams_sends_the_one_nurse_of_a_team_once_at_a_time() -> None:
    # T2 has six escorts and one nurse; both persons need her on the same flight
    world = small.leaving_world(small.departure(w.A), small.departure(w.C))
    world = world.with_cases(cases=(w.case(w.A, nurse=True), w.case(w.C, nurse=True)))
    world = world.with_resources(escort_teams=(_team(w.T2, 6, nurse=True),))

    assert len(_pick(world).unserved) == 1


def test_pick_teams_leaves_out_what_no_team_can_do() -> None:
    # three persons apart on one flight need six escorts; there are four
    world = small.leaving_world(*(small.departure(code) for code in (w.A, w.B, w.C)))

    roster = _pick(world)

    assert len(roster.teams) == 2
    assert len(roster.unserved) == 1


def test_pick_teams_keeps_the_rest_between_duties() -> None:
    # the duty of Monday 12:00 ends at 24:00; with 11 hours of rest a team starts again from Tuesday 11:00 on
    early = w.flight(w.F2, w.clock(12, 59, w.TUESDAY))
    late = w.flight(w.F2, w.clock(13, 0, w.TUESDAY))
    world = small.leaving_world(small.departure(w.A), small.departure(w.B)).with_resources(
        escort_teams=(_team(w.T1, 2),)
    )
    first, second = world.activities

    for flight, unserved in ((early, 1), (late, 0)):
        there = world.with_resources(flights=(w.flight(w.F1, w.clock(12)), flight))
        planned = [
            flight_mode(first, there.resources.flights[0]).at(w.clock(12)),
            flight_mode(second, flight).at(flight.departs),
        ]

        assert len(_pick(there, planned).unserved) == unserved


@pytest.mark.parametrize(("minutes", "unserved"), [(0, ()), (30, ("C/vertrek/1",))])
def test_pick_teams_knows_the_rest_after_duties_outside_the_problem(minutes: int, unserved: tuple[str, ...]) -> None:
    # reporting at 11:00 for the flight of 13:00; home at 00:00 is rested at 11:00, home at 00:30 at 11:30
    world = small.leaving_world(small.departure(w.C))
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(13)),), escort_teams=(_team(w.T1, 2),))
    before = other_duty(w.clock(10, 0, date(2026, 11, 22)), Minute(w.clock(0) + minutes), (w.T1, 2))

    assert _pick(replace(world, other_duties=(before,))).unserved == unserved


def test_pick_teams_works_around_fixed_duties_and_offers() -> None:
    world = small.leaving_world(small.departure(w.A), small.departure(w.C))
    known = Known(world.problem())
    fixed, free = _leaving(world)
    fixed = replace(fixed, participations=(*fixed.participations, *escort_parts(known, fixed, ((w.T1, 2),))))
    # the duty of the flight of 12:00 lasts from 10:00 to 24:00: T2 is offered a minute too short
    short = _team(w.T2, 2, available=(Interval(w.clock(10), Minute(w.clock(24) - 1)),))

    assert _pick(world, [free], fixed).teams == {free.activity: ((w.T2, 2),)}
    cut = world.with_resources(escort_teams=(w.default_resources().escort_teams[0], short))
    assert _pick(cut, [free], fixed).unserved == (free.activity,)


def test_pick_teams_keeps_to_offers_by_the_hour() -> None:
    # the duty of the flight of 12:00 is from 10:00 to 24:00; T1 offers four, but one only from 18:00 to 19:00
    offers = tuple(
        EscortOffer(interval=Interval(w.clock(start), w.clock(end)), escorts=number)
        for start, end, number in ((8, 18, 4), (18, 19, 1), (19, 24, 4))
    )
    world = small.leaving_world(small.departure(w.C)).with_resources(
        escort_teams=(_team(w.T1, 9, offers=offers), _team(w.T2, 1))
    )

    assert _pick(world).teams == {"C/vertrek/1": ((w.T1, 1), (w.T2, 1))}


def test_pick_teams_spreads_duties() -> None:
    # two duties four days apart: each team gets one
    later = w.flight(w.F2, Minute(w.clock(12) + 4 * 1440))
    world = small.leaving_world(small.departure(w.A), small.departure(w.B))
    world = world.with_resources(flights=(w.flight(w.F1, w.clock(12)), later))
    planned = [
        flight_mode(activity, flight).at(flight.departs)
        for activity, flight in zip(world.activities, world.resources.flights, strict=True)
    ]

    roster = _pick(world, planned)

    assert sorted(team for teams in roster.teams.values() for team, _ in teams) == [w.T1, w.T2]


def test_pick_teams_lets_who_had_a_long_duty_go_last() -> None:
    # F2 flies 9 hours: a duty of 35 hours. T1 had one such duty two weeks ago, T2 none; both have four escorts
    world = small.leaving_world(small.departure(w.C)).with_resources(escort_teams=(_team(w.T1, 4), _team(w.T2, 4)))
    start = w.clock(8, 0, date(2026, 11, 9))
    had = other_duty(start, Minute(start + 35 * 60), (w.T1, 4))

    for busy, picked in ((had, w.T2), (replace(had, participations=()), w.T1)):
        roster = _pick(replace(world, other_duties=(busy,)), _leaving(world, 1))
        assert roster.teams == {"C/vertrek/1": ((picked, 4),)}


# --- rosters --------------------------------------------------------------------------


def _named(world: w.World, flight_number: int = 0) -> tuple[tuple[str, ...], tuple[str, ...]]:
    roster = _pick(world, _leaving(world, flight_number))
    return tuple(who for group in roster.officers.values() for who in group), roster.unserved


def _rostered(*officers: EscortOfficer, **changes: object) -> w.World:
    """Return a world in which C leaves, and only T1, with these officers, goes along."""
    world = small.leaving_world(small.departure(w.C))
    return world.with_resources(escort_teams=(_team(w.T1, 9),), officers=officers, **changes)


def test_roster_sends_a_commander_along() -> None:
    commander, other, third = _officer("K1", EscortSkill.COMMANDER), _officer("K2"), _officer("K3")

    assert _named(_rostered(other, third)) == ((), ("C/vertrek/1",))
    found, unserved = _named(_rostered(commander, other, third))
    assert (found[0], len(found), unserved) == ("K1", 2, ())


def test_roster_sends_nobody_without_a_passport_long_enough() -> None:
    # home on Monday at 24:00; 180 days after 23 November 2026 is 22 May 2027
    commander = _officer("K1", EscortSkill.COMMANDER)
    cases = [(None, False), (date(2027, 5, 21), False), (date(2027, 5, 22), True)]

    for until, goes in cases:
        found, _ = _named(_rostered(commander, _officer("K2", passport_until=until)))
        assert found == (("K1", "K2") if goes else ())


def test_roster_sends_only_who_has_the_visa_the_country_asks() -> None:
    commander = _officer("K1", EscortSkill.COMMANDER, visas=(Visa(country=w.XX, until=date(2026, 11, 23)),))
    late = _officer("K2", visas=(Visa(country=w.XX, until=date(2026, 11, 22)),))
    elsewhere = _officer("K3", visas=(Visa(country=w.YY, until=date(2030, 1, 1)),))
    fine = _officer("K4", visas=commander.visas)
    rules = (CountryRule(country=w.XX, escort_visa=True),)

    assert _named(_rostered(commander, late, elsewhere, country_rules=rules)) == ((), ("C/vertrek/1",))
    assert _named(_rostered(commander, late, elsewhere, fine, country_rules=rules)) == (("K1", "K4"), ())
    assert len(_named(_rostered(commander, late, elsewhere))[0]) == 2


def test_roster_sends_somebody_of_the_persons_sex() -> None:
    men = (_officer("K1", EscortSkill.COMMANDER), _officer("K2"))
    woman = _officer("K3", sex=Sex.FEMALE)
    for officers, found in ((men, ()), ((*men, woman), ("K1", "K3"))):
        world = _rostered(*officers)
        world = world.with_cases(cases=(replace(w.case(w.C), sex=Sex.FEMALE),))
        assert _named(world)[0] == found


def test_roster_sends_who_is_qualified_for_families_high_risk_and_medical_care() -> None:
    plain = [_officer(f"K{number}", EscortSkill.COMMANDER) for number in range(1, 4)]
    for skill, traits in (
        (EscortSkill.FAMILIES, {"minor": True}),
        (EscortSkill.HIGH_RISK, {"risk": RiskLevel.HIGH}),
        (EscortSkill.NURSE, {"nurse": True}),
    ):
        person = replace(w.case(w.C), **traits)
        world = _rostered(*plain, _officer("K9", skill)).with_cases(cases=(person,))

        assert "K9" in _named(world)[0], skill
        assert _named(world.with_resources(officers=tuple(plain))) == ((), ("C/vertrek/1",)), skill


def test_roster_prefers_who_speaks_the_language() -> None:
    officers = [_officer(f"K{number}", EscortSkill.COMMANDER) for number in range(1, 5)]
    officers[2] = replace(officers[2], languages=frozenset({w.TIGRINYA}))

    assert "K3" in _named(_rostered(*officers))[0]


def test_roster_gives_an_officer_rest_before_the_next_duty() -> None:
    # reporting at 10:00; home on Sunday at 23:00 is rested at 10:00, a minute later is not
    officers = (_officer("K1", EscortSkill.COMMANDER), _officer("K2"))
    for minute, goes in ((0, True), (1, False)):
        home = w.clock(23, minute, date(2026, 11, 22))
        had = other_duty(Minute(home - 600), home, officers=("K2",))
        world = replace(_rostered(*officers), other_duties=(had,))
        assert _named(world)[0] == (("K1", "K2") if goes else ())


def test_roster_spreads_long_duties_over_officers() -> None:
    # F2 asks four of five officers, and a duty of 35 hours; K2 had one two weeks ago, so the other four go
    officers = [_officer(f"K{number}", EscortSkill.COMMANDER) for number in range(1, 6)]
    start = w.clock(8, 0, date(2026, 11, 9))
    had = other_duty(start, Minute(start + 35 * 60), officers=("K2",))

    assert _named(replace(_rostered(*officers), other_duties=(had,)), 1) == (("K1", "K3", "K4", "K5"), ())


def test_team_without_roster_beside_one_sees_to_its_own_people() -> None:
    # T1 has one officer, no commander; T2 without a roster sends the other escort
    world = _rostered(_officer("K1")).with_resources(escort_teams=(_team(w.T1, 9), _team(w.T2, 1)))

    roster = _pick(world)

    assert roster.teams == {"C/vertrek/1": ((w.T1, 1), (w.T2, 1))}
    assert roster.officers == {"C/vertrek/1": (OfficerId("K1"),)}


# --- answers of KMar ------------------------------------------------------------------


def _answer(
    state: RequestState, amount: int | None, kind: ResourceKind = ResourceKind.ESCORT, who: str = w.T1
) -> w.World:
    """Return a world in which KMar answered for the duty of the flight of 12:00; T1 and T2 have four each."""
    world = small.leaving_world(small.departure(w.C)).with_resources(escort_teams=(_team(w.T1, 4), _team(w.T2, 4)))
    request = PartnerRequest(
        activity=ActivityKey("C/vertrek/1"),
        resource=ResourceRef(kind, who),
        state=state,
        start=w.clock(10),
        end=w.clock(24),
        amount=amount,
    )
    return replace(world, requests=(request,))


@pytest.mark.parametrize(
    ("state", "amount", "picked"),
    [
        pytest.param(RequestState.REQUESTED, 2, ((w.T1, 2),), id="asked, no answer yet"),
        pytest.param(RequestState.CONFIRMED, 2, ((w.T1, 2),), id="confirmed"),
        pytest.param(RequestState.CONFIRMED, 1, ((w.T1, 1), (w.T2, 1)), id="confirmed in part: the rest from another"),
        pytest.param(RequestState.DECLINED, 2, ((w.T2, 2),), id="declined"),
        pytest.param(RequestState.COUNTERED, 1, ((w.T2, 2),), id="one offered instead: another team has both"),
        pytest.param(RequestState.WITHDRAWN, 2, ((w.T1, 2),), id="withdrawn: asked anew if need be"),
    ],
)
def test_pick_teams_follows_the_answer(state: RequestState, amount: int, picked: tuple[tuple[str, int], ...]) -> None:
    assert _pick(_answer(state, amount)).teams == {"C/vertrek/1": picked}


def test_pick_teams_takes_what_is_offered_instead_where_nobody_else_can() -> None:
    world = _answer(RequestState.COUNTERED, 1).with_resources(escort_teams=(_team(w.T1, 4), _team(w.T2, 1)))

    assert _pick(world).teams == {"C/vertrek/1": ((w.T1, 1), (w.T2, 1))}


def test_pick_teams_does_not_use_an_offer_for_another_time() -> None:
    world = _answer(RequestState.COUNTERED, 2).with_resources(escort_teams=(_team(w.T1, 4),))
    late = replace(world.requests[0], start=w.clock(10, 30))

    assert _pick(world).teams == {"C/vertrek/1": ((w.T1, 2),)}
    assert _pick(replace(world, requests=(late,))).unserved == ("C/vertrek/1",)


def test_pick_teams_keeps_a_confirmed_officer_and_leaves_out_a_declined_one() -> None:
    officers = tuple(_officer(f"K{number}", EscortSkill.COMMANDER) for number in range(1, 5))
    for state, found in ((RequestState.CONFIRMED, True), (RequestState.DECLINED, False)):
        world = _answer(state, None, ResourceKind.OFFICER, "K3")
        world = world.with_resources(escort_teams=(_team(w.T1, 9),), officers=officers)

        assert ("K3" in _named(world)[0]) == found


def test_with_escorts_adds_the_whole_duty_and_the_number() -> None:
    world = small.leaving_world(small.departure(w.C))
    known = Known(world.problem())
    (departure,) = _leaving(world)
    roster = pick_teams(known, [departure], (), small.ENOUGH)

    duty = with_escorts(known, departure, roster).participations[-1]

    assert (duty.start, duty.end, duty.amount) == (w.clock(10), w.clock(24), 2)


def test_cancelled_booking_gives_the_escorts_back_to_the_pool_at_once() -> None:
    # A's departure is published with both escorts of T1; its seats are cancelled, so C can have them
    world = small.leaving_world(small.departure(w.A), small.departure(w.C)).with_resources(
        escort_teams=(_team(w.T1, 2),)
    )
    known = Known(world.problem())
    fixed, free = _leaving(world)
    fixed = replace(fixed, participations=(*fixed.participations, *escort_parts(known, fixed, ((w.T1, 2),))))
    seats = Booking(
        activity=fixed.activity,
        flight=w.F1,
        state=BookingState.CANCELLED,
        since=w.clock(9),
        reason=CancelReason.DISAPPEARED,
    )

    assert _pick(world, [free], fixed).unserved == (free.activity,)
    cancelled = replace(world, bookings=(seats,))
    assert pick_teams(Known(cancelled.problem()), [free], [fixed], small.ENOUGH).teams == {free.activity: ((w.T1, 2),)}
