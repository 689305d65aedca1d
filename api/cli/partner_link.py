"""``partner-link``: a link by which an outside partner answers about one appointment."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json

MOST_DAYS = 30
EXAMPLES = """
Voorbeelden:

  vertrekplanner partner-link Z-26-00012/gesprek/1 --partner ADVOCAAT-07

  vertrekplanner partner-link Z-26-00012/gesprek/1 --partner NIDOS --reference N-2026-0815 --days 3

De verwijzing werkt één keer, tot de termijn om is. Wijzigt de afspraak, dan toont zij het nieuwe moment en vraagt
opnieuw. Een nieuwe verwijzing maakt de vorige ongeldig.
De partner ziet dag, tijd, gebouw en zijn eigen kenmerk; geen zaakcode.
"""


def partner_link(  # noqa: PLR0913 - one parameter per option of the command
    activity: Annotated[str, typer.Argument(help="Kenmerk van de activiteit, zoals in het plan.", metavar="KENMERK")],
    partner: Annotated[str, typer.Option(help="Code van de partner.", metavar="CODE")],
    reference: Annotated[str, typer.Option(help="Kenmerk waaronder de partner dit kent.", metavar="TEKST")] = "",
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="Zo lang geldig, in dagen.")] = 7,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Maak een verwijzing waarmee een partner instemt, een ander moment voorstelt of weigert."""
    from api.address import configured_address
    from api.composition import SystemClock, opened
    from planner.domain.civil import to_utc
    from planner.domain.spelling import stamp
    from planner.usecases.partners.partner_links import InvitationRefusedError, invite_partner

    with opened(database, must_exist=True) as store:
        try:
            found = invite_partner(store, SystemClock(), activity, partner, reference=reference, days=days, actor=actor)
        except InvitationRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    address = f"{configured_address()}/voorstel/{found.number}/{found.token}"
    until = found.request.deadline or found.request.start
    if as_json:
        say_json({"verwijzing": address, "partner": partner, "tot": to_utc(until).isoformat()})
        return
    say(f"Verwijzing voor {partner}, geldig tot {stamp(until)}:", style="bold")
    say(address)
