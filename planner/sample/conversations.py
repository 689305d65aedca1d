"""Conversations as activities: windows, terms and invitations around the diary; meetings at the sites.

Not allowed here: capacities (see ``rooms``).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed, Term
from planner.domain.cases import Regime
from planner.domain.civil import at
from planner.domain.ids import ActivityKey, RuleId, activity_key
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from planner.sample.countries import SCARCE_LANGUAGES, SPOKEN_BY_ALL
from planner.sample.diaries import Diary, Talk
from planner.sample.people import Unit
from planner.sample.regievoerders import HALVES, Staff
from planner.sample.world import World, chance, pick

OPEN_HOUR, CLOSE_HOUR = 8, 18
_ONE_DAY, _FEW_DAYS, _INTO_NEXT_WEEK = 0.25, 0.20, 0.07
_STEPS = (
    ("voortgang", 70.0),
    ("zitting", 10.0),
    ("na-uitspraak", 10.0),
    ("eindgesprek", 7.0),
    ("presentatiedatum", 3.0),
)


def conversation_regime(unit: Unit) -> Regime:
    """Return the regime whose terms hold: that of the place before that of the procedure."""
    return Regime.DETENTION if unit.group.pool == "detention" else unit.head.regime


def draw_conversations(world: World, diary: Diary) -> list[Activity]:
    """Return one activity for each conversation of the diary."""
    stream = world.stream("conversations")
    return [_conversation(stream, world, talk) for talk in diary.talks]


def _conversation(stream: Random, world: World, talk: Talk) -> Activity:
    first, last = _window(stream, world, talk)
    step = "eerste-gesprek" if talk.unit.group.new else pick(stream, _STEPS)
    return conversation(
        stream, world, Draft(unit=talk.unit, step=step, minutes=talk.minutes, day=talk.day, first=first, last=last)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a conversation is made of: ``day`` is the one it is meant for, inside ``first`` to ``last``."""

    unit: Unit
    step: str
    minutes: int
    day: date
    first: date
    last: date


def conversation(stream: Random, world: World, draft: Draft) -> Activity:
    """Return the conversation as an activity with terms of its own."""
    unit = draft.unit
    occurrence = 1 if draft.step == "eerste-gesprek" else stream.randint(2, 9)
    must_be_invited = draft.first == draft.last or draft.first < world.dutch.add(world.today, 3)
    return Activity(
        key=activity_key(unit.head.id, draft.step, occurrence),
        kind=ActivityKind.CONVERSATION,
        step=draft.step,
        duration=draft.minutes,
        window=Interval(at(draft.first, OPEN_HOUR), at(draft.last, CLOSE_HOUR)),
        cases=tuple(case.id for case in unit.adults),
        place=unit.place,
        terms=_terms(stream, world, draft),
        regime=conversation_regime(unit),
        language=unit.head.language,
        interpreter=_interpreter(stream, unit),
        specialism=min(unit.head.specialisms) if unit.head.specialisms else None,
        occurrence=occurrence,
        invited_on=world.today - timedelta(days=stream.randint(0, 6)) if must_be_invited else None,
    )


def _window(stream: Random, world: World, talk: Talk) -> tuple[date, date]:
    """Draw the first and last day: often one day, mostly the whole week, now and then into the next."""
    kind, day = stream.random(), talk.day
    days = world.working_days
    scarce = talk.unit.head.language in SCARCE_LANGUAGES
    if kind < _ONE_DAY:
        return day, day
    if kind < _ONE_DAY + _FEW_DAYS:
        i = days.index(day)
        return days[max(0, i - 1)], days[min(len(days) - 1, i + 1)]
    if kind < _ONE_DAY + _FEW_DAYS + _INTO_NEXT_WEEK and not scarce:
        return day, world.dutch.add(days[-1], stream.randint(1, 4))
    return days[0], days[-1]


def _terms(stream: Random, world: World, draft: Draft) -> tuple[Term, ...]:
    """Count back from the day in the diary, so that the terms can be met there."""
    regime = conversation_regime(draft.unit)
    slack = stream.randint(0, 5)
    if draft.step == "eerste-gesprek":
        anchor = draft.unit.head.handed_over
        terms = [Term(rule=RuleId("R02"), anchor=anchor)]
        if regime is Regime.DETENTION:
            terms.append(Term(rule=RuleId("R02"), anchor=anchor, level=Level.LEGAL, key="limit"))
        return tuple(terms)
    if draft.step == "presentatiedatum":
        return (Term(rule=RuleId("R06"), anchor=draft.day + timedelta(days=slack - 30)),)
    term = {Regime.DETENTION: 28, Regime.VBL: 14}.get(regime, 30)
    last_held = draft.day + timedelta(days=slack - term)
    return (Term(rule=RuleId("R03"), anchor=min(last_held, world.today)),)


def _interpreter(stream: Random, unit: Unit) -> InterpreterNeed:
    if unit.head.language in SPOKEN_BY_ALL:
        return InterpreterNeed.NONE
    waived = chance(stream, 0.02) and unit.head.language not in SCARCE_LANGUAGES
    return InterpreterNeed.WAIVED if waived else InterpreterNeed.REQUIRED


def draw_meetings(world: World, staff: Staff, diary: Diary) -> list[Activity]:
    """Return local meetings: for half of the regievoerders, in a half-day their diary leaves free."""
    stream = world.stream("meetings")
    busy = {(talk.performer, talk.day) for talk in diary.talks}
    meetings: list[Activity] = []
    for number, person in enumerate(staff.regievoerders):
        free = sorted(half for half in diary.free[number] if (number, half[0]) not in busy)
        if number % 2 or not free:
            continue
        day, half = stream.choice(free)
        start = at(day, HALVES[half][0] // 60)
        duration = stream.choice((60, 90))
        meetings.append(
            Activity(
                key=ActivityKey(f"OVL-{world.week}-{person.id}"),
                kind=ActivityKind.MEETING,
                step="lokaal-overleg",
                duration=duration,
                window=Interval(start, Minute(start + duration)),
                place=person.office,
                performer=person.id,
            )
        )
    return meetings
