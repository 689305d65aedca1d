"""``feeds link``: a link to the page on which a person connects the own programs."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json

MOST_HOURS = 168
EXAMPLES = """
Voorbeelden:

  vertrekplanner feeds link RV-0001

  vertrekplanner feeds link RV-0001 --hours 4

Wie de verwijzing heeft kan tot die afloopt toegang maken, vernieuwen en intrekken voor de agenda van deze persoon.
Stuur haar alleen aan de persoon zelf.
"""


def link(
    owner: Annotated[str, typer.Argument(help="Dienstnummer.", metavar="EIGENAAR")],
    hours: Annotated[int, typer.Option(min=1, max=MOST_HOURS, help="Zo lang geldig, in uren.")] = 24,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Maak een verwijzing naar de pagina waarop iemand de eigen programma's aansluit."""
    from api.address import configured_address
    from api.composition import SystemClock, opened
    from planner.domain.civil import to_utc
    from planner.domain.spelling import stamp
    from planner.usecases.agendas.agenda_links import LinkRefusedError, make_agenda_link

    with opened(database, must_exist=True) as store:
        try:
            made = make_agenda_link(store, SystemClock(), owner, hours=hours, actor=actor)
        except LinkRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    address = configured_address() + made.path
    if as_json:
        say_json({"verwijzing": address, "eigenaar": owner, "tot": to_utc(made.until).isoformat()})
        return
    say(f"Verwijzing voor {owner}, geldig tot {stamp(made.until)}:", style="bold")
    say(address)
