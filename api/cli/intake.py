"""``import``: read a delivery, show what it would change, and store it whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, err, heading, note, say, say_json, show, table
from api.cli.failure import CommandFailure
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.sample import MARKER

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from planner.domain.facts import Fact
    from planner.ports.intake import ColumnMapping, Delivery, Preview
    from planner.ports.store import Store
    from planner.usecases.delivering.import_facts import Imported

MAX_EXCHANGE_BYTES = 2_000_000_000
SHOWN_REFUSALS = 25
SHOWN_CHANGES = 10
EXAMPLES = """
Voorbeelden:

  vertrekplanner import var/sample

  vertrekplanner import levering.xlsx --source coa --mapping coa.json --preview

  vertrekplanner import levering/ --source coa --retire-vanished
"""


def import_delivery(  # noqa: PLR0913 - one parameter per option of the command
    path: Annotated[
        Path, typer.Argument(help="Map met CSV, werkmap (.xlsx) of uitwisselbestand (.json).", metavar="PAD")
    ],
    source: Annotated[str, typer.Option(help="Wie levert; elke bron beheert zijn eigen feiten.")] = "levering",
    mapping: Annotated[
        Path | None, typer.Option(help="Kolomindeling van deze bron (.json); wordt onthouden.", dir_okay=False)
    ] = None,
    row_limit: Annotated[int, typer.Option(help="Meer rijen worden geweigerd.", min=1)] = 250_000,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Toon wat er zou veranderen en sla niets op.")] = False,
    retire_vanished: Annotated[
        bool, typer.Option("--retire-vanished", help="Beëindig ook de feiten die uit de levering verdwenen zijn.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Lees een levering in: alles, of niets met de reden per regel."""
    from api.cli.validate import as_rows, tell_issues
    from api.composition import SystemClock, opened
    from calendars.event import EventRenderer
    from planner.intake import compare, read_delivery
    from planner.usecases.agendas.renew_owners import renew_owners
    from planner.usecases.delivering.doubtful_delivery import doubtful_in
    from planner.usecases.delivering.import_facts import (
        DeliveryRefusedError,
        Imported,
        import_facts,
        known_keys,
        preview_delivery,
        ref_of,
    )

    if holds_plan(path):
        return _import_plan(path, database, actor, as_json=as_json)
    with opened(database) as store, err().status("Levering lezen en controleren …"):
        delivery = read_delivery(
            path,
            source=source,
            known=known_keys(store),
            mapping=_mapping(store, source, mapping),
            row_limit=row_limit,
        )
        _refuse(delivery, as_json=as_json)
        try:
            found = preview_delivery(store, compare, delivery)
        except DeliveryRefusedError as error:
            refused = replace(delivery, facts=(), refusals=error.refusals, refusal_count=len(error.refusals))
            _refuse(refused, as_json=as_json)
            raise
        done = Imported(preview=found, stored=False)
        doubtful = doubtful_in(store, found)
        if not preview:
            retired = [ref_of(fact) for fact in found.vanished] if retire_vanished else []
            done = import_facts(store, SystemClock(), compare, delivery, actor=actor, retire=retired)
            renew_owners(store, SystemClock(), EventRenderer(), actor=actor)
    if as_json:
        return say_json({**_as_data(delivery, done), "kwesties": as_rows(doubtful)})
    _tell(delivery, done, preview=preview)
    return tell_issues(doubtful)


def holds_plan(path: Path) -> bool:
    """Return whether a file is an exchange of a problem with its plan, and not a delivery of facts."""
    if path.suffix.lower() != ".json" or not path.is_file() or path.stat().st_size > MAX_EXCHANGE_BYTES:
        return False
    import orjson

    try:
        content = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        return False
    return isinstance(content, dict) and "problem" in content


def _import_plan(path: Path, database: str, actor: str, *, as_json: bool) -> None:
    from api.cli.check import read_file
    from api.composition import SystemClock, opened
    from planner.usecases.planning.exchange import import_exchange

    exchange = read_file(path)
    with opened(database) as store:
        number = import_exchange(store, SystemClock(), exchange, actor=actor)
    if as_json:
        return say_json({"aangenomen": True, "plan": number, "planvraag": exchange.problem_hash})
    what = "De planvraag is opgeslagen; er zat geen plan bij." if number is None else f"Opgeslagen als plan {number}."
    return say(what, style="bold")


def _mapping(store: Store, source: str, path: Path | None) -> ColumnMapping | None:
    from planner.intake import MappingError, mapping_from_json

    if path is None:
        with store.reading() as books:
            return books.deliveries.mapping(source)
    try:
        mapping = mapping_from_json(path.read_bytes())
    except MappingError as error:
        message, _, remedy = str(error).partition("\n")
        raise CommandFailure(f"{path.name}: {message}", remedy) from error
    if mapping.source != source:
        raise CommandFailure(
            f"{path.name} is de kolomindeling van bron {mapping.source}, niet van {source}",
            f"Geef --source {mapping.source} of een andere indeling.",
        )
    return mapping


