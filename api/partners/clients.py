"""Appointments that organisations with clients may know of: which case, when and in which building, and no more.

Not allowed here: deciding which those are (``planner.usecases.partners.client_ties``), country, flight, mission,
escorts and reasons.
"""

from collections.abc import Collection, Iterator
from datetime import date

from api.pages.lookup import Lookup
from api.partners.operation import Mark, Operation, ViewOf
from api.web.speech import _
from planner.domain.access import Field, Permission, Reach
from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.vocabulary import word

_LETTERS = {
    ActivityKind.CONVERSATION: "g",
    ActivityKind.PRESENTATION: "p",
    ActivityKind.DEPARTURE: "v",
    ActivityKind.MOVE: "w",
    ActivityKind.MEETING: "o",
}


def client_appointments(lookup: Lookup, view: ViewOf, day: date, tied: Collection[ActivityKey]) -> Iterator[Operation]:
    """Yield the appointments of a day that ties on record let the role know of, and when and where they are."""
    if view.visitor.grant.reach is not Reach.CLIENTS or not view.visitor.sees(Field.TIMES):
        return
    for item in lookup.release.appointments:
        activity = lookup.activities.get(item.activity)
        if activity is not None and item.activity in tied and day_of(item.start) == day:
            yield _appointment(lookup, item, activity, view)


def _appointment(lookup: Lookup, item: Appointment, activity: Activity, view: ViewOf) -> Operation:
    visitor = view.visitor
    where = lookup.building(item.place) if visitor.sees(Field.PLACE) else ""
    said = word(activity.kind).capitalize()
    return Operation(
        number=operation_number(lookup.release, item),
        kind=_LETTERS[activity.kind],
        day=day_of(item.start),
        title=f"{said}, {where}" if where else said,
        codes=activity.cases if visitor.sees(Field.CASE_CODE) else (),
        item=item,
        activity=activity,
        marks=_marks(item, activity, where),
        reports=visitor.may(Permission.REPORT_STATUS),
    )


def _marks(item: Appointment, activity: Activity, where: str) -> tuple[Mark, ...]:
    if item.all_day:
        return ()
    begin = Mark(at=item.start, what=_("Begin"), where=where)
    if activity.kind is ActivityKind.DEPARTURE:
        return (begin,)
    return begin, Mark(at=item.end, what=_("Eind"), where=where)
