"""Making ready what everybody asks for, at the start and when it changed, so that nobody waits for it.

Each part of the application names its own; asked again, a part that is ready costs next to nothing. Not allowed here:
what is made, and answering requests.
"""

import gc
import logging
import sys
import threading
from collections.abc import Callable

from fastapi import FastAPI

SECONDS_BETWEEN = 2.0
TURN = 0.001
"""Seconds that one thread works on before another one may, when both want to."""
YOUNG = 50_000
"""New objects after which is looked for what nobody holds any more."""

logger = logging.getLogger("vertrekplanner")
Makes = Callable[[], object]


def made_ready(app: FastAPI, *parts: Makes) -> None:
    """Name what is to be made ready; what could not be is made when somebody asks for it."""
    app.state.made_ready = (*_parts(app), *parts)


def ready(app: FastAPI) -> None:
    """Make it ready, and return when that is done."""
    for make in _parts(app):
        try:
            make()
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on; its text may hold codes
            logger.warning("not made ready: %s", type(error).__name__)


def even_turns() -> None:
    """Let no thread keep the others waiting: short turns, and looking for rubbish seldom and not among what stays."""
    sys.setswitchinterval(TURN)
    gc.set_threshold(YOUNG, 20, 50)


class Readying(threading.Thread):
    """Looks now and then whether anything changed, and makes that ready."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(name="klaarzetten", daemon=True)
        self._app = app
        self._ended = threading.Event()

    def run(self) -> None:
        """Go on until ended."""
        even_turns()
        ready(self._app)
        gc.collect()
        gc.freeze()
        while not self._ended.wait(SECONDS_BETWEEN):
            ready(self._app)

    def end(self) -> None:
        """Stop after the part at hand."""
        self._ended.set()
        self.join()


def _parts(app: FastAPI) -> tuple[Makes, ...]:
    found: tuple[Makes, ...] = getattr(app.state, "made_ready", ())
    return found
