"""Moves that follow each other, planned in a small world: any drive takes 30 minutes."""

from dataclasses import replace

from planner.domain.activities import Activity, MoveDetail, MoveRole
from planner.domain.plan import UnplannedCode
from planner.domain.time import Interval
from tests.solver.moving import DETAIL, move, only, plan, why, world
from tests.solver.world import (
    AIRPORT,
    AZC,
    DC,
    MISSION_PLACE,
    TUESDAY,
    clock,
    default_resources,
)


def onward(first: Activity, detail: MoveDetail) -> Activity:
    """Return the move back from the detention centre after the first."""
    return replace(move("terug", replace(detail, destination=AZC, after=first.key)), place=DC)


def test_transport_back_begins_after_the_way_there_has_ended() -> None:
    # Both may ride between 9 and 16. There is done at 9:55 at the earliest; back is fetched at 15:05 at the latest.
    day = Interval(clock(9), clock(16))
    there = move("m", replace(DETAIL, pickup=day, delivery=day))
    back = onward(there, replace(DETAIL, pickup=day, delivery=day))
    found = {item.activity: item for item in plan(world([back, there])).appointments}
    assert set(found) == {there.key, back.key}
    assert found[there.key].end <= found[back.key].start


def test_transport_back_is_not_planned_when_the_way_there_is_not() -> None:
    there = move("m", replace(DETAIL, security=2))
    day = Interval(clock(9), clock(16))
    result = plan(world([there, onward(there, replace(DETAIL, pickup=day, delivery=day))]))
    assert result.appointments == ()
    assert [(item.activity, item.code) for item in result.unplanned] == [
        ("m", UnplannedCode.FACT),
        ("terug", UnplannedCode.DEPENDS),
    ]
    assert result.unplanned[1].reasons[0].because == "volgt op m, en dat is niet gepland"


def test_transport_back_without_time_after_the_way_there_is_not_planned() -> None:
    # There ends at 9:55 at the earliest; back asks to be fetched before 9:30.
    there = move("m")
    early = replace(DETAIL, pickup=Interval(clock(9), clock(9, 30)), delivery=Interval(clock(9), clock(11)))
    result = plan(world([there, onward(there, early)]))
    assert [item.activity for item in result.appointments] == ["m"]
    assert only(result).code is UnplannedCode.NO_OPTION


def test_transport_that_begins_elsewhere_than_where_the_first_ends_is_a_fact() -> None:
    there = move("m")
    astray = replace(onward(there, DETAIL), place=MISSION_PLACE)
    result = plan(world([there, astray]))
    assert why(result) == (UnplannedCode.FACT, "P27", "m brengt naar dc X, en dit begint in ambassade X")


def test_transport_of_the_next_morning_leaves_from_where_the_night_was_spent() -> None:
    evening = Interval(clock(14), clock(16))
    night = move("nacht", replace(DETAIL, role=MoveRole.OVERNIGHT, pickup=evening, delivery=evening))
    tuesday = Interval(clock(7, 0, TUESDAY), clock(9, 0, TUESDAY))
    window = Interval(clock(0), clock(24, 0, TUESDAY))
    onto = replace(
        move("vlucht", replace(DETAIL, destination=AIRPORT, after=night.key, pickup=tuesday, delivery=tuesday)),
        place=DC,
        window=window,
    )
    shifts = (Interval(clock(7), clock(16)), Interval(clock(6, 0, TUESDAY), clock(15, 0, TUESDAY)))
    bus = replace(default_resources().vehicles[0], shifts=shifts)
    found = {item.activity: item for item in plan(world([night, onto], bus)).appointments}
    assert (found[night.key].end <= clock(16), found[onto.key].start >= clock(7, 0, TUESDAY)) == (True, True)
