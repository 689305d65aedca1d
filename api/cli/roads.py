"""``roads``: make a road graph, put it in use, and tell which travel times are in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, note, say, say_json, show, table
from api.cli.failure import CommandFailure
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_day
from api.cli.program import DutchCommand, Program
from planner.domain.spelling import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.roads.graph import RoadGraph
    from maps.roads.speeds import RoadClass
    from planner.domain.ids import PlaceId
    from planner.domain.places import Place
    from planner.ports.store import Store

SHOWN = 8
BUILD_EXAMPLES = """
Voorbeelden:

  vertrekplanner roads build netherlands-latest.osm.pbf --out wegennet.npz

  vertrekplanner roads build kaart.osm.pbf --out wegennet.npz --osm-date 2026-11-01 --classes motorway,trunk,primary
"""
USE_EXAMPLES = """
Voorbeelden:

  vertrekplanner roads use wegennet.npz

  vertrekplanner roads use geen
"""
STATUS_EXAMPLES = """
Voorbeelden:

  vertrekplanner roads status

  VERTREKPLANNER_OSRM=http://localhost:5000 VERTREKPLANNER_MAP_DATE=2026-11-01 vertrekplanner roads status
"""
REFRESH_EXAMPLES = """
Voorbeeld:

  vertrekplanner roads refresh
"""
NONE = "geen"
EXAMPLES = """
Voorbeelden:

  vertrekplanner roads build netherlands-latest.osm.pbf --out wegennet.npz

  vertrekplanner roads use wegennet.npz

  vertrekplanner roads status
"""

app = typer.Typer(
    cls=Program,
    name="roads",
    help="Rijtijden over de weg: een wegennet maken, in gebruik nemen en bekijken.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Graph = Annotated[Path, typer.Option("--out", help="Bestand om te schrijven.", metavar="BESTAND", dir_okay=False)]


@app.command("build", cls=DutchCommand, epilog=BUILD_EXAMPLES, options_metavar="[OPTIES]")
def build(
    source: Annotated[Path, typer.Argument(help="Kaart van OpenStreetMap (.osm.pbf).", metavar="KAART")],
    out: Graph,
    osm_date: Annotated[
        str | None, typer.Option("--osm-date", help="Dag van de kaart, als het bestand die niet noemt.", metavar="DAG")
    ] = None,
    classes: Annotated[
        str | None, typer.Option(help="Wegklassen, gescheiden door komma's; anders alle vijf.", metavar="KLASSEN")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Maak van een kaart van OpenStreetMap een wegennet; vraagt de extra 'roads' van het pakket."""
    from api.composition import SystemClock
    from maps.roads.build import build_graph
    from maps.roads.file import write_graph
    from planner.domain.civil import day_of

    note("De kaart wordt gelezen; een heel land duurt enkele minuten.")
    graph = build_graph(
        source,
        built_on=day_of(SystemClock().now()),
        osm_date=parse_day(osm_date) if osm_date else None,
        classes=_classes(classes),
    )
    write_graph(graph, out)
    if as_json:
        say_json({**_as_data(graph), "bestand": str(out), "bytes": out.stat().st_size})
        return
    say(f"Geschreven: {out} ({number(out.stat().st_size / 1e6)} MB)", style="bold")
    _show(graph)
    say(f"Verder: vertrekplanner roads use {out}")


