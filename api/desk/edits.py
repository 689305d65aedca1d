"""Drafts over HTTP: open, look, ask while moving, edit, undo, redo, and the log.

Not allowed here: what edits do (use cases), and what answers look like (``answers``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Header, Query, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.desk import answers
from api.desk.deeds import edit_of
from api.desk.edit_shapes import AlternativesAnswer, AlternativesAsk, AnyEdit, EditAnswer, Log, Refusal
from api.desk.known import known_of, resource_of
from api.desk.shapes import (
    CheckAnswer,
    CheckAsk,
    Draft,
    OpenDraft,
    RowsAnswer,
    RowsAsk,
    SlotsAnswer,
    SlotsAsk,
    Week,
)
from api.desk.week import week_of
from api.server.problems import MEDIA_TYPE, problem
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek
from planner.domain.clearances import OverrideRight
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.domain.wording import Language, speaking
from planner.ports.editing import EditImpossibleError, StepHead
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, apply_edit
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.open_draft import Opening, open_draft
from planner.usecases.editing.refusals import (
    DraftConflictError,
    EditRefusedError,
    NothingToUndoError,
    UnknownVersionError,
)
from planner.usecases.editing.undo_redo import redo, undo

DRAFTS = "/api/v1/drafts"
DRAFT = DRAFTS + "/{draft}"
_NOT_KEPT = {"Cache-Control": "no-store"}
REFUSALS: dict[int | str, dict[str, object]] = {
    status: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    }
    for status, text in (
        (409, "Een ander wijzigde intussen hetzelfde: wat, wie en wanneer"),
        (412, "Deze versie bestaat nog niet"),
        (422, "De regels verbieden het, of het bestaat niet: welke regels, in woorden"),
        (428, "De versie waarvan wordt uitgegaan ontbreekt (If-Match)"),
    )
}
Version = Annotated[
    str, Header(alias="If-Match", max_length=20, description="Versie die de medewerker zag.", examples=['"12"'])
]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=100, description="Herhalen is dan veilig.")]


class VersionMissingError(ValueError):
    """The request does not say which version the officer saw."""


STATUSES: dict[type[Exception], int] = {
    VersionMissingError: 428,
    UnknownVersionError: 412,
    DraftConflictError: 409,
    NothingToUndoError: 409,
    StoreConflictError: 409,
    EditRefusedError: 422,
    EditImpossibleError: 422,
}


@dataclass(frozen=True, slots=True)
class Tools:
    """What the routes need of use cases."""

    opening: Opening
    editing: Editing


class DraftRoutes:
    """Drafts of weeks; the solver library is loaded at the first request."""

    def __init__(self, tools: Callable[[], Tools], reads: Reads) -> None:
        self._make, self._reads = tools, reads
        self._tools: Tools | None = None
        self._weeks: dict[tuple[int, int, int, Language], bytes] = {}

    @property
    def tools(self) -> Tools:
        """Return the tools, made when first needed."""
        if self._tools is None:
            self._tools = self._make()
        return self._tools

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(tags=["bureau"])
        self._add_looking(router)
        self._add_asking(router)
        self._add_choosing(router)
        self._add_editing(router)
        return router

    def _add_looking(self, router: APIRouter) -> None:
        @router.post(DRAFTS, summary="Open het concept van een week", response_model=Draft, responses=REFUSALS)
        @asks(Permission.SEE_DESK)
        def opened(request: Request, asked: OpenDraft) -> Response:
            try:
                week = IsoWeek.parse(asked.week)
            except ValueError:
                return problem(HTTPStatus.BAD_REQUEST)
            found = open_draft(self.tools.opening, week, actor=visitor_of(request).account)
            return self._draft(request, found.id)

        @router.get(DRAFT, summary="De nieuwste versie en haar wijzigingen op de publicatie", response_model=Draft)
        @asks(Permission.SEE_DESK)
        def one(request: Request, draft: int) -> Response:
            return self._draft(request, draft)

        @router.get(
            DRAFT + "/week", summary="De week van het concept, zoals de tijdlijn haar toont", response_model=Week
        )
        @asks(Permission.SEE_DESK)
        def week(request: Request, draft: int) -> Response:
            opened = self._opened(draft)
            tag = f'"{opened.version}-{opened.newest}-{language_of(request)}"'
            self._note(request, _cases(opened), "bureau")
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
            return Response(
                self._week(request, opened),
                headers={"ETag": tag, "Cache-Control": "private, no-cache"},
                media_type=JSON,
            )

        @router.get(DRAFT + "/log", summary="Het logboek van het concept, nieuwste boven", response_model=Log)
        @asks(Permission.SEE_DESK)
        def log(request: Request, draft: int, count: Annotated[int, Query(ge=1, le=500)] = 100) -> Response:
            opened = self._opened(draft)
            self._note(request, _cases(opened), "logboek van het concept")
            with self.tools.editing.store.reading() as books:
                entries = books.drafts.entries(draft, after=max(0, opened.version - count), until=opened.version)
                steps = books.drafts.steps(draft, until=opened.version)
            with speaking(language_of(request)):
                return _json(answers.log_of(opened, entries, steps))

    def _add_asking(self, router: APIRouter) -> None:
        @router.post(
            DRAFT + "/check", summary="Kan het daar, en wat kost het?", response_model=CheckAnswer, responses=REFUSALS
        )
        @asks(Permission.SEE_DESK)
        def check(request: Request, draft: int, asked: CheckAsk) -> Response:
            def answer(opened: Opened, key: ActivityKey) -> BaseModel:
                resource = None if asked.row is None else resource_of(asked.row)
                return answers.checked(opened, opened.desk.check(key, resource, _minute(asked.start)))

            return self._asked(request, draft, asked.activity, answer)

        @router.post(
            DRAFT + "/rows", summary="Welke rijen kunnen het aan?", response_model=RowsAnswer, responses=REFUSALS
        )
        @asks(Permission.SEE_DESK)
        def rows(request: Request, draft: int, asked: RowsAsk) -> Response:
            def answer(opened: Opened, key: ActivityKey) -> BaseModel:
                found = opened.desk.rows(key, _minute(asked.start))
                return RowsAnswer(version=opened.version, rows=answers.row_states(known_of(opened.desk), found))

            return self._asked(request, draft, asked.activity, answer)

    def _add_choosing(self, router: APIRouter) -> None:
        @router.post(
            DRAFT + "/slots", summary="Vrije momenten in de week", response_model=SlotsAnswer, responses=REFUSALS
        )
        @asks(Permission.SEE_DESK)
        def slots(request: Request, draft: int, asked: SlotsAsk) -> Response:
            def answer(opened: Opened, key: ActivityKey) -> BaseModel:
                found = opened.desk.slots(key, None if asked.row is None else resource_of(asked.row))
                known = known_of(opened.desk)
                return SlotsAnswer(version=opened.version, slots=[answers.slot_of(known, slot) for slot in found])

            return self._asked(request, draft, asked.activity, answer)

        @router.post(
            DRAFT + "/alternatives", summary="De beste plaatsen", response_model=AlternativesAnswer, responses=REFUSALS
        )
        @asks(Permission.SEE_DESK)
        def alternatives(request: Request, draft: int, asked: AlternativesAsk) -> Response:
            def answer(opened: Opened, key: ActivityKey) -> BaseModel:
                found, known = opened.desk.alternatives(key, asked.count), known_of(opened.desk)
                shown = [answers.alternative_of(known, key, better) for better in found]
                return AlternativesAnswer(version=opened.version, alternatives=shown)

            return self._asked(request, draft, asked.activity, answer)

    def _add_editing(self, router: APIRouter) -> None:
        @router.post(DRAFT + "/edits", summary="Wijzig het concept", response_model=EditAnswer, responses=REFUSALS)
        @asks(Permission.EDIT_PLAN)
        def edit(
            request: Request, draft: int, asked: Annotated[AnyEdit, Body()], version: Version = "", key: Key = ""
        ) -> Response:
            def step(tools: Editing, officer: Officer) -> Applied:
                visitor = visitor_of(request)
                right = OverrideRight.REGIEVOERDER
                if visitor.may(Permission.OVERRIDE_RULES):
                    right = OverrideRight.SUPERVISOR
                wanted = edit_of(asked, tools.heads.of(draft).desk.problem, right)
                return apply_edit(tools, draft, wanted, officer)

            return self._stepped(request, draft, version, key, step)

        @router.post(
            DRAFT + "/undo", summary="Maak je laatste wijziging ongedaan", response_model=EditAnswer, responses=REFUSALS
        )
        @asks(Permission.EDIT_PLAN)
        def back(request: Request, draft: int, version: Version = "", key: Key = "") -> Response:
            return self._stepped(request, draft, version, key, lambda tools, officer: undo(tools, draft, officer))

        @router.post(DRAFT + "/redo", summary="Doe haar opnieuw", response_model=EditAnswer, responses=REFUSALS)
        @asks(Permission.EDIT_PLAN)
        def again(request: Request, draft: int, version: Version = "", key: Key = "") -> Response:
            return self._stepped(request, draft, version, key, lambda tools, officer: redo(tools, draft, officer))

    def _opened(self, draft: int) -> Opened:
        try:
            return self.tools.editing.heads.of(draft)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            raise NotYoursError from error

    def _steps(self, opened: Opened) -> tuple[StepHead, ...]:
        with self.tools.editing.store.reading() as books:
            return books.drafts.steps(opened.draft.id, until=opened.version)

    def _draft(self, request: Request, draft: int) -> Response:
        opened = self._opened(draft)
        self._note(request, _cases(opened), "bureau")
        with speaking(language_of(request)):
            shown = answers.draft_of(opened, self._steps(opened), visitor_of(request).account)
        return _json(shown, etag=opened.version)

    def _week(self, request: Request, opened: Opened) -> bytes:
        spoken = language_of(request)
        place = (opened.draft.id, opened.version, opened.newest, spoken)
        if place not in self._weeks:
            with speaking(spoken):
                body = week_of(opened).model_dump_json().encode()
            self._weeks = {kept: told for kept, told in self._weeks.items() if kept[0] != opened.draft.id}
            self._weeks[place] = body
        return self._weeks[place]

    def _asked(
        self, request: Request, draft: int, activity: str, answer: Callable[[Opened, ActivityKey], BaseModel]
    ) -> Response:
        opened, key = self._opened(draft), ActivityKey(activity)
        found = known_of(opened.desk).activities.get(key)
        self._note(request, () if found is None else found.cases, "plaats zoeken")
        with speaking(language_of(request)):
            try:
                return _json(answer(opened, key))
            except EditImpossibleError as error:
                return _refused(opened, error)

    def _stepped(
        self, request: Request, draft: int, version: str, key: str, step: Callable[[Editing, Officer], Applied]
    ) -> Response:
        account, seen = visitor_of(request).account, version.strip().strip('"')
        with speaking(language_of(request)):
            opened = self._opened(draft)
            if not seen.isdecimal():
                return _refused(opened, VersionMissingError(_("Geef met If-Match de versie waarvan je uitgaat.")))
            officer = Officer(actor=account, seen=int(seen), key=f"{account} {key}" if key else "")
            try:
                done = step(self.tools.editing, officer)
            except tuple(STATUSES) as error:
                return _refused(self._opened(draft), error)
            self._note(request, _changed_cases(done), "concept wijzigen")
            shown = answers.answer_of(done, self._steps(done.opened), account)
            return _json(shown, etag=done.opened.version)

    def _note(self, request: Request, cases: Iterable[str], purpose: str) -> None:
        self._reads(request, cases=cases, purpose=purpose)


JSON = "application/json"


def _minute(value: int | None) -> Minute | None:
    return None if value is None else Minute(value)


def _cases(opened: Opened) -> list[str]:
    return [case for activity in opened.desk.problem.activities for case in activity.cases]


def _changed_cases(done: Applied) -> list[str]:
    activities = known_of(done.opened.desk).activities
    found = (activities.get(change.activity) for change in done.entry.deal.changes)
    return [case for activity in found if activity is not None for case in activity.cases]


def _json(shown: BaseModel, *, etag: int | None = None) -> Response:
    headers = dict(_NOT_KEPT) if etag is None else {**_NOT_KEPT, "ETag": f'"{etag}"'}
    return Response(shown.model_dump_json(), headers=headers, media_type=JSON)


def _refusal(shown: Refusal) -> Response:
    headers = {**_NOT_KEPT, "ETag": f'"{shown.version}"'}
    return JSONResponse(shown.model_dump(mode="json"), shown.status, headers, MEDIA_TYPE)


def _refused(opened: Opened, error: Exception) -> Response:
    """Return why a step was not taken, with what changed or which rules are in the way."""
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    if isinstance(error, DraftConflictError):
        return _refusal(answers.conflict_refusal(opened, error.changed, status, str(error)))
    if isinstance(error, EditRefusedError):
        return _refusal(answers.rule_refusal(opened, error.objections, status, str(error)))
    title = _("Kan zo niet") if status == HTTPStatus.UNPROCESSABLE_ENTITY else _("Niet gedaan")
    return _refusal(Refusal(title=title, status=status, detail=str(error), version=opened.version))


def draft_routes(drafting: Callable[[], tuple[Opening, Editing]], reads: Reads) -> APIRouter:
    """Return the routes of drafts; what they need is asked for at the first question."""
    return DraftRoutes(lambda: Tools(*drafting()), reads).router()
