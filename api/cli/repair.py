"""``repair``: what a disruption breaks in the draft of a week, ways to mend it, and taking one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json, parse_week
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from api.disruptions.mending_page import ImpactShown, Item, RepairShown
    from api.disruptions.uses_page import UsesShown
    from planner.domain.disruption_life import Reported
    from planner.usecases.disruptions.mending import Workbench

EXAMPLES = """
Voorbeelden:

  vertrekplanner repair impact 12 --week 2026-W48

  vertrekplanner repair uses 12 --week 2026-W48

  vertrekplanner repair options 12 --week 2026-W48 --cap 5

  vertrekplanner repair apply 12 --week 2026-W48 --choice 1 --actor PL-01

Een herstel is een stap van het concept: met edit undo gaat hij terug.
"""
app = typer.Typer(
    cls=Program,
    name="repair",
    help="Wat een verstoring in een week breekt, hoe het te herstellen is, en een herstel toepassen.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Number = Annotated[int, typer.Argument(help="Nummer van de verstoring.", metavar="NUMMER", min=1)]
Week = Annotated[str, typer.Option(help="Week van het concept, bijvoorbeeld 2026-W48.", metavar="WEEK")]
Cap = Annotated[int | None, typer.Option(help="Hoogstens zoveel afspraken wijzigen.", metavar="GETAL", min=1)]
NOBODY = "terminal"


@app.command("impact", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def impact(
    number: Number,
    week: Week,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Toon wat er breekt, welke termijnen in gevaar komen en wie het moet horen."""
    from dataclasses import asdict

    from api.disruptions.mending_page import impact_shown

    with _bench(database, week, number, actor) as (bench, reported, draft):
        at, found = bench.impact(reported, draft)
        shown = impact_shown(at, found)
    if as_json:
        return say_json(asdict(shown))
    return _tell(shown)