@app.command("use", cls=DutchCommand, epilog=USE_EXAMPLES, options_metavar="[OPTIES]")
def use(
    graph: Annotated[str, typer.Argument(help="Wegennet van roads build, of geen.", metavar="WEGENNET")],
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Neem een wegennet in gebruik en bereken de rijtijden tussen alle bekende locaties."""
    from api.roads import INSTALLED, installed_graph

    _put_in_place(graph, INSTALLED)
    if installed_graph() != (None if graph == NONE else INSTALLED):
        note("Let op: een omgevingsvariabele (VERTREKPLANNER_ROADS, _OSRM of _VALHALLA) gaat vóór dit wegennet.")
    _refresh(database, actor, as_json=as_json)


@app.command("refresh", cls=DutchCommand, epilog=REFRESH_EXAMPLES, options_metavar="[OPTIES]")
def refresh(database: Database = DEFAULT_DATABASE, actor: Actor = "planner", *, as_json: Json = False) -> None:
    """Bereken de rijtijden tussen alle bekende locaties opnieuw, bijvoorbeeld na een aanlevering van locaties."""
    _refresh(database, actor, as_json=as_json)


def _refresh(database: str, actor: str, *, as_json: bool) -> None:
    from api.composition import SystemClock, opened
    from api.roads import planning_travel
    from planner.usecases.planning.refresh_travel import refresh_travel

    with opened(database) as store:
        clock = SystemClock()
        done = refresh_travel(store, clock, planning_travel(store, clock), actor=actor)
    if as_json:
        day = done.made_on.isoformat()
        say_json({"locaties": done.places, "bron": done.source, "van": day, "gewijzigd": done.changed})
        return
    state = "opgeslagen" if done.changed else "niet gewijzigd"
    sites = counted(done.places, "locatie", "locaties")
    say(f"Rijtijden tussen {sites} {state}: {done.source}, {done.made_on:%d-%m-%Y}.", style="bold")


@app.command("status", cls=DutchCommand, epilog=STATUS_EXAMPLES, options_metavar="[OPTIES]")
def status(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon waar de rijtijden vandaan komen, van welke dag ze zijn en welke locaties buiten de kaart liggen."""
    from api.composition import SystemClock, opened
    from api.roads import installed_graph, planning_travel
    from maps.roads.file import read_graph

    path = installed_graph()
    graph = read_graph(path) if path is not None else None
    with opened(database) as store:
        source = planning_travel(store, SystemClock()).table(())
        stored, places, stale = _stored(store)
    if as_json:
        say_json(
            {
                "bron": source.source,
                "van": source.made_on.isoformat(),
                "wegennet": _as_data(graph) if graph else None,
                "opgeslagen": stored,
                "verouderd": list(stale),
            }
        )
        return
    say(f"In gebruik: {source.source}, {source.made_on:%d-%m-%Y}", style="bold")
    say(f"Opgeslagen rijtijden: {stored}")
    if stale:
        say(f"Verouderd voor {_some(stale)}: nieuw of verplaatst. Bereken ze opnieuw met vertrekplanner roads refresh.")
    if graph is not None:
        _show(graph)
        _show_off_map(graph, places)


def _put_in_place(graph: str, target: Path) -> None:
    from maps.roads.file import read_graph, write_graph

    if graph == NONE:
        target.unlink(missing_ok=True)
    else:
        write_graph(read_graph(Path(graph)), target)


def _classes(text: str | None) -> tuple[RoadClass, ...]:
    from maps.roads.build import DEFAULT_CLASSES
    from maps.roads.osm import road_class

    if text is None:
        return DEFAULT_CLASSES
    found = [(name.strip(), road_class(name.strip())) for name in text.split(",")]
    unknown = [name for name, kind in found if kind is None or kind[1]]
    if unknown:
        known = ", ".join(kind.name.lower() for kind in DEFAULT_CLASSES)
        raise CommandFailure(f"{unknown[0]!r} is geen wegklasse", f"Kies uit: {known}.")
    return tuple(kind[0] for _, kind in found if kind is not None)


def _stored(store: Store) -> tuple[str, tuple[Place, ...], tuple[PlaceId, ...]]:
    from planner.domain.places import Place
    from planner.usecases.planning.refresh_travel import stale_places

    with store.reading() as books:
        known, places, stale = books.travel.newest(), books.facts.in_force(Place), stale_places(books)
    if known is None:
        return "geen", places, ()
    table = known.table
    sites = counted(len(table.places), "locatie", "locaties")
    return f"{table.source}, {table.made_on:%d-%m-%Y}, {sites}", places, stale


def _as_data(graph: RoadGraph) -> dict[str, object]:
    origin = graph.origin
    return {
        "bron": origin.source,
        "licentie": origin.licence,
        "vermelding": origin.attribution,
        "kaart_van": origin.osm_date.isoformat(),
        "gemaakt_op": origin.built_on.isoformat(),
        "klassen": list(origin.classes),
        "kruispunten": graph.nodes,
        "wegen": graph.roads,
        "kilometers": round(float(graph.metres.sum()) / 1000),
    }


def _show(graph: RoadGraph) -> None:
    rows = [
        (key.replace("_", " "), ", ".join(value) if isinstance(value, list) else value)
        for key, value in _as_data(graph).items()
    ]
    show(table(("Wegennet", ""), rows))


def _show_off_map(graph: RoadGraph, places: tuple[Place, ...]) -> None:
    from maps.roads.network import RoadNetwork

    off = RoadNetwork(graph).off_map(places)
    if off:
        say(f"Buiten de kaart, dus met geschatte rijtijd: {_some([place.id for place in off])}.")


def _some(places: Sequence[PlaceId]) -> str:
    more = f" en {len(places) - SHOWN} andere" if len(places) > SHOWN else ""
    return f"{', '.join(places[:SHOWN])}{more}"
