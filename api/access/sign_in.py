"""The pages of signing in and out with a password, and of choosing one by a link.

Not allowed here: signing in elsewhere (``api.access.oidc``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access.cookies import FORGET, take, token_in
from api.access.door import NOT_KEPT, SEE_OTHER, Door, onward
from api.server.asking import client_of
from api.web.declare import asks
from api.web.forms import FormError, form_of, own_path
from api.web.frame import page
from api.web.guard import SIGN_IN
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.passwords import LONGEST, SHORTEST, PasswordRefusedError
from planner.domain.wording import speaking
from planner.usecases.access.sessions import AccountClosedError, close_session
from planner.usecases.access.signing_in import choose_password, link_owner, sign_in

SIGN_OUT = "/afmelden"
SIGNED_OUT = f"{SIGN_IN}/afgemeld"
SETUP = "/wachtwoord"
_LOGIN_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another place to sign in: how it is called, where it begins, and where one signs out there (empty: nowhere)."""

    name: str
    path: str
    sign_out: str = ""


def signing_in(door: Door, elsewhere: Elsewhere | None = None) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    pages = _Pages(door, elsewhere)

    @router.get(SIGN_IN)
    @asks(Permission.PUBLIC)
    def form(request: Request, verder: str = "/") -> Response:
        return pages.form(request, after=own_path(verder))

    @router.post(SIGN_IN)
    @asks(Permission.PUBLIC)
    async def enter(request: Request) -> Response:
        fields = await _fields(request)
        with speaking(language_of(request)):
            return await run_in_threadpool(pages.enter, request, fields)

    @router.post(SIGN_OUT)
    @asks(Permission.PUBLIC)
    def leave(request: Request) -> Response:
        close_session(door.store, door.clock, token_in(request))
        return take(RedirectResponse(SIGNED_OUT, SEE_OTHER, {**NOT_KEPT, **FORGET}))

    @router.get(SIGNED_OUT)
    @asks(Permission.PUBLIC)
    def left(request: Request) -> Response:
        return page(request, "access/afgemeld.html", title="Afgemeld", elsewhere=elsewhere)

    @router.get(SETUP + "/{token}")
    @asks(Permission.CREDENTIAL)
    def choose(request: Request, token: str) -> Response:
        with speaking(language_of(request)):
            return pages.choose(request, token)

    @router.post(SETUP + "/{token}")
    @asks(Permission.CREDENTIAL)
    async def chosen(request: Request, token: str) -> Response:
        fields = await _fields(request)
        with speaking(language_of(request)):
            return await run_in_threadpool(pages.chosen, request, token, fields)

    return router


class _Pages:
    def __init__(self, door: Door, elsewhere: Elsewhere | None) -> None:
        self._door = door
        self._elsewhere = elsewhere

    def form(
        self,
        request: Request,
        *,
        after: str,
        login: str = "",
        said: str = "",
        status: int = HTTPStatus.OK,
        wait: int = 0,
    ) -> Response:
        """Ask who somebody is; who is in already is asked again for what needs a fresh sign-in."""
        present = self._door.present(request)
        return page(
            request,
            "access/aanmelden.html",
            title="Aanmelden",
            status=status,
            headers={"Retry-After": str(wait)} if wait else None,
            after=after,
            login=login or ("" if present is None else present.visitor.account),
            again=present is not None,
            said=said,
            elsewhere=self._elsewhere and f"{self._elsewhere.path}?verder={quote(after, safe='')}",
            elsewhere_name=self._elsewhere.name if self._elsewhere else "",
            login_length=_LOGIN_LENGTH,
            longest=LONGEST,
        )

    def enter(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Let somebody in, or say that name or password is wrong: never which."""
        door, source = self._door, client_of(request)
        login, after = fields.get("naam", "")[:_LOGIN_LENGTH], own_path(fields.get("verder", "/"))
        wait = door.attempts.wait(source, login)
        if wait:
            said = _("Te vaak mis. Probeer het over %(seconds)s seconden opnieuw.", seconds=wait)
            answer = self.form(request, after=after, login=login, said=said, status=HTTPStatus.TOO_MANY_REQUESTS)
            answer.headers["Retry-After"] = str(wait)
            return answer
        token = self._token(request, login, fields.get("wachtwoord", ""))
        if token is None:
            door.attempts.wrong(source, login)
            return self.form(
                request,
                after=after,
                login=login,
                said=_("Aanmeldnaam of wachtwoord klopt niet."),
                status=HTTPStatus.FORBIDDEN,
            )
        door.attempts.right(source, login)
        return onward(token, after)

    def _token(self, request: Request, login: str, password: str) -> str | None:
        account = sign_in(self._door.keeper, login, password)
        try:
            return None if account is None else self._door.admit(request, account)
        except AccountClosedError:
            return None

    def choose(self, request: Request, token: str, *, said: str = "", status: int = HTTPStatus.OK) -> Response:
        """Ask for a new password, or say that the link ended."""
        try:
            login = link_owner(self._door.keeper, token).login
        except PasswordRefusedError as error:
            return page(
                request,
                "access/link_voorbij.html",
                title="Wachtwoord kiezen",
                said=str(error),
                status=HTTPStatus.NOT_FOUND,
            )
        return page(
            request,
            "access/wachtwoord.html",
            title="Wachtwoord kiezen",
            status=status,
            said=said,
            login=login,
            shortest=SHORTEST,
            longest=LONGEST,
        )

    def chosen(self, request: Request, token: str, fields: Mapping[str, str]) -> Response:
        """Set the password and send its owner to sign in with it."""
        password = fields.get("wachtwoord", "")
        if password != fields.get("nogmaals", ""):
            said = _("De twee wachtwoorden zijn niet gelijk.")
            return self.choose(request, token, said=said, status=HTTPStatus.BAD_REQUEST)
        try:
            choose_password(self._door.keeper, token, password)
        except PasswordRefusedError as error:
            return self.choose(request, token, said=str(error), status=HTTPStatus.BAD_REQUEST)
        return RedirectResponse(SIGN_IN, SEE_OTHER, NOT_KEPT)


async def _fields(request: Request) -> Mapping[str, str]:
    try:
        return await form_of(request)
    except FormError:
        return {}
