"""The page around the content: navigation by what somebody may, the language, and the headers of our own pages.

Not allowed here: content, and deciding who may ask (``guard``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from api.pages.templating import environment
from api.web import speech
from api.web.declare import path_of
from api.web.speech import _
from planner.domain.access import Permission, Role, Visitor
from planner.domain.wording import speaking

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the navigation, for who may."""

    path: str
    title: str
    permission: Permission
    folded: bool = False
    """Whether it stands under "Meer" for who has more entries than fit on one line."""


FIT = 10
"""Entries that fit beside each other on a screen of 1440 pixels."""
MENU = (
    Entry(path="/bureau", title="Bureau", permission=Permission.SEE_DESK),
    Entry(path="/mijn-week", title="Mijn week", permission=Permission.PLAN_OWN),
    Entry(path="/zaken", title="Zaken", permission=Permission.SEE_CASES),
    Entry(path="/uitnodigingen", title="Uitnodigingen", permission=Permission.SEE_CASES, folded=True),
    Entry(path="/berekeningen", title="Berekenen", permission=Permission.SOLVE),
    Entry(path="/scenarios", title="Wat als", permission=Permission.SUPPOSE, folded=True),
    Entry(path="/uitvoering", title="Uitvoering", permission=Permission.SEE_OPERATIONS),
    Entry(path="/vragen", title="Vragen", permission=Permission.ANSWER_QUESTIONS),
    Entry(path="/zittingen", title="Zittingen", permission=Permission.SEE_SESSIONS),
    Entry(path="/locatie", title="Locatie", permission=Permission.SEE_SITE),
    Entry(path="/verstoringen", title="Verstoringen", permission=Permission.REPORT_DISRUPTION),
    Entry(path="/publicaties", title="Publicaties", permission=Permission.SEE_RELEASES, folded=True),
    Entry(path="/rapporten", title="Rapporten", permission=Permission.SEE_REPORTS, folded=True),
    Entry(path="/invoer", title="Invoer", permission=Permission.IMPORT_FACTS, folded=True),
    Entry(path="/normen", title="Normen", permission=Permission.SEE_SETTINGS, folded=True),
    Entry(path="/klok", title="Klok", permission=Permission.SEE_CLOCK, folded=True),
    Entry(path="/accounts", title="Accounts", permission=Permission.MANAGE_ACCOUNTS, folded=True),
    Entry(path="/logboek", title="Logboek", permission=Permission.READ_AUDIT, folded=True),
    Entry(path="/regelboek", title="Regels", permission=Permission.SIGNED_IN, folded=True),
    Entry(path="/hulp", title="Hulp", permission=Permission.SIGNED_IN),
)
ROLES: Mapping[Role, str] = {
    Role.PLANNER: "Planning",
    Role.SUPERVISOR: "Leidinggevende",
    Role.REGIEVOERDER: "Regievoerder",
    Role.KMAR: "KMar",
    Role.DJI: "DJI, DV&O",
    Role.SITE: "Locatie",
    Role.MISSION_DESK: "LP-bureau",
    Role.AVIM: "AVIM",
    Role.IND: "IND",
    Role.IOM: "IOM",
    Role.REFUGEE_COUNCIL: "VluchtelingenWerk",
    Role.MUNICIPALITY: "Gemeente",
    Role.GUARDIAN: "Nidos",
    Role.LAWYER: "Advocaat",
    Role.INSPECTORATE: "Inspectie",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Beheer",
}
"""How a role is called on the screen; Dutch, translated where shown."""


def start_of(request: Request, visitor: Visitor) -> str:
    """Return the address where a role's day begins: the first entry of its menu."""
    return next(path for path, _title, _here in menu_of(request, visitor))


def folded_of(menu: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Return what of a menu stands under "Meer": nothing where all fits."""
    folded = {entry.path for entry in MENU if entry.folded}
    return [one for one in menu if one[0] in folded] if len(menu) > FIT else []


def menu_of(request: Request, visitor: Visitor | None) -> list[tuple[str, str, bool]]:
    """Return the menu of who asks: address, title and whether this is where they are."""
    there = {path_of(route) for route in request.app.routes}
    shown = [entry for entry in MENU if visitor is not None and visitor.may(entry.permission) and entry.path in there]
    return [(entry.path, _(entry.title), _is_at(request.url.path, entry.path)) for entry in shown]


def page(
    request: Request,
    template: str,
    *,
    title: str,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    values: Mapping[str, object] | None = None,
    **more: object,
) -> Response:
    """Return a page of the desk in the language of who asks; nobody keeps a copy. Every value is escaped."""
    spoken = speech.language_of(request)
    found: object = getattr(request.state, "visitor", None)
    visitor = found if isinstance(found, Visitor) else None
    with speaking(spoken):
        menu = menu_of(request, visitor)
        folded = folded_of(menu)
        content = (
            environment(spoken)
            .get_template(template)
            .render(
                title=_(title),
                language=spoken.value,
                visitor=visitor,
                role=_(ROLES[visitor.role]) if visitor else "",
                menu=[one for one in menu if one not in folded],
                folded=folded,
                path=shown_at(request),
                **(values or {}),
                **more,
            )
        )
    own = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Content-Language": spoken.value}
    return Response(content, status, {**own, **(headers or {})}, HTML)


def shown_at(request: Request) -> str:
    """Return the address of this page; where it answers a form, of the nearest page on the way to it."""
    path = request.url.path
    if request.method in {"GET", "HEAD"}:
        return path + (f"?{request.url.query}" if request.url.query else "")
    shown = {path_of(route) for route in request.app.routes if "GET" in (getattr(route, "methods", None) or ())}
    declared = path_of(request.scope["route"]) if "route" in request.scope else path
    while path and declared not in shown:
        path, declared = path.rpartition("/")[0], declared.rpartition("/")[0]
    return path or "/"


def _is_at(path: str, entry: str) -> bool:
    if entry == "/publicaties" and path.startswith("/nieuwste/"):
        return True
    return path == entry or path.startswith(f"{entry}/")
