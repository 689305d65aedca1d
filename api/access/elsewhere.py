"""The pages of signing in at the organisation's identity provider.

The way there begins with a link, for browsers let no form lead to another site. The way back ends on a page of ours
that leads on by itself: only then browsers send the new cookie along. Tokens of the provider are dropped once read.
Not allowed here: looking at tokens (``api.access.oidc``).
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.access.cookies import give
from api.access.door import NOT_KEPT, SEE_OTHER, Door
from api.access.oidc.fetching import ProviderError
from api.access.oidc.flow import Flows, Returned
from api.access.oidc.provider import TokenRefusedError
from api.access.oidc.settings import OidcSettings
from api.access.sign_in import SIGNED_OUT, Elsewhere
from api.web.declare import asks
from api.web.forms import own_path
from api.web.frame import page
from api.web.guard import SIGN_IN
from planner.domain.access import Permission
from planner.domain.accounts import STEP_UP_MINUTES
from planner.domain.civil import from_utc
from planner.domain.time import Minute
from planner.usecases.access.elsewhere import Vouched, vouched_account
from planner.usecases.access.sessions import AccountClosedError
from planner.usecases.access.signing_in import note_refused

LEAVE = f"{SIGN_IN}/extern"
RETURN = f"{SIGN_IN}/terug"
SIGN_OUT_THERE = f"{SIGN_IN}/extern/af"
UNDERWAY = "__Host-aanmelding"
UNDERWAY_SECONDS = 600
ERRORS = logging.getLogger("vertrekplanner.fouten")


def elsewhere_of(flows: Flows) -> Elsewhere:
    """Return how signing in elsewhere is offered."""
    return Elsewhere(name=flows.provider.settings.name, path=LEAVE, sign_out=SIGN_OUT_THERE)


def signing_in_elsewhere(door: Door, flows: Flows) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    ways = _Ways(door, flows)

    @router.get(LEAVE)
    @asks(Permission.PUBLIC)
    def leave(request: Request, verder: str = "/") -> Response:
        return ways.leave(request, own_path(verder))

    @router.get(RETURN)
    @asks(Permission.PUBLIC)
    def come_back(request: Request) -> Response:
        return ways.come_back(request)

    @router.get(SIGN_OUT_THERE)
    @asks(Permission.PUBLIC)
    def sign_out(request: Request) -> Response:
        return ways.sign_out(request)

    return router


class _Ways:
    def __init__(self, door: Door, flows: Flows) -> None:
        self._door = door
        self._flows = flows

    def leave(self, request: Request, after: str) -> Response:
        """Send somebody to the provider; who is in already has to show anew who it is."""
        anew = self._door.present(request) is not None
        try:
            address, name = self._flows.begin(after=after, redirect=_base(request) + RETURN, anew=anew)
        except ProviderError as error:
            return self._refused(request, error, HTTPStatus.SERVICE_UNAVAILABLE)
        answer = RedirectResponse(address, SEE_OTHER, NOT_KEPT)
        answer.set_cookie(
            UNDERWAY, name, max_age=UNDERWAY_SECONDS, path="/", secure=True, httponly=True, samesite="lax"
        )
        return answer

    def come_back(self, request: Request) -> Response:
        """Let in whom the provider vouches for, if there is an account."""
        try:
            returned = self._flows.finish(request.cookies.get(UNDERWAY, ""), dict(request.query_params))
        except ProviderError as error:
            return self._refused(request, error, HTTPStatus.SERVICE_UNAVAILABLE)
        except TokenRefusedError as error:
            note_refused(self._door.store, self._door.clock.now(), None)
            return self._refused(request, error, HTTPStatus.FORBIDDEN)
        account = vouched_account(self._door.store, self._door.clock, _vouched(returned, self._flows.provider.settings))
        shown = _shown_at(returned.claims, self._door.clock.now())
        try:
            if account is None or (returned.anew and self._door.clock.now() > shown + STEP_UP_MINUTES):
                raise AccountClosedError("closed")  # noqa: TRY301 - one answer for both
            token = self._door.admit(request, account, shown_at=shown)
        except AccountClosedError:
            return self._refused(request, AccountClosedError("no account"), HTTPStatus.FORBIDDEN)
        answer = page(request, "access/binnen.html", title="Aangemeld", after=returned.after)
        return _without_underway(give(answer, token))

    def sign_out(self, request: Request) -> Response:
        """Send somebody who signed out here to sign out there too."""
        try:
            there = self._flows.provider.description().sign_out
        except ProviderError as error:
            return self._refused(request, error, HTTPStatus.SERVICE_UNAVAILABLE)
        if not there:
            return RedirectResponse(SIGNED_OUT, SEE_OTHER, NOT_KEPT)
        told = {"client_id": self._flows.provider.settings.client}
        told |= {"post_logout_redirect_uri": _base(request) + SIGNED_OUT}
        return RedirectResponse(f"{there}{'&' if '?' in there else '?'}{urlencode(told)}", SEE_OTHER, NOT_KEPT)

    def _refused(self, request: Request, error: Exception, status: HTTPStatus) -> Response:
        """Say that it did not work; why stands in the log of the server, for the one who asks may be guessing."""
        ERRORS.warning("aanmelden elders: %s %s", type(error).__name__, error)
        title = "Aanmelden is niet gelukt"
        return _without_underway(page(request, "access/extern_mislukt.html", title=title, status=status))


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}"


def _without_underway(answer: Response) -> Response:
    answer.delete_cookie(UNDERWAY, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _vouched(returned: Returned, settings: OidcSettings) -> Vouched:
    claims = returned.claims
    told = claims.get(settings.role_claim) if settings.role_claim else None
    values = told if isinstance(told, list) else [told]
    roles = [settings.roles[value] for value in values if isinstance(value, str) and value in settings.roles]
    code = claims.get(settings.code_claim, "") if settings.code_claim else ""
    return Vouched(
        issuer=settings.issuer,
        subject=str(claims["sub"]),
        tells_roles=bool(settings.roles),
        role=roles[0] if len(set(roles)) == 1 else None,
        code=code if isinstance(code, str) else "",
    )


def _shown_at(claims: Mapping[str, object], now: Minute) -> Minute:
    """Return when somebody showed the provider who it is; where it does not tell, too long ago to count as fresh."""
    told = claims.get("auth_time")
    if not isinstance(told, int | float):
        return Minute(now - STEP_UP_MINUTES - 1)
    return min(now, from_utc(datetime.fromtimestamp(told, UTC)))
