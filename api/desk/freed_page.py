"""The page of what came free: what it is, what stands there now, what could use it, and planning one of those.

Not allowed here: finding uses (``freed``), and what edits do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.desk.deeds import edit_of
from api.desk.drafts import STATUSES, Drafts, cases_of, right_of
from api.desk.edit_shapes import Move, Rearrange
from api.desk.filling import resource_at
from api.desk.freed import PURPOSE, named, uses_of
from api.desk.freed_shapes import BackfillAnswer, BackfillAsk
from api.desk.known import code_of, known_of, label_of, placed
from api.web.declare import asks
from api.web.forms import FormError, fields_of
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import speaking
from planner.intake.moments import CellError, parse_moment
from planner.ports.editing import EditImpossibleError
from planner.usecases.access.tokens import new_id
from planner.usecases.editing.apply_edit import Officer, apply_edit
from planner.usecases.editing.came_free import KINDS, TIMED, codes_in
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.undo_redo import undo

FREED = "/bureau/{week}/vrij"
KIND, CODE, FROM, UNTIL, GONE = "soort", "code", "van", "tot", "weg"
EDIT, BACK, REASON, VERSION, KEY, DONE = "wijziging", "terug", "waarom", "versie", "verzoek", "gedaan"
_EDITS: TypeAdapter[Move | Rearrange] = TypeAdapter(Move | Rearrange)
_NOT_KEPT = {"Cache-Control": "no-store"}
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """Something that stands there now; ``gone``: it fell out."""

    handle: str
    what: str
    when: str
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What there is to show about something that came free."""

    codes: tuple[str, ...] = ()
    there: tuple[_There, ...] = ()
    found: BackfillAnswer | None = None
    cases: tuple[str, ...] = ()
    said: str = ""

    @property
    def edits(self) -> list[str]:
        """The edit of each use as a form sends it, empty for one that this draft cannot take."""
        fits = () if self.found is None else self.found.fits
        return ["" if one.edit is None else one.edit.model_dump_json(exclude_defaults=False) for one in fits]


