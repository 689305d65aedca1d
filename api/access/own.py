"""The page of the own account: language, password, and where one is signed in.

Not allowed here: other people's accounts.
"""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access.cookies import token_in
from api.access.door import NOT_KEPT, SEE_OTHER, Door
from api.server.asking import client_of
from api.web.declare import asks
from api.web.forms import FormError, form_of
from api.web.frame import ROLES, page
from api.web.guard import SIGN_IN, NotYoursError
from api.web.speech import COOKIE, _, language_of
from planner.domain.access import Permission
from planner.domain.accounts import Account
from planner.domain.civil import local
from planner.domain.passwords import LONGEST, SHORTEST, PasswordRefusedError
from planner.domain.wording import Language, speaking
from planner.usecases.access.accounts import change_language
from planner.usecases.access.sessions import Present, end_session
from planner.usecases.access.signing_in import change_password

PAGE = "/account"


def own_account(door: Door) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    pages = _Pages(door)

    @router.get(PAGE)
    @asks(Permission.SIGNED_IN)
    def show(request: Request) -> Response:
        return pages.show(request)

    @router.post(PAGE + "/taal")
    @asks(Permission.SIGNED_IN)
    async def speak(request: Request) -> Response:
        return await run_in_threadpool(pages.speak, request, await _fields(request))

    @router.post(PAGE + "/wachtwoord")
    @asks(Permission.SIGNED_IN)
    async def choose(request: Request) -> Response:
        fields = await _fields(request)
        with speaking(language_of(request)):
            return await run_in_threadpool(pages.choose, request, fields)

    @router.post(PAGE + "/sessie")
    @asks(Permission.SIGNED_IN)
    async def end(request: Request) -> Response:
        return await run_in_threadpool(pages.end, request, await _fields(request))

    return router


class _Pages:
    def __init__(self, door: Door) -> None:
        self._door = door

    def show(self, request: Request, *, said: str = "", wrong: str = "", status: int = HTTPStatus.OK) -> Response:
        """Show the own account."""
        present, account = self._owner(request)
        now = self._door.clock.now()
        with self._door.store.reading() as books:
            sessions = [one for one in books.sessions.of(account.id) if one.holds(now)]
        with speaking(language_of(request)):
            role = _(ROLES[account.role])
        return page(
            request,
            "access/account.html",
            title="Uw account",
            status=status,
            account=account,
            own_role=role,
            sessions=[
                (one, local(one.started), local(one.last_seen), one.id == present.session.id) for one in sessions
            ],
            languages=[(Language.DUTCH.value, "Nederlands"), (Language.ENGLISH.value, "English")],
            said=said,
            wrong=wrong,
            shortest=SHORTEST,
            longest=LONGEST,
        )

    def speak(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Answer in another language from now on."""
        _present, account = self._owner(request)
        if fields.get("taal") in tuple(Language):
            change_language(self._door.store, self._door.clock, account.login, Language(fields["taal"]))
        answer = RedirectResponse(PAGE, SEE_OTHER, NOT_KEPT)
        answer.delete_cookie(COOKIE)
        return answer

    def choose(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Set another password; wrong guesses at the current one count as wrong sign-ins."""
        _present, account = self._owner(request)
        attempts, source = self._door.attempts, client_of(request)
        wait = attempts.wait(source, account.login)
        if wait:
            wrong = _("Te vaak mis. Probeer het over %(seconds)s seconden opnieuw.", seconds=wait)
            return self.show(request, wrong=wrong, status=HTTPStatus.TOO_MANY_REQUESTS)
        if fields.get("wachtwoord", "") != fields.get("nogmaals", ""):
            wrong = _("De twee wachtwoorden zijn niet gelijk.")
            return self.show(request, wrong=wrong, status=HTTPStatus.BAD_REQUEST)
        old, new = fields.get("huidig", ""), fields.get("wachtwoord", "")
        try:
            change_password(self._door.keeper, account.login, old, new, token=token_in(request))
        except PasswordRefusedError as error:
            attempts.wrong(source, account.login)
            return self.show(request, wrong=str(error), status=HTTPStatus.BAD_REQUEST)
        return self.show(request, said=_("Het wachtwoord is gewijzigd. Elders bent u afgemeld."))

    def end(self, request: Request, fields: Mapping[str, str]) -> Response:
        """End one of the own sessions."""
        present, account = self._owner(request)
        ended = fields.get("sessie", "")
        end_session(self._door.store, self._door.clock, account, ended)
        return RedirectResponse(SIGN_IN if ended == present.session.id else PAGE, SEE_OTHER, NOT_KEPT)

    def _owner(self, request: Request) -> tuple[Present, Account]:
        """Return who asks; programs have no account of their own to look at."""
        present = self._door.present(request)
        if present is None or not isinstance(present.owner, Account):
            raise NotYoursError
        return present, present.owner


async def _fields(request: Request) -> Mapping[str, str]:
    try:
        return await form_of(request)
    except FormError:
        return {}
