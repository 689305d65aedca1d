"""Process protocols over HTTP: those in force, and entering an own version, with a look at what it would change first.

Not allowed here: what a protocol means.
"""

import json
from http import HTTPStatus

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.casework.protocol_routes import MOST_BYTES, looked_at
from api.casework.tools import Casework, actor_of
from api.server.problems import MEDIA_TYPE
from api.v1.described import told
from api.v1.tools import NOT_KEPT, ROOT, Key, answered, spoken
from api.web.declare import asks
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.protocols import Protocol
from planner.usecases.protocols.enter_protocol import enter_protocol
from planner.usecases.protocols.preview_protocol import ProtocolPreview
from planner.usecases.protocols.protocols_in_force import protocols_in_force

PROTOCOLS = f"{ROOT}/protocols"


class ProtocolAsk(BaseModel):
    """A version as TOML, as ``vertrekplanner protocols show CODE --toml`` writes it; ``store`` false only looks."""

    model_config = ConfigDict(extra="forbid")

    toml: str = Field(max_length=MOST_BYTES, examples=['protocol = "basis"\nversie = 2\n'])
    store: bool = False


class ProtocolVersion(BaseModel):
    """One version: from its first day until, and not including, ``until``."""

    protocol: str
    version: int
    title: str
    since: str | None = None
    until: str | None = None
    steps: list[str]


class ProtocolsShown(BaseModel):
    """All versions, delivered and own."""

    protocols: list[ProtocolVersion]


class ProtocolChange(BaseModel):
    """What a version changes of the one that holds on its first day; ``stored`` when it was entered."""

    protocol: ProtocolVersion
    new: bool
    stored: bool
    before: int | None = None
    added: list[str]
    changed: list[str]
    dropped: list[str]
    versions: list[ProtocolVersion]


def protocols(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["normen"])

    @router.get(PROTOCOLS, summary="De procesprotocollen, meegeleverd en eigen", response_model=ProtocolsShown)
    @asks(Permission.SEE_SETTINGS)
    def listing(request: Request) -> Response:
        def make() -> Response:
            with work.store.reading() as books:
                found = protocols_in_force(books.facts.in_force(Protocol)).all
            return answered(ProtocolsShown(protocols=[_version(one) for one in found]))

        return spoken(request, make)

    @router.post(
        PROTOCOLS,
        summary="Bekijk wat een eigen versie verandert, of leg haar vast",
        response_model=ProtocolChange,
        responses=told(422),
    )
    @asks(Permission.CHANGE_SETTINGS)
    def enter(request: Request, asked: ProtocolAsk, _key: Key = "") -> Response:
        return spoken(request, lambda: _enter(work, request, asked))

    return router


def _enter(work: Casework, request: Request, asked: ProtocolAsk) -> Response:
    found = looked_at(work, asked.toml)
    if found.preview is None:
        faults: list[dict[str, object]] = [
            {"line": one.line or None, "where": one.where, "what": one.what, "remedy": one.remedy}
            for one in found.faults
        ]
        detail = found.problem or "\n".join(f"{one.where}: {one.what}" for one in found.faults)
        return _refused(detail, faults)
    stored = asked.store and enter_protocol(work.store, work.clock, found.preview.protocol, actor=actor_of(request))
    return answered(_change(found.preview, stored=stored))


def _refused(detail: str, faults: list[dict[str, object]]) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = _("Dit protocol klopt niet")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "faults": faults}
    return Response(json.dumps(body, ensure_ascii=False), status, NOT_KEPT, MEDIA_TYPE)


def _change(found: ProtocolPreview, *, stored: bool) -> ProtocolChange:
    return ProtocolChange(
        protocol=_version(found.protocol),
        new=found.new,
        stored=stored,
        before=None if found.before is None else found.before.version,
        added=[one.after.code for one in found.steps if one.before is None and one.after is not None],
        changed=[one.after.code for one in found.steps if one.before is not None and one.after is not None],
        dropped=[one.before.code for one in found.steps if one.before is not None and one.after is None],
        versions=[_version(one) for one in found.versions],
    )


def _version(one: Protocol) -> ProtocolVersion:
    return ProtocolVersion(
        protocol=one.id,
        version=one.version,
        title=str(one.title),
        since=None if one.valid_from.year == 1 else one.valid_from.isoformat(),
        until=None if one.valid_to is None else one.valid_to.isoformat(),
        steps=[step.code for step in one.steps],
    )
