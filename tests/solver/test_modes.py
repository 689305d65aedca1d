"""The ways of carrying out activities in the small world."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import BookedBy
from planner.domain.civil import at, day_interval
from planner.domain.people import Substitute
from planner.domain.plan import Assignment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.known import Known
from solver.modes import modes_of
from tests.solver import small
from tests.solver import world as w


def test_conversation_is_held_by_the_owner_in_a_room_with_an_interpreter() -> None:
    known = Known(w.World().problem())

    (mode,) = modes_of(known, small.conversation(w.A, interpreter=True))

    assert [(use.resource.kind, use.resource.id) for use in mode.uses] == [
        (ResourceKind.REGIEVOERDER, "R1"),
        (ResourceKind.CASE, "A"),
        (ResourceKind.ROOM, "azc"),
        (ResourceKind.INTERPRETER, "ti"),
    ]


def test_conversation_with_who_speaks_the_language_needs_no_interpreter() -> None:
    known = Known(w.World().problem())

    (mode,) = modes_of(known, small.conversation(w.C, interpreter=True))

    assert mode.resource(ResourceKind.REGIEVOERDER) == "R2"
    assert mode.resource(ResourceKind.INTERPRETER) is None


def test_conversation_can_be_held_by_a_substitute_and_by_who_the_plan_assigned() -> None:
    stand_in = Substitute(owner=w.R1, substitute=w.R2, interval=w.SCOPE)
    known = Known(w.World().with_resources(substitutes=(stand_in,)).problem())
    assigned = known.assigned((Assignment(case=w.A, regievoerder=w.R2),))

    assert [m.resource(ResourceKind.REGIEVOERDER) for m in modes_of(known, small.conversation(w.A))] == ["R1", "R2"]
    assert [m.resource(ResourceKind.REGIEVOERDER) for m in modes_of(assigned, small.conversation(w.A))] == ["R2"]


def test_conversation_without_a_place_is_where_the_person_stays() -> None:
    known = Known(w.World().problem())

    (mode,) = modes_of(known, replace(small.conversation(w.A), place=None))

    assert mode.place == w.AZC


def test_presentation_can_be_in_every_session_of_the_mission() -> None:
    known = Known(w.World().problem())

    modes = modes_of(known, small.presentation(w.A))

    assert [mode.resource(ResourceKind.SESSION) for mode in modes] == ["S1", "S2"]
    assert {mode.place for mode in modes} == {w.MISSION_PLACE}


def test_departure_takes_a_seat_per_person_on_each_flight_to_the_country() -> None:
    known = Known(w.World().problem())

    modes = modes_of(known, small.departure(w.A, w.B))

    assert [(mode.fixed_start, mode.resource(ResourceKind.FLIGHT), mode.uses[-1].amount) for mode in modes] == [
        (w.clock(12), "F1", 2),
        (w.clock(12, 0, w.TUESDAY), "F2", 2),
    ]


def test_departure_booked_by_another_takes_a_whole_day() -> None:
    known = Known(w.World().problem())
    monday = Interval(w.clock(8), w.clock(20))
    activity = small.departure(w.A, window=monday)
    activity = replace(activity, detail=replace(activity.departure, booked_by=BookedBy.IOM))

    (mode,) = modes_of(known, activity)

    assert mode.at(w.clock(0)).end == at(date(2026, 11, 24), 0)
    assert mode.all_day
    assert day_interval(w.MONDAY).start == mode.fixed_start
