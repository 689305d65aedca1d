"""When everybody was last spoken to, and what a service need not deliver because the protocols ask for it.

Not allowed here: conversations of the week (see ``conversations``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from planner.domain.activities import Activity
from planner.domain.cases import Regime, TravelDocument
from planner.domain.civil import at
from planner.domain.departure_plan import Channel, Contact, InformationRequest, Party
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.missions import Mission
from planner.sample.asked import step_world
from planner.sample.conversations import conversation_regime
from planner.sample.countries import SCARCE_LANGUAGES
from planner.sample.diaries import Diary, Talk
from planner.sample.people import Unit
from planner.sample.regievoerders import Staff
from planner.sample.world import World, chance
from planner.usecases.protocols.site_meetings import site_meetings

_SHARE = 0.4
"""Of the progress conversations that protocols could ask for, so many does the service not deliver."""
_TERMS = {Regime.DETENTION: 28, Regime.VBL: 14}
_TERM = 30
_OPENS = {Regime.VBL: 3}
_OPEN_DAYS, _MINUTES, _INVITED = 7, 60, 3
_HOUR = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Conversations as delivered, and the contacts that say when each person was spoken to last."""

    delivered: tuple[Activity, ...]
    contacts: tuple[Contact, ...]
    meant: Mapping[CaseId, date]
    """The day that the diary has for each conversation that is left to the protocols."""
    left: tuple[Activity, ...]


def draw_held(
    world: World, units: Iterable[Unit], staff: Staff, diary: Diary, conversations: Sequence[Activity]
) -> Held:
    """Leave some conversations of the diary to the protocols, and say of everybody when they were last spoken to."""
    stream = world.stream("held")
    talks = {talk.unit.head.id: talk for talk in diary.talks}
    spoken: dict[CaseId, date] = {}
    delivered: list[Activity] = []
    meant: dict[CaseId, date] = {}
    left: list[Activity] = []
    for activity in conversations:
        talk = talks.get(activity.cases[0])
        if talk is not None and _may_be_left(world, talk, activity) and chance(stream, _SHARE):
            spoken[activity.cases[0]], meant[activity.cases[0]] = _before(world, talk), talk.day
            left.append(activity)
        else:
            delivered.append(activity)
            spoken[activity.cases[0]] = next((t.anchor for t in activity.terms if t.rule == "R03"), world.today)
    return Held(
        delivered=tuple(delivered),
        contacts=tuple(
            contact
            for unit in units
            if not unit.group.new
            for contact in _contacts(unit, staff, spoken.get(unit.head.id) or _lately(stream, world, unit))
        ),
        meant=meant,
        left=tuple(left),
    )


def _may_be_left(world: World, talk: Talk, activity: Activity) -> bool:
    """Return whether the protocols ask for just this conversation, and there is time to invite."""
    in_time = talk.day >= world.dutch.add(world.today, _INVITED)
    spoken = talk.unit.head.language not in SCARCE_LANGUAGES
    alone = len(talk.unit.cases) == 1
    return activity.step == "voortgang" and talk.minutes == _MINUTES and in_time and spoken and alone


def _before(world: World, talk: Talk) -> date:
    """Return a working day so long ago that the next conversation is due on its day or soon after."""
    term, opens = _norms(talk.unit)
    days = [talk.day + timedelta(days=later - term) for later in range(opens)]
    return next((day for day in days if world.dutch.is_working(day) and day <= world.today), days[0])


def _lately(stream: Random, world: World, unit: Unit) -> date:
    """Return a day so recent that no conversation opens this week."""
    term, opens = _norms(unit)
    earliest = world.week.plus(1).monday + timedelta(days=opens - term)
    days = [world.today - timedelta(days=ago) for ago in range(_TERM)]
    able = [day for day in days if day >= earliest and world.dutch.is_working(day)]
    return stream.choice(able) if able else world.today


def _norms(unit: Unit) -> tuple[int, int]:
    """Return the days between conversations, and how many of them before the end the next one opens."""
    regime = conversation_regime(unit)
    return _TERMS.get(regime, _TERM), _OPENS.get(regime, _OPEN_DAYS)


def _contacts(unit: Unit, staff: Staff, day: date) -> Iterable[Contact]:
    actor = staff.regievoerders[unit.group.owner].id if staff.regievoerders else RegievoerderId("")
    for case in unit.adults:
        yield Contact(
            case=case.id,
            at=at(max(day, case.handed_over), _HOUR),
            party=Party.PERSON,
            channel=Channel.MEETING,
            actor=actor,
            subject="vertrekgesprek",
        )


def chairs(world: World, facts: Iterable[Fact]) -> frozenset[RegievoerderId]:
    """Return who chairs a meeting of a site this week, as the protocols ask."""
    steps = site_meetings(step_world(facts, world.as_of, world.horizon), world.scope)
    asked = (step.activity.performer for step in steps if step.activity is not None)
    return frozenset(performer for performer in asked if performer is not None)


def left_presentation(activities: Sequence[Activity], missions: Sequence[Mission]) -> Activity | None:
    """Return the presentation at a distance that the protocols ask for themselves, when there are some to spare."""
    countries = [mission.country for mission in missions]
    homes = {mission.id: mission.country for mission in missions}
    alone = (a for a in activities if countries.count(homes[a.presentation.mission]) == 1)
    return next(alone, None) if len(activities) > 1 else None


def with_copy(facts: Iterable[Fact], case: CaseId) -> Iterable[Fact]:
    """Return facts in which the mission wants to see the person, who has a copy: the presentation may go on."""
    for fact in facts:
        if isinstance(fact, TravelDocument) and fact.case == case and fact.applied_on is not None:
            asked = fact.applied_on + timedelta(days=2)
            yield replace(fact, copy_given_on=asked)
            yield InformationRequest(
                case=case,
                party=Party.MISSION,
                item="presentatie",
                asked_on=asked,
                due=asked + timedelta(days=10),
                answered_on=asked,
            )
        else:
            yield fact
