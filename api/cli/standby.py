"""``standby``: who could stand by for a flight, and approving one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import note, say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json, PlanNumber, parse_moment

if TYPE_CHECKING:
    from solver.standby import StandbyCandidate

EXAMPLES = """
Voorbeelden:

  vertrekplanner standby RB-AT851-1124

  vertrekplanner standby RB-AT851-1124 --approve Z-26-00012/vertrek/1 --actor T-0042

Alleen wie zonder overtreding van een harde of wettelijke regel kan invallen, kan worden goedgekeurd. De volgorde is:
wettelijke termijn, dagen in bewaring, sleutel; nooit wie iemand is.
"""


def standby(  # noqa: PLR0913 - one parameter per option of the command
    flight: Annotated[str, typer.Argument(help="Code van de vlucht, zoals in het plan.", metavar="VLUCHT")],
    approving: Annotated[
        str | None, typer.Option("--approve", help="Keur dit vertrek goed als reserve.", metavar="ACTIVITEIT")
    ] = None,
    plan: PlanNumber = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Gezien vanaf; anders nu.", metavar="TIJDSTIP")] = None,
    actor: Annotated[
        str, typer.Option(envvar="VERTREKPLANNER_ACTOR", help="Dienstnummer van wie goedkeurt.", metavar="CODE")
    ] = "",
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Toon wie reserve kan staan voor een vlucht, of keur er een goed."""
    from api.composition import SystemClock, opened
    from api.standing_by import StandbyRefusedError, UnknownFlightError, approve, standing_by

    clock = SystemClock()
    with opened(database, must_exist=True) as store:
        try:
            found = standing_by(store, flight, parse_moment(as_of) if as_of else clock.now(), plan)
            if approving is not None:
                approve(store, clock, found, approving, actor=actor)
                say(f"Goedgekeurd: {approving} staat reserve voor vlucht {flight}.", style="bold")
                note("Bij de volgende berekening staat dit in het plan, als het dan nog mag.")
                return
        except UnknownFlightError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
        except StandbyRefusedError as error:
            raise from_text(str(error), ExitCode.BREACHES) from error
        except ValueError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    listed = found.candidates
    if as_json:
        say_json({"plan": found.plan, "vlucht": flight, "reserve": [_as_data(item) for item in listed]})
    else:
        _tell(flight, listed)


def _tell(flight: str, listed: tuple[StandbyCandidate, ...]) -> None:
    from api.cli.words import RIDES_ANEW, rule_title

    fitting = [item for item in listed if item.fits]
    can = "kan" if len(fitting) == 1 else "kunnen"
    say(f"Vlucht {flight}: {len(fitting)} {can} reserve staan, {len(listed) - len(fitting)} niet.", style="bold")
    if fitting:
        fits = ((item.activity, item.approved_by, RIDES_ANEW if item.rides else "") for item in fitting)
        show(table(("Vertrek", "Goedgekeurd door", "Daarna"), fits))
    refused = [item for item in listed if not item.fits]
    if refused:
        rows = ((_name(i), "\n".join(f"{rule_title(r.rule)}: {r.because}" for r in i.in_the_way)) for i in refused)
        show(table(("Vertrek", "Wat in de weg staat"), rows))


def _name(item: StandbyCandidate) -> str:
    """Return the departure, with who approved it although it does not hold."""
    return f"{item.activity}\ngoedgekeurd door {item.approved_by}" if item.approved_by else item.activity


def _as_data(item: StandbyCandidate) -> dict[str, object]:
    return {
        "vertrek": item.activity,
        "kan": item.fits,
        "goedgekeurd_door": item.approved_by,
        "in_de_weg": [{"regel": reason.rule, "omdat": reason.because} for reason in item.in_the_way],
        "vervoer_opnieuw_te_plannen": list(item.rides),
    }
