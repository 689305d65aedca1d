"""What was published, pinned or answered, in examples: P08, P09, P10, P12. Now is Monday 23 November, 9:30."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import MoveRole
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, Membership, Track, TrackFact
from planner.domain.civil import at
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, Placement, RequestState
from planner.domain.ids import CaseId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.mode import Use
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, departure, flown, found, move, ridden, talk

NOW = w.clock(9, 30)
ROOM = ResourceRef(ResourceKind.ROOM, w.AZC)


def _published(start: Minute) -> tuple[w.World, Appointment]:
    activity = conversation()
    planned = talk(activity, start)
    return w.World(activities=[activity], baseline=[planned], now=NOW), planned


@pytest.mark.parametrize(
    ("published", "breaches"),
    [
        pytest.param(w.clock(10), 1, id="half an hour ahead: frozen"),
        pytest.param(Minute(w.clock(9, 30, w.TUESDAY) - 1), 1, id="a minute inside the 24 hours"),
        pytest.param(w.clock(9, 30, w.TUESDAY), 0, id="24 hours ahead: free"),
        pytest.param(at(date(2026, 11, 20), 10), 1, id="before the scope, in the past"),
        pytest.param(at(date(2026, 11, 30), 10), 1, id="after the scope"),
    ],
)
def test_frozen_appointment_stays(published: Minute, breaches: int) -> None:
    """Left as it was nothing is said; moved by an hour, with another person, or dropped, it is missed."""
    world, planned = _published(published)
    activity = world.activities[0]

    assert found("P08", world, planned) == []
    assert len(found("P08", world, talk(activity, Minute(published + 60)))) == breaches
    assert len(found("P08", world, talk(activity, published, who=w.R2))) == breaches
    assert len(found("P08", world)) == breaches


def _tonight(flight_with: Use) -> tuple[w.World, Appointment]:
    """Return a world in which somebody leaves today, whom no fact holds back, and the departure."""
    activity = departure()
    world = w.World(activities=[activity], now=NOW)
    flight = flown(world, activity, w.F1, flight_with)
    facts = replace(
        w.default_cases(),
        tracks=(TrackFact(case=w.A, track=Track.FORCED, valid=w.EVER),),
        conditions=tuple(ConditionFact(case=w.A, condition=c, valid=w.EVER) for c in Condition),
        clearances=w.gate_open(w.A),
    )
    return replace(world, cases=facts, baseline=[flight]), flight


def test_new_fact_makes_a_frozen_departure_free() -> None:
    """A departure of tonight is blocked by a new application: it may go, and may not stay for this rule's sake."""
    activity = departure()
    world = w.World(activities=[activity], now=NOW)
    world = replace(world, baseline=[flown(world, activity)])
    facts = w.default_cases()
    on_track = replace(
        facts,
        tracks=(TrackFact(case=w.A, track=Track.FORCED, valid=w.EVER),),
        conditions=tuple(ConditionFact(case=w.A, condition=c, valid=w.EVER) for c in Condition),
        clearances=w.gate_open(w.A),
    )
    block = BlockingFact(case=w.A, reason=BlockReason.NEW_APPLICATION, valid=w.EVER)

    assert len(found("P08", replace(world, cases=on_track))) == 1
    assert found("P08", replace(world, cases=replace(on_track, blocks=(block,)))) == []


@pytest.mark.parametrize(("minutes", "breaches"), [(0, 0), (1, 1)])
def test_what_began_is_no_longer_freed_by_a_new_fact(minutes: int, breaches: int) -> None:
    """The flight that is no longer there left this minute, or a minute ago."""
    activity = departure()
    world = w.World(activities=[activity], now=Minute(w.clock(12) + minutes))
    world = replace(world, baseline=[flown(world, activity)])

    assert len(found("P08", world.with_resources(flights=()))) == breaches


@pytest.mark.parametrize(("members", "breaches"), [((w.A, w.B), 0), ((w.A,), 1)])
def test_new_fact_about_one_frees_the_household(members: tuple[CaseId, ...], breaches: int) -> None:
    """B may not leave tonight any more: A, of one household with B, need not leave either; a stranger does."""
    both = [departure(w.A), departure(w.B)]
    world = w.World(activities=both, now=NOW)
    baseline = [flown(world, activity) for activity in both]
    facts = replace(
        w.default_cases(),
        memberships=tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in members),
        tracks=tuple(TrackFact(case=code, track=Track.FORCED, valid=w.EVER) for code in (w.A, w.B)),
        conditions=tuple(ConditionFact(case=code, condition=c, valid=w.EVER) for code in (w.A, w.B) for c in Condition),
        clearances=w.gate_open(w.A, w.B),
        blocks=(BlockingFact(case=w.B, reason=BlockReason.NEW_APPLICATION, valid=w.EVER),),
    )

    assert len(found("P08", replace(world, baseline=baseline, cases=facts))) == breaches


