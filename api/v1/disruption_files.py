"""A file of disruptions over HTTP: everything that it reports is recorded, or nothing, with every row that is wrong.

Not allowed here: reading and recording (``api.disruptions.file_taken``).
"""

import json
from collections.abc import Sequence
from http import HTTPStatus
from io import BytesIO

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.disruptions.file_taken import taken
from api.disruptions.tools import PURPOSE, Disrupted
from api.server.problems import MEDIA_TYPE
from api.v1.described import told
from api.v1.disruption_shapes import FileAsk, FileShown
from api.v1.disruptions import ALL, disruption_shown
from api.v1.tools import NOT_KEPT, Key, answered, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.speech import _
from planner.domain.access import Permission
from planner.ports.intake import Refusal

_COLUMNS = ("row", "column", "value", "problem", "remedy")


def disruption_files(tools: Disrupted) -> APIRouter:
    """Return the route."""
    router = APIRouter(tags=["verstoringen"])

    @router.post(
        f"{ALL}/file",
        summary="Meld wat er gebeurde uit een bestand, alles of niets",
        response_model=FileShown,
        status_code=201,
        responses=told(422),
    )
    @asks(Permission.REPORT_DISRUPTION)
    def read(request: Request, asked: FileAsk, key: Key = "") -> Response:
        return spoken(request, lambda: _read(tools, request, asked, key))

    return router


def _read(tools: Disrupted, request: Request, asked: FileAsk, key: str) -> Response:
    done = taken(tools, request, "verstoringen.csv", BytesIO(asked.csv.encode()), key)
    if not done.reported:
        return _refused(done.said, done.refusals)
    cases = {case for one in done.reported for case in tools.cases(one)}
    tools.work.seen(request, cases=cases, purpose=PURPOSE)
    names, visitor = called(tools.work.store, (one.actor for one in done.reported)), visitor_of(request)
    shown = [disruption_shown(one, one.state, visitor, names) for one in done.reported]
    return answered(FileShown(disruptions=shown), status=HTTPStatus.CREATED)


def _refused(said: str, refusals: Sequence[Refusal]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    rows = [{name: getattr(one, name) for name in _COLUMNS} for one in refusals]
    detail = said or "\n".join(f"{one.row}: {one.problem}" for one in refusals)
    title = _("Niets vastgelegd")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "rows": rows}
    return Response(json.dumps(body, ensure_ascii=False), status, NOT_KEPT, MEDIA_TYPE)
