"""The web application: routes put together behind the gate.

Not allowed here: starting to listen (see ``listening``).
"""

from contextlib import suppress
from enum import Enum
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from api.access.refused import noted_refusal
from api.access.routes import access
from api.casework.list_making import made_apart
from api.casework.routes import casework, casework_over
from api.clock.page import clock_page
from api.composition import address_of, drafting, repairers, solve_tools, this_process
from api.desk.edits import draft_routes
from api.desk.pages import DeskPages
from api.disruptions.routes import disrupted_over, disruptions
from api.pages.templating import templates_ready
from api.partners.routes import partners
from api.partners.tools import partners_over
from api.reports.keeping import KeptReports
from api.roads import planning_travel
from api.runs.all_routes import publishers, runs
from api.runs.jobs import Jobs, Keeping
from api.runs.solving import solved_apart, solved_here
from api.runs.taking_over import TakingOver, heads_ready
from api.scenarios.all_pages import what_if_pages
from api.scenarios.routes import scenarios, scenarios_over
from api.server.agendas import Agendas
from api.server.feeds import Feeds
from api.server.fetches import Fetches
from api.server.gate import Gate
from api.server.messages import Messages
from api.server.problems import problem
from api.server.proposals import Proposals
from api.server.publications import publications
from api.server.readying import made_ready
from api.server.reports import reports
from api.server.rulebook import rulebook
from api.server.sheets import sheets
from api.server.shelf import Shelf
from api.staff.routes import staff_pages
from api.staff.tools import staff_over
from api.v1.described import described, told
from api.v1.reports import reports as report_api
from api.v1.routes import Works, api
from api.web.assets import assets
from api.web.declare import asks
from api.web.frame import page
from api.web.guard import COOKIE, DATA, NotYoursError, WhoAsks, guard, reads_pages
from api.web.handles import Handles
from api.web.help import help_page
from api.web.once import Once
from api.web.reads import Reads
from api.web.refusals import refusal, unread
from api.web.start import start
from api.web.who import is_fresh, is_known, who_asks
from planner.domain.access import Permission
from planner.ports.store import Store, StoreError
from planner.ports.surroundings import Clock
from planner.usecases.access.reading_log import ReadLog

DISTRIBUTION = "vertrekplanner"
CALDAV = find_spec("radicale") is not None
"""Whether the extra ``dav`` is installed."""


class Share(Enum):
    """What a process answers, and so makes ready: all of it, or with another process the desk or the rest."""

    ALL = "all"
    DESK = "desk"
    REST = "rest"


class Health(BaseModel):
    """Whether the server can do its work; no case data."""

    status: str
    database: str
    publicatie: int
    versie: str


def create_app(
    store: Store,
    clock: Clock,
    shelf: Shelf | None = None,
    *,
    proxy: int = 0,
    desk_outside: bool = False,
    share: Share | None = None,
) -> FastAPI:
    """Return the application over a store; ``shelf`` when somebody else prepares its pages.

    ``proxy`` is the port at which a reverse proxy brings who comes from outside, 0 for none; ``desk_outside``: people
    may sign in there too. ``share``: what is made ready beforehand, whatever else is asked for is answered too; what
    takes long is then worked out in processes of its own, so that it holds up nobody.
    """
    shelf = shelf or Shelf(store)
    app = FastAPI(
        title="Vertrekplanner",
        summary="De planning van vertrekken: bureau, zaken, uitvoering, publicaties, kalenders en kaarten.",
        version=version(DISTRIBUTION),
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        docs_url=None,
        openapi_url=None,
        redoc_url=None,
        responses=told(404, 421, 503),
    )
    app.state.feeds, kept_reports = Feeds(store, clock), KeptReports(store, clock)
    app.router.routes.extend(app.state.feeds.routes())
    app.router.routes.extend(_dav(store, clock, app.state.feeds.fetches))
    app.router.routes.extend(Messages(store, clock).routes())
    app.router.routes.extend(Proposals(store, clock).routes())
    app.router.routes.extend(Agendas(store, clock, caldav=CALDAV).routes())
    for router in (
        publications(shelf),
        sheets(shelf),
        rulebook(store),
        reports(kept_reports, clock),
        assets(),
        start(),
        help_page(),
        clock_page(store, clock),
    ):
        app.router.routes.extend(router.routes)
    app.router.routes.extend(access(store, clock))
    app.router.routes.extend(_work(app, store, clock, shelf, share))
    if share is not Share.DESK:
        made_ready(app, kept_reports.ready)
    app.router.routes.extend(report_api(kept_reports).routes)
    _add_own_routes(app, shelf)
    _add_error_answers(app, partial(who_asks, store, clock))
    guard(
        app.routes,
        partial(who_asks, store, clock),
        partial(is_fresh, store, clock),
        partial(noted_refusal, store, clock),
        Once(store, Reads(ReadLog(store), clock)),
    )
    signed_in = partial(is_known, store, clock) if desk_outside else None
    app.add_middleware(Gate, proxy=proxy, signed_in=signed_in)
    return app


