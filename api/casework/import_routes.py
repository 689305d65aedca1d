"""Reading in a delivery under ``/invoer``: upload, look at what would change, confirm.

Not allowed here: what a delivery means. Names of files and sources come from outside and are shown as text alone.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.casework.import_jobs import ImportJobs, Job, Stage
from api.casework.import_page import import_page
from api.casework.tools import Casework, actor_of, form_in, go, require, show
from api.casework.uploads import LARGEST, UploadError
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.wording import speaking
from planner.intake.tables import TABLES

PURPOSE = "inlezen"
TITLE = "Invoer"
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{1,29}")
_REFUSED = 422
_PARTS = 64_000
"""Bytes of a field that is no file."""


def import_routes(work: Casework, jobs: ImportJobs) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/invoer")
    @asks(Permission.IMPORT_FACTS)
    def begin(request: Request) -> Response:
        with speaking(language_of(request)):
            lost = jobs.broken_off(visitor_of(request).account)
            said = "" if not lost else f"{', '.join(job.name for job in lost)}: {lost[-1].problem}"
        return _begin(request, problem=said, status=HTTPStatus.OK)

    @router.post("/invoer")
    @asks(Permission.IMPORT_FACTS)
    async def upload(request: Request) -> Response:
        if int(request.headers.get("content-length", "0") or 0) > LARGEST + _PARTS:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        async with request.form(max_files=1, max_fields=4, max_part_size=_PARTS) as form:
            sent, source = form.get("bestand"), form.get("bron")
            content = sent if isinstance(sent, UploadFile) else None
            named = source.strip().lower() if isinstance(source, str) else ""
            return await run_in_threadpool(_upload, jobs, request, named, content)

    @router.get("/invoer/{number}")
    @asks(Permission.IMPORT_FACTS)
    def look(request: Request, number: str) -> Response:
        return _look(work, request, _job(jobs, request, number))

    @router.post("/invoer/{number}/opslaan")
    @asks(Permission.IMPORT_FACTS)
    async def store(request: Request, number: str) -> Response:
        retire = (await form_in(request)).get("verdwenen") == "1"
        return await run_in_threadpool(_confirm, jobs, request, number, retire)

    @router.post("/invoer/{number}/weg")
    @asks(Permission.IMPORT_FACTS)
    async def drop(request: Request, number: str) -> Response:
        jobs.drop(_job(jobs, request, number))
        return go("/invoer")

    return router


def _begin(request: Request, source: str = "levering", problem: str = "", *, status: int = _REFUSED) -> Response:
    def values() -> Mapping[str, object]:
        tables = [(table.name, str(table.explanation)) for table in TABLES]
        return {"source": source, "problem": problem, "tables": tables, "largest": LARGEST // 1_000_000}

    return show(request, "casework/invoer.html", TITLE, values, status=status if problem else HTTPStatus.OK)


def _upload(jobs: ImportJobs, request: Request, source: str, content: UploadFile | None) -> Response:
    name = (content.filename or "") if content is not None else ""
    with speaking(language_of(request)):
        if _SOURCE.fullmatch(source) is None:
            problem = _("de bron is geen code\nGebruik 2 tot 30 kleine letters, cijfers en streepjes, zoals coa.")
            return _begin(request, source[:30], problem)
        if content is None or not name:
            return _begin(request, source, _("er is geen bestand gekozen\nKies een bestand."))
        try:
            job = jobs.begin(name, content.file, source=source, account=visitor_of(request).account)
        except UploadError as error:
            return _begin(request, source, str(error))
    return go(f"/invoer/{job.id}")


def _job(jobs: ImportJobs, request: Request, number: str) -> Job:
    found = jobs.find(number, visitor_of(request).account)
    require(yours=found is not None)
    assert found is not None  # noqa: S101 - for who reads types: the line before raises
    return found


def _look(work: Casework, request: Request, job: Job) -> Response:
    def values() -> Mapping[str, object]:
        shown = import_page(job)
        if shown.cases:
            work.seen(request, cases=shown.cases, purpose=PURPOSE)
        return {"it": shown}

    headers = {"Refresh": "1"} if job.stage.busy else {}
    status = _REFUSED if job.stage is Stage.REFUSED else 200
    return show(request, "casework/levering.html", TITLE, values, status=status, headers=headers)


def _confirm(jobs: ImportJobs, request: Request, number: str, retire: bool) -> Response:  # noqa: FBT001 - run elsewhere
    job = _job(jobs, request, number)
    with speaking(job.language):
        jobs.confirm(job, actor=actor_of(request), retire=retire)
    return go(f"/invoer/{number}")
