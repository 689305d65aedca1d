"""Which roads this installation has: a routing service, a road graph, or the estimate that needs nothing.

Chosen by environment variables; without them by the graph that ``vertrekplanner roads use`` put in place.
Not allowed here: printing, requests.
"""

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from api.pages.roads import NO_ROADS, Rides, Roads
from maps.known_routes import KnownRoutes
from maps.osrm import Osrm
from maps.service import RoutingService, RoutingServiceError
from maps.valhalla import Valhalla
from planner.domain.civil import day_of
from planner.domain.release import Release
from planner.domain.settings import Setting, Settings
from planner.ports.store import Store, Transaction
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.planning.refresh_travel import planned_travel

OSRM, VALHALLA = "VERTREKPLANNER_OSRM", "VERTREKPLANNER_VALHALLA"
"""Address of a routing service; the first of the two that is set is used, before any graph."""
MAP_DATE = "VERTREKPLANNER_MAP_DATE"
"""Day of the routing service's map, which it does not tell itself."""
GRAPH = "VERTREKPLANNER_ROADS"
"""Path of a road graph; empty: none, also where one was put in place."""
INSTALLED = Path("var") / "wegennet.npz"
"""Where ``roads use`` puts a graph, beside the database."""


def installed_graph(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the path of the road graph that is used, None where it is none or a routing service goes first."""
    if environ.get(OSRM) or environ.get(VALHALLA):
        return None
    if GRAPH in environ:
        return Path(environ[GRAPH]) if environ[GRAPH] else None
    return INSTALLED if INSTALLED.is_file() else None


def configured_roads(environ: Mapping[str, str] = os.environ) -> Roads:
    """Return the roads of this installation; the same object as long as nothing else is configured.

    Raises
    ------
    RoadGraphError, RoutingServiceError, FileNotFoundError
        When what was configured cannot be used: never silently something else.
    """
    for name, variable in (("OSRM", OSRM), ("Valhalla", VALHALLA)):
        if environ.get(variable):
            return _from_service(name, environ[variable], _map_date(environ))
    graph = installed_graph(environ)
    return NO_ROADS if graph is None else _from_graph(graph, graph.stat().st_mtime_ns)


def planning_travel(store: Store, clock: Clock, environ: Mapping[str, str] = os.environ) -> TravelTimes:
    """Return what planning reckons with today; raise as ``configured_roads``."""
    with store.reading() as books:
        settings = Settings(settings_in_force(books.facts.in_force(Setting)))
    return configured_roads(environ).for_planning(settings, on=day_of(clock.now()))


def rides_of(books: Transaction, release: Release, roads: Roads) -> Rides:
    """Return the rides of a release, in the times it was planned with where the books have them."""
    return Rides(release, roads, planned_travel(books, release))


def _map_date(environ: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(environ.get(MAP_DATE, ""))
    except ValueError as error:
        raise RoutingServiceError(
            f"{MAP_DATE} is geen dag\nZet de dag van de kaart van de dienst erin, bijvoorbeeld 2026-11-01."
        ) from error


@lru_cache(maxsize=2)
def _from_service(name: str, base: str, map_date: date) -> Roads:
    service = RoutingService(name=name, base=base)
    found = Osrm(service=service, map_date=map_date) if name == "OSRM" else Valhalla(service=service, map_date=map_date)
    return Roads(travel=found, routes=KnownRoutes(found), estimate=False)


@lru_cache(maxsize=2)
def _from_graph(path: Path, _changed: int) -> Roads:
    from maps.main_roads import main_roads  # noqa: PLC0415 - only where a graph is installed
    from maps.roads.file import read_graph  # noqa: PLC0415
    from maps.roads.network import RoadNetwork  # noqa: PLC0415

    network = RoadNetwork(read_graph(path))
    return Roads(travel=network, routes=KnownRoutes(network), estimate=False, main=main_roads(network.graph))
