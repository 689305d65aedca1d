"""Conversations and meetings with too few rooms and interpreters."""

from datetime import timedelta

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed, Term
from planner.domain.civil import at
from planner.domain.ids import ActivityKey, RuleId, activity_key
from planner.domain.places import PlaceKind
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.recheck.worlds.frame import Frame, some
from tests.recheck.worlds.people import LANGUAGES, Group, People


def conversations(frame: Frame, people: People) -> list[Activity]:
    """Return a conversation with half of the groups."""
    dice = frame.stream("talks")
    return [_conversation(frame, group) for group in people.groups if some(dice, 0.5)]


def _conversation(frame: Frame, group: Group) -> Activity:
    dice = frame.stream(f"talk {group.number}")
    first = dice.choice(frame.days[:5])
    last = first + timedelta(days=dice.choice((0, 1, 4, 9)))
    head = group.cases[0]
    return Activity(
        key=activity_key(head.id, "voortgang", 2),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=dice.choice((60, 75, 90)),
        window=Interval(at(first, 8), at(last, 18)),
        cases=(head.id,),
        place=group.place,
        terms=(Term(rule=RuleId("R03"), anchor=frame.today - timedelta(days=dice.randint(5, 28))),),
        regime=head.regime,
        language=head.language,
        interpreter=dice.choice((InterpreterNeed.REQUIRED, InterpreterNeed.REQUIRED, InterpreterNeed.NONE)),
        specialism=min(head.specialisms) if head.specialisms else None,
        invited_on=frame.today - timedelta(days=4) if some(dice, 0.5) else None,
    )


def meetings(frame: Frame, people: People) -> list[Activity]:
    """Return a meeting for some of the regievoerders."""
    dice, found = frame.stream("meetings"), list[Activity]()
    for person in people.staff:
        if some(dice, 0.4):
            start = at(dice.choice(frame.week.days()[:5]), dice.choice((9, 10, 14)))
            found.append(
                Activity(
                    key=ActivityKey(f"OVL-{person.id}"),
                    kind=ActivityKind.MEETING,
                    step="lokaal-overleg",
                    duration=60,
                    window=Interval(start, Minute(start + 60)),
                    place=person.office,
                    performer=person.id,
                )
            )
    return found


def capacities(frame: Frame) -> tuple[Capacity, ...]:
    """Return one or two rooms per site and day, and interpreters for part of the day."""
    dice = frame.stream("rooms")
    found: list[Capacity] = []
    for place in frame.of_kind(PlaceKind.AZC, PlaceKind.VBL, PlaceKind.DETENTION):
        for day in frame.days[:14]:
            if some(dice, 0.85):
                ref = ResourceRef(ResourceKind.ROOM, place)
                closes = at(day, 17, dice.choice((0, 30)))
                found.append(Capacity(resource=ref, interval=Interval(at(day, 9), closes), amount=dice.randint(1, 2)))
    for language in LANGUAGES:
        for day in frame.days[:14]:
            start = dice.choice((8, 9, 12))
            ref = ResourceRef(ResourceKind.INTERPRETER, language)
            interval = Interval(at(day, start), at(day, start + dice.choice((4, 9))))
            found.append(Capacity(resource=ref, interval=interval, amount=dice.randint(1, 2)))
    return tuple(found)
