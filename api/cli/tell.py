"""``tell``: send the messages about publications, and see who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database, Json

if TYPE_CHECKING:
    from planner.domain.messages import Message

EXAMPLES = """
Voorbeelden:

  vertrekplanner tell

  vertrekplanner tell --release 12

Zonder --release worden de berichten verzonden die klaarstaan; met --release is te zien wie bericht kreeg.
Instellen: VERTREKPLANNER_SMTP en VERTREKPLANNER_AFZENDER voor mail, VERTREKPLANNER_WEBHOOK_GEHEIM voor programma's,
VERTREKPLANNER_INSPECTIE voor waar de inspectie hoort wat er in het schema van begeleide uitzettingen wijzigt.
"""


def tell(
    release: Annotated[int | None, typer.Option(min=1, help="Toon wie bericht kreeg over deze publicatie.")] = None,
    database: Database = DEFAULT_DATABASE,
    *,
    as_json: Json = False,
) -> None:
    """Verzend de berichten over wat een publicatie wijzigde, alleen aan wie het raakt."""
    from api.composition import SystemClock, opened
    from api.outbox.settings import CarrierSettingsError, carriers
    from planner.usecases.publishing.tell_changes import deliver_messages

    with opened(database, must_exist=True) as store:
        if release is not None:
            with store.reading() as books:
                _show(books.outbox.of_release(release), as_json=as_json)
            return
        try:
            arrived, waiting = deliver_messages(store, SystemClock(), carriers())
        except CarrierSettingsError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if as_json:
        say_json({"verzonden": arrived, "niet_aangekomen": waiting})
    else:
        say(f"{counted(arrived, 'bericht', 'berichten')} verzonden, {waiting} niet aangekomen.", style="bold")


def _show(messages: tuple[tuple[int, Message], ...], *, as_json: bool) -> None:
    from planner.domain.spelling import stamp

    if as_json:
        say_json({"berichten": [_data(number, message) for number, message in messages]})
        return
    rows = [
        (
            number,
            message.calendar,
            message.channel.value,
            len(message.changes),
            message.state.value,
            "" if message.seen_at is None else stamp(message.seen_at),
            message.trouble,
        )
        for number, message in messages
    ]
    show(table(("Bericht", "Agenda", "Kanaal", "Wijzigingen", "Status", "Gezien", "Opmerking"), rows, right=(0, 3)))


def _data(number: int, message: Message) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "bericht": number,
        "agenda": message.calendar,
        "kanaal": message.channel.value,
        "wijzigingen": len(message.changes),
        "status": message.state.value,
        "pogingen": message.attempts,
        "gezien": None if message.seen_at is None else to_utc(message.seen_at).isoformat(),
        "opmerking": message.trouble,
    }
