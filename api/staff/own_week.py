"""A regievoerder's published week: each appointment with place, time, case and travel, and what changed.

Pure functions of publications. Not allowed here: other people's appointments, requests and stores.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from api.pages.lookup import Lookup
from api.pages.steps import step_words
from api.staff.tools import Minutes
from api.web.speech import _, language_words
from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import ActivityKey, CaseId, ParticipationId, PlaceId
from planner.domain.plan import Appointment
from planner.domain.release import CalendarEntry
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, moment, short_date
from planner.domain.time import Minute

LETTERS = {
    ActivityKind.CONVERSATION: "g",
    ActivityKind.PRESENTATION: "p",
    ActivityKind.DEPARTURE: "v",
    ActivityKind.MOVE: "w",
    ActivityKind.MEETING: "o",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One appointment of the regievoerder."""

    item: Appointment
    activity: Activity
    handle: str
    letter: str
    time: str
    what: str
    codes: tuple[tuple[CaseId, str], ...]
    """Each case with the address of its page."""
    place: str
    with_whom: str
    travel: int
    """Minutes of travel before it."""
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """One day of the week; ``back`` are the minutes of travel after the last appointment."""

    day: date
    title: str
    items: tuple[Own, ...]
    back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Something that became different for the regievoerder."""

    what: str
    text: str


PathOf = Callable[[CaseId], str]
HandleOf = Callable[[ActivityKey], str]


def own_items(lookup: Lookup, who: ResourceRef) -> Iterator[tuple[Appointment, Activity]]:
    """Yield the published appointments of somebody, in order of time."""
    for item in lookup.of_resource(who):
        activity = lookup.activities.get(item.activity)
        if activity is not None:
            yield item, activity


def own_days(
    lookup: Lookup, who: ResourceRef, week: IsoWeek, minutes: Minutes, path_of: PathOf, handle_of: HandleOf
) -> tuple[OwnDay, ...]:
    """Return the days of a week, the weekend only where something is planned."""
    office = next((one.office for one in lookup.release.resources.regievoerders if one.id == who.id), None)
    different = set(lookup.release.changed) if lookup.release.number > 1 else set[ParticipationId]()
    changed = {entry.appointment.activity for entry in lookup.entries_of(who) if entry.id in different}
    by_day: dict[date, list[tuple[Appointment, Activity]]] = {day: [] for day in week.days()}
    for item, activity in own_items(lookup, who):
        if day_of(item.start) in by_day:
            by_day[day_of(item.start)].append((item, activity))
    days = []
    for day, found in by_day.items():
        if not found and day.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
            continue
        here: PlaceId | None = office
        items = []
        for item, activity in found:
            one = _own(lookup, item, activity, minutes.between(here, item.place), path_of, handle_of)
            items.append(replace(one, changed=activity.key in changed))
            here = item.place or here
        back = minutes.between(here, office) if found else 0
        days.append(OwnDay(day=day, title=short_date(day), items=tuple(items), back=back))
    return tuple(days)


def _own(
    lookup: Lookup, item: Appointment, activity: Activity, travel: int, path_of: PathOf, handle_of: HandleOf
) -> Own:
    return Own(
        item=item,
        activity=activity,
        handle=handle_of(activity.key),
        letter=LETTERS[activity.kind],
        time=_("hele dag") if item.all_day else f"{clock(item.start)}–{clock(item.end)}",  # noqa: RUF001 - from and to
        what=step_words(activity.step),
        codes=tuple((case, path_of(case)) for case in activity.cases),
        place=place_words(lookup, item.place),
        with_whom=interpreter_words(item),
        travel=travel,
    )


def place_words(lookup: Lookup, place: PlaceId | None) -> str:
    """Return a place with its town."""
    found = None if place is None else lookup.places.get(place)
    return str(place or "") if found is None else found.with_town


def interpreter_words(item: Appointment) -> str:
    """Return which interpreter is there, empty for none."""
    codes = [part.resource.id for part in item.of_kind(ResourceKind.INTERPRETER)]
    return ", ".join(_("tolk %(language)s", language=language_words(code)) for code in codes)


def changes(before: Lookup | None, lookup: Lookup, who: ResourceRef) -> tuple[Changed, ...]:
    """Return what became different for somebody since an earlier publication, the first to come first."""
    if before is None:
        return ()
    since, earlier = before.release.published_at, {entry.id: entry for entry in before.entries_of(who)}
    new = [entry for entry in lookup.entries_of(who) if entry.changed_at > since]
    new.sort(key=lambda entry: (entry.appointment.start, entry.appointment.activity))
    return tuple(_changed(lookup, before, entry, earlier.get(entry.id)) for entry in new)


def _changed(lookup: Lookup, before: Lookup, entry: CalendarEntry, was: CalendarEntry | None) -> Changed:
    key = entry.appointment.activity
    activity = lookup.activities.get(key) or before.activities.get(key)
    said = "" if activity is None else f"{step_words(activity.step)} {', '.join(activity.cases)}".strip()
    now = _when(entry.appointment.start, entry.appointment.place, lookup)
    if entry.cancelled:
        text = _("vervallen; was %(when)s", when=now)
    elif was is None or was.cancelled:
        text = _("nieuw: %(when)s", when=now)
    elif (was.appointment.start, was.appointment.place) != (entry.appointment.start, entry.appointment.place):
        text = _(
            "nu %(when)s, was %(before)s", when=now, before=_when(was.appointment.start, was.appointment.place, before)
        )
    else:
        text = _("gewijzigd, het moment blijft %(when)s", when=now)
    return Changed(what=said or key, text=text)


def _when(start: Minute, place: PlaceId | None, lookup: Lookup) -> str:
    where = place_words(lookup, place)
    return f"{moment(start)}, {where}" if where else moment(start)


def figures(days: Iterable[OwnDay]) -> Mapping[str, int]:
    """Return how many conversations, meetings and minutes of travel a week has."""
    every = list(days)
    kinds = [one.activity.kind for day in every for one in day.items]
    return {
        "talks": sum(kind is ActivityKind.CONVERSATION for kind in kinds),
        "meetings": sum(kind is not ActivityKind.CONVERSATION for kind in kinds),
        "travel": sum(one.travel for day in every for one in day.items) + sum(day.back for day in every),
    }
