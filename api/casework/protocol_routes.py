"""Process protocols under ``/normen/protocollen``: those in force, and entering an own version after a look at it.

Not allowed here: what a protocol means, and the words of a comparison (``protocol_page``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.casework.norm_page import protocol_lines, step_rows
from api.casework.protocol_page import entry_lines, preview_page
from api.casework.tools import Casework, actor_of, go, now_of, require, show
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.speech import _, language_of
from planner.codec.protocol_faults import Fault, faults_in
from planner.codec.protocol_file import delivered_files, read_protocol
from planner.domain.access import Permission
from planner.domain.civil import day_of
from planner.domain.protocols import Protocol, ProtocolError
from planner.domain.wording import speaking
from planner.usecases.protocols.enter_protocol import enter_protocol, entered_versions
from planner.usecases.protocols.preview_protocol import ProtocolPreview, preview_protocol
from planner.usecases.protocols.protocols_in_force import protocols_in_force

PAGE = "/normen/protocollen"
OWN = PAGE + "/invoer"
MOST_BYTES = 1_000_000
"""A protocol is a small file."""
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
_FILE = "protocol.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A protocol as it was sent, with what is wrong with it or what it would change."""

    text: str
    faults: tuple[Fault, ...] = ()
    problem: str = ""
    preview: ProtocolPreview | None = None


def protocol_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    _add_looking(router, work)

    @router.get(OWN)
    @asks(Permission.CHANGE_SETTINGS)
    def begin(request: Request, van: str = "") -> Response:
        return _own(work, request, Sent(text=delivered_files().get(f"{van}.toml", "")))

    @router.post(OWN)
    @asks(Permission.CHANGE_SETTINGS)
    async def send(request: Request) -> Response:
        if int(request.headers.get("content-length", "0") or 0) > 3 * MOST_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        async with request.form(max_files=1, max_fields=4, max_part_size=MOST_BYTES) as form:
            sent, text, deed = form.get("bestand"), form.get("tekst"), form.get("doe")
            content = await sent.read(MOST_BYTES + 1) if isinstance(sent, UploadFile) and sent.filename else b""
        written = text if isinstance(text, str) else ""
        return await run_in_threadpool(_sent, work, request, content, written, store=deed == "vastleggen")

    return router


def _add_looking(router: APIRouter, work: Casework) -> None:
    @router.get(PAGE)
    @asks(Permission.SEE_SETTINGS)
    def protocols(request: Request) -> Response:
        with work.store.reading() as books:
            found, past = _protocols(work), entered_versions(books)
        names, today = called(work.store, (one.by for one in past)), day_of(now_of(work))

        def values() -> Mapping[str, object]:
            return {
                "lines": protocol_lines(found, today),
                "past": entry_lines(past, names),
                "may_change": visitor_of(request).may(Permission.CHANGE_SETTINGS),
                "own": OWN,
            }

        return show(request, "casework/protocollen.html", "Protocollen", values)

    @router.get(PAGE + "/{code}/{version}")
    @asks(Permission.SEE_SETTINGS)
    def protocol(request: Request, code: str, version: str) -> Response:
        found = next((one for one in _protocols(work) if (one.id, str(one.version)) == (code, version)), None)
        require(yours=found is not None)
        assert found is not None  # noqa: S101 - for who reads types: the line before raises
        may = visitor_of(request).may(Permission.CHANGE_SETTINGS)
        own = f"{OWN}?van={code}" if may and f"{code}.toml" in delivered_files() else ""
        return show(
            request,
            "casework/protocol.html",
            "Protocollen",
            lambda: {
                "name": str(found.title),
                "ref": found.ref,
                "source": found.source,
                "steps": step_rows(found),
                "own": own,
            },
        )


def _protocols(work: Casework) -> tuple[Protocol, ...]:
    with work.store.reading() as books:
        return protocols_in_force(books.facts.in_force(Protocol)).all


def looked_at(work: Casework, text: str) -> Sent:
    """Return a protocol with everything that is wrong with it, or with what it would change; stores nothing."""
    faults = faults_in(text, _FILE)
    if faults:
        return Sent(text=text, faults=faults)
    try:
        with work.store.reading() as books:
            found = preview_protocol(books, read_protocol(text, _FILE), day_of(now_of(work)))
    except ProtocolError as error:
        return Sent(text=text, problem=str(error))
    return Sent(text=text, preview=found)


def _sent(work: Casework, request: Request, content: bytes, text: str, *, store: bool) -> Response:
    with speaking(language_of(request)):
        try:
            text = _read(content) if content else text.replace("\r\n", "\n")
        except ValueError as error:
            return _own(work, request, Sent(text="", problem=str(error)))
        found = looked_at(work, text)
        if store and found.preview is not None:
            enter_protocol(work.store, work.clock, found.preview.protocol, actor=actor_of(request))
            return go(f"{PAGE}/{found.preview.protocol.id}/{found.preview.protocol.version}")
    return _own(work, request, found)


def _read(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise ValueError(_("het bestand is groter dan 1 MB\nGeef een protocol; dat is een klein bestand."))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(_("het bestand is geen UTF-8\nBewaar het als UTF-8.")) from error


def _own(work: Casework, request: Request, sent: Sent) -> Response:
    wrong = bool(sent.faults or sent.problem)

    def values() -> Mapping[str, object]:
        return {
            "own": OWN,
            "text": sent.text,
            "faults": sent.faults,
            "problem": sent.problem,
            "it": None if sent.preview is None else preview_page(sent.preview),
            "known": sorted({one.id for one in _protocols(work)} & {name[:-5] for name in delivered_files()}),
        }

    return show(request, "casework/protocol-invoer.html", "Eigen protocol", values, status=_REFUSED if wrong else 200)