def test_flight_that_no_longer_goes_makes_a_frozen_departure_free() -> None:
    """The carrier takes the flight of tonight off its timetable, or has it leave an hour later."""
    activity = departure()
    world = w.World(activities=[activity], now=NOW)
    world = replace(world, baseline=[flown(world, activity)])
    facts = w.default_cases()
    on_track = replace(
        facts,
        tracks=(TrackFact(case=w.A, track=Track.FORCED, valid=w.EVER),),
        conditions=tuple(ConditionFact(case=w.A, condition=c, valid=w.EVER) for c in Condition),
        clearances=w.gate_open(w.A),
    )
    world = replace(world, cases=on_track)
    later = w.flight(w.F1, w.clock(13))

    assert len(found("P08", world)) == 1
    assert found("P08", world.with_resources(flights=())) == []
    assert found("P08", world.with_resources(flights=(later,))) == []


@pytest.mark.parametrize(
    ("away", "breaches"),
    [
        pytest.param(ResourceRef(ResourceKind.ESCORT, w.T1), 0, id="its team"),
        pytest.param(ResourceRef(ResourceKind.ESCORT, w.T2), 1, id="another team"),
    ],
)
def test_absent_team_makes_a_frozen_departure_free(away: ResourceRef, breaches: int) -> None:
    world, flight = _tonight(flight_with=w.use(ResourceKind.ESCORT, w.T1))
    absent = Absence(resource=away, interval=Interval(w.clock(12), w.clock(13)))

    assert len(found("P08", world)) == 1
    assert len(found("P08", world.with_resources(absences=(absent,)))) == breaches
    assert found("P08", world.with_resources(absences=(absent,)), flight) == []


@pytest.mark.parametrize(
    ("start", "breaches"), [(w.clock(8, 40), 1), (w.clock(8, 39), 0)], ids=["after it is home", "during the ride"]
)
def test_vehicle_that_is_away_makes_a_frozen_ride_free(start: Minute, breaches: int) -> None:
    ride = move()
    world = w.World(activities=[ride], now=w.clock(6))
    published = ridden(ride, w.clock(7, 30), w.clock(8, 30))
    world = replace(world, baseline=[published])
    assert published.end == w.clock(8, 40)
    down = Absence(resource=ResourceRef(ResourceKind.VEHICLE, w.BUS), interval=Interval(start, w.clock(16)))

    assert len(found("P08", world.with_resources(absences=(down,)))) == breaches
    assert found("P08", world.with_resources(vehicles=())) == []


@pytest.mark.parametrize(("asked", "breaches"), [(w.clock(7, 30), 1), (w.clock(7, 31), 0)])
def test_ride_that_is_asked_for_later_is_free(asked: Minute, breaches: int) -> None:
    """The court asks to fetch somebody from that minute on."""
    ride = move(pickup=Interval(asked, w.clock(10)))
    world = w.World(activities=[ride], now=w.clock(6))
    world = replace(world, baseline=[ridden(ride, w.clock(7, 30), w.clock(8, 30))])

    assert len(found("P08", world)) == breaches


@pytest.mark.parametrize(("amount", "breaches"), [(2, 2), (1, 0), (0, 0)])
def test_rooms_that_are_no_longer_enough_make_frozen_conversations_free(amount: int, breaches: int) -> None:
    """Two were agreed at the same time, and the site now has so many rooms."""
    both = [conversation("g"), conversation("h")]
    baseline = [talk(activity, w.clock(10)) for activity in both]
    world = w.World(activities=both, baseline=baseline, now=NOW)

    assert len(found("P08", world.with_resources(capacities=(w.rooms(w.AZC, amount),)))) == breaches


def test_frozen_move_follows_what_it_serves() -> None:
    """With its departure gone the transport may go; with the departure there it may not."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    world = w.World(activities=[leaves, ride], now=w.clock(6))
    flight, transport = flown(world, leaves), ridden(ride, w.clock(7, 30), w.clock(8, 30))
    world = replace(world, baseline=[flight, transport])

    missing = {breach.activities for breach in found("P08", world)} - {(leaves.key,)}
    assert missing == set()
    assert {breach.activities for breach in found("P08", world, flight)} == {(ride.key,)}

    later, other = replace(flight, start=Minute(flight.start + 60)), ridden(ride, w.clock(9), w.clock(10))
    assert {breach.activities for breach in found("P08", world, flight, other)} == {(ride.key,)}
    assert {breach.activities for breach in found("P08", world, later, other)} - {(leaves.key,)} == set()


@pytest.mark.parametrize(
    ("grade", "later", "next_day", "other_person"),
    [
        (PinGrade.TIME, 1, 1, 0),
        (PinGrade.DAY, 0, 1, 0),
        (PinGrade.PERSON, 0, 0, 1),
        (PinGrade.ALL, 1, 1, 1),
    ],
)
def test_pin(grade: PinGrade, later: int, next_day: int, other_person: int) -> None:
    """Breaches when the appointment of Wednesday 10:00 starts an hour later, a day later, or is another's."""
    start = at(date(2026, 11, 25), 10)
    world, planned = _published(start)
    activity = world.activities[0]
    pinned = replace(world, pins=[Pin(activity=activity.key, grade=grade, reason="familie komt mee")])

    assert found("P09", pinned, planned) == []
    assert len(found("P09", pinned, talk(activity, Minute(start + 60)))) == later
    assert len(found("P09", pinned, talk(activity, Minute(start + 1440)))) == next_day
    assert len(found("P09", pinned, talk(activity, start, who=w.R2))) == other_person


