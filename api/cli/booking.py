"""``booking``: record what became of the seats of a departure on a flight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say, say_json
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json

if TYPE_CHECKING:
    from planner.domain.bookings import CancelReason

EXAMPLES = """
Voorbeelden:

  vertrekplanner booking Z-26-00012/vertrek/1 VB0103-20261201 aangevraagd --actor PL-03

  vertrekplanner booking Z-26-00012/vertrek/1 VB0103-20261201 geboekt --reference ABC123 --actor PL-03

  vertrekplanner booking Z-26-00012/vertrek/1 VB0103-20261201 geannuleerd --reason medisch --actor PL-03

Een geboekte stoel houdt het vertrek op zijn vlucht; een geannuleerde maakt de stoel vrij, en die vlucht wordt niet
opnieuw aan dit vertrek aangeboden.
"""


def booking(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Annotated[str, typer.Argument(help="Kenmerk van het vertrek, zoals in het plan.", metavar="VERTREK")],
    flight: Annotated[str, typer.Argument(help="Code van de vlucht.", metavar="VLUCHT")],
    state: Annotated[str, typer.Argument(help="Hoe het ervoor staat, bijvoorbeeld geboekt.", metavar="STATUS")],
    reference: Annotated[str, typer.Option(help="Boekingsnummer; leeg: blijft zoals het was.", metavar="TEKST")] = "",
    reason: Annotated[str | None, typer.Option(help="Waarom geannuleerd, als code.", metavar="REDEN")] = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Leg vast hoe het met een boeking staat: aangevraagd, geboekt, onderweg, voltooid of geannuleerd."""
    from api.composition import SystemClock, opened
    from planner.domain.bookings import BookingState
    from planner.domain.ids import ActivityKey, FlightId
    from planner.usecases.partners.booking_steps import BookingStepError
    from planner.usecases.partners.change_booking import BookingChange, change_booking

    states = {item.value: item for item in BookingState}
    if state not in states:
        raise CommandFailure(f"onbekende status {state!r}", f"Kies uit: {', '.join(states)}.")
    change = BookingChange(
        activity=ActivityKey(activity),
        flight=FlightId(flight),
        state=states[state],
        actor=actor,
        reference=reference,
        reason=_reason(reason),
    )
    with opened(database, must_exist=True) as store:
        try:
            done, changed = change_booking(store, SystemClock(), change)
        except BookingStepError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if as_json:
        say_json({"vertrek": done.activity, "vlucht": done.flight, "status": done.state, "gewijzigd": changed})
    elif changed:
        say(f"Vastgelegd: {done.activity} op {done.flight} is {done.state}.", style="bold")
        say("De volgende berekening houdt er rekening mee.")
    else:
        say(f"Niets gewijzigd: {done.activity} op {done.flight} was al {done.state}.", style="bold")


def _reason(text: str | None) -> CancelReason | None:
    from planner.domain.bookings import CancelReason

    if text is None:
        return None
    reasons = {item.value: item for item in CancelReason}
    if text not in reasons:
        raise CommandFailure(f"onbekende reden {text!r}", f"Kies uit: {', '.join(reasons)}.")
    return reasons[text]
