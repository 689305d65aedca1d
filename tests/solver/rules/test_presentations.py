"""How missions hear people, in examples: P07, P23, P24, P53, P54, R04. Now is Thursday 19 November, 16:00."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, PresentationDetail
from planner.domain.cases import Stay
from planner.domain.ids import CountryCode
from planner.domain.levels import Level
from planner.domain.missions import Accompanist, Mission, PresentationMode
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.known import Known
from solver.mode import Mode
from solver.modes import modes_of
from tests.solver import world as w
from tests.solver.rules.cases import costs, found, heard, presentation

MISSION = Mission(id=w.MISSION, country=w.XX, place=w.MISSION_PLACE)


def at_mission(*activities: Activity, **changes: object) -> w.World:
    """Return a world whose one mission hears people in a way of its own."""
    mission = replace(MISSION, **changes)  # type: ignore[arg-type]
    return w.World(activities=activities).with_resources(missions=(mission,))


def ways(world: w.World, activity: Activity) -> set[tuple[str | None, tuple[str, ...]]]:
    """Return the place and the resources of each way, sessions apart."""
    return {
        (mode.place, tuple(use.resource.id for use in mode.uses if use.resource.kind is not ResourceKind.SESSION))
        for mode in modes_of(Known(world.problem()), activity)
    }


def test_in_person_is_at_the_mission_with_the_regievoerder() -> None:
    activity = presentation()

    assert ways(at_mission(activity), activity) == {(w.MISSION_PLACE, (w.R1, w.A))}


def test_by_telephone_is_where_the_person_stays() -> None:
    activity = presentation()

    assert ways(at_mission(activity, mode=PresentationMode.TELEPHONE), activity) == {(w.AZC, (w.R1, w.A))}


def test_written_is_at_the_office_without_the_person() -> None:
    activity = presentation()

    assert ways(at_mission(activity, mode=PresentationMode.WRITTEN), activity) == {(w.OFFICE, (w.R1,))}


def test_an_lp_officer_accompanies_where_the_mission_asks_so() -> None:
    activity = presentation()
    world = at_mission(activity, accompanied_by=Accompanist.LP_OFFICER)
    world = world.with_resources(regievoerders=(w.regievoerder(w.R1), replace(w.regievoerder(w.R2), lp_officer=True)))

    assert ways(world, activity) == {(w.MISSION_PLACE, (w.R2, w.A))}
    assert [breach.because for breach in found("P07", world, heard(activity, w.clock(10)))] == [
        "deze vertegenwoordiging ontvangt met een LP-medewerker; R1 is dat niet"
    ]


@pytest.mark.parametrize(
    ("welcome", "asked", "with_interpreter"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_an_interpreter_comes_when_asked_and_welcome(*, welcome: bool, asked: bool, with_interpreter: bool) -> None:
    activity = presentation(detail=PresentationDetail(mission=w.MISSION, interpreter=asked))
    world = at_mission(activity, interpreter_welcome=welcome)
    alone, helped = heard(activity, w.clock(10)), _with_interpreter(activity)

    assert ways(world, activity) == {(w.MISSION_PLACE, (w.R1, w.A, *([w.TIGRINYA] if with_interpreter else [])))}
    assert (len(found("R04", world, alone)), len(found("R04", world, helped))) == (
        (1, 0) if with_interpreter else (0, 1)
    )


def _with_interpreter(activity: Activity) -> Appointment:
    uses = (
        w.use(ResourceKind.REGIEVOERDER, w.R1),
        w.use(ResourceKind.SESSION, w.SESSION),
        w.use(ResourceKind.INTERPRETER, w.TIGRINYA),
    )
    return w.mode(activity, w.MISSION_PLACE, *uses).at(w.clock(10))


@pytest.mark.parametrize(
    ("mode", "place", "person", "breaches"),
    [
        (PresentationMode.TELEPHONE, w.AZC, True, []),
        (PresentationMode.TELEPHONE, w.MISSION_PLACE, True, ["P23"]),
        (PresentationMode.TELEPHONE, w.AZC, False, ["P24"]),
        (PresentationMode.WRITTEN, w.OFFICE, False, []),
        (PresentationMode.WRITTEN, w.AZC, False, ["P23"]),
        (PresentationMode.WRITTEN, w.OFFICE, True, ["P24"]),
        (PresentationMode.IN_PERSON, w.OFFICE, True, ["P23"]),
    ],
)
def test_place_and_presence_follow_the_way_of_hearing(
    mode: PresentationMode, place: str, breaches: list[str], *, person: bool
) -> None:
    activity = presentation()
    world = at_mission(activity, mode=mode)
    uses = [w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.SESSION, w.SESSION)]
    uses += [w.use(ResourceKind.CASE, w.A)] if person else []
    planned = Mode(activity.key, w.PLACES[w.PLACES.index(place)], 20, tuple(uses)).at(w.clock(10))

    assert [rule for rule in ("P23", "P24") if found(rule, world, planned)] == breaches


BRUSSELS = [
    pytest.param(date(2026, 11, 16), 0, id="asked on Monday: five working days before Monday the 23rd"),
    pytest.param(date(2026, 11, 17), 1, id="asked on Tuesday: four"),
    pytest.param(None, 1, id="not asked by Thursday"),
]


@pytest.mark.parametrize(("asked", "breaches"), BRUSSELS)
def test_a_trip_to_brussels_asks_for_the_border(asked: date | None, breaches: int) -> None:
    """The mission is in Belgium; the session is on Monday 23 November; five working days are the setting."""
    activity = presentation(detail=PresentationDetail(mission=w.MISSION, border_requested=asked))
    abroad = tuple(
        replace(place, country=CountryCode("BE")) if place.id == w.MISSION_PLACE else place
        for place in w.default_resources().places
    )
    world = w.World(activities=[activity])

    assert len(found("P53", world.with_resources(places=abroad), heard(activity, w.clock(10)))) == breaches
    assert found("P53", world, heard(activity, w.clock(10))) == []


def test_one_site_in_one_session_drives_once_and_waits_from_first_to_last() -> None:
    """From the azc it is 30 minutes there and 30 back; A is heard at 10:00, B at 10:40."""
    one, other = presentation("p1", cases=(w.A,)), presentation("p2", cases=(w.B,))
    world = w.World(activities=[one, other])

    assert costs("P54", world, heard(one, w.clock(10)), heard(other, w.clock(10, 40))) == {Level.EFFICIENT: 100}
    assert costs("P54", world, heard(one, w.clock(10)), heard(other, w.clock(10, 20))) == {Level.EFFICIENT: 80}


def test_two_sites_drive_twice_without_waiting_for_each_other() -> None:
    """From the detention centre it is 45 minutes."""
    one, other = presentation("p1", cases=(w.A,)), presentation("p2", cases=(w.C,))
    world = w.World(activities=[one, other]).with_cases(
        stays=(Stay(case=w.A, place=w.AZC, valid=w.EVER), Stay(case=w.C, place=w.DC, valid=Interval(w.clock(0))))
    )

    assert costs("P54", world, heard(one, w.clock(10)), heard(other, w.clock(11, 30))) == {Level.EFFICIENT: 150}


def test_nobody_drives_to_a_written_presentation() -> None:
    activity = presentation()
    world = at_mission(activity, mode=PresentationMode.WRITTEN)

    assert costs("P54", world, heard(activity, w.clock(10))) == {}