def _refuse(delivery: Delivery, *, as_json: bool) -> None:
    if delivery.accepted:
        return
    count = delivery.refusal_count
    if as_json:
        columns = ("file", "row", "column", "value", "problem", "remedy")
        rows = [{name: getattr(refusal, name) for name in columns} for refusal in delivery.refusals]
        say_json({"aangenomen": False, "geweigerd": count, "weigeringen": rows})
    details = table(
        ("Bestand", "Rij", "Kolom", "Waarde", "Wat er mis is", "Wat te doen"),
        ((r.file, r.row, r.column, r.value, r.problem, r.remedy) for r in delivery.refusals[:SHOWN_REFUSALS]),
        right=(1,),
    )
    more = f" (de eerste {SHOWN_REFUSALS} staan hierboven)" if count > SHOWN_REFUSALS else ""
    raise CommandFailure(
        f"levering geweigerd: {count} {'regel' if count == 1 else 'regels'}{more}; er is niets opgeslagen",
        "Verbeter de regels hierboven in de bron en lever opnieuw aan.",
        details=details,
    )


def _as_data(delivery: Delivery, done: Imported) -> dict[str, object]:
    found = done.preview
    return {
        "aangenomen": True,
        "opgeslagen": done.stored,
        "bron": delivery.source,
        "rijen": delivery.rows,
        "nieuw": len(found.new),
        "gewijzigd": len(found.changed),
        "ongewijzigd": len(found.unchanged),
        "verdwenen": len(found.vanished),
        "beeindigd": len(done.retired),
    }


def _tell(delivery: Delivery, done: Imported, *, preview: bool) -> None:
    found = done.preview
    for remark in (remark for remark in delivery.notes if remark.file != MARKER):
        note(f"{remark.file}: {remark.text}")
    changes = len(found.new) + len(found.changed) + len(done.retired)
    if preview:
        say("Voorbeeld: er is niets opgeslagen.", style="bold")
    elif not done.stored:
        say(f"Niets gewijzigd: {counted(len(found.unchanged), 'feit stond', 'feiten stonden')} er al zo.", style="bold")
        return _tell_vanished(found)
    else:
        say(
            f"Opgeslagen: {counted(changes, 'wijziging', 'wijzigingen')} uit {counted(delivery.rows, 'rij', 'rijen')}"
            f" van bron {delivery.source}.",
            style="bold",
        )
    _show_counts(done)
    _show_changes(found)
    if preview and found.changed + found.unchanged:
        _show_keys("Nieuw", found.new)
    return _tell_vanished(found) if not done.retired else _show_keys("Beëindigd", found.vanished)


def _show_counts(done: Imported) -> None:
    found = done.preview
    groups = (
        _kinds(found.new),
        _kinds(change.after for change in found.changed),
        _kinds(found.unchanged),
        _kinds(found.vanished),
    )
    names = sorted({name for group in groups for name in group})
    rows = [(name, *(group[name] or "" for group in groups)) for name in names]
    show(table(("Soort", "Nieuw", "Gewijzigd", "Gelijk", "Verdwenen"), rows, right=(1, 2, 3, 4)))


def _show_changes(found: Preview) -> None:
    if not found.changed:
        return
    heading("Gewijzigd")
    rows = [
        (change.ref[1], field.column, field.before, field.after)
        for change in found.changed[:SHOWN_CHANGES]
        for field in change.fields
    ]
    show(table(("Sleutel", "Kolom", "Was", "Wordt"), rows))
    if len(found.changed) > SHOWN_CHANGES:
        say(f"en nog {len(found.changed) - SHOWN_CHANGES} andere")


def _show_keys(title: str, facts: Sequence[Fact]) -> None:
    from planner.usecases.delivering.import_facts import ref_of

    if not facts:
        return
    heading(title)
    rows = [(name, ref_of(fact)[1]) for fact in facts[:SHOWN_CHANGES] for name in _kinds([fact])]
    show(table(("Soort", "Sleutel"), rows))
    if len(facts) > SHOWN_CHANGES:
        say(f"en nog {len(facts) - SHOWN_CHANGES} andere")


def _tell_vanished(found: Preview) -> None:
    if not found.vanished:
        return
    _show_keys("Verdwenen", found.vanished)
    count = len(found.vanished)
    stands, stays, ends = (
        ("feit staat", "Het blijft", "wordt het") if count == 1 else ("feiten staan", "Ze blijven", "worden ze")
    )
    say(f"{count} {stands} niet meer in deze levering. {stays} gelden; met --retire-vanished {ends} beëindigd.")


def _kinds(facts: Iterable[Fact]) -> Counter[str]:
    from collections import Counter

    from planner.intake.tables import tables_of

    return Counter(tables_of(fact)[0].name for fact in facts)
