"""The page on which a person connects programs to the own calendar, and sees and ends what was connected.

A new secret is shown once, on the answer to the button; no address holds one. The page is open to its owner and to who
plans, signed in; without signing in it needs a link, which ends.
Not allowed here: what programs need (see ``api.onboarding``) and what calendars hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.address import configured_address
from api.feeds import addresses_allowed
from api.onboarding.places import Places
from api.onboarding.profile import MEDIA_TYPE, profile
from api.onboarding.programs import programs
from api.pages.sheets.newer import code_picture
from api.pages.viewer import Role, Viewer
from api.server.asking import client_of, fields_of
from api.server.lockout import Lockout
from api.server.policy import WITH_FORM
from api.web.declare import asks
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.refusals import refusal, waiting
from api.web.speech import _, language_of
from api.web.viewing import may_open
from planner.domain.access import Permission
from planner.domain.feeds import Credential, CredentialKind, DetailLevel, LastFetch
from planner.domain.people import Regievoerder
from planner.domain.spelling import stamp
from planner.domain.time import Minute
from planner.domain.wording import speaking
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.agenda_links import AgendaLink, agenda_link_holds
from planner.usecases.agendas.feed_access import (
    AccessRefusedError,
    AccessWanted,
    Granted,
    grant_access,
    renew_access,
    revoke_access,
)

LABEL_LENGTH = 40
LEVELS = {
    DetailLevel.BUSY: "alleen dat u bezet bent",
    DetailLevel.SHORT: "soort en gebouw",
    DetailLevel.FULL: "soort, gebouw en zaakcode",
}
"""What a calendar tells; Dutch, translated where shown."""
LINK = "/agenda/{owner}/{until:int}/{token}"
"""The page for who has a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One leave in the list."""

    id: str
    label: str
    what: str
    until: str
    fetched: str
    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Whose page is asked for, and at which address."""

    places: Places
    path: str


class Agendas:
    """Answers people who connect programs to their calendar."""

    def __init__(self, store: Store, clock: Clock, *, caldav: bool) -> None:
        self._store = store
        self._clock = clock
        self._caldav = caldav
        self._lockout = Lockout()

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            Route("/agenda/{owner}", self.own, methods=["GET"], include_in_schema=False),
            Route("/agenda/{owner}", self.press_own, methods=["POST"], include_in_schema=False),
            Route("/agenda/{owner}/rooster.mobileconfig", self.own_profile, methods=["GET"], include_in_schema=False),
            Route(LINK, self.show, methods=["GET"], include_in_schema=False),
            Route(LINK, self.press, methods=["POST"], include_in_schema=False),
            Route(f"{LINK}/rooster.mobileconfig", self.profile, methods=["GET"], include_in_schema=False),
        ]

    @asks(Permission.SEE_RELEASES)
    def own(self, request: Request) -> Response:
        """Show somebody who signed in how to connect the own calendar, and what is connected."""
        return self.show(request)

    @asks(Permission.SEE_RELEASES)
    def own_profile(self, request: Request) -> Response:
        """Give somebody who signed in the profile for an iPhone."""
        return self.profile(request)

    @asks(Permission.SEE_RELEASES)
    async def press_own(self, request: Request) -> Response:
        """Give, renew or end leave for somebody who signed in."""
        return await self.press(request)

    @asks(Permission.CREDENTIAL)
    def show(self, request: Request) -> Response:
        """Show how to connect, and what is connected."""
        with speaking(language_of(request)):
            return self._refused(request) or self._page(request)

    @asks(Permission.CREDENTIAL)
    def profile(self, request: Request) -> Response:
        """Give the profile for an iPhone; it holds no password."""
        refused, places = self._refused(request), _asked(request).places
        if refused is not None:
            return refused
        if not self._caldav or not self._knows(places.owner):
            return refusal(request, HTTPStatus.NOT_FOUND)
        headers = {"Content-Disposition": f'attachment; filename="rooster-{places.owner}.mobileconfig"'}
        with speaking(language_of(request)):
            return Response(profile(places), headers=headers, media_type=MEDIA_TYPE)

    @asks(Permission.CREDENTIAL)
    async def press(self, request: Request) -> Response:
        """Give, renew or end leave, and show the page with what came of it."""
        fields = await fields_of(request)
        with speaking(language_of(request)):
            return await run_in_threadpool(lambda: self._refused(request) or self._pressed(request, fields))

    def _refused(self, request: Request) -> Response | None:
        """Return the answer for a link that does not hold, or for a calendar of somebody else; None otherwise."""
        params = request.path_params
        if "token" not in params:
            own = may_open(visitor_of(request), Viewer(Role.REGIEVOERDER, params["owner"]))
            return None if own else refusal(request, HTTPStatus.NOT_FOUND)
        asker = client_of(request)
        wait = self._lockout.wait(asker)
        if wait:
            return waiting(request, wait)
        link = AgendaLink(owner=params["owner"], until=Minute(params["until"]), token=params["token"])
        if agenda_link_holds(self._store, self._clock, link):
            return None
        self._lockout.wrong(asker)
        return refusal(request, HTTPStatus.NOT_FOUND)

    def _pressed(self, request: Request, fields: Mapping[str, str]) -> Response:
        asked = _asked(request)
        if not self._knows(asked.places.owner):
            return refusal(request, HTTPStatus.NOT_FOUND)
        try:
            granted = self._done(asked.places, fields)
        except AccessRefusedError as error:
            return self._page(request, said=str(error).replace("\n", ". "), status=HTTPStatus.BAD_REQUEST)
        return self._page(request, granted=granted, said="" if granted else _("De toegang is ingetrokken."))

    def _done(self, places: Places, fields: Mapping[str, str]) -> Granted | None:
        actor = f"agenda {places.owner}"
        if fields.get("doe") in ("toestel", "adres"):
            wanted = _wanted(places, fields, actor)
            return grant_access(self._store, self._clock, wanted, addresses=addresses_allowed())
        credential = fields.get("toegang", "")
        with self._store.reading() as books:
            mine = {one.id for one in books.credentials.all(owner=places.owner)}
        if credential not in mine:
            raise AccessRefusedError(_("deze toegang is er niet\nKies er een uit de lijst."))
        if fields.get("doe") == "vernieuw":
            return renew_access(self._store, self._clock, credential, actor=actor)
        if fields.get("doe") == "intrekken":
            revoke_access(self._store, self._clock, credential, actor=actor)
            return None
        raise AccessRefusedError(_("deze knop bestaat niet\nGebruik een knop op deze pagina."))

    def _page(
        self, request: Request, *, granted: Granted | None = None, said: str = "", status: int = HTTPStatus.OK
    ) -> Response:
        asked = _asked(request)
        places = asked.places
        with self._store.reading() as books:
            known = places.owner in books.facts.keys(Regievoerder)
            mine = books.credentials.all(owner=places.owner)
            last = {fetch.credential: fetch for fetch in books.credentials.last_fetches()}
        if not known:
            return refusal(request, HTTPStatus.NOT_FOUND)
        now, allowed = self._clock.now(), addresses_allowed()
        return page(
            request,
            "buiten/agenda.html",
            title=_("Agenda van %(owner)s", owner=places.owner),
            status=status,
            headers={"Content-Security-Policy": WITH_FORM},
            places=places,
            address=asked.path,
            local=not configured_address(),
            caldav=self._caldav,
            addresses=allowed,
            programs=programs(places, caldav=self._caldav, addresses=allowed),
            picture=code_picture,
            listed=[_shown(one, last.get(one.id), now) for one in reversed(mine)],
            new=granted and _new(places, granted),
            said=said,
            wrong=status != HTTPStatus.OK,
            label_length=LABEL_LENGTH,
        )

    def _knows(self, owner: str) -> bool:
        with self._store.reading() as books:
            return owner in books.facts.keys(Regievoerder)


