"""Presentations that take nobody anywhere: written and by telephone, by LP officers, in sittings that come back.

Not allowed here: presentations at missions (see ``missions``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind, PresentationDetail, Term
from planner.domain.civil import day_start
from planner.domain.ids import CountryCode, RegievoerderId, RuleId, activity_key
from planner.domain.missions import Accompanist, Mission, PresentationMode, Rhythm, SessionPattern
from planner.domain.people import Regievoerder, WorkingHours
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.sample.countries import SPOKEN_BY_ALL
from planner.sample.people import Unit
from planner.sample.world import World

TELEPHONE = CountryCode("GE")
"""Hears people by telephone here: an invention, for no rule of a country says so."""
_MINUTES = 30
_OPEN = tuple(WorkingHours(weekday=day, start=9 * 60, end=12 * 60 + 30) for day in range(5))
_OFFICER_HOURS = tuple(WorkingHours(weekday=day, start=8 * 60 + 30, end=17 * 60) for day in range(5))
_SHARE = 6
"""One such presentation to so many at a mission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LpDesk:
    """The officers, the missions as they hear people, their patterns, and what is due."""

    officers: tuple[Regievoerder, ...]
    missions: tuple[Mission, ...]
    patterns: tuple[SessionPattern, ...]
    activities: tuple[Activity, ...]
    units: tuple[Unit, ...]


def as_heard(missions: Iterable[Mission]) -> list[Mission]:
    """Return the missions with opening hours; LP officers write, and one mission is called by telephone."""
    return [_as_heard(mission) for mission in missions]


def _as_heard(mission: Mission) -> Mission:
    if mission.mode is PresentationMode.WRITTEN:
        return replace(mission, hours=_OPEN, accompanied_by=Accompanist.LP_OFFICER)
    if mission.country == TELEPHONE:
        return replace(mission, hours=_OPEN, mode=PresentationMode.TELEPHONE)
    return replace(mission, lawyer_welcome=mission.country == "AM")


def draw_lp_desk(world: World, missions: Iterable[Mission], units: Iterable[Unit]) -> LpDesk:
    """Return presentations at the desk: each person's country has a mission that hears so."""
    stream = world.stream("lp-desk")
    by_country = {mission.country: mission for mission in missions if mission.mode is not PresentationMode.IN_PERSON}
    able = [unit for unit in units if len(unit.cases) == 1 and unit.head.country in by_country]
    count = max(1, world.scale.presentations // _SHARE)
    chosen = stream.sample(able, min(count, len(able)))
    heard = {by_country[unit.head.country] for unit in chosen}
    used = sorted(heard, key=lambda mission: mission.id)
    return LpDesk(
        officers=_officers(world),
        missions=tuple(used),
        patterns=tuple(_pattern(world, number, mission) for number, mission in enumerate(used)),
        activities=tuple(_activity(world, unit, by_country[unit.head.country]) for unit in chosen),
        units=tuple(chosen),
    )


def _officers(world: World) -> tuple[Regievoerder, ...]:
    offices = [place for place in world.of_kind(PlaceKind.OFFICE) if place.startswith("DTV-")]
    return tuple(
        Regievoerder(
            id=RegievoerderId(f"RV-{number + 9001:04d}"),
            office=offices[number % len(offices)],
            hours=_OFFICER_HOURS,
            languages=SPOKEN_BY_ALL,
            lp_officer=True,
        )
        for number in range(2)
    )


def _pattern(world: World, number: int, mission: Mission) -> SessionPattern:
    """Return a pattern: in turn on request, weekly, and monthly."""
    rhythm = (Rhythm.ON_REQUEST, Rhythm.WEEKLY, Rhythm.MONTHLY)[number % 3]
    return SessionPattern(
        id=f"{mission.id}-{rhythm}",
        mission=mission.id,
        rhythm=rhythm,
        start=9 * 60 + 30,
        end=12 * 60,
        quota=3,
        valid=Interval(day_start(world.week.monday)),
        weekday=None if rhythm is Rhythm.ON_REQUEST else 1 + number % 3,
        week_of_month=1 if rhythm is Rhythm.MONTHLY else None,
    )


def _activity(world: World, unit: Unit, mission: Mission) -> Activity:
    head = unit.head
    return Activity(
        key=activity_key(head.id, "presentatie", 1),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=_MINUTES,
        window=world.horizon,
        cases=(head.id,),
        terms=(Term(rule=RuleId("R05"), anchor=max(head.handed_over, world.dutch.add(world.today, -20))),),
        regime=head.regime,
        language=head.language,
        detail=PresentationDetail(mission=mission.id),
    )
