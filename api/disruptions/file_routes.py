"""A file with disruptions on a page: chosen, read, and recorded as a whole; or every row that is wrong, and nothing.

Not allowed here: reading and recording (``file_taken``).
"""

from collections.abc import Mapping
from io import BytesIO

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.casework.tools import go, show
from api.disruptions.file_taken import LARGEST, Taken, taken
from api.disruptions.tools import PURPOSE, Disrupted
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.wording import speaking
from planner.intake.disruptions import FIELDS
from planner.usecases.access.tokens import new_id

FILE = "/verstoringen/bestand"
_PARTS = 64_000
_REFUSED, _TOO_LARGE = 422, 413


def file_routes(tools: Disrupted) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(FILE)
    @asks(Permission.REPORT_DISRUPTION)
    def begin(request: Request) -> Response:
        return _page(request, Taken())

    @router.post(FILE)
    @asks(Permission.REPORT_DISRUPTION)
    async def send(request: Request) -> Response:
        if int(request.headers.get("content-length", "0") or 0) > LARGEST + _PARTS:
            raise HTTPException(_TOO_LARGE)
        async with request.form(max_files=1, max_fields=2, max_part_size=_PARTS) as form:
            sent, key = form.get("bestand"), form.get("verzoek")
            name = (sent.filename or "") if isinstance(sent, UploadFile) else ""
            content = await sent.read(LARGEST + 1) if isinstance(sent, UploadFile) else b""
        return await run_in_threadpool(_sent, tools, request, name, content, key[:40] if isinstance(key, str) else "")

    return router


def _sent(tools: Disrupted, request: Request, name: str, content: bytes, key: str) -> Response:
    with speaking(language_of(request)):
        done = taken(tools, request, name, BytesIO(content), key)
    if not done.reported:
        return _page(request, done, status=_REFUSED)
    cases = {case for one in done.reported for case in tools.cases(one)}
    tools.work.seen(request, cases=cases, purpose=PURPOSE)
    numbers = [one.number for one in done.reported]
    return go(f"/verstoringen/{numbers[0]}" if len(numbers) == 1 else "/verstoringen?stand=nieuw")


def _page(request: Request, done: Taken, *, status: int = 200) -> Response:
    def values() -> Mapping[str, object]:
        return {
            "done": done,
            "kinds": [(kind.value, fields.must, fields.may) for kind, fields in FIELDS.items()],
            "largest": LARGEST // 1_000_000,
            "key": new_id("f"),
            "may_plan": visitor_of(request).may(Permission.SEE_DESK),
        }

    return show(request, "disruptions/bestand.html", _("Verstoringen uit een bestand"), values, status=status)