def _asked(request: Request) -> _Asked:
    server = configured_address() or f"{request.url.scheme}://{request.headers['host']}"
    places, path = Places(server, request.path_params["owner"]), request.url.path.removesuffix("/rooster.mobileconfig")
    return _Asked(places=places, path=path)


def _wanted(places: Places, fields: Mapping[str, str], actor: str) -> AccessWanted:
    by_address = fields["doe"] == "adres"
    label = fields.get("label", "")[:LABEL_LENGTH]
    if not label:
        raise AccessRefusedError(_("waar het voor is ontbreekt\nSchrijf bijvoorbeeld 'telefoon'."))
    return AccessWanted(
        owner=places.owner,
        label=label,
        calendars=(places.calendar,),
        kind=CredentialKind.ADDRESS if by_address else CredentialKind.DEVICE,
        level=DetailLevel.BUSY if by_address else DetailLevel.FULL,
        actor=actor,
    )


def _new(places: Places, granted: Granted) -> Mapping[str, str]:
    """Return what is shown of new leave, once."""
    if granted.credential.kind is CredentialKind.ADDRESS:
        address = f"{places.server}/ical/a/{granted.secret}.ics"
        return {"label": granted.credential.label, "address": address, "id": "", "secret": ""}
    return {
        "label": granted.credential.label,
        "address": "",
        "id": granted.credential.id,
        "secret": granted.secret,
    }


def _shown(one: Credential, fetch: LastFetch | None, now: Minute) -> _Shown:
    ends = min(one.expires_at, one.expires_at if one.revoked_at is None else one.revoked_at)
    kind = _("Geheim adres") if one.kind is CredentialKind.ADDRESS else _("Toestel")
    return _Shown(
        id=one.id,
        label=one.label,
        what=f"{kind}, {_(LEVELS[one.level])}",
        until=_("Tot %(when)s", when=stamp(ends)) if one.valid(now) else _("Beëindigd"),
        fetched=_fetched(fetch),
        valid=one.valid(now) and one.revoked_at is None,
    )


def _fetched(fetch: LastFetch | None) -> str:
    if fetch is None:
        return _("Nog niet opgehaald")
    agent = fetch.agent or _("een onbekend programma")
    return _("Laatst opgehaald door %(agent)s, %(when)s", agent=agent, when=stamp(fetch.at))
