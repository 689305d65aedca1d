"""The generator as a whole: repeatable, of the right size, and nothing that points nowhere."""

import itertools
import re
from collections import Counter

import pytest

from planner.codec.canonical import to_bytes
from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.cases import Case, Membership, Ownership, Stay
from planner.domain.civil import IsoWeek, at, day_of
from planner.domain.escorts import EscortTeam
from planner.domain.facts import fact_key
from planner.domain.flights import Carrier, Flight
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import Absence, Capacity, ResourceKind
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from planner.sample import SampleSize, generate
from planner.sample.asked import asked_by_protocols
from planner.sample.generate import Sample
from tests.planner.sample.samples import WEEK, activities_of, demanded, facts_of, sample

WEEKS = (IsoWeek(2026, 53), IsoWeek(2026, 43), IsoWeek(2027, 12), IsoWeek(2027, 13))
"""A 53rd week; the week that clocks go back (25 October 2026); the weeks around 28 and 29 March 2027."""


def open_cases(made: Sample) -> list[Case]:
    """Return the cases that are not closed."""
    return [case for case in facts_of(made, Case) if case.closed_on is None]


def test_generate_gives_identical_facts_for_the_same_seed() -> None:
    again = generate(SampleSize.REGION, seed=1, week=WEEK)

    assert again == sample(SampleSize.REGION)
    assert [to_bytes(fact) for fact in again.facts] == [to_bytes(f) for f in sample(SampleSize.REGION).facts]


def test_generate_gives_other_facts_for_another_seed_or_week() -> None:
    first = sample(SampleSize.OFFICE)

    assert sample(SampleSize.OFFICE, 2).facts != first.facts
    assert sample(SampleSize.OFFICE, 1, WEEKS[0]).facts != first.facts


def test_generate_stands_on_the_thursday_before_the_week() -> None:
    assert sample(SampleSize.OFFICE).as_of == at(IsoWeek(2026, 47).days()[3], 16)


def test_generate_counts_match_the_size_of_the_national_work() -> None:
    made = sample(SampleSize.NATIONAL)
    departures = activities_of(made, ActivityKind.DEPARTURE)
    owned = {fact.case for fact in facts_of(made, Ownership)}
    at_end = {stay.case: stay.place for stay in facts_of(made, Stay) if stay.valid.end is None}
    kinds = {place.id: place.kind for place in facts_of(made, Place)}

    assert len(open_cases(made)) == 10_000
    assert len([who for who in facts_of(made, Regievoerder) if not who.lp_officer]) == 250
    assert len(facts_of(made, Vehicle)) == 60
    assert len({vehicle.depot for vehicle in facts_of(made, Vehicle)}) == 6
    assert 10_000 - len(owned) == 335
    assert len(demanded(made, ActivityKind.CONVERSATION)) == 2_500
    assert Counter(a.departure.booked_by for a in departures) == {
        BookedBy.DTV: 110,
        BookedBy.IOM: 30,
        BookedBy.SELF: 30,
    }
    assert len(demanded(made, ActivityKind.PRESENTATION)) == 25 + 4  # at missions, and at the desk
    assert Counter(kinds[place] for place in at_end.values())[PlaceKind.DETENTION] == 400
    assert Counter(kinds[place] for place in at_end.values())[PlaceKind.VBL] == 200


@pytest.mark.parametrize("size", [SampleSize.OFFICE, SampleSize.REGION, SampleSize.NATIONAL])
def test_generate_leaves_to_the_protocols_what_they_ask_for_themselves(size: SampleSize) -> None:
    made = sample(size)
    asked = asked_by_protocols(made.facts, WEEK, made.as_of)
    delivered = {activity.key for activity in facts_of(made, Activity)}
    chairs = {a.performer for a in asked if a.kind is ActivityKind.MEETING}

    assert Counter(a.step for a in asked)["voortgang"] >= len(activities_of(made, ActivityKind.CONVERSATION)) // 40
    assert {a.key for a in asked} & delivered == set()
    assert {a.performer for a in activities_of(made, ActivityKind.MEETING)} & chairs == set()
    assert {bool(a.protocol) for a in asked} == {True}


