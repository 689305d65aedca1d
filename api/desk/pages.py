"""The planner's desk as a page: the frame of a week, and what its scripts need before they ask for the week itself.

Not allowed here: the week, edits and questions, which come as JSON.
"""

from collections.abc import Mapping
from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.desk.land import land, spots
from api.desk.standby_page import add_standbys
from api.desk.texts import spoken_texts
from api.desk.words import (
    CANCEL_CODES,
    CAUSES,
    CHANGES,
    DEEDS,
    FROZEN,
    GRADES,
    GRIDS,
    KINDS,
    ONLY,
    REPORTS,
    ROWS,
    named,
    translated,
)
from api.desk.zones_page import add_zones
from api.pages.rulebook import BOOK
from api.web.assets import files
from api.web.declare import asks
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.handles import Handles
from api.web.speech import _, day, language_of
from planner.domain.access import Permission, Visitor
from planner.domain.civil import IsoWeek, day_of
from planner.domain.places import Place
from planner.domain.settings import Settings, SettingsError
from planner.domain.wording import speaking
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.norms.norms_in_force import norms_in_force

DESK = "/bureau"
CASE = "zaak"
"""The part of an address with the handle of a case to begin at."""
_DRAFT = "/api/v1/drafts/{draft}"
ADDRESSES: Mapping[str, str] = {
    "drafts": "/api/v1/drafts",
    "draft": _DRAFT,
    **{
        name: f"{_DRAFT}/{name}"
        for name in ("week", "log", "check", "rows", "slots", "alternatives", "edits", "undo", "redo")
    },
    **{name: f"{_DRAFT}/{name}" for name in ("try", "holders", "about", "repairs", "news", "fill")},
    "solves": "/api/v1/solves",
    "entry": "/invoer",
    "solve_page": "/berekeningen",
    "compare": "/vergelijk",
    "publish": "/publiceren",
    "happened": "/verstoringen/nieuw",
    "impact": "/api/v1/disruptions/{number}/impact",
    "why": "/api/v1/why",
    "why_not": "/api/v1/why-not",
}
"""Where the scripts ask; ``{draft}`` is filled in with the number of the draft."""
_SEE_OTHER = 303
_NOT_KEPT = {"Cache-Control": "no-store"}


class DeskPages:
    """The desk over a store."""

    def __init__(self, store: Store, clock: Clock, handles: Handles) -> None:
        self._store, self._clock, self._handles = store, clock, handles
        self._published: tuple[int, IsoWeek] | None = None

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(include_in_schema=False)

        @router.get(DESK)
        @asks(Permission.SEE_DESK)
        def newest(request: Request) -> Response:
            wanted = request.query_params.get("week", "")
            week = _week(wanted) if wanted else self._newest_week()
            handle = request.query_params.get(CASE, "")
            chosen = f"?{CASE}={handle}" if self._handles.case(handle) else ""
            return RedirectResponse(f"{DESK}/{week}{chosen}", _SEE_OTHER, _NOT_KEPT)

        @router.get(f"{DESK}/{{week}}")
        @asks(Permission.SEE_DESK)
        def timeline(request: Request, week: str) -> Response:
            return self._page(request, _week(week), view="")

        @router.get(f"{DESK}/{{week}}/tabel")
        @asks(Permission.SEE_DESK)
        def table(request: Request, week: str) -> Response:
            return self._page(request, _week(week), view="tabel")

        add_zones(router, self._store, self._clock)
        add_standbys(router, self._store, self._clock)
        return router

    def _page(self, request: Request, week: IsoWeek, *, view: str) -> Response:
        with speaking(language_of(request)):
            data = {
                "week": str(week),
                "draft": self._draft(week),
                "view": view,
                "page": f"{DESK}/{week}",
                "desk": f"{DESK}/",
                "table_page": f"{DESK}/{week}/tabel",
                "addresses": {**ADDRESSES, "rulebook": f"/{BOOK.paths[language_of(request)]}"},
                "chosen": self._chosen(request),
                **_rights(visitor_of(request)),
                "texts": spoken_texts(),
                "places": self._places(),
                "frozen": self._frozen(week),
                **_words(),
            }
            title, dates, only = _("Bureau, week %(week)s", week=week.week), _dates(week), translated(ONLY)
        return page(
            request,
            "desk/bureau.html",
            title=title,
            wide=True,
            week=week,
            dates=dates,
            back=f"{DESK}/{week.plus(-1)}",
            ahead=f"{DESK}/{week.plus(1)}",
            only=only,
            modules=_modules(),
            data=data,
            land=land(),
        )

    def _chosen(self, request: Request) -> str:
        """Return the case that the address asks for by its handle, empty for none."""
        return str(self._handles.case(request.query_params.get(CASE, "")) or "")

    def _draft(self, week: IsoWeek) -> int:
        """Return the number of the draft of a week, 0 when it is still to be begun."""
        with self._store.reading() as books:
            found = books.drafts.of_week(week)
        return 0 if found is None else int(found.id)

    def _places(self) -> list[dict[str, object]]:
        with self._store.reading() as books:
            known = books.facts.in_force(Place)
        buildings = {str(place.id): place.building for place in known}
        return [{**asdict(spot), "building": buildings[spot.id]} for spot in spots(known)]

    def _frozen(self, week: IsoWeek) -> dict[str, int]:
        """Return per kind of row how many hours ahead is frozen."""
        settings = Settings(norms_in_force(self._store))
        found = {}
        for row, key in FROZEN.items():
            try:
                found[row] = settings.value("P08", key, on=week.monday)
            except SettingsError:
                found[row] = 0
        return found

    def _newest_week(self) -> IsoWeek:
        """Return the week of the newest release, or the next one when nothing was published."""
        with self._store.reading() as books:
            number = books.releases.newest_number()
            if self._published is None or self._published[0] != number:
                release = books.releases.load(number) if number else None
                begins = self._clock.now() if release is None else release.horizon.start
                week = IsoWeek.of(day_of(begins)).plus(1 if release is None else 0)
                self._published = number, week
        return self._published[1]


def _week(text: str) -> IsoWeek:
    try:
        week = IsoWeek.parse(text)
    except ValueError as error:
        raise HTTPException(404) from error
    if str(week) != text:
        raise HTTPException(404)
    return week


def _dates(week: IsoWeek) -> str:
    first, last = week.days()[0], week.days()[-1]
    begin = str(first.day) if first.month == last.month else day(first, "MMMd")
    return f"{begin}\N{EN DASH}{day(last, 'yMMMMd')}"


def _modules() -> list[str]:
    """Return the scripts of the desk, to be fetched at once and not one after the other."""
    return [name for name in files() if name.startswith("desk/") and name.endswith(".js")]


def _rights(visitor: Visitor) -> dict[str, bool]:
    return {
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "may_solve": visitor.may(Permission.SOLVE),
        "may_publish": visitor.may(Permission.PROPOSE_RELEASE),
    }


def _words() -> dict[str, object]:
    return {
        "kinds": named(KINDS),
        "grades": named(GRADES),
        "roles": translated(ROWS),
        "cancel_codes": translated(CANCEL_CODES),
        "causes": translated(CAUSES),
        "changes": translated(CHANGES),
        "deeds": translated(DEEDS),
        "reports": translated(REPORTS),
        "grid": GRIDS,
    }
