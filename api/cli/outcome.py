"""``outcome``: record what really happened to an activity."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.console import say
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, parse_moment

EXAMPLES = """
Voorbeelden:

  vertrekplanner outcome Z-26-00012/voortgang/3 gehouden --start 2026-11-24T09:00 --end 2026-11-24T10:00 --actor RV-0012

  vertrekplanner outcome Z-26-00012/voortgang/3 niet-verschenen --start 2026-11-24T09:00 --end 2026-11-24T09:15
  --actor RV-0012 --reason "geen bericht"

  vertrekplanner outcome Z-26-00012/vertrek/1 mislukt --cause verzet --start 2026-11-24T09:00 --end 2026-11-24T10:15
  --actor KM-0007

Een fout wordt hersteld met --correction; wat er stond blijft bewaard.
"""


def outcome(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    activity: Annotated[
        str, typer.Argument(help="Sleutel van de activiteit, zoals in het plan.", metavar="ACTIVITEIT")
    ],
    code: Annotated[str, typer.Argument(help="Hoe het afliep, bijvoorbeeld gehouden.", metavar="UITKOMST")],
    start: Annotated[str, typer.Option(help="Werkelijk begin, Nederlandse tijd.", metavar="TIJDSTIP")],
    end: Annotated[str, typer.Option(help="Werkelijk einde, Nederlandse tijd.", metavar="TIJDSTIP")],
    actor: Annotated[
        str, typer.Option(envvar="VERTREKPLANNER_ACTOR", help="Rol of dienstnummer van wie dit meldt.", metavar="CODE")
    ],
    reason: Annotated[str, typer.Option(help="Toelichting, zonder namen.", metavar="TEKST")] = "",
    cause: Annotated[
        str | None, typer.Option(help="Waardoor een vertrek mislukte, bijvoorbeeld verzet.", metavar="OORZAAK")
    ] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    correction: Annotated[bool, typer.Option("--correction", help="Herstelt een eerder vastgelegde uitkomst.")] = False,
) -> None:
    """Leg vast wat er werkelijk gebeurde; daarna blijkt wat er opnieuw moet."""
    from api.composition import SystemClock, opened
    from planner.domain.bookings import CancelReason
    from planner.domain.commitments import OutcomeCode
    from planner.domain.ids import ActivityKey
    from planner.usecases.cases.record_outcome import Happened, OutcomeRefusedError, record_outcome

    codes = {item.value: item for item in OutcomeCode}
    if code not in codes:
        raise CommandFailure(f"onbekende uitkomst {code!r}", f"Kies uit: {', '.join(codes)}.")
    causes = {item.value: item for item in CancelReason}
    if cause is not None and cause not in causes:
        raise CommandFailure(f"onbekende oorzaak {cause!r}", f"Kies uit: {', '.join(causes)}.")
    happened = Happened(
        activity=ActivityKey(activity),
        code=codes[code],
        started=parse_moment(start),
        ended=parse_moment(end),
        actor=actor,
        reason=reason,
        cause=None if cause is None else causes[cause],
        correction=correction,
    )
    with opened(database, must_exist=True) as store:
        try:
            record_outcome(store, SystemClock(), happened)
        except OutcomeRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    again = "" if codes[code].done else " De activiteit komt terug in de volgende berekening."
    say(f"Vastgelegd: {activity} {code}.{again}", style="bold")