class _Page:
    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def shown(self, request: Request, week: IsoWeek, asked: Fields, said: str = "", status: int = 200) -> Response:
        """Return the page about what is asked for, or to say what came free."""
        draft = self._draft(week)
        opened = None if draft is None else self._drafts.opened(draft)
        with speaking(language_of(request)):
            looked = _Looked() if opened is None else self._looked(opened, asked)
            kinds = [("", _("kies")), *((kind.value, word(kind)) for kind in KINDS)]
        self._drafts.note(request, looked.cases, PURPOSE)
        wrong = said or looked.said
        return page(
            request,
            "desk/vrij.html",
            title=_("Wat vrijkwam"),
            status=status if said or not looked.said else HTTPStatus.UNPROCESSABLE_ENTITY,
            week=week,
            draft=draft,
            given={name: _one(asked, name) for name in (KIND, CODE, FROM, UNTIL, REASON, DONE)},
            timed=_one(asked, KIND) in {kind.value for kind in TIMED},
            kinds=kinds,
            looked=looked,
            problem=wrong,
            version=0 if opened is None else opened.version,
            key=new_id("b"),
            may_edit=visitor_of(request).may(Permission.EDIT_PLAN),
        )

    def taken(self, request: Request, week: IsoWeek, given: Fields) -> Response:
        """Take the step that a form asks for, or take the own last one back; or say why not."""
        draft, account = self._draft(week), visitor_of(request).account
        if draft is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        tools, seen = self._drafts.tools.editing, _one(given, VERSION)
        with speaking(language_of(request)):
            try:
                officer = Officer(
                    actor=account,
                    seen=int(seen) if seen.isdecimal() else 0,
                    key=f"{account} {_one(given, KEY)[:40]}" if _one(given, KEY) else "",
                )
                if _one(given, BACK):
                    done = undo(tools, draft, officer)
                else:
                    opened, asked = self._drafts.opened(draft), _edit_in(given)
                    wanted = edit_of(asked, opened.desk.problem, right_of(request))
                    done = apply_edit(tools, draft, wanted, officer)
            except tuple(STATUSES) as error:
                status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
                return self.shown(request, week, given, str(error), status)
        changed = (change.activity for change in done.entry.deal.changes)
        self._drafts.note(request, cases_of(done.opened, changed), "concept wijzigen")
        back = [(name, one) for name in (KIND, CODE, FROM, UNTIL) for one in given.get(name, ())[-1:] if one]
        said = "terug" if _one(given, BACK) else "gepland"
        path = f"{FREED.format(week=week)}?{urlencode([*back, (DONE, said)])}#gedaan"
        return RedirectResponse(path, HTTPStatus.SEE_OTHER, _NOT_KEPT)

    def _draft(self, week: IsoWeek) -> int | None:
        with self._drafts.tools.editing.store.reading() as books:
            found = books.drafts.of_week(week)
        return None if found is None else found.id

    def _looked(self, opened: Opened, asked: Fields) -> _Looked:
        kind, code = _one(asked, KIND), _one(asked, CODE).strip()
        if kind not in {one.value for one in KINDS}:
            return _Looked()
        codes = codes_in(opened.desk.problem, ResourceKind(kind))
        if not code:
            return _Looked(codes=codes)
        try:
            when = None if ResourceKind(kind) in TIMED else _stretch(asked)
            there = self._there(opened, f"{kind}:{code}", when, set(asked.get(GONE, ())))
            found = uses_of(opened, _ask(f"{kind}:{code}", _stretch(asked), [key for key, one in there if one.gone]))
        except (CellError, EditImpossibleError) as error:
            return _Looked(codes=codes, said=str(error))
        cases = (*named(opened, found), *cases_of(opened, (key for key, _one in there)))
        return _Looked(codes=codes, there=tuple(one for _key, one in there), found=found, cases=cases)

    def _there(
        self, opened: Opened, row: str, when: tuple[Minute | None, Minute | None] | None, gone: set[str]
    ) -> list[tuple[ActivityKey, _There]]:
        """Return what uses the thing now, within the stretch if it is one of time."""
        known, (start, end) = known_of(opened.desk), when or (None, None)
        span = Interval(start, end) if start is not None and end is not None and start < end else None
        resource = resource_at(known, row, span)

        def uses(item: Appointment) -> bool:
            within = span is None or span.overlaps(item.start, item.end)
            return within and any(part.resource == resource for part in item.participations)

        found = []
        for item in sorted(filter(uses, opened.desk.plan.appointments), key=lambda one: (one.start, one.activity)):
            activity, place = known.activities.get(item.activity), placed(known, item)
            handle = self._drafts.handles.of_activity(item.activity)
            what = f"{label_of(activity)} {code_of(activity)}".strip()
            shown = _There(handle=handle, what=what, when="" if place is None else place.text, gone=handle in gone)
            found.append((item.activity, shown))
        return found


def add_freed_page(router: APIRouter, drafts: Drafts) -> None:
    """Add the page."""
    shelf = _Page(drafts)

    @router.get(FREED, include_in_schema=False)
    @asks(Permission.SEE_DESK)
    def look(request: Request, week: str) -> Response:
        asked = {name: request.query_params.getlist(name) for name in request.query_params}
        return shelf.shown(request, _week(week), asked)

    @router.post(FREED, include_in_schema=False)
    @asks(Permission.EDIT_PLAN)
    async def take(request: Request, week: str) -> Response:
        try:
            given = await fields_of(request)
        except FormError as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from error
        return await run_in_threadpool(shelf.taken, request, _week(week), given)


def _week(text: str) -> IsoWeek:
    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND) from error


def _one(fields: Fields, name: str) -> str:
    return next(reversed(fields.get(name, ())), "")


def _stretch(asked: Fields) -> tuple[Minute | None, Minute | None]:
    """Return from when until when; raise CellError."""
    start, end = (_one(asked, name).strip() for name in (FROM, UNTIL))
    return parse_moment(start) if start else None, parse_moment(end) if end else None


def _ask(row: str, when: tuple[Minute | None, Minute | None], fallen: list[ActivityKey]) -> BackfillAsk:
    try:
        return BackfillAsk(row=row, start=when[0], end=when[1], fallen=[str(key) for key in fallen])
    except ValidationError as error:
        raise EditImpossibleError(_("dit is niet bekend in dit plan\nNeem de code over uit het plan.")) from error


def _edit_in(given: Fields) -> Move | Rearrange:
    """Return the edit that a form sends; raise EditImpossibleError for one that the page did not make."""
    try:
        found = _EDITS.validate_json(_one(given, EDIT))
    except ValidationError as error:
        raise EditImpossibleError(_("dit voorstel is niet leesbaar\nBekijk het opnieuw en kies er een.")) from error
    return found.model_copy(update={"reason": _one(given, REASON)[:300]})