def test_generate_asks_up_to_three_hundred_moves_a_day_of_which_forty_for_dtv() -> None:
    made = sample(SampleSize.NATIONAL)
    timed = [a for a in activities_of(made, ActivityKind.MOVE) if a.move.serves is None]
    a_day = Counter(day_of(move.window.start) for move in timed)
    own = Counter(day_of(move.window.start) for move in timed if move.cases)
    tuesday = WEEK.days()[1]

    # What serves flights and presentations that day comes on top, together 300 and 40.
    assert 270 <= a_day[tuesday] < 300
    assert 10 <= own[tuesday] < 40


@pytest.mark.parametrize(("size", "persons"), [(SampleSize.OFFICE, 8), (SampleSize.REGION, 40)])
def test_generate_scales_smaller_sizes_alike(size: SampleSize, persons: int) -> None:
    made = sample(size)

    assert len([who for who in facts_of(made, Regievoerder) if not who.lp_officer]) == persons
    assert len(open_cases(made)) == 40 * persons
    assert len(demanded(made, ActivityKind.CONVERSATION)) == 10 * persons


def test_generate_dvo_day_moves_seven_hundred_persons_on_one_day() -> None:
    made = sample(SampleSize.DVO_DAY)
    moves = activities_of(made, ActivityKind.MOVE)
    vehicles = facts_of(made, Vehicle)

    assert len(moves) == 450
    assert sum(move.move.persons for move in moves) == 700
    assert {day_of(move.window.start) for move in moves if move.key not in dict(made.unplannable)} == {WEEK.days()[2]}
    assert len(vehicles) == 84
    assert len({vehicle.depot for vehicle in vehicles}) == 6
    assert sum(vehicle.standby for vehicle in vehicles) == 7
    assert sum(bool(move.move.apart_from) for move in moves) >= 10
    assert {2} <= {move.move.security for move in moves}
    assert any(move.move.wheelchair for move in moves)
    assert any(move.move.child_seats for move in moves)


@pytest.mark.parametrize("size", [SampleSize.OFFICE, SampleSize.REGION, SampleSize.NATIONAL, SampleSize.DVO_DAY])
def test_generate_knows_each_fact_by_one_key(size: SampleSize) -> None:
    keys = Counter((type(fact).__name__, fact_key(fact)) for fact in sample(size).facts)

    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("size", [SampleSize.OFFICE, SampleSize.REGION, SampleSize.NATIONAL, SampleSize.DVO_DAY])
def test_generate_refers_only_to_what_it_delivers(size: SampleSize) -> None:
    made = sample(size)
    places = {place.id for place in facts_of(made, Place)}
    cases = {case.id for case in facts_of(made, Case)}
    people = {person.id for person in facts_of(made, Regievoerder)}
    carriers = {carrier.code for carrier in facts_of(made, Carrier)}
    missions = {mission.id for mission in facts_of(made, Mission)}
    activities = {activity.key: activity for activity in facts_of(made, Activity)}

    named_places = {a.place for a in activities.values() if a.place}
    named_places |= {a.move.destination for a in activities.values() if a.kind is ActivityKind.MOVE}
    named_places |= {stay.place for stay in facts_of(made, Stay)}
    named_places |= {mission.place for mission in facts_of(made, Mission)}
    named_places |= {flight.origin for flight in facts_of(made, Flight)}
    named_places |= {vehicle.depot for vehicle in facts_of(made, Vehicle)}
    named_places |= {team.base for team in facts_of(made, EscortTeam)}
    named_places |= {person.office for person in facts_of(made, Regievoerder)}
    served = {a.move.serves for a in activities.values() if a.kind is ActivityKind.MOVE and a.move.serves}
    served |= {a.move.after for a in activities.values() if a.kind is ActivityKind.MOVE and a.move.after}
    apart = {key for a in activities.values() if a.kind is ActivityKind.MOVE for key in a.move.apart_from}

    assert named_places - places == set()
    assert {case for a in activities.values() for case in a.cases} - cases == set()
    assert {m.case for m in facts_of(made, Membership)} - cases == set()
    assert {o.regievoerder for o in facts_of(made, Ownership)} - people == set()
    assert {a.resource.id for a in facts_of(made, Absence)} - people == set()
    assert {f.carrier for f in facts_of(made, Flight)} - carriers == set()
    assert {s.mission for s in facts_of(made, Session)} - missions == set()
    assert (served | apart | set(dict(made.unplannable))) - set(activities) == set()


