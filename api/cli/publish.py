"""``publish``: freeze release n from a plan, and write what each viewer may open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, say, say_json
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, PlanNumber, parse_day

if TYPE_CHECKING:
    from api.cli.folder import Written
    from api.pages.page import Page
    from api.pages.roads import Rides
    from planner.domain.messages import Reason
    from planner.domain.plan import Plan
    from planner.domain.problem import Problem
    from planner.domain.release import Release, ReleaseScope
    from planner.ports.store import Store
    from planner.usecases.publishing.publish_release import Published

SHOWN = 5
REASONS = "uitval, verzoek, middelen of correctie"
EXAMPLES = """
Voorbeelden:

  vertrekplanner publish --out var/publicatie

  vertrekplanner publish --plan 12 --kinds gesprek,overleg --out var/publicatie

  vertrekplanner publish --days 2026-11-23..2026-11-25 --out var/publicatie

  vertrekplanner publish --reason uitval --why "tolk ziek" --out var/publicatie
"""


def publish(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    out: Annotated[
        Path, typer.Option("--out", help="Map voor de bestanden per kijker.", metavar="MAP", file_okay=False)
    ],
    plan: PlanNumber = None,
    kinds: Annotated[
        str | None, typer.Option(help="Alleen deze soorten, bijvoorbeeld gesprek,vertrek.", metavar="SOORTEN")
    ] = None,
    days: Annotated[str | None, typer.Option(help="Alleen deze dagen: DATUM of DATUM..DATUM.", metavar="DAGEN")] = None,
    reason: Annotated[
        str, typer.Option(help=f"Reden die iedereen leest wie het raakt: {REASONS}.", metavar="REDEN")
    ] = "",
    why: Annotated[
        str, typer.Option(help="Toelichting, alleen voor eigen medewerkers die alles zien.", metavar="TEKST")
    ] = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Publiceer een plan: nummer, bevries en schrijf agenda's, kaarten en bladen."""
    from api.cli.folder import write_release
    from api.composition import SystemClock, opened
    from api.web.people import called
    from calendars.event import EventRenderer
    from planner.domain.messages import Why
    from planner.usecases.publishing.publish_release import (
        NoteRefusedError,
        Publication,
        PublicationRefusedError,
        publish_release,
    )
    from planner.usecases.publishing.standing_warnings import standing_warnings
    from solver.judge import RulebookJudge

    scope, told = parse_scope(kinds, days), Why(reason=_reason(reason), note=why)
    with opened(database, must_exist=True) as store:
        number = _plan_number(store, plan)
        key = f"plan {number} {kinds} {days}"
        publication = Publication(key=key, actor=actor, plan_id=number, scope=scope, why=told)
        try:
            done = publish_release(store, SystemClock(), RulebookJudge(), EventRenderer(), publication)
        except PublicationRefusedError as error:
            raise _refused(error) from error
        except NoteRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
        newest = _newest(store, done)
        names = called(store, (one.approved_by for one in newest.standbys))
        before, rides, reports = _previous(store, newest), _rides(store, newest), _reports(store, newest)
        written = write_release(newest, out, before, rides, reports, names)
        problem, answer = _origin(store, newest)
        warnings = standing_warnings(store, SystemClock(), newest)
    if as_json:
        say_json({**_as_data(done, newest, out, written), "let_op": list(warnings)})
    else:
        _tell(done, newest, out, written, (problem, answer))
        for warning in warnings:
            say(f"Let op: {warning}.", style="yellow")


def _reason(text: str) -> Reason | None:
    from planner.domain.messages import Reason

    chosen = {one.value: one for one in Reason if one not in (Reason.LINKED, Reason.NEEDLESS)}
    if text and text not in chosen:
        raise CommandFailure(f"reden {text!r} bestaat niet", f"Kies uit {REASONS}; een toelichting kan met --why.")
    return chosen.get(text)


def parse_scope(kinds: str | None, days: str | None) -> ReleaseScope:
    """Read what to publish: kinds by their screen word, days as ``2026-11-23`` or ``2026-11-23..2026-11-25``."""
    from planner.domain.activities import ActivityKind
    from planner.domain.civil import day_interval, day_start
    from planner.domain.release import ReleaseScope
    from planner.domain.time import Interval

    wanted = None
    if kinds is not None:
        known = {kind.value: kind for kind in ActivityKind}
        names = [name.strip() for name in kinds.split(",") if name.strip()]
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            raise CommandFailure(f"onbekende soort: {', '.join(unknown) or kinds!r}", f"Kies uit: {', '.join(known)}.")
        wanted = frozenset(known[name] for name in names)
    stretch = None
    if days is not None:
        first, _, last = days.partition("..")
        start, end = parse_day(first), parse_day(last or first)
        if end < start:
            raise CommandFailure(f"{days}: de laatste dag ligt voor de eerste", "Wissel de twee dagen om.")
        stretch = Interval(day_start(start), day_interval(end).end)
    return ReleaseScope(kinds=wanted, days=stretch)


def _plan_number(store: Store, plan: int | None) -> int:
    with store.reading() as books:
        newest = books.plans.newest()
    if newest is None:
        raise not_found("er is nog geen plan", "Bereken er een met vertrekplanner solve.")
    if plan is not None and plan > newest.id:
        raise not_found(f"plan {plan} bestaat niet", f"Het nieuwste plan is {newest.id}.")
    return newest.id if plan is None else plan


def _newest(store: Store, done: Published) -> Release:
    with store.reading() as books:
        return books.releases.newest() or done.release


def _previous(store: Store, release: Release) -> Release | None:
    with store.reading() as books:
        return books.releases.load(release.number - 1) if release.number > 1 else None