def _work(app: FastAPI, store: Store, clock: Clock, shelf: Shelf, share: Share | None) -> list[BaseRoute]:
    """Return the routes of who works with plans and cases."""
    elsewhere = "" if share is None else address_of(store)
    seen = Reads(ReadLog(store), clock)
    tools = lru_cache(maxsize=1)(lambda: drafting(store, clock))
    keeping = Keeping(store, this_process())
    solves = solved_apart(elsewhere) if elsewhere else solved_here(partial(solve_tools, store))
    app.state.jobs = Jobs(solves, clock, TakingOver(lambda: tools()[1]), keeping)
    whatifs = scenarios_over(store, clock, seen, tools, solves)
    app.state.scenario_runs = whatifs.running
    publishing = publishers(store, clock, seen, travel=lambda: planning_travel(store, clock))
    makes = made_apart(elsewhere) if elsewhere else None
    handles = Handles(store)
    work = casework_over(store, clock, shelf.release, handles, seen, makes)
    works = Works(
        store=store,
        clock=clock,
        release_of=shelf.release,
        publishing=publishing.publishing,
        casework=work,
        travel=lambda: planning_travel(store, clock),
        seen=seen,
        heads=lambda: tools()[1].heads,
        make_ready=partial(made_ready, app) if share is not Share.DESK else lambda _: None,
    )
    partner = partners_over(store, clock, shelf.release, handles, seen)
    staff = staff_over(work, shelf.release, handles, tools)
    made_ready(app, templates_ready, handles.ready)
    if share is not Share.DESK:
        made_ready(app, work.standing.look, partner.ready, staff.ready)
    if share is not Share.REST:
        made_ready(app, partial(heads_ready, tools, clock))
    return [
        *api(works),
        *runs(app.state.jobs, clock, publishing),
        *scenarios(whatifs),
        *draft_routes(tools, seen, handles).routes,
        *DeskPages(store, clock, handles).router().routes,
        *partners(partner),
        *staff_pages(staff),
        *disruptions(disrupted_over(work, shelf.release, handles, tools, repairers)),
        *casework(work),
        *what_if_pages(whatifs),
    ]


def _dav(store: Store, clock: Clock, fetches: Fetches) -> list[BaseRoute]:
    """Return the routes of CalDAV where the extra ``dav`` is installed."""
    if not CALDAV:
        return []
    from api.server.dav import dav_routes  # noqa: PLC0415 - only where the extra is installed

    return [*dav_routes(store, clock, fetches)]


def _add_own_routes(app: FastAPI, shelf: Shelf) -> None:
    @app.get("/gezondheid", tags=["beheer"], summary="Of de server zijn werk kan doen", response_model=Health)
    @asks(Permission.PUBLIC)
    def health() -> Response:
        try:
            newest = shelf.newest()
        except Exception:  # noqa: BLE001 - whatever keeps the database from answering, the answer is the same
            return problem(503)
        found = Health(status="goed", database="bereikbaar", publicatie=newest, versie=version(DISTRIBUTION))
        return Response(found.model_dump_json(), media_type="application/json")

    @app.get("/api", include_in_schema=False)
    @asks(Permission.SIGNED_IN)
    def description(request: Request) -> Response:
        ways = [
            (method.upper(), path, told["summary"])
            for path, methods in app.openapi()["paths"].items()
            for method, told in methods.items()
        ]
        return page(request, "kader/beschrijving.html", title="Beschrijving", ways=ways)

    @app.get("/openapi.json", include_in_schema=False)
    @asks(Permission.SIGNED_IN)
    def machine_readable() -> Response:
        return JSONResponse(described(app))

    @app.get("/favicon.ico", include_in_schema=False)
    @asks(Permission.PUBLIC)
    def icon() -> Response:
        return Response(status_code=204)


def _add_error_answers(app: FastAPI, who: WhoAsks) -> None:
    @app.exception_handler(HTTPException)
    async def known(request: Request, error: HTTPException) -> Response:
        if reads_pages(request) and COOKIE in request.cookies and not hasattr(request.state, "visitor"):
            with suppress(StoreError):  # no route was found, so nobody looked who asks; the page has their menu
                request.state.visitor = await run_in_threadpool(who, request)
        return refusal(request, error.status_code)

    @app.exception_handler(NotYoursError)
    async def not_yours(request: Request, _error: NotYoursError) -> Response:
        return refusal(request, 404)

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        if not request.url.path.startswith(DATA):
            return refusal(request, 404)
        places = (".".join(str(part) for part in one["loc"]) for one in error.errors())
        return unread(request, dict.fromkeys(places))
