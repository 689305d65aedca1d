"""Moving, cancelling and booking own conversations: free places by the rules, put into the draft of the week.

What is done here goes out with the next publication. Not allowed here: rules (the desk of the draft says what is free),
and conversations of others.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.pages.steps import step_words
from api.staff.own_week import place_words
from api.staff.tools import Staff, me
from api.staff.week_page import own_keys
from api.staff.week_routes import week_in
from api.web.declare import asks
from api.web.guard import NotYoursError
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.clearances import OverrideRight
from planner.domain.commitments import PinGrade
from planner.domain.editing import Cancel, CancelCode, Edit, Move
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, long_date, moment
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.domain.wording import speaking
from planner.ports.editing import EditImpossibleError, FreeSlot
from planner.ports.store import StoreConflictError
from planner.usecases.editing.apply_edit import Officer, apply_edit
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, UnknownVersionError

PURPOSE = "eigen gesprek verzetten"
_REFUSED = 422
WEEKS = 8
_REFUSALS = (
    EditImpossibleError,
    EditRefusedError,
    DraftConflictError,
    UnknownVersionError,
    StoreConflictError,
    StepRefusedError,
)
CANCELS: Mapping[CancelCode, str] = {
    CancelCode.PERSON: "persoon niet beschikbaar",
    CancelCode.STAFF: "regievoerder niet beschikbaar",
    CancelCode.INTERPRETER: "tolk niet beschikbaar",
    CancelCode.PLACE: "locatie niet beschikbaar",
    CancelCode.NEEDLESS: "niet meer nodig",
    CancelCode.OTHER: "anders",
}
"""Why a conversation is taken out, as the screen says it; translated where shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """An own conversation in the draft of a week."""

    key: ActivityKey
    activity: Activity
    week: IsoWeek
    who: ResourceRef
    opened: Opened

    @property
    def planned(self) -> Appointment | None:
        """Where it stands in the draft."""
        return next((one for one in self.opened.desk.plan.appointments if one.activity == self.key), None)

    @property
    def theirs(self) -> bool:
        """Whether it is still for who asks: the draft may have given it to somebody else."""
        stands = self.planned
        people = () if stands is None else stands.of_kind(ResourceKind.REGIEVOERDER)
        return not people or any(part.resource == self.who for part in people)


def move_routes(staff: Staff) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/mijn-week/{week}/gesprek/{handle}")
    @asks(Permission.PLAN_OWN)
    def look(request: Request, week: str, handle: str) -> Response:
        return _answer(staff, request, _talk(staff, request, week_in(week), handle))

    @router.post("/mijn-week/{week}/gesprek/{handle}")
    @asks(Permission.PLAN_OWN)
    async def change(request: Request, week: str, handle: str) -> Response:
        return await run_in_threadpool(_change, staff, request, week_in(week), handle, await form_in(request))

    return router


def _talk(staff: Staff, request: Request, week: IsoWeek, handle: str) -> Talk:
    """Return an own conversation; raise NotYoursError for anything else, and for a week that it is not in."""
    visitor, who = me(request)
    mine = own_keys(staff, request)
    key = staff.handles.activity(handle, mine)
    if key is None or mine[key].kind is not ActivityKind.CONVERSATION or week not in _open(staff):
        raise NotYoursError
    opening, editing = staff.drafting()
    draft = open_draft(opening, week, actor=visitor.code)
    talk = Talk(key=key, activity=mine[key], week=week, who=who, opened=editing.heads.of(draft.id))
    if not talk.theirs:
        raise NotYoursError
    return talk


def _open(staff: Staff) -> tuple[IsoWeek, ...]:
    """Return the weeks that are still planned: this one and the ones ahead."""
    this = IsoWeek.of(day_of(staff.work.clock.now()))
    return tuple(this.plus(ahead) for ahead in range(WEEKS))


def _answer(staff: Staff, request: Request, talk: Talk, *, problem: str = "") -> Response:
    lookup, now = staff.newest(), staff.work.clock.now()
    if lookup is None:
        raise NotYoursError
    staff.work.seen(request, cases=talk.activity.cases, purpose=PURPOSE)
    published, stands = lookup.appointments.get(talk.key), talk.planned

    def values() -> Mapping[str, object]:
        slots, why = _slots(talk, now)
        return {
            "what": step_words(talk.activity.step),
            "codes": [(case, staff.work.path(case)) for case in talk.activity.cases],
            "place": place_words(lookup, talk.activity.place),
            "published": "" if published is None else moment(published.start),
            "stands": "" if stands is None else moment(stands.start),
            "differs": (None if stands is None else stands.start) != (None if published is None else published.start),
            "days": _by_day(slots, stands),
            "why": why,
            "cancels": [("", ""), *((code.value, _(text)) for code, text in CANCELS.items())],
            "week": talk.week,
            "handle": staff.handles.of_activity(talk.key),
            "others": [one for one in _open(staff) if one != talk.week][:4],
            "version": talk.opened.version,
            "problem": problem,
        }

    return show(request, "staff/gesprek.html", "Gesprek", values, status=_REFUSED if problem else 200)


def _slots(talk: Talk, now: Minute) -> tuple[Sequence[FreeSlot], str]:
    """Return the free places from now on with the own regievoerder, or why there are none."""
    try:
        found = talk.opened.desk.slots(talk.key, talk.who)
    except EditImpossibleError as error:
        return (), str(error)
    return [slot for slot in found if slot.start > now], ""


def _by_day(slots: Sequence[FreeSlot], stands: Appointment | None) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the free starts of each day, without where it stands already."""
    days: dict[date, list[tuple[int, str]]] = defaultdict(list)
    for slot in slots:
        if stands is None or slot.start != stands.start:
            days[day_of(slot.start)].append((slot.start, f"{clock(slot.start)}–{clock(slot.end)}"))  # noqa: RUF001
    return [(long_date(day), found) for day, found in sorted(days.items())]


def _change(staff: Staff, request: Request, week: IsoWeek, handle: str, given: Mapping[str, str]) -> Response:
    """Put a move or a cancellation into the draft of the week."""
    visitor, _who = me(request)
    talk = _talk(staff, request, week, handle)
    _opening, editing = staff.drafting()
    try:
        with speaking(language_of(request)):
            edit = _edit(talk, given)
        seen = _number(given.get("versie", ""), talk.opened.version)
        apply_edit(editing, talk.opened.draft.id, edit, Officer(actor=visitor.code, seen=seen))
    except _REFUSALS as error:
        return _answer(staff, request, _talk(staff, request, week, handle), problem=str(error))
    return go(f"/mijn-week/{week}#concept")


def _edit(talk: Talk, given: Mapping[str, str]) -> Edit:
    reason = given.get("reden", "").strip()[:200]
    if given.get("doe") == "annuleer":
        code = given.get("code", "")
        if code not in {one.value for one in CANCELS}:
            raise StepRefusedError(
                _("er staat niet waarom het gesprek niet doorgaat"), _("Kies een reden uit de lijst.")
            )
        return Edit(
            deed=Cancel(activity=talk.key, code=CancelCode(code)), reason=reason, right=OverrideRight.REGIEVOERDER
        )
    start = _number(given.get("start", ""), -1)
    if start < 0:
        raise StepRefusedError(_("er is geen moment gekozen"), _("Kies een vrij moment uit de lijst."))
    deed = Move(activity=talk.key, start=Minute(start), resource=talk.who)
    return Edit(deed=deed, reason=reason, pin=PinGrade.TIME, right=OverrideRight.REGIEVOERDER)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise  # noqa: PLR2004
