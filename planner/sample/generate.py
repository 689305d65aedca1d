"""One realistic week with its horizon, made up from a seed: the same seed gives the same facts.

Not allowed here: files, and any subject of its own: this is only the order in which subjects are drawn.
"""

from dataclasses import dataclass, field
from datetime import date

from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek, day_of
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.missions import Mission
from planner.domain.resources import Capacity
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle
from planner.sample.bookings import Booking, draw_bookings
from planner.sample.caseload import draw_groups
from planner.sample.conversations import draw_conversations, draw_meetings
from planner.sample.departures import draw_answers, draw_departures
from planner.sample.diaries import Diary, draw_diary
from planner.sample.dvo_day import draw_dvo_day
from planner.sample.escorts import draw_teams
from planner.sample.flights import TIMETABLE_NOTE, carriers, country_rules, draw_flights
from planner.sample.gate import draw_gate
from planner.sample.held import chairs, draw_held, left_presentation, with_copy
from planner.sample.held_seats import draw_seats
from planner.sample.lp_desk import LpDesk, draw_lp_desk
from planner.sample.missions import Presentations, draw_missions, draw_presentations
from planner.sample.moves import Dispatch, planned_days, to_departures, to_presentations
from planner.sample.officers import draw_officers
from planner.sample.past import Past, draw_past
from planner.sample.people import Unit, draw_units, facts_of_people
from planner.sample.recorded_cases import draw_recorded_cases
from planner.sample.regievoerders import Staff, draw_staff
from planner.sample.rooms import draw_interpreters, draw_rooms
from planner.sample.settled import settled
from planner.sample.sheets import draw_sheets
from planner.sample.sites import SITE_NOTE
from planner.sample.sizes import SampleSize
from planner.sample.standbys import draw_standbys
from planner.sample.status import draw_status
from planner.sample.tightness import TightnessRow, measure
from planner.sample.unplannable import (
    NO_SESSION,
    Cause,
    conversations_without_way,
    count_of,
    hopeless_departures,
    spoil_moves,
)
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
    past: Past = field(default_factory=lambda: Past(facts=(), outcomes=()))
    """What happened before, delivered apart."""


