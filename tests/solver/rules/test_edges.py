"""Edges of rules at which one unit, one moment or one fact decides, in examples."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, BookedBy, PresentationDetail
from planner.domain.cases import DocumentState, Ownership, Stay, TravelDocument
from planner.domain.civil import day_interval
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.flights import Carrier
from planner.domain.ids import CarrierCode, FlightId, OfficerId, PlaceId
from planner.domain.missions import PresentationMode
from planner.domain.people import Substitute
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from tests.solver import world as w
from tests.solver.rules.cases import (
    conversation,
    departure,
    flown,
    found,
    heard,
    move,
    on_day,
    presentation,
    ridden,
    talk,
    texts,
)


def test_household_on_two_flights_at_the_same_moment_is_apart() -> None:
    one, other = departure(w.A), departure(w.B)
    twin = w.flight(FlightId("F4"), w.clock(12))
    world = w.World(activities=[one, other]).with_resources(flights=(w.flight(w.F1, w.clock(12)), twin))

    assert len(found("R25", world, flown(world, one), flown(world, other, FlightId("F4")))) == 2


def test_household_without_flights_leaves_on_one_day() -> None:
    one, other = (departure(code, booked_by=BookedBy.IOM) for code in (w.A, w.B))
    world = w.World(activities=[one, other])
    monday, tuesday = day_interval(w.MONDAY), day_interval(w.TUESDAY)

    assert found("R25", world, on_day(one, monday), on_day(other, monday)) == []
    assert texts("R25", world, on_day(one, monday), on_day(other, tuesday)) == [
        "A vertrekt met ma 23 nov; gezinsleden B niet",
        "B vertrekt met di 24 nov; gezinsleden A niet",
    ]


@pytest.mark.parametrize("grade", [PinGrade.TIME, PinGrade.ALL])
@pytest.mark.parametrize(("minutes", "breaches"), [(-1, 1), (0, 0), (1, 1)])
def test_pinned_time_is_one_minute(grade: PinGrade, minutes: int, breaches: int) -> None:
    activity = conversation()
    published = talk(activity, w.clock(10))
    pin = Pin(activity=activity.key, grade=grade, reason="afgesproken", expires=None)
    world = w.World(activities=[activity], baseline=[published], pins=[pin])

    assert len(found("P09", world, talk(activity, Minute(w.clock(10) + minutes)))) == breaches


def test_who_flies_without_escorts_takes_no_place_of_an_escorted_one() -> None:
    activity = departure()
    world = w.World(activities=[activity]).with_resources(
        carriers=(Carrier(code=CarrierCode("KL"), max_depa=0, max_depu=1),)
    )

    assert found("R34", world, flown(world, activity)) == []
    escorted = departure(escorted=True)
    assert len(found("R34", replace(world, activities=[escorted]), flown(world, escorted))) == 1


def test_worst_moment_of_a_pool_is_said() -> None:
    """Of one room two are asked at 10:00 and three from 10:30 on."""
    activities = [conversation(f"g{number}", cases=(code,)) for number, code in enumerate((w.A, w.B, w.C))]
    world = w.World(activities=activities)
    starts = (w.clock(10), w.clock(10), w.clock(10, 30))

    assert texts("P05", world, *(talk(a, start) for a, start in zip(activities, starts, strict=True))) == [
        "ma 23 nov 10:30: 3 keer gesprekskamer in azc X nodig, 1 beschikbaar"
    ]


def test_room_beyond_its_offer_is_said_at_the_moment_of_want() -> None:
    """Two rooms until 10:30 and one after that, three conversations: the want is largest after it."""
    activities = [conversation(f"g{number}", cases=(code,)) for number, code in enumerate((w.A, w.B, w.C))]
    rooms = (
        w.rooms(w.AZC, 2, Interval(w.clock(9), w.clock(10, 30))),
        w.rooms(w.AZC, 1, Interval(w.clock(10, 30), w.clock(17))),
    )
    world = w.World(activities=activities).with_resources(capacities=rooms)

    assert texts("P05", world, *(talk(activity, w.clock(10)) for activity in activities)) == [
        "ma 23 nov 10:30: 3 keer gesprekskamer in azc X nodig, 1 beschikbaar"
    ]


@pytest.mark.parametrize(
    ("skills", "breaches"), [(frozenset({EscortSkill.NURSE}), 0), (frozenset({EscortSkill.COMMANDER}), 1)]
)
def test_nurse_may_be_one_of_the_named_officers(skills: frozenset[EscortSkill], breaches: int) -> None:
    """T1 sends no nurse of its own; K1 of its roster is one, or is not."""
    officer = EscortOfficer(
        id=OfficerId("K1"), team=w.T1, available=(w.HORIZON,), skills=skills, passport_until=date(2031, 1, 1)
    )
    activity = departure(escorted=True)
    world = w.World(activities=[activity]).with_resources(officers=(officer,))
    world = world.with_cases(cases=(w.case(w.A, nurse=True),))
    uses = (
        w.use(ResourceKind.ESCORT, w.T1, lead=120, tail=540, amount=2),
        w.use(ResourceKind.OFFICER, "K1", lead=120, tail=540),
    )

    assert len(found("R27", world, flown(world, activity, w.F1, *uses))) == breaches


@pytest.mark.parametrize(("where", "breaches"), [(w.DC, 0), (w.AZC, 1)])
def test_presentation_by_telephone_is_where_it_was_said_to_be(where: PlaceId, breaches: int) -> None:
    """A stays at the azc; the presentation was entered for the detention centre."""
    activity = presentation(place=w.DC, detail=PresentationDetail(mission=w.MISSION))
    mission = replace(w.default_resources().missions[0], mode=PresentationMode.TELEPHONE)
    world = w.World(activities=[activity]).with_resources(missions=(mission,))

    assert len(found("P23", world, replace(heard(activity, w.clock(10)), place=where))) == breaches


def test_presentation_by_telephone_follows_the_person() -> None:
    """A moves from the azc to the detention centre at 10:10."""
    activity = presentation()
    mission = replace(w.default_resources().missions[0], mode=PresentationMode.TELEPHONE)
    stays = (
        Stay(case=w.A, place=w.AZC, valid=Interval(Minute(0), w.clock(10, 10))),
        Stay(case=w.A, place=w.DC, valid=Interval(w.clock(10, 10))),
    )
    world = w.World(activities=[activity]).with_resources(missions=(mission,)).with_cases(stays=stays)

    for start, place, breaches in ((w.clock(10), w.AZC, 1), (w.clock(10, 10), w.DC, 0), (w.clock(10, 10), w.AZC, 1)):
        assert len(found("P23", world, replace(heard(activity, start), place=place))) == breaches


def test_substitute_of_a_later_owner_may_act_too() -> None:
    """A was of R1 until Monday 9:00 and is of R2 since; R2 is away and R1 stands in."""
    activity = conversation()
    ownerships = (
        Ownership(case=w.A, regievoerder=w.R1, valid=Interval(Minute(0), w.clock(9))),
        Ownership(case=w.A, regievoerder=w.R2, valid=Interval(w.clock(9))),
    )
    away = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R2), interval=Interval(w.clock(9), w.clock(12)))
    world = w.World(activities=[activity]).with_cases(ownerships=ownerships)
    world = world.with_resources(
        absences=(away,), substitutes=(Substitute(owner=w.R2, substitute=w.R1, interval=w.SCOPE),)
    )

    assert found("P07", world, talk(activity, w.clock(10))) == []
    assert len(found("P07", world, talk(activity, w.clock(11, 1)))) == 1


def test_laissez_passer_on_record_is_as_good_as_its_order() -> None:
    """Refused it is not; it must be of the person who is placed."""
    vbl = Place(id=PlaceId("vbl"), name="VBL X", kind=PlaceKind.VBL, city="X", lat=52.0, lon=5.0)
    activity = move(destination=vbl.id, cases=(w.A,))
    world = w.World(activities=[activity]).with_resources(places=(*w.default_resources().places, vbl))
    paper = TravelDocument(case=w.A, kind="lp", state=DocumentState.PROMISED)
    rest = "het volledige vertrekplan (A), de strategie van het lokaal overleg (A)"
    ordered = f"{rest}, de bestelling van de laissez-passer (A) en de mededeling in een gesprek (A)"

    for document, lacking in (
        (paper, f"{rest} en de mededeling in een gesprek (A)"),
        (replace(paper, state=DocumentState.REFUSED), ordered),
        (replace(paper, case=w.B), ordered),
    ):
        there = world.with_cases(documents=(document,))
        assert texts("R19", there, ridden(activity, w.clock(9), w.clock(9, 45))) == [
            f"plaatsing in VBL X vraagt eerst: {lacking}"
        ]


@pytest.mark.parametrize(("seats", "compartments", "men", "breaches"), [(5, 1, 5, 0), (3, 2, 2, 0), (3, 2, 3, 1)])
def test_compartments_of_equal_size(seats: int, compartments: int, men: int, breaches: int) -> None:
    """Three seats in two compartments are one each, so three men need three; one compartment has all seats."""
    activity = move(persons=men)
    bus = Vehicle(
        id=w.BUS, depot=w.DEPOT, seats=seats, compartments=compartments, shifts=(Interval(w.clock(7), w.clock(16)),)
    )
    world = w.World(activities=[activity]).with_resources(vehicles=(bus,))

    assert len(found("P17", world, ridden(activity, w.clock(9), w.clock(9, 45)))) == breaches


def test_move_without_stops_lasts_as_long_as_its_vehicle() -> None:
    """Five persons in two moves whose stops are not known share the vehicle at 9:45, and not when one is later."""
    one, other = move("v1", persons=3), move("v2", persons=2)
    world = w.World(activities=[one, other])

    def bare(activity: Activity, start: Minute, end: Minute) -> Appointment:
        planned = ridden(activity, start, end)
        return replace(planned, participations=tuple(replace(part, stops=()) for part in planned.participations))

    together = [bare(one, w.clock(9), w.clock(9, 50)), bare(other, w.clock(9, 45), w.clock(10, 30))]
    apart = [bare(one, w.clock(9), w.clock(9, 50)), bare(other, w.clock(10), w.clock(10, 30))]

    assert texts("P17", world, *together)[0] == "ma 23 nov 09:45: 5 personen in voertuig V1 met 4 plaatsen"
    assert found("P17", world, *apart) == []


@pytest.mark.parametrize(("minute", "breaches"), [(0, 0), (1, 1)])
def test_confirmed_team_that_is_still_to_be_picked_fixes_the_flight(minute: int, breaches: int) -> None:
    """KMar confirmed T1 from 10:00; who reports then flies two hours later, at 12:00, and not at 12:01."""
    activity = departure(escorted=True)
    request = PartnerRequest(
        activity=activity.key,
        resource=ResourceRef(ResourceKind.ESCORT, w.T1),
        state=RequestState.CONFIRMED,
        start=w.clock(10),
        end=w.clock(24),
    )
    flight = w.flight(w.F1, w.clock(12, minute))
    world = w.World(activities=[activity], requests=[request]).with_resources(flights=(flight,))

    assert len(found("P10", world, flown(world, activity))) == breaches
