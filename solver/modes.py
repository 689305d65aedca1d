"""The ways each activity can be carried out: who, where, with which means. When is for ``candidates``.

Not allowed here: rules (a mode may turn out to be forbidden) and search.
"""

from collections.abc import Iterator
from itertools import product

from planner.domain.activities import Activity, ActivityKind, BookedBy, InterpreterNeed
from planner.domain.civil import day_interval, days_between
from planner.domain.clearances import OverrideRight
from planner.domain.flights import Flight
from planner.domain.ids import CaseId, LanguageCode, PlaceId, RegievoerderId, RuleId
from planner.domain.missions import Mission, PresentationMode
from planner.domain.places import PlaceKind
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from solver.duty import persons_of
from solver.hearing import attends, by_officer, officers, with_interpreter
from solver.known import Known
from solver.mode import Mode, Use

WITHOUT_INTERPRETER = OverrideRight.SUPERVISOR
"""Who may consent to a conversation without the interpreter that it asks for."""


def modes_of(known: Known, activity: Activity) -> tuple[Mode, ...]:
    """Return every way to carry out an activity; moves have none, for routes are searched as a whole."""
    match activity.kind:
        case ActivityKind.CONVERSATION:
            return tuple(_conversations(known, activity))
        case ActivityKind.MEETING:
            return tuple(_meetings(known, activity))
        case ActivityKind.PRESENTATION:
            return tuple(_presentations(known, activity))
        case ActivityKind.DEPARTURE:
            return tuple(_departures(known, activity))
        case ActivityKind.MOVE:
            return ()


def performers(known: Known, activity: Activity) -> tuple[RegievoerderId, ...]:
    """Return who may perform an activity at some moment: its owners, then those who stand in for them."""
    if activity.performer is not None:
        return (activity.performer,)
    if by_officer(known, activity):
        return officers(known)
    if not activity.cases:
        return ()
    window = Interval(activity.window.start, activity.latest_end)
    first = activity.cases[0]
    found = [who for valid, who in known.owners(first) if valid.overlaps(window.start, window.end)]
    for owner in tuple(found):
        found += [who for when, who in known.substitutes(owner) if when.overlaps(window.start, window.end)]
    return tuple(dict.fromkeys(who for who in found if who in known.regievoerders))


def language_of(known: Known, activity: Activity) -> LanguageCode | None:
    """Return the language of an activity: its own, else that of the first case."""
    if activity.language is not None or not activity.cases:
        return activity.language
    case = known.cases.get(activity.cases[0])
    return case.language if case else None


def places_of(known: Known, activity: Activity) -> tuple[PlaceId, ...]:
    """Return where an activity can be: its own place, else where the first person stays."""
    if activity.place is not None:
        return (activity.place,)
    if not activity.cases:
        return ()
    stays = known.stays(activity.cases[0])
    return tuple(dict.fromkeys(at for valid, at in stays if valid.overlaps(activity.window.start, activity.latest_end)))


def _person(who: RegievoerderId) -> Use:
    return Use(ResourceRef(ResourceKind.REGIEVOERDER, who))


def _cases(activity: Activity) -> tuple[Use, ...]:
    return _uses(activity.cases)


def _uses(cases: tuple[CaseId, ...]) -> tuple[Use, ...]:
    return tuple(Use(ResourceRef(ResourceKind.CASE, case)) for case in cases)


def _conversations(known: Known, activity: Activity) -> Iterator[Mode]:
    for who, place in product(performers(known, activity), places_of(known, activity)):
        uses = (_person(who), *_cases(activity), Use(ResourceRef(ResourceKind.ROOM, place)))
        interpreter = _interpreter(known, activity, who)
        yield Mode(activity.key, place, activity.duration, (*uses, *interpreter))
        if interpreter and known.records.exceptions(RuleId("R04"), WITHOUT_INTERPRETER, activity.key):
            yield Mode(activity.key, place, activity.duration, uses)


def _interpreter(known: Known, activity: Activity, who: RegievoerderId) -> tuple[Use, ...]:
    language = language_of(known, activity)
    if activity.interpreter is not InterpreterNeed.REQUIRED or language is None:
        return ()
    if language in known.regievoerders[who].languages:
        return ()
    return (Use(ResourceRef(ResourceKind.INTERPRETER, language)),)


def _meetings(known: Known, activity: Activity) -> Iterator[Mode]:
    for who in performers(known, activity):
        yield Mode(activity.key, activity.place, activity.duration, (_person(who), *_cases(activity)))


def _presentations(known: Known, activity: Activity) -> Iterator[Mode]:
    mission = known.missions.get(activity.presentation.mission)
    if mission is None:
        return
    horizon = known.problem.horizon
    for session in known.sessions_of(mission.id):
        if not horizon.overlaps(session.interval.start, session.interval.end):
            continue
        sitting = Use(ResourceRef(ResourceKind.SESSION, session.id), amount=persons_of(activity))
        for who in performers(known, activity):
            for place in _hearing_places(known, activity, mission, who):
                uses = (_person(who), *_uses(attends(known, activity)), sitting, *_hearing_interpreter(known, activity))
                yield Mode(activity.key, place, activity.duration, uses)


def _hearing_places(known: Known, activity: Activity, mission: Mission, who: RegievoerderId) -> tuple[PlaceId, ...]:
    """Return where a presentation is: at the mission, by telephone where the person stays, written at the office."""
    match mission.mode:
        case PresentationMode.IN_PERSON:
            return (mission.place,)
        case PresentationMode.TELEPHONE:
            return places_of(known, activity)
        case PresentationMode.WRITTEN:
            person = known.regievoerders.get(who)
            return () if person is None else (person.office,)


def _hearing_interpreter(known: Known, activity: Activity) -> tuple[Use, ...]:
    language = language_of(known, activity) if with_interpreter(known, activity) else None
    return () if language is None else (Use(ResourceRef(ResourceKind.INTERPRETER, language)),)


def _departures(known: Known, activity: Activity) -> Iterator[Mode]:
    if activity.departure.booked_by is BookedBy.DTV:
        for flight in known.flights_to(activity.departure.country):
            if activity.window.overlaps(flight.departs, flight.arrives):
                yield flight_mode(activity, flight)
        return
    place = activity.place or _airport(known)
    for day in days_between(activity.window.start, activity.latest_end):
        whole = day_interval(day)
        length = (whole.end or whole.start) - whole.start
        yield Mode(activity.key, place, length, _cases(activity), fixed_start=whole.start, all_day=True)


def flight_mode(activity: Activity, flight: Flight) -> Mode:
    """Return the way of leaving on a flight, without escorts."""
    seat = Use(ResourceRef(ResourceKind.FLIGHT, flight.id), amount=persons_of(activity))
    return Mode(
        activity.key,
        flight.origin,
        flight.arrives - flight.departs,
        (*_cases(activity), seat),
        fixed_start=flight.departs,
    )


def _airport(known: Known) -> PlaceId | None:
    airports = (place.id for place in known.problem.resources.places if place.kind is PlaceKind.AIRPORT)
    return next(airports, None)