def test_generate_offers_pools_that_do_not_overlap_in_time() -> None:
    stretches: dict[object, list[Interval]] = {}
    for capacity in facts_of(sample(SampleSize.REGION), Capacity):
        stretches.setdefault(capacity.resource, []).append(capacity.interval)

    for intervals in stretches.values():
        intervals.sort()
        assert all(a.end is not None and a.end <= b.start for a, b in itertools.pairwise(intervals))


def test_generate_names_nobody() -> None:
    made = sample(SampleSize.NATIONAL)

    assert {bool(re.fullmatch(r"Z-\d\d-\d{5}", case.id)) for case in facts_of(made, Case)} == {True}
    assert {bool(re.fullmatch(r"RV-\d{4}", person.id)) for person in facts_of(made, Regievoerder)} == {True}
    assert {bool(re.fullmatch(r"DV-\d{2}", vehicle.id)) for vehicle in facts_of(made, Vehicle)} == {True}
    assert {bool(re.fullmatch(r"E-\d{2}", team.id)) for team in facts_of(made, EscortTeam)} == {True}


@pytest.mark.parametrize("week", WEEKS, ids=str)
def test_generate_makes_every_special_week(week: IsoWeek) -> None:
    made = sample(SampleSize.REGION, 1, week)
    conversations = demanded(made, ActivityKind.CONVERSATION, week)

    assert len(conversations) == 400
    assert made.as_of == at(week.plus(-1).days()[3], 16)
    assert all(row.met for row in made.tightness)


def test_generate_holds_no_conversation_on_the_holiday_of_week_53() -> None:
    made = sample(SampleSize.REGION, 1, WEEKS[0])
    new_year = WEEKS[0].days()[4]
    rooms = [c for c in facts_of(made, Capacity) if c.resource.kind is ResourceKind.ROOM]
    spoiled = {cause for _, cause in made.unplannable}

    assert (new_year.year, new_year.month, new_year.day) == (2027, 1, 1)
    assert new_year not in {day_of(room.interval.start) for room in rooms}
    assert "het venster valt op een feestdag" in spoiled


def test_generate_gives_the_night_that_clocks_go_back_its_tenth_hour() -> None:
    made = sample(SampleSize.REGION, 1, WEEKS[1])
    saturday = WEEKS[1].days()[5]
    lengths = {
        (shift.end or shift.start) - shift.start
        for vehicle in facts_of(made, Vehicle)
        for shift in vehicle.shifts
        if shift.start == at(saturday, 22)
    }

    assert lengths == {600}


def test_generate_lets_a_shift_cross_sunday_midnight() -> None:
    monday = at(WEEK.plus(1).monday, 0)
    shifts = [shift for vehicle in facts_of(sample(SampleSize.REGION), Vehicle) for shift in vehicle.shifts]

    assert [s for s in shifts if s.start < monday < (s.end or s.start)] != []


def test_generate_never_gives_a_vehicle_two_shifts_at_once() -> None:
    for vehicle in facts_of(sample(SampleSize.NATIONAL), Vehicle):
        shifts = sorted(vehicle.shifts)
        assert all(a.end is not None and a.end <= b.start for a, b in itertools.pairwise(shifts))


@pytest.mark.nightly
def test_generate_makes_ten_times_the_national_work() -> None:
    made = generate(SampleSize.EUROPE, seed=1, week=WEEK)
    keys = Counter((type(fact).__name__, fact_key(fact)) for fact in made.facts)

    assert len(open_cases(made)) == 100_000
    assert len(activities_of(made, ActivityKind.CONVERSATION)) == 25_000
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(row.met for row in made.tightness)