def test_what_a_person_took_out_stays_out() -> None:
    """With the reason that person gave; unplanned it breaks nothing."""
    world, planned = _published(w.clock(10))
    activity = world.activities[0]
    out = Placement(activity=activity.key, grade=PinGrade.ALL, reason="familie komt mee")
    world = replace(world, placements=[out])

    assert found("P09", world) == []
    assert len(found("P09", world, planned)) == 1


@pytest.mark.parametrize(("expires", "breaches"), [(NOW, 0), (Minute(NOW + 1), 1), (None, 1)])
def test_pin_expires(expires: Minute | None, breaches: int) -> None:
    """At its last minute it holds no longer."""
    world, _ = _published(w.clock(10))
    activity = world.activities[0]
    pin = Pin(activity=activity.key, grade=PinGrade.TIME, reason="x", expires=expires)

    assert len(found("P09", replace(world, pins=[pin]), talk(activity, w.clock(11)))) == breaches


@pytest.mark.parametrize(
    ("state", "start", "breaches"),
    [
        pytest.param(RequestState.CONFIRMED, w.clock(10), 0, id="confirmed, as asked"),
        pytest.param(RequestState.CONFIRMED, w.clock(11), 1, id="confirmed for another hour"),
        pytest.param(RequestState.DECLINED, w.clock(10), 1, id="declined for this hour"),
        pytest.param(RequestState.DECLINED, w.clock(10, 59), 1, id="declined for its last minute"),
        pytest.param(RequestState.DECLINED, w.clock(11), 0, id="declined for the next hour"),
        pytest.param(RequestState.DECLINED, w.clock(9), 0, id="declined for the hour before"),
        pytest.param(RequestState.REQUESTED, w.clock(9), 0, id="no answer yet"),
    ],
)
def test_answer_about_a_room(state: RequestState, start: Minute, breaches: int) -> None:
    """The conversation is from 10 to 11; the answer is about an hour from the start given."""
    activity = conversation()
    asked = PartnerRequest(activity=activity.key, resource=ROOM, state=state, start=start, end=Minute(start + 60))
    world = w.World(activities=[activity], requests=[asked])

    assert len(found("P10", world, talk(activity, w.clock(10)))) == breaches


@pytest.mark.parametrize(
    ("state", "begin", "breaches"),
    [
        pytest.param(RequestState.CONFIRMED, w.clock(10), 0, id="as the lawyer agreed"),
        pytest.param(RequestState.CONFIRMED, w.clock(11), 1, id="later than the lawyer agreed"),
        pytest.param(RequestState.DECLINED, w.clock(10), 0, id="a refusal is for the officer to settle"),
        pytest.param(RequestState.COUNTERED, w.clock(10), 0, id="another time is for the officer to settle"),
    ],
)
def test_answer_of_an_outside_partner(state: RequestState, begin: Minute, breaches: int) -> None:
    """A lawyer was asked for 10 to 11; nobody plans the lawyer."""
    activity = conversation()
    lawyer = ResourceRef(ResourceKind.PARTNER, "ADVOCAAT-07")
    asked = PartnerRequest(activity=activity.key, resource=lawyer, state=state, start=w.clock(10), end=w.clock(11))
    world = w.World(activities=[activity], requests=[asked])

    assert len(found("P10", world, talk(activity, begin))) == breaches


def test_confirmed_resource_may_not_be_exchanged() -> None:
    """The room of the azc was confirmed; a room elsewhere is another."""
    activity = conversation()
    asked = PartnerRequest(
        activity=activity.key, resource=ROOM, state=RequestState.CONFIRMED, start=w.clock(10), end=w.clock(11)
    )
    world = w.World(activities=[activity], requests=[asked])

    assert len(found("P10", world, talk(activity, w.clock(10), place=w.DC))) == 1


@pytest.mark.parametrize(
    ("start", "who", "cost"),
    [
        pytest.param(w.clock(10), w.R1, {}, id="unchanged"),
        pytest.param(w.clock(11), w.R1, {Level.STABLE: 3}, id="moved: person, regievoerder and room"),
        pytest.param(w.clock(10), w.R2, {Level.STABLE: 1}, id="another regievoerder: one part vanished"),
        pytest.param(None, w.R1, {Level.STABLE: 3}, id="dropped"),
    ],
)
def test_smallest_change(start: Minute | None, who: str, cost: dict[Level, int]) -> None:
    """Three parts were published for Monday at 10."""
    world, _ = _published(w.clock(10))
    planned = [] if start is None else [talk(world.activities[0], start, who=who)]

    assert costs("P12", world, *planned) == cost
