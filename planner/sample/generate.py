"""One realistic week with its horizon, made up from a seed: the same seed gives the same facts.

Not allowed here: files, and any subject of its own: this is only the order in which subjects are drawn.
"""

from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek, day_of
from planner.domain.facts import Fact
from planner.domain.time import Minute
from planner.sample.bookings import draw_bookings
from planner.sample.caseload import draw_groups
from planner.sample.conversations import draw_conversations, draw_meetings
from planner.sample.departures import draw_answers, draw_departures
from planner.sample.diaries import draw_diary
from planner.sample.dvo_day import draw_dvo_day
from planner.sample.escorts import draw_teams
from planner.sample.flights import TIMETABLE_NOTE, carriers, country_rules, draw_flights
from planner.sample.missions import draw_missions, draw_presentations
from planner.sample.moves import Dispatch, planned_days, to_departures, to_presentations
from planner.sample.people import draw_units, facts_of_people
from planner.sample.regievoerders import draw_staff
from planner.sample.rooms import draw_interpreters, draw_rooms
from planner.sample.sizes import SampleSize
from planner.sample.status import draw_status
from planner.sample.tightness import TightnessRow, measure
from planner.sample.unplannable import Cause, conversations_without_way, count_of, hopeless_departures, spoil_moves
from planner.sample.vehicles import draw_vehicles
from planner.sample.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Facts as a service would deliver them, how tight they are, and what cannot be planned and why."""

    facts: tuple[Fact, ...]
    tightness: tuple[TightnessRow, ...]
    unplannable: tuple[Cause, ...]
    as_of: Minute
    notes: tuple[str, ...] = ()


def generate(size: SampleSize, *, seed: int, week: IsoWeek) -> Sample:
    """Return the sample of a size for the week and the three after it."""
    world = World(size, seed, week)
    facts, causes = draw_dvo_day(world) if size is SampleSize.DVO_DAY else _draw_week(world)
    return Sample(
        facts=facts,
        tightness=measure(facts, causes, week),
        unplannable=causes,
        as_of=world.as_of,
        notes=(f"Vluchten: {TIMETABLE_NOTE}.", "Zaken, vluchtnummers en voertuigen bestaan niet echt."),
    )


def _draw_week(world: World) -> tuple[tuple[Fact, ...], tuple[Cause, ...]]:
    groups = draw_groups(world)
    staff = draw_staff(world, groups)
    units = draw_units(world, groups, staff.regievoerders)
    flights = draw_flights(world)
    bookings = draw_bookings(world, units, flights)
    leaving = {booking.unit.head.id for booking in bookings}
    staying = [unit for unit in units if unit.head.id not in leaving]
    hard = count_of(world.scale.conversations)
    diary = draw_diary(world, staying, staff, world.scale.conversations - hard)
    talking = {talk.unit.head.id for talk in diary.talks}
    rest = [unit for unit in staying if unit.head.id not in talking and not unit.group.new and not unit.marked]
    missions = draw_missions()
    heard = draw_presentations(world, missions, rest, staff, diary)
    rooms = draw_rooms(world, diary)
    presented = {unit.head.id for unit in heard.units}
    idle = [unit for unit in rest if unit.head.id not in presented]
    lost = conversations_without_way(world, staff, idle, rooms, hard)
    spoken = {activity.cases[0] for activity, _ in lost}
    own = [u for u in idle if u.group.pool == "detention" and u.head.id not in spoken]
    serving = [*to_departures(bookings), *to_presentations(heard.activities, heard.units)]
    heard_on = [day_of(session.interval.start) for session in heard.sessions]
    chain = Dispatch(world, own).week([*planned_days(bookings), *heard_on])
    chain, stuck = spoil_moves(world, chain, serving)
    activities: list[Activity] = [
        *draw_conversations(world, diary),
        *(activity for activity, _ in lost),
        *draw_meetings(world, staff, diary),
        *draw_departures(world, bookings),
        *heard.activities,
        *serving,
        *chain,
    ]
    causes = (
        *(cause for _, cause in lost),
        *hopeless_departures(bookings, serving),
        *((activity.key, "de vertegenwoordiging houdt in de vier weken geen zitting") for activity in heard.hopeless),
        *stuck,
    )
    facts: tuple[Fact, ...] = (
        *world.places,
        *world.closed_days,
        *staff.regievoerders,
        *staff.absences,
        *staff.substitutes,
        *rooms,
        *draw_interpreters(world, diary),
        *facts_of_people(world, units, staff.regievoerders),
        *draw_status(world, units, bookings, heard.applied),
        *missions,
        *heard.sessions,
        *country_rules(),
        *carriers(),
        *flights,
        *draw_teams(world, bookings),
        *draw_vehicles(world, world.horizon_days),
        *activities,
        *draw_answers(world, bookings, flights),
    )
    return facts, causes
