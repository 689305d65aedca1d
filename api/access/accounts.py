"""The pages on which an administrator makes, changes and blocks accounts and systems, and takes out who may what.

Not allowed here: the own account (``own``).
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.access.door import NOT_KEPT, SEE_OTHER, Door
from api.access.oidc.settings import configured_issuer
from api.access.rights import accounts_csv, rights_csv
from api.access.sign_in import SETUP
from api.web.declare import asks
from api.web.forms import FormError, form_of
from api.web.frame import ROLES, page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission, Role
from planner.domain.accounts import Account, AccountId
from planner.domain.wording import speaking
from planner.ports.store import Event
from planner.usecases.access.accounts import (
    AccountRefusedError,
    AccountWanted,
    change_rights,
    create_account,
    disable_account,
    enable_account,
    link_to_set_password,
)
from planner.usecases.access.systems import admit_system, disable_system, renew_secret

PAGE = "/accounts"
LABEL_LENGTH = 60
Done = Mapping[str, str]
"""What is shown of what was done: ``said``, and a link or secret that is shown once."""
_NOTHING: Done = MappingProxyType({})


def accounts(door: Door) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    pages = _Pages(door)

    @router.get(PAGE)
    @asks(Permission.MANAGE_ACCOUNTS)
    def listing(request: Request) -> Response:
        return pages.show(request)

    @router.post(PAGE)
    @asks(Permission.MANAGE_ACCOUNTS, fresh=True)
    async def press(request: Request) -> Response:
        try:
            fields = await form_of(request)
        except FormError:
            fields = {}
        with speaking(language_of(request)):
            return await run_in_threadpool(pages.press, request, fields)

    @router.get(PAGE + "/rechten.csv")
    @asks(Permission.MANAGE_ACCOUNTS, fresh=True)
    def rights(request: Request) -> Response:
        pages.note_export(request)
        return _file(rights_csv(), "rechten.csv")

    @router.get(PAGE + "/accounts.csv")
    @asks(Permission.MANAGE_ACCOUNTS, fresh=True)
    def everybody(request: Request) -> Response:
        pages.note_export(request)
        with door.store.reading() as books:
            return _file(accounts_csv(books.accounts.all(), books.accounts.clients()), "accounts.csv")

    @router.get(PAGE + "/{account}")
    @asks(Permission.MANAGE_ACCOUNTS)
    def one(request: Request, account: str) -> Response:
        return pages.one(request, account)

    return router


class _Pages:
    def __init__(self, door: Door) -> None:
        self._door = door

    def show(self, request: Request, shown: Done = _NOTHING, *, status: int = HTTPStatus.OK) -> Response:
        """Show all accounts and systems."""
        with self._door.store.reading() as books:
            listed, systems = books.accounts.all(), books.accounts.clients()
        with speaking(language_of(request)):
            roles = _roles()
        return page(
            request,
            "access/accounts.html",
            title="Accounts",
            status=status,
            accounts=listed,
            systems=systems,
            roles=roles,
            names=dict(roles),
            fresh=self._fresh(request),
            elsewhere=bool(configured_issuer()),
            label_length=LABEL_LENGTH,
            shown=shown,
        )

    def one(
        self, request: Request, account_id: str, shown: Done = _NOTHING, *, status: int = HTTPStatus.OK
    ) -> Response:
        """Show one account with what can be changed."""
        with self._door.store.reading() as books:
            account = books.accounts.find(AccountId(account_id))
            sessions = books.sessions.of(AccountId(account_id))
        if account is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        with speaking(language_of(request)):
            roles = _roles()
        now = self._door.clock.now()
        return page(
            request,
            "access/een_account.html",
            title="Account",
            status=status,
            account=account,
            signed_in=sum(session.holds(now) for session in sessions),
            roles=roles,
            fresh=self._fresh(request),
            shown=shown,
        )

    def press(self, request: Request, fields: Mapping[str, str]) -> Response:
        """Do what a button asks."""
        account = self._account(fields.get("account", ""))
        try:
            done = self._done(request, fields, account)
        except AccountRefusedError as error:
            refused = {"problem": str(error)}
            if account is None:
                return self.show(request, refused, status=HTTPStatus.BAD_REQUEST)
            return self.one(request, account.id, refused, status=HTTPStatus.BAD_REQUEST)
        if done:
            return self.show(request, done) if account is None else self.one(request, account.id, done)
        return RedirectResponse(PAGE if account is None else f"{PAGE}/{account.id}", SEE_OTHER, NOT_KEPT)

    def note_export(self, request: Request) -> None:
        """Write down who took out who may what."""
        actor = visitor_of(request).account
        with self._door.store.transaction() as books:
            books.events.add(Event(at=self._door.clock.now(), actor=actor, what="accounts exported"))

    def _done(self, request: Request, fields: Mapping[str, str], account: Account | None) -> Done:
        store, clock, actor = self._door.store, self._door.clock, visitor_of(request).account
        what = fields.get("doe", "")
        if account is not None:
            role, code = _role(fields), fields.get("code", "")
            ways: Mapping[str, Callable[[], object]] = {
                "wijzig": lambda: change_rights(store, clock, account.login, role=role, code=code, actor=actor),
                "blokkeer": lambda: disable_account(store, clock, account.login, actor=actor),
                "vrijgeef": lambda: enable_account(store, clock, account.login, actor=actor),
            }
            if what == "wachtwoord":
                return self._link(request, account.login, actor)
            if what not in ways:
                raise _no_button()
            ways[what]()
            return {}
        if what == "maak":
            made = create_account(store, clock, _wanted(fields), actor=actor)
            return {"said": made.login} if made.subject else self._link(request, made.login, actor)
        return self._system_done(fields, what, actor)

    def _system_done(self, fields: Mapping[str, str], what: str, actor: str) -> Done:
        store, clock, system = self._door.store, self._door.clock, AccountId(fields.get("systeem", ""))
        if what == "systeem-uit":
            disable_system(store, clock, system, actor=actor)
            return {}
        label, role, code = fields.get("label", "")[:LABEL_LENGTH], _role(fields), fields.get("code", "")
        if what == "systeem":
            admitted = admit_system(store, clock, label, role, code, actor=actor)
        elif what == "systeem-vernieuw":
            admitted = renew_secret(store, clock, system, actor=actor)
        else:
            raise _no_button()
        return {"client": admitted.client.id, "secret": admitted.secret}

    def _link(self, request: Request, login: str, actor: str) -> Done:
        token = link_to_set_password(self._door.store, self._door.clock, login, actor=actor)
        base = f"{request.url.scheme}://{request.headers['host']}"
        return {"said": login, "link": f"{base}{SETUP}/{token}"}

    def _account(self, account_id: str) -> Account | None:
        with self._door.store.reading() as books:
            return books.accounts.find(AccountId(account_id)) if account_id else None

    def _fresh(self, request: Request) -> bool:
        present = self._door.present(request)
        return present is not None and present.session.fresh(self._door.clock.now())


def _no_button() -> AccountRefusedError:
    return AccountRefusedError(_("deze knop bestaat niet\nGebruik een knop op deze pagina."))


def _wanted(fields: Mapping[str, str]) -> AccountWanted:
    subject = fields.get("kenmerk", "").strip()
    return AccountWanted(
        login=fields.get("naam", ""),
        label=fields.get("label", "")[:LABEL_LENGTH],
        role=_role(fields),
        code=fields.get("code", ""),
        issuer=configured_issuer() if subject else "",
        subject=subject,
    )


def _role(fields: Mapping[str, str]) -> Role:
    try:
        return Role(fields.get("rol", Role.PLANNER))
    except ValueError as error:
        raise AccountRefusedError(_("deze rol bestaat niet\nKies een rol uit de lijst.")) from error


def _roles() -> list[tuple[str, str]]:
    return [(role.value, _(name)) for role, name in ROLES.items()]


def _file(content: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **NOT_KEPT}
    return Response(content.encode("utf-8-sig"), headers=headers, media_type="text/csv; charset=utf-8")