def generate(
    size: SampleSize, *, seed: int, week: IsoWeek, since: IsoWeek | None = None, regievoerders: int | None = None
) -> Sample:
    """Return the sample of a size for the week and the three after it.

    With ``since`` it is a later week of the world that began then: the same staff and timetable, other cases.
    With ``regievoerders`` there are so many, and of all else as much as nationally in proportion.
    """
    world = World(size, seed, week, since, regievoerders)
    facts, causes = draw_dvo_day(world) if size is SampleSize.DVO_DAY else _draw_week(world)
    return Sample(
        facts=facts,
        tightness=measure(facts, causes, week),
        unplannable=causes,
        as_of=world.as_of,
        past=draw_past(world, facts),
        notes=(f"Vluchten: {TIMETABLE_NOTE}.", "Zaken, vluchtnummers en voertuigen bestaan niet echt.", SITE_NOTE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What the conversations of the week and the presentations came to."""

    diary: Diary
    rooms: tuple[Capacity, ...]
    lost: tuple[tuple[Activity, Cause], ...]
    missions: tuple[Mission, ...]
    heard: Presentations
    desk: LpDesk
    idle: tuple[Unit, ...]
    """Units of which nothing is due this week."""

    @property
    def applied(self) -> dict[CaseId, date]:
        """Since when a document is asked for, by case."""
        return self.heard.applied | {item.cases[0]: item.terms[0].anchor for item in self.desk.activities}


def _draw_week(world: World) -> tuple[tuple[Fact, ...], tuple[Cause, ...]]:
    groups = draw_groups(world)
    staff = draw_staff(world, groups)
    units = draw_units(world, groups, staff.regievoerders)
    flights = draw_flights(world)
    bookings = draw_bookings(world, units, flights)
    work = _draw_work(world, units, staff, {booking.unit.head.id for booking in bookings})
    vehicles = draw_vehicles(world, world.horizon_days)
    teams = draw_teams(world, bookings)
    moves, causes = _draw_moves(world, bookings, work, vehicles)
    people = (*world.places, *world.closed_days, *facts_of_people(world, units, staff.regievoerders))
    chairing = chairs(world, people)
    talks = (*draw_conversations(world, work.diary), *(activity for activity, _ in work.lost))
    held = draw_held(world, units, staff, work.diary, talks)
    left = left_presentation(work.desk.activities, work.missions)
    status = draw_status(world, units, bookings, work.applied)
    facts: tuple[Fact, ...] = (
        *people,
        *held.contacts,
        *staff.regievoerders,
        *work.desk.officers,
        *staff.absences,
        *staff.substitutes,
        *work.rooms,
        *draw_interpreters(world, work.diary),
        *draw_recorded_cases(
            world,
            units,
            bookings,
            work.applied,
            (*work.heard.activities, *work.desk.activities),
            status if left is None else with_copy(status, left.cases[0]),
            staff.regievoerders,
            held,
        ),
        *work.missions,
        *work.heard.sessions,
        *work.desk.patterns,
        *country_rules(),
        *carriers(),
        *flights,
        *teams,
        *draw_officers(world, teams),
        *vehicles,
        *held.delivered,
        *(meeting for meeting in draw_meetings(world, staff, work.diary) if meeting.performer not in chairing),
        *draw_departures(world, bookings),
        *work.heard.activities,
        *(activity for activity in work.desk.activities if activity is not left),
        *moves,
        *draw_answers(world, bookings, flights),
        *draw_seats(world, bookings, flights),
        *draw_standbys(world, bookings),
        *draw_sheets(world, bookings, flights),
        *draw_gate(world, bookings, work.idle, {cause[0] for cause in causes}),
    )
    return settled(world, facts, held), (*(cause for _, cause in work.lost), *causes)


def _draw_work(world: World, units: tuple[Unit, ...], staff: Staff, leaving: set[CaseId]) -> _Work:
    """Draw conversations and presentations of those who are not about to leave."""
    staying = [unit for unit in units if unit.head.id not in leaving]
    without_way = count_of(world.scale.conversations)
    diary = draw_diary(world, staying, staff, world.scale.conversations - without_way)
    talking = {talk.unit.head.id for talk in diary.talks}
    rest = [u for u in staying if u.head.id not in talking and not u.group.new and not u.marked]
    missions = draw_missions()
    heard = draw_presentations(world, missions, rest, staff, diary)
    rooms = draw_rooms(world, diary)
    presented = {unit.head.id for unit in heard.units}
    rest = [unit for unit in rest if unit.head.id not in presented]
    lost = conversations_without_way(world, staff, rest, rooms, without_way)
    desk = draw_lp_desk(world, missions, rest)
    rest = [unit for unit in rest if unit not in desk.units]
    spoken = {activity.cases[0] for activity, _ in lost}
    return _Work(
        diary=diary,
        rooms=tuple(rooms),
        lost=tuple(lost),
        missions=tuple(missions),
        heard=heard,
        desk=desk,
        idle=tuple(unit for unit in rest if unit.head.id not in spoken),
    )


def _draw_moves(
    world: World, bookings: list[Booking], work: _Work, vehicles: list[Vehicle]
) -> tuple[list[Activity], list[Cause]]:
    """Draw all transport, and return it with the causes of departures, presentations and moves."""
    heard = work.heard
    serving = [*to_departures(world, bookings), *to_presentations(heard.activities, heard.units)]
    days = [*planned_days(bookings), *(day_of(session.interval.start) for session in heard.sessions)]
    detained = [unit for unit in work.idle if unit.group.pool == "detention"]
    chain, stuck = spoil_moves(world, Dispatch(world, detained, vehicles).week(days), serving)
    unheard = [(activity.key, NO_SESSION) for activity in heard.hopeless]
    return [*serving, *chain], [*hopeless_departures(bookings, serving), *unheard, *stuck]
