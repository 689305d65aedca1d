"""``zaak``: one case, with its phases and vertrekplan; and what all cases ask to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.core import Command, Context  # named by the methods overridden here

from api.cli.case_entry import COMMANDS, CaseCode, ServiceNumber, entry_command
from api.cli.console import say, say_json, show, table, without_empty
from api.cli.failure import CommandFailure, ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Database, Json, parse_moment
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.time import Minute
    from planner.usecases.cases.casework_lists import CaseworkLists
    from planner.usecases.cases.next_steps import NextStep

SHOWN = 40
"""Lines of one list on the terminal."""
SHOW_EXAMPLES = """
Voorbeelden:

  vertrekplanner zaak show Z-26-00012 --actor RV-0012

  vertrekplanner zaak show Z-26-00012 --actor RV-0012 --json
"""
PHASE_EXAMPLES = """
Voorbeelden:

  vertrekplanner zaak phase Z-26-00012 dossierstudie --actor RV-0012

  vertrekplanner zaak phase Z-26-00012 gesloten --sluiting zelfstandig-iom --actor RV-0012

  vertrekplanner zaak phase Z-26-00012 vertrek --correctie --reden "verkeerde zaak gesloten" --actor RV-0012
"""
LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner zaak todo

  vertrekplanner zaak todo --regievoerder RV-0012 --json
"""


class CaseProgram(Program):
    """The commands of ``zaak``; those that enter a row are made from its table when they are asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands."""
        return [*super().list_commands(ctx), *COMMANDS]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command; one that enters a row is made now."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        spec = COMMANDS[cmd_name]
        made = typer.Typer(cls=Program, add_completion=False, pretty_exceptions_enable=False)
        example = f"\nVoorbeelden:\n\n  vertrekplanner zaak {cmd_name} Z-26-00012 {spec.example} --actor RV-0012\n"
        made.command(cmd_name, cls=DutchCommand, help=spec.help, epilog=example, options_metavar="[OPTIES]")(
            entry_command(cmd_name)
        )
        return typer.main.get_command(made)


