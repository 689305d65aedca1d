"""The reasons that are kept of what small plans leave out, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, MoveRole
from planner.domain.explaining import Obstacle
from planner.domain.ids import RuleId
from planner.domain.plan import Plan, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from solver.clock import Budget
from solver.why import accounts as module
from solver.why.accounts import Accounts, accounted, reasons_of, with_verified_reasons
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown
from tests.solver.small import conversation, meeting, presentation
from tests.solver.why.kept import as_kept
from tests.solver.why.leaving import alone, leaving
from tests.solver.why.riding import BUS, bus, free_move, rides, riding
from tests.solver.why.talks import ELEVEN, NINE, TEN, asked, away, held, question

WRONG = Reason(rule=RuleId("P01"), because="bezet")


def kept(about: Ground, activity: Activity, code: UnplannedCode = UnplannedCode.CAPACITY) -> Unplanned | None:
    """Return what is kept of an activity that a search left out for some reason."""
    return accounted(about, Unplanned(activity=activity.key, code=code, reasons=(WRONG,)))


def test_reason_is_of_the_kind_that_its_rules_are() -> None:
    activity = asked(w.A)
    owner_away = question(w.World().with_resources(absences=(away(w.R1, NINE, TEN),)), activity)
    first = conversation(w.B, 1)
    taken = question(w.World(), activity, [held(first, NINE)], [first])
    nobody = question(w.World().with_cases(ownerships=()), activity)
    blocked = alone(w.C)
    fact = leaving(blocked, conditions=())
    later = conversation(w.A, 5, window=Interval(w.clock(9, 0, date(2026, 12, 1)), w.clock(12, 0, date(2026, 12, 1))))
    wait = question(w.World(), later)
    assert as_kept(
        "reasons_kinds",
        kept(owner_away, activity),
        kept(owner_away, activity, UnplannedCode.LATER),
        kept(taken, activity, UnplannedCode.NO_OPTION),
        kept(taken, activity, UnplannedCode.LATER),
        kept(nobody, activity),
        kept(fact, blocked),
        kept(wait, later),
        kept(question(w.World(), activity), activity),
        kept(taken, replace(activity, key=w.key("onbekend"))),
    )


def test_reason_of_a_move_is_what_the_routes_found_unless_they_had_no_time() -> None:
    other, activity = free_move("eerst", NINE, w.clock(13), "B"), free_move("rit", NINE, TEN, persons=4)
    about = riding(activity, [rides(other, NINE, w.clock(9, 45))], [other], [BUS, bus()])
    full = riding(activity, [rides(other, NINE, w.clock(9, 45))], [other])
    leaves = departure(w.A)
    served = free_move("heen", w.clock(8), w.clock(15), role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    unserved = riding(served, [], [leaves], [BUS, bus(), bus("V3")])
    codes = (UnplannedCode.CAPACITY, UnplannedCode.TIME_OUT, UnplannedCode.LATER)
    assert as_kept(
        "reasons_moves",
        [kept(about, activity, code) for code in codes],
        [kept(full, activity, code) for code in codes],
        [kept(unserved, served, code) for code in codes],
    )


def test_reason_that_could_not_be_worked_out_stays_as_it_was() -> None:
    activity = asked(w.A)
    about = question(w.World().with_resources(absences=(away(w.R1, NINE, TEN),)), activity)
    item = Unplanned(activity=activity.key, code=UnplannedCode.TIME_OUT, reasons=(WRONG,))
    assert accounted(about, item, Budget.of(-1.0)) == item
    found = accounted(about, item, Budget.of(60.0))
    assert found is not None
    assert (found.verified, found.code) == (True, UnplannedCode.NO_OPTION)


def test_reasons_of_many_means_are_told_together_and_of_rooms_apart() -> None:
    def lacking(kind: ResourceKind, code: str) -> Obstacle:
        return Obstacle(
            rule=RuleId("P05"), activity=w.key("x"), resource=ResourceRef(kind, code), because=f"{kind.name} {code}"
        )

    kinds = (ResourceKind.VEHICLE, ResourceKind.ESCORT, ResourceKind.OFFICER, ResourceKind.ROOM)
    found = reasons_of([lacking(kind, code) for kind in kinds for code in "ab"])
    assert [(reason.rule, reason.because) for reason in found] == [
        ("P05", "VEHICLE a (en 5 keer meer zo)"),
        ("P05", "ROOM a"),
        ("P05", "ROOM b"),
    ]


def everything() -> Ground:
    """Return a plan that leaves one of each kind out, the heaviest last, and two rides of which one has a place."""
    talk, site, hearing, leaves = asked(w.B), meeting(w.R2, NINE), presentation(w.C), alone(w.C, escorted=True)
    free, full = free_move("vrij", w.clock(12), w.clock(14)), free_move("vol", NINE, TEN, persons=4)
    other = free_move("eerst", NINE, w.clock(13), "B")
    planned = [rides(other, NINE, w.clock(9, 45))]
    activities = (free, full, talk, site, hearing, leaves, other)
    world = w.World(activities=activities).with_resources(absences=(away(w.R2, w.clock(8), w.clock(17)),), flights=())
    codes = (UnplannedCode.CAPACITY, UnplannedCode.LATER)
    unplanned = tuple(
        Unplanned(activity=activity.key, code=codes[number % 2], reasons=(WRONG,))
        for number, activity in enumerate(activities[:-1])
    )
    return Ground(world.problem(), Plan(appointments=tuple(planned), unplanned=unplanned))


def told(found: Accounts) -> list[object]:
    """Return what there is to tell of reasons."""
    return [found.plan.unplanned, found.verified, found.placed]


def test_every_kind_has_its_reason_and_a_free_ride_its_place() -> None:
    about = everything()
    found = with_verified_reasons(about)
    assert as_kept("reasons_every_kind", *told(found))
    assert found.plan.appointments == (*about.plan.appointments, *found.placed)


def test_ride_that_took_a_place_is_looked_at_again_by_those_before_it() -> None:
    first, second = (free_move(name, NINE, TEN, code, persons=4) for name, code in (("een", "A"), ("twee", "B")))
    codes = (UnplannedCode.TIME_OUT, UnplannedCode.TIME_OUT)
    activities = (first, second)
    items = tuple(
        Unplanned(activity=one.key, code=code, reasons=(WRONG,)) for one, code in zip(activities, codes, strict=True)
    )
    about = riding(second, (), [first])
    found = with_verified_reasons(Ground(about.problem, Plan(unplanned=items)))
    assert as_kept("reasons_after_a_ride", *told(found))


def test_free_ride_is_the_first_in_the_first_vehicle() -> None:
    activity = free_move("rit", NINE, ELEVEN)
    fleet: list[Vehicle] = [bus("V2"), BUS]
    about = riding(activity, (), (), fleet)
    found = with_verified_reasons(about)
    assert [(one.start, one.resource(ResourceKind.VEHICLE)) for one in found.placed] == [(NINE, "V1")]


def test_what_is_free_but_no_ride_stays_as_it_was() -> None:
    activity = asked(w.A)
    found = with_verified_reasons(question(w.World(), activity))
    assert as_kept("reasons_free", *told(found))


@pytest.mark.parametrize("seconds", [-1.0, 600.0])
def test_reasons_are_worked_out_while_there_is_time(seconds: float) -> None:
    found = with_verified_reasons(everything(), seconds)
    assert found.verified == (0 if seconds < 0 else 5)


def left_out(*items: tuple[Activity, UnplannedCode]) -> tuple[Unplanned, ...]:
    """Return activities as a search leaves them out."""
    return tuple(Unplanned(activity=one.key, code=code, reasons=(WRONG,)) for one, code in items)


def test_ride_that_is_short_of_time_or_vehicles_comes_after_one_that_is_not() -> None:
    """Both would fit alone, in the only bus; the second was left out for a fact that holds no longer."""
    first, second = (free_move(name, NINE, TEN, code, persons=4) for name, code in (("een", "A"), ("twee", "B")))
    about = riding(second, (), [first])
    for code in (UnplannedCode.TIME_OUT, UnplannedCode.CAPACITY):
        items = left_out((first, code), (second, UnplannedCode.FACT))
        found = with_verified_reasons(Ground(about.problem, Plan(unplanned=items)))
        assert [one.activity for one in found.placed] == [second.key]


def test_reason_for_want_of_a_vehicle_is_worked_out_again_when_another_ride_gets_a_place() -> None:
    """The bus has a ride at nine; a second one is too many there, a third gets noon."""
    there, full = (free_move(name, NINE, TEN, code, persons=4) for name, code in (("eerst", "A"), ("vol", "B")))
    third = free_move("derde", w.clock(12), w.clock(13), "C", persons=4)
    about = riding(third, [rides(there, NINE, w.clock(9, 45))], [there, full])
    items = left_out((full, UnplannedCode.CAPACITY), (third, UnplannedCode.CAPACITY))

    found = with_verified_reasons(Ground(about.problem, replace(about.plan, unplanned=items)))

    assert [one.activity for one in found.placed] == [third.key]
    assert as_kept("reasons_worked_out_again", *told(found))


def test_what_weighs_most_is_accounted_for_first(monkeypatch: pytest.MonkeyPatch) -> None:
    about, asked_for = everything(), list[ActivityKind]()

    def accounted_for(ground: Ground, item: Unplanned, clock: Budget) -> Unplanned:
        del clock
        asked_for.append(ground.known.activities[item.activity].kind)
        return item

    monkeypatch.setattr(module, "accounted", accounted_for)
    with_verified_reasons(about)

    assert asked_for == [
        ActivityKind.DEPARTURE,
        ActivityKind.PRESENTATION,
        ActivityKind.MEETING,
        ActivityKind.CONVERSATION,
        ActivityKind.MOVE,
        ActivityKind.MOVE,
    ]


def test_what_a_ride_serves_does_not_take_its_place() -> None:
    """Who flies at noon may only be fetched after one: the flight stands where it stands."""
    leaves = departure(w.A)
    ride = free_move("heen", NINE, ELEVEN, role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    late = replace(ride, window=Interval(w.clock(13), w.clock(15)))
    late = replace(late, detail=replace(late.move, destination=w.AIRPORT, pickup=None, delivery=None))
    about = riding(late, [flown(w.World(activities=[leaves]), leaves)], [leaves])

    found = kept(about, late, UnplannedCode.TIME_OUT)

    assert found is not None
    assert as_kept("reasons_served", found)
