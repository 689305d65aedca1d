"""Where another program gets a token that does not last, by the client credentials grant (RFC 6749, 4.4).

Not allowed here: what the token opens.
"""

import base64
from binascii import Error as Base64Error
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import unquote_plus

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from api.access.door import NOT_KEPT, Door
from api.server.asking import client_of
from api.web.declare import asks
from api.web.forms import FormError, form_of
from planner.domain.access import Permission
from planner.domain.accounts import BEARER_MINUTES
from planner.usecases.access.systems import token_for

PAGE = "/api/v1/token"
GRANT = "client_credentials"


class Token(BaseModel):
    """A token, to be sent as ``Authorization: Bearer``."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - what kind it is
    expires_in: int = BEARER_MINUTES * 60


class TokenError(BaseModel):
    """Why there is no token."""

    error: str


def tokens(door: Door) -> APIRouter:
    """Return the route."""
    router = APIRouter(tags=["systemen"])
    wrong: dict[int | str, dict[str, object]] = {
        status: {"model": TokenError, "description": text}
        for status, text in ((400, "Geen leesbare aanvraag"), (401, "Onbekend systeem"), (429, "Te vaak mis"))
    }

    @router.post(PAGE, summary="Een token voor een kwartier, voor een systeem", response_model=Token, responses=wrong)
    @asks(Permission.CREDENTIAL)
    async def give(request: Request) -> Response:
        try:
            fields = await form_of(request)
        except FormError:
            fields = {}
        return await run_in_threadpool(_given, door, request, fields)

    return router


def _given(door: Door, request: Request, fields: Mapping[str, str]) -> Response:
    if fields.get("grant_type") != GRANT:
        return _refused("unsupported_grant_type", HTTPStatus.BAD_REQUEST)
    client, secret = _shown(request, fields)
    source, name = client_of(request), f"systeem {client}"
    wait = door.attempts.wait(source, name)
    if wait:
        answer = _refused("slow_down", HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait)
        return answer
    token = token_for(door.store, door.clock, client, secret)
    if token is None:
        door.attempts.wrong(source, name)
        answer = _refused("invalid_client", HTTPStatus.UNAUTHORIZED)
        answer.headers["WWW-Authenticate"] = 'Basic realm="Vertrekplanner"'
        return answer
    door.attempts.right(source, name)
    return JSONResponse(Token(access_token=token).model_dump(), headers=NOT_KEPT)


def _shown(request: Request, fields: Mapping[str, str]) -> tuple[str, str]:
    """Return the name and secret of a client, from the header or else from the form."""
    kind, _, coded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return fields.get("client_id", ""), fields.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (Base64Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _refused(error: str, status: HTTPStatus) -> Response:
    return JSONResponse(TokenError(error=error).model_dump(), status, NOT_KEPT)