def _rides(store: Store, release: Release) -> Rides:
    from api.roads import configured_roads, rides_of

    with store.reading() as books:
        return rides_of(books, release, configured_roads())


def _reports(store: Store, release: Release) -> dict[str, Page]:
    from api.reports.shelf import report_pages

    with store.reading() as books:
        return report_pages(books, release)


def _origin(store: Store, release: Release) -> tuple[Problem, Plan]:
    with store.reading() as books:
        return books.problems.load(release.problem_hash), books.plans.load(release.plan_id)


def _refused(error: Exception) -> CommandFailure:
    from api.cli.verdict import breach_table
    from planner.usecases.publishing.publish_release import PublicationRefusedError

    if not isinstance(error, PublicationRefusedError):
        raise TypeError(type(error))
    if error.breaches:
        return CommandFailure(
            f"niet gepubliceerd: {counted(len(error.breaches), 'overtreding', 'overtredingen')} van harde regels",
            _widen(error.outside) or "Los ze op en bereken opnieuw, of kies een andere omvang met --kinds of --days.",
            code=ExitCode.BREACHES,
            details=breach_table(error.breaches),
        )
    keys = ", ".join(sorted(error.conflicts)[:SHOWN])
    return CommandFailure(
        f"niet gepubliceerd: {counted(len(error.conflicts), 'afspraak is', 'afspraken zijn')}"
        f" intussen door een ander gewijzigd ({keys})",
        "Bereken opnieuw met vertrekplanner solve en publiceer dat plan.",
        code=ExitCode.STORE,
    )


def _widen(outside: tuple[str, ...]) -> str:
    """Return which items to publish as well, or nothing."""
    if not outside:
        return ""
    more = f" en nog {len(outside) - SHOWN}" if len(outside) > SHOWN else ""
    keys = ", ".join(outside[:SHOWN])
    return f"Publiceer ook {keys}{more}: die wijzigen in het plan, maar vallen buiten --kinds of --days."


def _changes(release: Release) -> dict[str, int]:
    changed = set(release.changed)
    entries = [entry for entry in release.entries if entry.id in changed]
    cancelled = sum(entry.cancelled for entry in entries)
    new = sum(entry.sequence == 0 and not entry.cancelled for entry in entries)
    return {"nieuw": new, "gewijzigd": len(entries) - new - cancelled, "vervallen": cancelled}


def _as_data(done: Published, newest: Release, out: Path, written: Written) -> dict[str, object]:
    return {
        "publicatie": newest.number,
        "gemaakt": done.created,
        "plan": newest.plan_id,
        "afspraken": len(newest.appointments),
        "agendaregels": _changes(newest) if done.created else {"nieuw": 0, "gewijzigd": 0, "vervallen": 0},
        "meegenomen": list(done.closure),
        "ingetrokken": list(done.withdrawn),
        "uit_bevroren_zone": [
            {"activiteit": one.activity, "door": one.actor, "op": one.at, "reden": one.reason}
            for one in (newest.thawed if done.created else ())
        ],
        "map": str(out),
        "bestanden": len(written.files),
        "geschreven": written.written,
        "verwijderd": written.removed,
    }


def _tell(done: Published, newest: Release, out: Path, written: Written, origin: tuple[Problem, Plan]) -> None:
    from api.cli.summary import show_short

    if done.created:
        say(f"Publicatie {newest.number} is gemaakt uit plan {newest.plan_id}.", style="bold")
        counts = _changes(newest)
        say(f"Agendaregels: {', '.join(f'{count} {word}' for word, count in counts.items())}.")
        _tell_keys("Meegenomen omdat het erbij hoort", done.closure)
        _tell_keys("Ingetrokken omdat het niet meer hoeft", done.withdrawn)
        _tell_thawed(done.release)
    else:
        say(f"Niets gewijzigd: publicatie {done.release.number} is al zo.", style="bold")
        if done.release.number != newest.number:
            say(f"Intussen is publicatie {newest.number} de nieuwste; die staat in de map.")
    show_short(*origin)
    heading("Waar te kijken")
    _show_places(newest, out, written)


def _tell_thawed(release: Release) -> None:
    from api.pages.thawed_words import thawed_words

    for one in release.thawed:
        say(f"Was bevroren en is toch gewijzigd: {thawed_words(one)}.", style="yellow")


def _tell_keys(word: str, keys: tuple[str, ...]) -> None:
    if keys:
        more = f" en nog {len(keys) - SHOWN}" if len(keys) > SHOWN else ""
        say(f"{word}: {', '.join(keys[:SHOWN])}{more}.")


def _show_places(newest: Release, out: Path, written: Written) -> None:
    from collections import Counter

    owners = Counter(path.partition("/")[0].partition("-")[0] for path in written.files)
    places = [
        ("Planning", out / "planner" / "index.html", owners["planner"]),
        ("KMar", out / "kmar" / "index.html", owners["kmar"]),
        ("DJI, DV&O", out / "dji" / "index.html", owners["dji"]),
        ("Inspectie", out / "inspectie" / "schema.html", owners["inspectie"]),
        ("Regievoerders, elk een map", out / "regievoerder-…" / "rooster.ics", owners["regievoerder"]),
    ]
    for who, path, count in places:
        say(f"  {who}: {path} ({counted(count, 'bestand', 'bestanden')})")
    say("Redenen per activiteit staan onderaan het weekoverzicht.")
    say(
        f"{counted(written.written, 'bestand', 'bestanden')} geschreven, {written.removed} verwijderd,"
        " de rest was al goed."
    )
    say(f"In de browser: vertrekplanner serve (publicatie {newest.number}).")