app = typer.Typer(
    cls=CaseProgram,
    name="zaak",
    help="Een zaak: fase, vertrekplan, contacten, vragen en reisdocument; en wat er in zaken te doen is.",
    epilog=f"{SHOW_EXAMPLES}{LIST_EXAMPLES.replace('Voorbeelden:', '')}",
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Moment = Annotated[str | None, typer.Option("--at", help="Gezien op dit moment; anders nu.", metavar="TIJDSTIP")]


@app.command("show", cls=DutchCommand, epilog=SHOW_EXAMPLES, options_metavar="[OPTIES]")
def show_case(
    zaak: CaseCode,
    actor: ServiceNumber,
    at: Moment = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon alles wat over een zaak is vastgelegd; wie keek, komt in het logboek."""
    from api.cli.case_words import as_data, tell_case
    from api.composition import SystemClock, opened
    from planner.domain.ids import CaseId
    from planner.usecases.cases.look_at_case import look_at_case

    moment = _moment(at)
    with opened(database, must_exist=True) as store:
        view = look_at_case(store, SystemClock(), CaseId(zaak), actor=actor, at=moment)
    if view is None:
        raise not_found(f"zaak {zaak} is niet bekend", "Neem het zaaknummer over uit het bronsysteem.")
    if as_json:
        say_json(as_data(view))
    else:
        tell_case(view)


@app.command("phase", cls=DutchCommand, epilog=PHASE_EXAMPLES, options_metavar="[OPTIES]")
def phase(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    zaak: CaseCode,
    fase: Annotated[str, typer.Argument(help="De fase die begint.", metavar="FASE")],
    actor: ServiceNumber,
    op: Annotated[str | None, typer.Option(help="Sinds wanneer; anders nu.", metavar="TIJDSTIP")] = None,
    reden: Annotated[str, typer.Option(help="Waarom; nodig bij een stap terug of correctie.", metavar="TEKST")] = "",
    sluiting: Annotated[str | None, typer.Option(help="Hoe de zaak eindigde.", metavar="WIJZE")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    correctie: Annotated[bool, typer.Option("--correctie", help="Herstelt de vorige fase.")] = False,
) -> None:
    """Breng een zaak in haar volgende fase."""
    from api.composition import SystemClock, opened
    from planner.domain.casework import CasePhase, Closing
    from planner.domain.ids import CaseId
    from planner.domain.steps import StepRefusedError
    from planner.usecases.cases.advance_case import NextPhase, advance_case

    closing = None if sluiting is None else Closing(_chosen(sluiting, "sluiting", [one.value for one in Closing]))
    step = NextPhase(
        case=CaseId(zaak),
        phase=CasePhase(_chosen(fase, "fase", [one.value for one in CasePhase])),
        actor=actor,
        at=None if op is None else parse_moment(op),
        reason=reden,
        closing=closing,
        correction=correctie,
    )
    with opened(database, must_exist=True) as store:
        try:
            change = advance_case(store, SystemClock(), step)
        except StepRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    say(f"Vastgelegd: {zaak} is {change.phase}.", style="bold")


@app.command("todo", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def todo(
    regievoerder: Annotated[
        str | None, typer.Option(help="Alleen zaken van deze regievoerder.", metavar="CODE")
    ] = None,
    at: Moment = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon welke zaken verder kunnen, wat er ontbreekt, en wat te laat is of verloopt."""
    from api.composition import SystemClock, opened
    from planner.domain.ids import RegievoerderId
    from planner.usecases.cases.casework_lists import casework_lists

    now = _moment(at) or SystemClock().now()
    whose = None if regievoerder is None else RegievoerderId(regievoerder)
    with opened(database, must_exist=True) as store, store.reading() as books:
        lists = casework_lists(books, now=now, regievoerder=whose)
    if as_json:
        from planner.codec.canonical import to_plain

        say_json(to_plain(lists))
    else:
        _tell_lists(lists)


def _tell_lists(lists: CaseworkLists) -> None:
    from planner.domain.spelling import count, numeric_date

    steps = [(s.case, s.because, command_of(s)) for s in lists.steps]
    _part("Zaken die verder kunnen", ("Zaak", "Wat er is", "Volgende stap, met"), steps)
    gaps = [(g.case, g.what, g.owner, "vertrek wacht" if g.gate else "") for g in lists.gaps]
    _part("Ontbrekende gegevens", ("Zaak", "Wat ontbreekt", "Van wie", ""), gaps)
    late = [(b.case, b.number, b.action, b.owner, numeric_date(b.due)) for b in lists.barriers]
    _part("Belemmeringen over tijd", ("Zaak", "Nr", "Actie", "Eigenaar", "Uiterlijk"), late)
    ends = [
        (one.case, one.document.document.kind, _ends(one.document.expires), "; ".join(one.document.warnings))
        for one in lists.documents
    ]
    _part("Reisdocumenten", ("Zaak", "Document", "Verloopt op", "Let op"), ends)
    say(
        f"{count(len(steps), 'zaak kan', 'zaken kunnen')} verder,"
        f" {count(len(gaps), 'gegeven ontbreekt', 'gegevens ontbreken')},"
        f" {count(len(late), 'belemmering is', 'belemmeringen zijn')} over tijd,"
        f" {count(len(ends), 'document vraagt', 'documenten vragen')} aandacht."
    )


def _part(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    if rows:
        show(table(*without_empty(columns, rows[:SHOWN]), title=title))
    if len(rows) > SHOWN:
        say(f"En nog {len(rows) - SHOWN}; kies een regievoerder met --regievoerder, of vraag alles met --json.")


def command_of(step: NextStep) -> str:
    """Return the command with which a person takes the step."""
    how = "" if step.closing is None else f" --sluiting {step.closing}"
    choose = " --sluiting …" if step.closing is None and step.phase == "gesloten" else how
    return f"vertrekplanner zaak phase {step.case} {step.phase}{choose} --actor …"


def _ends(expires: Minute | None) -> str:
    from planner.domain.civil import day_of
    from planner.domain.spelling import numeric_date
    from planner.domain.time import Minute

    return "" if expires is None else numeric_date(day_of(Minute(expires - 1)))


def _moment(at: str | None) -> Minute | None:
    return None if at is None else parse_moment(at)


def _chosen(text: str, what: str, words: list[str]) -> str:
    if text not in words:
        raise CommandFailure(f"{text!r} is geen {what}", f"Kies uit: {', '.join(words)}.")
    return text
