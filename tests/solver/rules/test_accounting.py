"""Accounting and assignment, in examples: P11, P13, P14, P24, P25, P26, R42."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import MoveRole, Term
from planner.domain.cases import Membership, Ownership, Specialism
from planner.domain.civil import at
from planner.domain.ids import CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import (
    conversation,
    costs,
    departure,
    flown,
    found,
    heard,
    move,
    presentation,
    ridden,
    talk,
    texts,
)

WHY = Reason(rule=RuleId("P05"), because="alle kamers bezet")


def _plan(*planned: Appointment, unplanned: tuple[Unplanned, ...] = ()) -> Plan:
    return Plan(appointments=planned, unplanned=unplanned)


def _left(code: UnplannedCode = UnplannedCode.CAPACITY, *reasons: Reason, name: str = "g") -> Unplanned:
    return Unplanned(activity=w.key(name), code=code, reasons=reasons)


def test_nothing_is_dropped() -> None:
    """Planned once, or left out with a reason, and never both."""
    activity = conversation()
    world, planned = w.World(activities=[activity]), talk(activity, w.clock(10))

    assert found("P11", world, plan=_plan(planned)) == []
    assert found("P11", world, plan=_plan(unplanned=(_left(UnplannedCode.CAPACITY, WHY),))) == []
    assert len(found("P11", world, plan=_plan())) == 1
    assert len(found("P11", world, plan=_plan(unplanned=(_left(),)))) == 1
    assert len(found("P11", world, plan=_plan(planned, planned))) == 1
    assert len(found("P11", world, plan=_plan(planned, unplanned=(_left(UnplannedCode.FACT, WHY),)))) == 1
    assert len(found("P11", w.World(), plan=_plan(planned))) == 1


def test_move_depends_only_on_what_is_not_planned() -> None:
    """With the departure planned, "it depends" is no reason."""
    leaves = departure()
    ride = move("v", MoveRole.TO_DEPARTURE, serves=leaves.key)
    world = w.World(activities=[leaves, ride])
    depends = _left(UnplannedCode.DEPENDS, WHY, name="v")
    gone = Unplanned(activity=leaves.key, code=UnplannedCode.FACT, reasons=(WHY,))

    assert len(found("P11", world, plan=_plan(flown(world, leaves), unplanned=(depends,)))) == 1
    assert found("P11", world, plan=_plan(unplanned=(depends, gone))) == []


def test_move_depends_on_the_move_before_it() -> None:
    """With the ride to court planned, "it depends" is no reason for the ride home; without it, it is."""
    there = move("v1", MoveRole.COURT)
    home = move("v2", MoveRole.FROM_COURT, after=there.key)
    world = w.World(activities=[there, home])
    depends, gone = _left(UnplannedCode.DEPENDS, WHY, name="v2"), _left(UnplannedCode.CAPACITY, WHY, name="v1")
    planned = ridden(there, w.clock(10), w.clock(11))

    assert len(found("P11", world, plan=_plan(planned, unplanned=(depends,)))) == 1
    assert found("P11", world, plan=_plan(unplanned=(depends, gone))) == []


def test_a_move_after_the_scope_costs_nothing_yet() -> None:
    """The scope ends with Sunday 29 November; a pick-up that may still be made on Sunday counts as left out."""
    late = Interval(at(date(2026, 11, 30), 9), at(date(2026, 11, 30), 12))
    in_time = Interval(at(date(2026, 11, 29), 9), at(date(2026, 11, 29), 12))

    for window, cost in ((late, {}), (in_time, {Level.REALISED: 1})):
        ride = replace(move("v", MoveRole.COURT), window=window)
        detail = replace(ride.move, pickup=window, delivery=window)
        assert costs("P25", w.World(activities=[replace(ride, detail=detail)])) == cost


@pytest.mark.parametrize(
    ("deadline", "level", "cost"),
    [
        # The scope ends with Sunday 29 November. A term of no days from an anchor runs to the end of that day.
        pytest.param(date(2026, 11, 29), Level.TIMELY, {Level.TIMELY: 3}, id="due on the last day: 3"),
        pytest.param(date(2026, 11, 30), Level.TIMELY, {Level.TIMELY: 1}, id="due after the scope: 1"),
        pytest.param(date(2026, 11, 27), Level.TIMELY, {Level.TIMELY: 5}, id="two days over: 3 + 2"),
        pytest.param(date(2026, 11, 27), Level.LEGAL, {Level.LEGAL: 1, Level.TIMELY: 5}, id="a legal term passes"),
        pytest.param(date(2026, 11, 30), Level.LEGAL, {Level.TIMELY: 1}, id="a legal term after the scope"),
        pytest.param(
            date(2026, 11, 29), Level.LEGAL, {Level.LEGAL: 1, Level.TIMELY: 3}, id="a legal term on the last day"
        ),
    ],
)
def test_cost_of_an_unplanned_conversation(deadline: date, level: Level, cost: dict[Level, int]) -> None:
    """R03 counts thirty days, so the anchor is thirty days before the last day."""
    term = Term(rule=RuleId("R03"), anchor=date.fromordinal(deadline.toordinal() - 30), level=level)

    assert costs("P25", w.World(activities=[conversation(terms=(term,))])) == cost


def test_cost_of_other_unplanned_activities() -> None:
    """A departure, a presentation and a move are not realised; a move that depends costs nothing by itself."""
    activities = [departure(), presentation(), move(), conversation()]
    world = w.World(activities=activities)
    depends = _left(UnplannedCode.DEPENDS, WHY, name="v")

    assert costs("P25", world) == {Level.REALISED: 3, Level.TIMELY: 1}
    assert sum(breach.cost for breach in found("P25", world, plan=_plan(unplanned=(depends,)))) == 3


@pytest.mark.parametrize(
    ("start", "invited", "cost"),
    [
        # Now is Thursday 19 November; three working days later is Tuesday 24.
        pytest.param(w.clock(10), None, {Level.TIMELY: 1}, id="Monday is too near"),
        pytest.param(w.clock(10, 0, w.TUESDAY), None, {}, id="Tuesday is in time"),
        pytest.param(w.clock(10), date(2026, 11, 12), {}, id="already invited"),
    ],
)
def test_invitation(start: Minute, invited: date | None, cost: dict[Level, int]) -> None:
    """A conversation to which the person must be invited."""
    activity = conversation(invited_on=invited)

    assert costs("R42", w.World(activities=[activity]), talk(activity, start)) == cost


@pytest.mark.parametrize(
    ("second", "cost"),
    [
        pytest.param((w.clock(14), w.AZC), 60, id="the same place on the same day once"),
        pytest.param((w.clock(14, 0, w.TUESDAY), w.AZC), 120, id="again the next day"),
        pytest.param((w.clock(14), w.DC), 120, id="two places, each there and back"),
    ],
)
def test_travel_costs_per_day_and_place(second: tuple[Minute, PlaceId], cost: int) -> None:
    """Half an hour from the office to any site, and back."""
    start, place = second
    one, other = conversation("een"), conversation("twee", place=place)
    world = w.World(activities=[one, other])

    assert costs("P13", world, talk(one, w.clock(10)), talk(other, start, place=place)) == {Level.EFFICIENT: cost}


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        pytest.param({}, [], id="complete"),
        pytest.param({"duration": 45}, ["de afspraak moet 60 minuten duren, gepland: 45"], id="too short"),
    ],
)
def test_length_of_a_conversation(planned: dict[str, int], said: list[str]) -> None:
    """An hour was asked."""
    activity = conversation()
    uses = (w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.ROOM, w.AZC))
    appointment = w.mode(activity, w.AZC, *uses, duration=planned.get("duration")).at(w.clock(10))

    assert texts("P24", w.World(activities=[activity]), appointment) == said


def test_everyone_takes_part() -> None:
    """Without the person, without a regievoerder, or with somebody else."""
    activity = conversation()
    world, planned = w.World(activities=[activity]), talk(activity, w.clock(10))
    person, officer, room = planned.participations
    stranger = talk(conversation(cases=(w.B,)), w.clock(10)).participations[0]
    late = replace(person, start=Minute(person.start + 5))

    assert texts("P24", world, replace(planned, participations=(officer, room))) == ["A ontbreekt bij de afspraak"]
    assert len(found("P24", world, replace(planned, participations=(person, room)))) == 1
    assert len(found("P24", world, replace(planned, participations=(person, stranger, officer, room)))) == 1
    assert texts("P24", world, replace(planned, participations=(late, officer, room))) == [
        "A is er niet van begin tot eind bij"
    ]


def test_presentation_takes_a_place_in_one_session() -> None:
    """Both members of a presentation count."""
    activity = presentation(cases=(w.A, w.B))
    world, planned = w.World(activities=[activity]), heard(activity, w.clock(10))
    one_place = tuple(
        replace(part, amount=1) if part.resource.kind is ResourceKind.SESSION else part
        for part in planned.participations
    )

    assert found("P24", world, planned) == []
    assert len(found("P24", world, replace(planned, participations=one_place))) == 1


def _given(*pairs: tuple[CaseId, RegievoerderId]) -> Plan:
    return Plan(assignments=tuple(Assignment(case=case, regievoerder=who) for case, who in pairs))


@pytest.mark.parametrize(
    ("load_cap", "cost"),
    [
        # R1 owns A and B, of ten points each; C comes with another ten: thirty.
        pytest.param(30, {}, id="up to the cap"),
        pytest.param(28, {Level.EFFICIENT: 2}, id="110 % of 28 is 30: two points above the cap"),
        pytest.param(27, {Level.HARD: 1}, id="110 % of 27 is 29"),
    ],
)
def test_load_points(load_cap: int, cost: dict[Level, int]) -> None:
    """R1 gets a third case."""
    world = w.World()
    people = (replace(w.regievoerder(w.R1), load_cap=load_cap), w.regievoerder(w.R2))
    owners = world.cases.ownerships[:2]
    said = found(
        "P14", world.with_resources(regievoerders=people).with_cases(ownerships=owners), plan=_given((w.C, w.R1))
    )

    assert {breach.level: breach.cost for breach in said} == cost


def test_assignment() -> None:
    """C has no regievoerder, A and B have R1; the household has one; specialisms count."""
    facts = w.World().cases
    world = w.World().with_cases(ownerships=facts.ownerships[:2])
    minor = replace(facts.cases[2], specialisms=frozenset({Specialism.MINORS}))
    special = world.with_cases(cases=(*facts.cases[:2], minor))
    marked = Ownership(case=w.A, regievoerder=w.R1, valid=w.EVER, marked=True)
    freed = world.with_cases(ownerships=(marked, facts.ownerships[1], facts.ownerships[2]))
    reason = Plan(unassigned=((w.C, WHY),))

    assert found("P26", world, plan=_given((w.C, w.R1))) == []
    assert found("P26", world, plan=reason) == []
    assert len(found("P26", world, plan=_given())) == 1
    assert len(found("P26", world, plan=_given((w.C, w.R1), (w.C, w.R2)))) == 1
    assert len(found("P26", world, plan=_given((w.C, w.R1), (w.A, w.R1)))) == 1
    assert found("P26", special, plan=_given((w.C, w.R2))) == []
    assert len(found("P26", special, plan=_given((w.C, w.R1)))) == 1
    assert [b.because for b in found("P26", freed, plan=_given((w.A, w.R2)))] == [
        "het gezin van zaak A heeft regievoerder R1, niet R2"
    ]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        pytest.param(
            None,
            [
                "gezinslid B van zaak A krijgt regievoerder R1, niet R2",
                "gezinslid A van zaak B krijgt regievoerder R2, niet R1",
            ],
            id="of one household",
        ),
        pytest.param(w.NOW, [], id="of one household until now"),
    ],
)
def test_members_of_a_household_are_assigned_together(until: Minute | None, said: list[str]) -> None:
    """A and B both leave R1; A goes to R2 and B back to R1."""
    marked = tuple(Ownership(case=code, regievoerder=w.R1, valid=w.EVER, marked=True) for code in (w.A, w.B))
    members = (
        Membership(household=w.HOUSE, case=w.A, valid=w.EVER),
        Membership(household=w.HOUSE, case=w.B, valid=Interval(Minute(0), until)),
    )
    world = w.World().with_cases(ownerships=(*marked, w.World().cases.ownerships[2]), memberships=members)

    breaches = found("P26", world, plan=_given((w.A, w.R2), (w.B, w.R1)))

    assert [breach.because for breach in breaches] == said


def test_members_of_a_household_who_get_the_same_regievoerder_are_together() -> None:
    marked = tuple(Ownership(case=code, regievoerder=w.R1, valid=w.EVER, marked=True) for code in (w.A, w.B))
    world = w.World().with_cases(ownerships=(*marked, w.World().cases.ownerships[2]))

    assert found("P26", world, plan=_given((w.A, w.R2), (w.B, w.R2))) == []


def test_scope_end_is_what_the_examples_say() -> None:
    """The week of the examples ends with Sunday 29 November."""
    assert w.SCOPE.end == at(date(2026, 11, 30), 0)
