"""``/uitnodigingen``: who is invited where on a day, the letter of each, and that it was sent and received.

Not allowed here: the text of letters (``letters``), and when one must go out (the rules say so).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.list_page import mine
from api.casework.tools import form_in, go, show
from api.pages.lookup import Lookup
from api.pages.steps import step_words
from api.partners.tools import day_asked
from api.staff.letters import Letter, Told, languages, letter
from api.staff.own_week import place_words
from api.staff.tools import Staff
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_words
from planner.domain.access import Permission, Reach, Visitor
from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, CaseId, PlaceId
from planner.domain.invitations import InvitationNote, InvitationStep, stand_of
from planner.domain.plan import Appointment
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, long_date, moment
from planner.domain.steps import StepRefusedError
from planner.usecases.cases.note_invitation import note_invitation

PURPOSE = "uitnodigingen"
_DAY = timedelta(days=1)
_REFUSED = 422
_INVITED = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Somebody who is invited."""

    handle: str
    time: str
    what: str
    codes: tuple[tuple[CaseId, str], ...]
    language: str
    sent: str
    received: str
    outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Who is invited at one place."""

    code: str
    name: str
    rows: tuple[Row, ...]


def invitation_routes(staff: Staff) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/uitnodigingen")
    @asks(Permission.SEE_CASES)
    def listing(request: Request) -> Response:
        return _list_answer(staff, request)

    @router.get("/uitnodigingen/{handle}/brief")
    @asks(Permission.SEE_CASES)
    def one(request: Request, handle: str) -> Response:
        return _letter_answer(staff, request, handle)

    @router.post("/uitnodigingen/{handle}/{step}")
    @asks(Permission.RECORD_OUTCOMES)
    async def note(request: Request, handle: str, step: str) -> Response:
        await form_in(request)
        return await run_in_threadpool(_note, staff, request, handle, step)

    return router


def _theirs(staff: Staff, lookup: Lookup, visitor: Visitor) -> Iterator[tuple[Appointment, Activity]]:
    """Yield the appointments that people are invited for, within the reach of who asks."""
    own = ResourceRef(ResourceKind.REGIEVOERDER, visitor.code)
    mine_too = {item.activity for item in lookup.of_resource(own)} if visitor.code else set[ActivityKey]()
    everything = visitor.grant.reach is Reach.ALL
    cases = set[CaseId]() if everything else _cases(staff, visitor)
    for kind in _INVITED:
        for item, activity in lookup.of_kind(kind):
            if activity.cases and (everything or item.activity in mine_too or not cases.isdisjoint(activity.cases)):
                yield item, activity


def _cases(staff: Staff, visitor: Visitor) -> set[CaseId]:
    found = staff.work.standing.look().list
    return set() if found is None else {line.case for line in mine(found, visitor, staff.work.clock.now())}


def _find(staff: Staff, request: Request, handle: str) -> tuple[Lookup, Appointment, Activity]:
    """Return the appointment behind a handle; raise NotYoursError where there is none for who asks."""
    lookup = staff.newest()
    if lookup is None:
        raise NotYoursError
    found = {activity.key: (item, activity) for item, activity in _theirs(staff, lookup, visitor_of(request))}
    key = staff.handles.activity(handle, found)
    if key is None:
        raise NotYoursError
    return lookup, *found[key]


def _list_answer(staff: Staff, request: Request, *, problem: str = "", day: date | None = None) -> Response:
    visitor, now, lookup = visitor_of(request), staff.work.clock.now(), staff.newest()
    asked, chosen = day or day_asked(request, now), request.query_params.get("plaats", "")

    def values() -> Mapping[str, object]:
        sites = () if lookup is None else _sites(staff, lookup, visitor, asked)
        shown = tuple(site for site in sites if chosen in ("", site.code))
        codes = [code for site in shown for row in site.rows for code, _path in row.codes]
        staff.work.seen(request, cases=codes, purpose=PURPOSE)
        return {
            "sites": shown,
            "places": [("", _("alle locaties")), *((site.code, site.name) for site in sites)],
            "chosen": chosen,
            "day": asked,
            "title_of_day": long_date(asked),
            "around": (asked - _DAY, asked + _DAY),
            "release": 0 if lookup is None else lookup.release.number,
            "problem": problem,
        }

    return show(request, "staff/uitnodigingen.html", "Uitnodigingen", values, status=_REFUSED if problem else 200)


def _sites(staff: Staff, lookup: Lookup, visitor: Visitor, day: date) -> tuple[Site, ...]:
    """Return who is invited on a day by place, in order of time."""
    places: dict[PlaceId | None, list[tuple[Appointment, Activity]]] = defaultdict(list)
    for item, activity in _theirs(staff, lookup, visitor):
        if day_of(item.start) == day:
            places[item.place].append((item, activity))
    keys = [activity.key for found in places.values() for _item, activity in found]
    with staff.work.store.reading() as books:
        notes = books.invitations.of(keys)
    sites = [
        Site(
            code=str(place or ""),
            name=place_words(lookup, place),
            rows=tuple(
                _row(staff, lookup, item, activity, notes.get(activity.key, ()))
                for item, activity in sorted(found, key=lambda pair: (pair[0].start, pair[1].key))
            ),
        )
        for place, found in places.items()
    ]
    return tuple(sorted(sites, key=lambda site: site.name))


def _row(staff: Staff, lookup: Lookup, item: Appointment, activity: Activity, notes: Sequence[InvitationNote]) -> Row:
    stand = stand_of(notes, item.start)
    return Row(
        handle=staff.handles.of_activity(activity.key),
        time=f"{clock(item.start)}–{clock(item.end)}",  # noqa: RUF001 - from and to
        what=step_words(activity.step),
        codes=tuple((case, staff.work.path(case)) for case in activity.cases),
        language=language_words(_language(lookup, activity)),
        sent="" if stand.sent is None else f"{moment(stand.sent.at)}, {stand.sent.actor}",
        received="" if stand.received is None else f"{moment(stand.received.at)}, {stand.received.actor}",
        outdated=stand.outdated,
    )


def _language(lookup: Lookup, activity: Activity) -> str:
    """Return the language of the letter: that of the person."""
    case = lookup.cases.get(activity.cases[0])
    return str(activity.language or (case.language if case is not None else ""))


def _letter_answer(staff: Staff, request: Request, handle: str) -> Response:
    lookup, item, activity = _find(staff, request, handle)
    wanted = request.query_params.get("taal", "") or _language(lookup, activity)
    staff.work.seen(request, cases=activity.cases, purpose="brief")

    def values() -> Mapping[str, object]:
        made = _letter(staff, lookup, item, activity, wanted)
        return {
            "letter": made,
            "asked": language_words(wanted),
            "languages": [(code, language_words(code)) for code in languages()],
            "handle": handle,
            "back": f"/uitnodigingen?dag={day_of(item.start)}",
        }

    return show(request, "staff/brief.html", "Brief", values)


def _letter(staff: Staff, lookup: Lookup, item: Appointment, activity: Activity, wanted: str) -> Letter:
    told = Told(
        code=", ".join(activity.cases),
        day=day_of(item.start),
        time=clock(item.start),
        until=clock(item.end),
        place=lookup.building(item.place)
        if activity.kind is ActivityKind.PRESENTATION
        else place_words(lookup, item.place),
        number=operation_number(lookup.release, item),
        written=day_of(staff.work.clock.now()),
    )
    return letter(told, wanted)


def _note(staff: Staff, request: Request, handle: str, step: str) -> Response:
    _lookup, item, activity = _find(staff, request, handle)
    if step not in tuple(InvitationStep):
        raise NotYoursError
    visitor = visitor_of(request)
    actor = visitor.code or visitor.account
    try:
        note_invitation(staff.work.store, staff.work.clock, activity.key, InvitationStep(step), actor=actor)
    except StepRefusedError as error:
        return _list_answer(staff, request, problem=str(error), day=day_of(item.start))
    return go(f"/uitnodigingen?dag={day_of(item.start)}#u-{handle}")
