"""``serve``: show the releases in the browser, on this machine only."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.console import note, say
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database

MAX_PORT = 65535
EXAMPLES = """
Voorbeelden:

  vertrekplanner serve

  vertrekplanner serve --port 9000

Zolang er geen accounts zijn luistert de server alleen op 127.0.0.1.
"""


def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren; alleen deze machine.", metavar="ADRES")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Poort.", min=1, max=MAX_PORT)] = 8000,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Toon de publicaties in de browser, alleen op deze machine."""
    from api.server.listening import HostRefusedError, checked_host

    try:
        address = checked_host(host)
    except HostRefusedError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _refuse_taken(address, port)
    _refuse_wrong_settings()
    from api.composition import SystemClock, opened
    from api.server.app import create_app
    from api.server.listening import listen
    from api.server.preparing import Preparing
    from api.server.shelf import Shelf

    with opened(database) as store:
        shelf = Shelf(store)
        preparing = Preparing(shelf)
        preparing.start()
        say(f"Open http://{address}:{port}/ in de browser; stoppen met Ctrl-C.", style="bold")
        app = create_app(store, SystemClock(), shelf)
        listen(app, host=address, port=port)
        app.state.feeds.close()
        preparing.end()
    note("Gestopt.")


def _refuse_wrong_settings() -> None:
    """Fail before anybody opens a page: roads that cannot be read, or an address that is no tile server."""
    from api.roads import configured_roads
    from api.tiles import configured_tiles

    configured_roads()
    try:
        configured_tiles()
    except ValueError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def _refuse_taken(address: str, port: int) -> None:
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise CommandFailure(
                f"poort {port} is al in gebruik of mag niet", "Kies een andere met --port, bijvoorbeeld 8765."
            ) from error
