"""``zones``: from when each kind is frozen, what that holds now, and what was moved out of it this week and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, say, say_json, show, table
from api.cli.failure import CommandFailure
from api.cli.options import DEFAULT_DATABASE, Database, Json, parse_week

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.domain.civil import IsoWeek
    from planner.domain.commitments import Zone
    from planner.domain.thawed import Thawed
    from planner.domain.time import Minute
    from planner.usecases.editing.zones_now import Zones
    from planner.usecases.editing.zones_of_week import ZonedItem

EXAMPLES = """
Voorbeelden:

  vertrekplanner zones
  vertrekplanner zones --week 2026-W48 --zone bevroren
  vertrekplanner zones --json

Wat bevroren is, verplaatst alleen met een reden: vertrekplanner edit move ... --reason 'waarom'. De grenzen zijn
normen van regel P08; wijzigen gaat met vertrekplanner settings.
"""


def zones(
    week: Annotated[
        str | None, typer.Option("--week", help="Toon ook alles van deze week, elk met zone en waarom.", metavar="WEEK")
    ] = None,
    zone: Annotated[
        str | None, typer.Option("--zone", help="Daarvan alleen: historie, bevroren, gepubliceerd of concept.")
    ] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon per soort tot wanneer alles bevroren is, wat dat nu is, en wat er deze week om welke reden toch bewoog."""
    from api.composition import SystemClock, opened
    from api.web.people import called
    from planner.domain.settings import Settings
    from planner.usecases.editing.zones_now import read_zones
    from planner.usecases.editing.zones_of_week import read_week, zones_of
    from planner.usecases.norms.norms_in_force import norms_in_force

    wanted, only = None if week is None else parse_week(week), None if zone is None else _zone(zone)
    items: tuple[ZonedItem, ...] = ()
    with opened(database, must_exist=True) as store:
        norms, now = Settings(norms_in_force(store)), SystemClock().now()
        with store.reading() as books:
            found = read_zones(books, norms, now)
            if wanted is not None:
                items = zones_of(read_week(books, wanted), norms, now)
        names = called(store, (one.actor for one in (*found.thawed, *(i.thawed for i in items if i.thawed))))
    items = tuple(item for item in items if only is None or item.zone is only)
    if as_json:
        say_json(_data(found, names) | ({} if wanted is None else {"week": week, "activiteiten": _items(items, names)}))
    else:
        _tell(found, names)
        if wanted is not None:
            _tell_week(wanted, items, names)


def _zone(text: str) -> Zone:
    from planner.domain.commitments import Zone

    try:
        return Zone(text)
    except ValueError as error:
        raise CommandFailure(f"zone {text!r} bestaat niet", f"Kies uit: {', '.join(Zone)}.") from error


def _tell_week(week: IsoWeek, items: tuple[ZonedItem, ...], names: Mapping[str, str]) -> None:
    from planner.domain.spelling import stamp

    heading(f"Week {week}: {counted(len(items), 'afspraak', 'afspraken')}")
    for item in items:
        moved = f"; toch gewijzigd: {_line(item.thawed, names)}" if item.thawed is not None else ""
        say(f"  {stamp(item.start)}  {item.activity}  {item.zone}: {item.because}{moved}")


def _items(items: tuple[ZonedItem, ...], names: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {
            "activiteit": item.activity,
            "soort": None if item.kind is None else str(item.kind),
            "zone": str(item.zone),
            "waarom": item.because,
            "gepubliceerd": item.published,
            "concept": item.drafted,
            "bevriest": item.freezes,
            "verplaatst": None if item.thawed is None else _thawed(item.thawed, names),
        }
        for item in items
    ]


def _tell(found: Zones, names: Mapping[str, str]) -> None:
    from planner.domain.spelling import stamp

    heading(f"Zones op {stamp(found.at)}")
    rows = [(str(one.kind), f"{one.hours} uur", stamp(one.until), str(len(one.frozen))) for one in found.borders]
    show(table(("soort", "bevroren", "tot", "nu bevroren"), rows))
    for one in found.borders:
        for item in one.frozen:
            say(f"  {stamp(item.start)}  {item.activity}")
    heading(f"Deze week uit de bevroren zone: {counted(len(found.thawed), 'afspraak', 'afspraken')}")
    for thawed in found.thawed:
        say(f"  {_line(thawed, names)}")


def _line(one: Thawed, names: Mapping[str, str]) -> str:
    from planner.domain.spelling import stamp

    back = " (weer ongedaan gemaakt)" if one.undone else ""
    moved = f"van {_when(one.before)} naar {_when(one.after)}"
    who = names.get(one.actor, one.actor)
    return f"{one.activity}: {moved}; {one.kind} door {who} op {stamp(one.at)}: {one.reason or 'feiten'}{back}"


def _when(minute: Minute | None) -> str:
    from planner.domain.spelling import stamp

    return "niet gepland" if minute is None else stamp(minute)


def _data(found: Zones, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "moment": found.at,
        "publicatie": found.release,
        "grenzen": [
            {
                "soort": str(one.kind),
                "uren": one.hours,
                "tot": one.until,
                "bevroren": [{"activiteit": item.activity, "begin": item.start} for item in one.frozen],
            }
            for one in found.borders
        ],
        "verplaatst": [_thawed(one, names) for one in found.thawed],
    }


def _thawed(one: Thawed, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "activiteit": one.activity,
        "week": str(one.week),
        "versie": one.version,
        "soort": str(one.kind),
        "op": one.at,
        "door": names.get(one.actor, one.actor),
        "reden": one.reason,
        "van": one.before,
        "naar": one.after,
        "ongedaan": one.undone,
    }
