"""Looking at a draft: opening it, its head, its week, its log. No questions and no edits here."""

import threading
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.desk import answers
from api.desk.changes import Changes
from api.desk.drafts import DRAFT, DRAFTS, JSON, REFUSALS, Drafts, all_cases, json_of
from api.desk.edit_shapes import Log
from api.desk.reported import Reports
from api.desk.shapes import Draft, OpenDraft, Week
from api.desk.week import Drawn, week_of
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.refusals import refusal
from api.web.speech import language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek
from planner.domain.time import Minute
from planner.domain.wording import Language, speaking
from planner.domain.zones import moment_for, quarter_of
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.open_draft import open_draft

Place = tuple[int, int, int, int, Minute, Language]
"""Which week as JSON: draft, version, publication, number of reports, quarter of an hour, language."""


class Looks:
    """The routes; the newest week of each draft is kept as it was sent."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._weeks: dict[Place, bytes] = {}
        self._drawn: dict[tuple[int, Language], Drawn] = {}
        self._changes: dict[tuple[int, Language], Changes] = {}
        self._drawing = threading.Lock()

    def add(self, router: APIRouter) -> None:
        """Add the routes."""
        drafts = self._drafts

        @router.post(DRAFTS, summary="Open het concept van een week", response_model=Draft, responses=REFUSALS)
        @asks(Permission.SEE_DESK)
        def opened(request: Request, asked: OpenDraft) -> Response:
            try:
                week = IsoWeek.parse(asked.week)
            except ValueError:
                return refusal(request, HTTPStatus.BAD_REQUEST)
            found = open_draft(drafts.tools.opening, week, actor=visitor_of(request).account)
            return self._head(request, found.id)

        @router.get(DRAFT, summary="De nieuwste versie en haar wijzigingen op de publicatie", response_model=Draft)
        @asks(Permission.SEE_DESK)
        def one(request: Request, draft: int) -> Response:
            return self._head(request, draft)

        @router.get(
            DRAFT + "/week", summary="De week van het concept, zoals de tijdlijn haar toont", response_model=Week
        )
        @asks(Permission.SEE_DESK)
        def week(request: Request, draft: int) -> Response:
            opened = drafts.opened(draft)
            number, reports = drafts.reports(opened)
            now = quarter_of(drafts.tools.editing.clock.now())
            seen = moment_for(opened.desk.problem, now)
            place = (draft, opened.version, opened.newest, number, seen, language_of(request))
            tag = f'"{opened.version}-{opened.newest}-{number}-{seen}-{language_of(request)}"'
            drafts.note(request, all_cases(opened), "bureau")
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
            return Response(
                self._week(place, opened, reports),
                headers={"ETag": tag, "Cache-Control": "private, no-cache"},
                media_type=JSON,
            )

        @router.get(DRAFT + "/log", summary="Het logboek van het concept, nieuwste boven", response_model=Log)
        @asks(Permission.SEE_DESK)
        def log(request: Request, draft: int, count: Annotated[int, Query(ge=1, le=500)] = 100) -> Response:
            opened = drafts.opened(draft)
            drafts.note(request, all_cases(opened), "logboek van het concept")
            with drafts.tools.editing.store.reading() as books:
                entries = books.drafts.entries(draft, after=max(0, opened.version - count), until=opened.version)
                steps = books.drafts.steps(draft, until=opened.version)
            names = called(drafts.tools.editing.store, (entry.actor for entry in entries))
            with speaking(language_of(request)):
                return json_of(answers.log_of(opened, entries, steps, names))

    def _head(self, request: Request, draft: int) -> Response:
        opened = self._drafts.opened(draft)
        self._drafts.note(request, all_cases(opened), "bureau")
        language = language_of(request)
        changes = self._changes.setdefault((draft, language), Changes())
        with speaking(language):
            account = visitor_of(request).account
            shown = answers.draft_of(opened, self._drafts.steps(opened), account, changes.of(opened))
        return json_of(shown, etag=opened.version)

    def _week(self, place: Place, opened: Opened, reports: Reports) -> bytes:
        body = self._weeks.get(place)
        if body is not None:
            return body
        with self._drawing:
            body = self._weeks.get(place)
            if body is None:
                drawn = self._drawn.setdefault((opened.draft.id, place[-1]), Drawn())
                with speaking(place[-1]):
                    body = week_of(opened, place[4], reports, drawn).model_dump_json().encode()
                others = {
                    kept: told for kept, told in self._weeks.items() if kept[0] != place[0] or kept[:5] == place[:5]
                }
                self._weeks = {**others, place: body}
            return body