@app.command("uses", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def uses(
    number: Number,
    week: Week,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Toon wat kan gebruiken wat door de verstoring vrijkomt: stoelen, plaatsen, uren, teams en voertuigen."""
    from dataclasses import asdict

    from api.disruptions.uses_page import free_of, uses_shown

    with _bench(database, week, number, actor) as (bench, reported, draft):
        _at, found = bench.impact(reported, draft)
        each = [bench.uses(reported, draft, freed) for freed in free_of(found).values()]
        shown = [uses_shown(at, one) for at, one in each]
    if as_json:
        return say_json({"vrij": [asdict(one) for one in shown]})
    if not shown:
        return say("Er komt niets vrij.")
    for one in shown:
        _tell_uses(one)
    return None


@app.command("options", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def options(  # noqa: PLR0913 - one parameter per option of the command
    number: Number,
    week: Week,
    cap: Cap = None,
    count: Annotated[int, typer.Option(help="Hoeveel voorstellen.", metavar="GETAL", min=1, max=5)] = 3,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Toon verschillende herstelvoorstellen, het beste eerst, met de prijs per regel."""
    from dataclasses import asdict

    from api.disruptions.mending_page import repair_shown
    from planner.ports.repairing import Sought, Wanted

    with _bench(database, week, number, actor) as (bench, reported, draft):
        _at, struck = bench.impact(reported, draft)
        at, offered = bench.repairs(reported, draft, Wanted(cap=cap, count=count))
        shown = [repair_shown(at, offer, struck) for offer in offered.offers]
    if as_json:
        return say_json({"voorstellen": [asdict(one) for one in shown], "gezocht": offered.sought.value})
    for place, one in enumerate(shown, start=1):
        _tell_repair(place, one)
    return None if offered.sought is Sought.ENOUGH else say(f"{offered.sought.value.capitalize()}.")


@app.command("apply", cls=DutchCommand, epilog=EXAMPLES, options_metavar="[OPTIES]")
def apply(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    number: Number,
    week: Week,
    choice: Annotated[int, typer.Option(help="Welk voorstel van options.", metavar="GETAL", min=1)] = 1,
    cap: Cap = None,
    key: Annotated[str, typer.Option(help="Kenmerk van dit verzoek: herhalen is dan veilig.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "",
    *,
    as_json: Json = False,
) -> None:
    """Pas een voorstel toe op het concept."""
    from planner.domain.steps import StepRefusedError
    from planner.ports.editing import EditImpossibleError
    from planner.ports.repairing import Wanted
    from planner.usecases.disruptions.apply_repair import apply_repair
    from planner.usecases.editing.apply_edit import Officer
    from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError

    with _bench(database, week, number, actor) as (bench, reported, draft):
        offers = bench.repairs(reported, draft, Wanted(cap=cap, count=max(3, choice)))[1].offers
        if choice > len(offers):
            raise CommandFailure(f"er is geen voorstel {choice}", f"Kies 1 tot en met {len(offers)}.")
        officer = Officer(actor=actor or NOBODY, seen=0, key=key)
        try:
            done = apply_repair(bench, number, draft, offers[choice - 1].mark, officer)
        except (EditImpossibleError, StepRefusedError) as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
        except EditRefusedError as error:
            raise from_text(str(error), ExitCode.BREACHES) from error
        except DraftConflictError as error:
            raise from_text(str(error), ExitCode.STORE) from error
    if as_json:
        return say_json({"versie": done.entry.version, "plan": done.entry.plan, "herhaald": done.repeated})
    return say(
        f"Voorstel {choice} toegepast: versie {done.entry.version} van het concept, plan {done.entry.plan}.",
        style="bold",
    )


def _bench(
    database: str, week: str, number: int, actor: str
) -> AbstractContextManager[tuple[Workbench, Reported, int]]:
    """Open what asks about the draft of a week, with the disruption and the number of the draft."""
    from contextlib import contextmanager

    @contextmanager
    def opening() -> Iterator[tuple[Workbench, Reported, int]]:
        from api.composition import SystemClock, drafting, opened, repairers
        from planner.ports.store import StoreError
        from planner.usecases.disruptions.mending import Workbench
        from planner.usecases.editing.open_draft import open_draft

        with opened(database, must_exist=True) as store:
            try:
                with store.reading() as books:
                    reported = books.disruptions.load(number)
            except StoreError as error:
                raise from_text(str(error), ExitCode.NOT_FOUND) from error
            first, tools = drafting(store, SystemClock())
            draft = open_draft(first, parse_week(week), actor=actor or NOBODY)
            yield Workbench(tools, repairers), reported, draft.id

    return opening()


def _tell_uses(shown: UsesShown) -> None:
    say(shown.free, style="bold")
    rows = ((f"{one.activity}", one.now, one.then) for one in shown.fits)
    show(table(("Kan dit gebruiken", "Nu", "Dan"), rows)) if shown.fits else say("   niemand wint hiermee")
    for one in shown.one_rule_away:
        say(f"   één regel ertussen: {one.activity}: {'; '.join(f'{rule} {text}' for rule, text in one.in_the_way)}")


def _tell(shown: ImpactShown) -> None:
    if shown.nothing:
        say("Het plan van deze week kan blijven zoals het is.")
    for title, items in (
        ("Kan niet doorgaan", shown.struck),
        ("Hangt ervan af", shown.dependents),
        ("Termijnen die in gevaar komen", shown.at_risk),
        ("Kan nu wel", shown.unlocked),
    ):
        if items:
            show(table((title, "Wanneer", "Waarom"), map(_row, items)))
    if shown.told:
        say(f"Moet het horen: {', '.join(shown.told)}")
    if shown.free:
        say(f"Komt vrij: {', '.join(shown.free)}")


def _row(item: Item) -> tuple[str, str, str]:
    marks = "".join(f" ({word})" for word, holds in (("bevroren", item.frozen), ("begonnen", item.begun)) if holds)
    reasons = "; ".join(f"{rule} {text}".strip() for rule, text in item.because)
    return f"{item.activity}{marks}", item.when, reasons


def _tell_repair(place: int, one: RepairShown) -> None:
    proven = "bewezen kleinste wijziging" if one.proven else f"hoogstens {one.needless} meer dan nodig"
    say(f"{place}. {one.way}: {one.what}", style="bold")
    say(f"   gewicht {one.weight} (ondergrens {one.bound}, {proven}); {one.served} geplaatst, {one.dropped} vervalt")
    rows = ((c.activity, c.before or "niet gepland", c.after or f"valt uit: {c.because}") for c in one.changes)
    show(table(("Wat", "Van", "Naar"), rows))
    if one.prices:
        say(f"   prijs: {', '.join(f'{p.rule} {p.amount:+d} ({p.name})' for p in one.prices)}")
    if one.told:
        say(f"   moet het horen: {', '.join(one.told)}")
