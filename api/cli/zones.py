"""``zones``: from when each kind is frozen, what that holds now, and what was moved out of it this week and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import counted, heading, say, say_json, show, table
from api.cli.options import DEFAULT_DATABASE, Database, Json

if TYPE_CHECKING:
    from planner.domain.thawed import Thawed
    from planner.domain.time import Minute
    from planner.usecases.editing.zones_now import Zones

EXAMPLES = """
Voorbeelden:

  vertrekplanner zones
  vertrekplanner zones --json

Wat bevroren is, verplaatst alleen met een reden: vertrekplanner edit move ... --reason 'waarom'. De grenzen zijn
normen van regel P08; wijzigen gaat met vertrekplanner settings.
"""


def zones(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon per soort tot wanneer alles bevroren is, wat dat nu is, en wat er deze week om welke reden toch bewoog."""
    from api.composition import SystemClock, opened
    from planner.domain.settings import Settings
    from planner.usecases.editing.zones_now import read_zones
    from planner.usecases.norms.norms_in_force import norms_in_force

    with opened(database, must_exist=True) as store:
        norms = Settings(norms_in_force(store))
        with store.reading() as books:
            found = read_zones(books, norms, SystemClock().now())
    if as_json:
        say_json(_data(found))
    else:
        _tell(found)


def _tell(found: Zones) -> None:
    from planner.domain.spelling import stamp

    heading(f"Zones op {stamp(found.at)}")
    rows = [(str(one.kind), f"{one.hours} uur", stamp(one.until), str(len(one.frozen))) for one in found.borders]
    show(table(("soort", "bevroren", "tot", "nu bevroren"), rows))
    for one in found.borders:
        for item in one.frozen:
            say(f"  {stamp(item.start)}  {item.activity}")
    heading(f"Deze week uit de bevroren zone: {counted(len(found.thawed), 'afspraak', 'afspraken')}")
    for thawed in found.thawed:
        say(f"  {_line(thawed)}")


def _line(one: Thawed) -> str:
    from planner.domain.spelling import stamp

    back = " (weer ongedaan gemaakt)" if one.undone else ""
    moved = f"van {_when(one.before)} naar {_when(one.after)}"
    return f"{one.activity}: {moved}; {one.kind} door {one.actor} op {stamp(one.at)}: {one.reason or 'feiten'}{back}"


def _when(minute: Minute | None) -> str:
    from planner.domain.spelling import stamp

    return "niet gepland" if minute is None else stamp(minute)


def _data(found: Zones) -> dict[str, object]:
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
        "verplaatst": [
            {
                "activiteit": one.activity,
                "week": str(one.week),
                "versie": one.version,
                "soort": str(one.kind),
                "op": one.at,
                "door": one.actor,
                "reden": one.reason,
                "van": one.before,
                "naar": one.after,
                "ongedaan": one.undone,
            }
            for one in found.thawed
        ],
    }
