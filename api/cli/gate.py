"""``gate``: what must be complete before departures, with who must see to it, how it stands and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, say, say_json, show, table
from api.cli.failure import not_found
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment, parse_week

if TYPE_CHECKING:
    from planner.domain.readiness import Gate, GateItem
    from planner.domain.time import Minute
    from planner.usecases.gate.readiness import Gates

EXAMPLES = """
Voorbeelden:

  vertrekplanner gate

  vertrekplanner gate --week 2026-W48

  vertrekplanner gate Z-26-00012/vertrek/1

Van de nieuwste publicatie, of van het plan dat met --plan gevraagd wordt. Wat nog op tijd kan, staat niemand in de weg;
een afwijzing, of wat niet meer op tijd komt, houdt het vertrek tegen waar een regel dat zegt.
"""
_HEAD = ("Vertrek", "Wanneer", "Vlucht", "Gereed", "Open", "Te laat", "Geweigerd", "Houdt tegen")


def gate(
    activity: Annotated[
        str | None, typer.Argument(help="Kenmerk van een vertrek: toon alles daarvan.", metavar="VERTREK")
    ] = None,
    week: Annotated[str | None, typer.Option(help="Alleen deze week, bijvoorbeeld 2026-W48.", metavar="WEEK")] = None,
    plan: PlanNumber = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Gezien vanaf; anders nu.", metavar="TIJDSTIP")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon wat voor elk vertrek compleet moet zijn, en hoe het ervoor staat."""
    from api.composition import SystemClock, opened
    from planner.ports.store import StoreError
    from planner.usecases.gate.readiness import one_gate, read_gates

    now = parse_moment(as_of) if as_of else SystemClock().now()
    with opened(database, must_exist=True) as store, store.reading() as books:
        try:
            found = read_gates(books, now=now, week=parse_week(week) if week else None, plan=plan)
            chosen = None if activity is None else one_gate(found, activity)
        except StoreError as error:
            message, _, remedy = str(error).partition("\n")
            raise not_found(message, remedy) from error
    if as_json:
        gates = found.gates if chosen is None else (chosen,)
        say_json({"publicatie": found.release, "plan": found.plan, "vertrekken": [as_data(one) for one in gates]})
    elif chosen is not None:
        _tell_one(chosen)
    else:
        _tell_all(found)


def _tell_all(found: Gates) -> None:
    from planner.domain.readiness import GateState
    from planner.domain.spelling import count

    source = f"publicatie {found.release}" if found.release else f"plan {found.plan}"
    ready = sum(gate.ready for gate in found.gates)
    held = sum(gate.blocked for gate in found.gates)
    say(
        f"{count(len(found.gates), 'vertrek', 'vertrekken')} in {source}: {ready} gereed, {held} tegengehouden.",
        style="bold",
    )
    if found.gates:
        states = (GateState.DONE, GateState.OPEN, GateState.LATE, GateState.REFUSED)
        rows = (
            (one.activity, _when(one), one.flight, *(one.count(state) for state in states), _holding(one))
            for one in found.gates
        )
        show(table(_HEAD, rows, right=(3, 4, 5, 6)))
    exceptions = [(gate.activity, words) for gate in found.gates for words in gate.exceptions]
    if exceptions:
        heading("Uitzonderingen die gelden")
        for activity, words in exceptions:
            say(f"  {activity}: {words}")


def _tell_one(gate: Gate) -> None:
    say(f"{gate.activity}, {_when(gate)}, {gate.flight or 'door een ander geboekt'}", style="bold")
    rows = (
        (i.what.value, i.state.value, i.owner.value, _until(i.until), i.rule or "", "ja" if i.blocks else "", i.because)
        for i in gate.items
    )
    show(table(("Wat", "Staat", "Wie", "Uiterlijk", "Regel", "Houdt tegen", "Hoe het staat"), rows))
    for words in gate.exceptions:
        say(f"Let op: {words}.")


def _holding(gate: Gate) -> str:
    return ", ".join(item.what.value for item in gate.items if item.blocks)


def _moment(minute: Minute) -> str:
    from planner.domain.spelling import moment

    return moment(minute)


def _when(gate: Gate) -> str:
    from planner.domain.civil import day_of
    from planner.domain.spelling import short_date

    return short_date(day_of(gate.departs)) if gate.all_day else _moment(gate.departs)


def _until(minute: Minute | None) -> str:
    """Return the last day, or the last minute when it is within a day."""
    from api.cli.due import last_moment

    return last_moment(minute)


def as_data(gate: Gate) -> dict[str, object]:
    """Return a gate for a script."""
    from planner.domain.spelling import stamp

    return {
        "vertrek": gate.activity,
        "zaken": list(gate.cases),
        "wanneer": stamp(gate.departs),
        "vlucht": gate.flight,
        "gereed": gate.ready,
        "tegengehouden": gate.blocked,
        "punten": [_item(item) for item in gate.items],
        "uitzonderingen": list(gate.exceptions),
    }


def _item(item: GateItem) -> dict[str, object]:
    from planner.domain.spelling import stamp

    return {
        "wat": item.what.value,
        "staat": item.state.value,
        "wie": item.owner.value,
        "uiterlijk": None if item.until is None else stamp(item.until),
        "regel": item.rule,
        "houdt_tegen": item.blocks,
        "hoe": item.because,
    }
