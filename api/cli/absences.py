"""``absences``: absences that people proposed from their own calendar, and accepting or declining them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.absences import AbsenceProposal
    from planner.domain.plan import Appointment

LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner absences list

  vertrekplanner absences list RV-0001 --json
"""
ACCEPT_EXAMPLES = """
Voorbeeld:

  vertrekplanner absences accept RV-0001 1b2c.ics --actor T-0042

De volgende berekening plant eromheen; wat er al was gepubliceerd blijft staan tot de volgende publicatie.
"""
DECLINE_EXAMPLES = """
Voorbeeld:

  vertrekplanner absences decline RV-0001 1b2c.ics --actor T-0042
"""

app = typer.Typer(
    cls=Program,
    name="absences",
    help="Afwezigheid die mensen in hun eigen agenda voorstellen: zien, aanvaarden en afwijzen.",
    epilog=LIST_EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Owner = Annotated[str, typer.Argument(help="Dienstnummer.", metavar="EIGENAAR")]
AnyOwner = Annotated[str | None, typer.Argument(help="Alleen van deze persoon.", metavar="EIGENAAR")]
Name = Annotated[str, typer.Argument(help="Naam van het voorstel, zoals in de lijst.", metavar="NAAM")]


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def listing(owner: AnyOwner = None, database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon de voorstellen, hun stand en welke afspraken ermee botsen."""
    from api.composition import opened
    from planner.domain.ids import RegievoerderId
    from planner.domain.spelling import count
    from planner.usecases.agendas.propose_absence import conflicts_in

    with opened(database, must_exist=True) as store, store.reading() as books:
        proposals = books.absences.all() if owner is None else books.absences.of(RegievoerderId(owner))
        release = books.releases.newest() if proposals else None
    found = [(proposal, conflicts_in(release, proposal)) for proposal in proposals]
    if as_json:
        say_json({"voorstellen": [_data(*pair) for pair in found]})
        return
    if found:
        columns = ("Eigenaar", "Naam", "Afwezig", "Stand", "Door", "Botst met")
        show(table(columns, [_row(*pair) for pair in found]))
    say(f"{count(len(found), 'voorstel', 'voorstellen')}.")


@app.command("accept", cls=DutchCommand, epilog=ACCEPT_EXAMPLES, options_metavar="[OPTIES]")
def accept(owner: Owner, name: Name, database: Database = DEFAULT_DATABASE, actor: Actor = "planner") -> None:
    """Aanvaard een voorstel: er wordt omheen gepland."""
    _decide(owner, name, database, actor, accept=True)
    say(f"Aanvaard: {owner}, {name}. De volgende berekening plant eromheen.", style="bold")


@app.command("decline", cls=DutchCommand, epilog=DECLINE_EXAMPLES, options_metavar="[OPTIES]")
def decline(owner: Owner, name: Name, database: Database = DEFAULT_DATABASE, actor: Actor = "planner") -> None:
    """Wijs een voorstel af: er wordt niet omheen gepland."""
    _decide(owner, name, database, actor, accept=False)
    say(f"Afgewezen: {owner}, {name}.", style="bold")


def _decide(owner: str, name: str, database: str, actor: str, *, accept: bool) -> None:
    from api.composition import SystemClock, opened
    from planner.domain.ids import RegievoerderId
    from planner.ports.store import StoreError
    from planner.usecases.agendas.propose_absence import decide_absence

    with opened(database, must_exist=True) as store:
        try:
            decide_absence(store, SystemClock(), RegievoerderId(owner), name, accept=accept, actor=actor)
        except StoreError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error


def _row(proposal: AbsenceProposal, hit: tuple[Appointment, ...]) -> tuple[str, ...]:
    return (
        proposal.owner,
        proposal.name,
        _when(proposal),
        proposal.state.value,
        proposal.decided_by,
        "\n".join(_appointment(item) for item in hit),
    )


def _when(proposal: AbsenceProposal) -> str:
    """Return the first occurrence, and how many follow."""
    from planner.domain.spelling import moment, stretch

    if not proposal.intervals:
        return "geen keer binnen wat wordt gepland"
    first, *others = proposal.intervals
    text = f"vanaf {moment(first.start)}" if first.end is None else stretch(first.start, first.end)
    return f"{text}\nen nog {len(others)} keer" if others else text


def _appointment(item: Appointment) -> str:
    from planner.domain.spelling import stretch

    return f"{item.activity}, {stretch(item.start, item.end)}"


def _data(proposal: AbsenceProposal, hit: tuple[Appointment, ...]) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "eigenaar": proposal.owner,
        "naam": proposal.name,
        "keren": [
            {"van": to_utc(away.start).isoformat(), "tot": None if away.end is None else to_utc(away.end).isoformat()}
            for away in proposal.intervals
        ],
        "stand": proposal.state.value,
        "door": proposal.decided_by,
        "botst_met": [item.activity for item in hit],
    }
