"""``backfill``: rank what could use something that came free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import heading, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.domain.freed import Backfill, FreedUse
    from planner.domain.resources import ResourceKind, ResourceRef

EXAMPLES = """
Voorbeelden:

  vertrekplanner backfill --flight RB-AT851-1124 --fallen Z-26-00012/vertrek/1

  vertrekplanner backfill --session ZIT-NG-1125

  vertrekplanner backfill --escort KMAR-03 --from 2026-11-24T06:00 --until 2026-11-24T22:00

  vertrekplanner backfill --vehicle DVO-07 --from 2026-11-24T07:00 --until 2026-11-24T16:00

  vertrekplanner backfill --room azc-ter-apel --from 2026-11-24T10:00 --until 2026-11-24T12:00

Een persoon staat er alleen bij als elke harde en wettelijke regel klopt, ook de eigen aanzegging. Er verandert niets.
"""


def backfill(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    flight: Annotated[str | None, typer.Option(help="Stoel op deze vlucht.", metavar="CODE")] = None,
    session: Annotated[str | None, typer.Option(help="Plaats in deze zitting.", metavar="CODE")] = None,
    escort: Annotated[str | None, typer.Option(help="Tijd van dit escortteam.", metavar="CODE")] = None,
    vehicle: Annotated[str | None, typer.Option(help="Tijd van dit voertuig.", metavar="CODE")] = None,
    room: Annotated[str | None, typer.Option(help="Een gesprekskamer op deze locatie.", metavar="CODE")] = None,
    interpreter: Annotated[str | None, typer.Option(help="Een tolk in deze taal.", metavar="TAAL")] = None,
    regievoerder: Annotated[str | None, typer.Option(help="Tijd van deze regievoerder.", metavar="CODE")] = None,
    begin: Annotated[str | None, typer.Option("--from", help="Vrij vanaf.", metavar="TIJDSTIP")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Vrij tot.", metavar="TIJDSTIP")] = None,
    fallen: Annotated[
        list[str] | None, typer.Option("--fallen", help="Vertrek dat uitviel; mag vaker.", metavar="ACTIVITEIT")
    ] = None,
    plan: PlanNumber = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Gezien vanaf; anders nu.", metavar="TIJDSTIP")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon wat iets kan gebruiken dat vrijkwam, met wat het oplevert en wat in de weg staat."""
    from api.composition import SystemClock, opened
    from planner.domain.ids import ActivityKey
    from planner.domain.resources import ResourceKind
    from planner.ports.editing import EditImpossibleError
    from planner.usecases.editing.came_free import NotKnownError, came_free
    from planner.usecases.planning.current_plan import current_plan
    from solver.backfill.ranking import backfill as rank

    given = {
        ResourceKind.FLIGHT: flight,
        ResourceKind.SESSION: session,
        ResourceKind.ESCORT: escort,
        ResourceKind.VEHICLE: vehicle,
        ResourceKind.ROOM: room,
        ResourceKind.INTERPRETER: interpreter,
        ResourceKind.REGIEVOERDER: regievoerder,
    }
    chosen, (start, end) = _chosen(given), (None if text is None else parse_moment(text) for text in (begin, until))
    with opened(database, must_exist=True) as store, store.reading() as books:
        found = current_plan(books, plan, now=parse_moment(as_of) if as_of else SystemClock().now())
    try:
        freed = came_free(found.problem, chosen, start, end)
    except EditImpossibleError as error:
        code = ExitCode.NOT_FOUND if isinstance(error, NotKnownError) else ExitCode.WRONG_INPUT
        raise from_text(str(error), code) from error
    result = rank(found.problem, found.plan, freed, [ActivityKey(key) for key in fallen or ()])
    if as_json:
        say_json({"plan": found.number, **_as_data(result)})
    else:
        _tell(found.number, result)


def _chosen(given: Mapping[ResourceKind, str | None]) -> ResourceRef:
    from planner.domain.resources import ResourceRef

    chosen = [ResourceRef(kind, code) for kind, code in given.items() if code]
    if len(chosen) != 1:
        raise CommandFailure(
            "geef precies een ding op dat vrijkwam",
            "Kies --flight, --session, --escort, --vehicle, --room of een ander.",
        )
    return chosen[0]


def _tell(number: int, result: Backfill) -> None:
    from api.cli.words import LEVELS, rule_title
    from planner.domain.spelling import count

    what = f"{result.freed.resource.kind} {result.freed.resource.id}"
    say(f"Plan {number}, {what}: {count(len(result.uses), 'mogelijkheid', 'mogelijkheden')}.", style="bold")
    if result.uses:
        rows = (
            (
                i,
                use.activity,
                use.why,
                _then(use),
                "; ".join(f"{LEVELS[level]} {-gain:+d}" for level, gain in use.gains),
            )
            for i, use in enumerate(result.uses, 1)
        )
        show(table(("Nr", "Activiteit", "Nu", "Dan", "Kosten per niveau"), rows, right=(0,)))
    if result.one_rule_away:
        heading("Eén regel ertussen")
        reasons = (
            (use.activity, use.why, _because(use, rule_title(use.in_the_way[0].rule))) for use in result.one_rule_away
        )
        show(table(("Activiteit", "Nu", "Regel"), reasons))
    if result.others:
        falls = count(result.others, "activiteit valt", "activiteiten vallen")
        say(f"Nog {falls} af op meer dan een regel.")
    if not (result.uses or result.one_rule_away or result.others):
        say("Niets kan dit gebruiken en er iets mee winnen.")


def _moment(use: FreedUse) -> str:
    from planner.domain.spelling import moment

    return moment(use.appointment.start) if use.appointment else ""


def _then(use: FreedUse) -> str:
    from api.cli.words import RIDES_ANEW

    return f"{_moment(use)}\n{RIDES_ANEW}" if use.rides else _moment(use)


def _because(use: FreedUse, title: str) -> str:
    return f"{title}: {'; '.join(reason.because for reason in use.in_the_way)}"


def _as_data(result: Backfill) -> dict[str, object]:
    return {
        "vrij": {"soort": result.freed.resource.kind.value, "code": result.freed.resource.id},
        "mogelijk": [_use_data(use) for use in result.uses],
        "een_regel_ertussen": [_use_data(use) for use in result.one_rule_away],
        "valt_af_op_meer_dan_een_regel": result.others,
    }


def _use_data(use: FreedUse) -> dict[str, object]:
    return {
        "activiteit": use.activity,
        "nu": use.why,
        "dan": _moment(use),
        "winst": {str(int(level)): gain for level, gain in use.gains},
        "in_de_weg": [{"regel": reason.rule, "omdat": reason.because} for reason in use.in_the_way],
        "vervoer_opnieuw_te_plannen": list(use.rides),
    }
