"""Making the maps of the newest release before somebody opens them.

With a road network the first drawing of a day takes seconds, for every way over the road is then looked up once.
Not allowed here: what a page is, and answering requests.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator

from api.pages.roads import Roads
from api.pages.viewer import Role, Viewer
from api.server.shelf import Shelf
from planner.ports.store import StoreError

SECONDS_BETWEEN = 5.0
GIVES_WAY = 20
"""So many times as long as a page took, the next one waits: the time is of who asks for something."""
PREPARED = (Viewer(Role.PLANNER), Viewer(Role.KMAR), Viewer(Role.DJI))
_FOLDER, _PAGE, _ENDINGS = "kaarten/", ".html", (".html", ".png")
_SHEET = "kaarten/rit-"
"""A vehicle's own sheet is quick once its day is drawn; its picture is made when asked for."""

logger = logging.getLogger("vertrekplanner")


class Preparing(threading.Thread):
    """Looks now and then whether there is a new release or other roads, and makes the maps."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(name="kaarten", daemon=True)
        self._shelf = shelf
        self._ended = threading.Event()

    def run(self) -> None:
        """Go on until ended."""
        done: tuple[int, Roads] | None = None
        while not self._ended.is_set():
            try:
                now = (self._shelf.newest(), self._shelf.roads())
                if now != done:
                    self.prepare(now[0])
                    done = now
            except StoreError:
                logger.warning("the store does not answer; maps are made when they are opened")
            except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on and a later look may succeed
                logger.warning("maps were not made beforehand: %s", type(error).__name__)
            self._ended.wait(SECONDS_BETWEEN)

    def end(self) -> None:
        """Stop after the page at hand."""
        self._ended.set()
        self.join()

    def prepare(self, number: int) -> list[str]:
        """Make the maps of a release and return their paths; stop early when ended."""
        made: list[str] = []
        for viewer in PREPARED:
            for path in _worth_making(self._shelf.paths(number, viewer)):
                if self._ended.is_set():
                    return made
                began = time.monotonic()
                self._shelf.copy(number, viewer, path)
                made.append(path)
                self._ended.wait(GIVES_WAY * (time.monotonic() - began))
        return made


def _worth_making(paths: Iterable[str]) -> Iterator[str]:
    """Yield the maps and pictures, and one sheet, so that what all sheets share is ready."""
    one_sheet = False
    for path in paths:
        if not path.startswith(_FOLDER) or not path.endswith(_ENDINGS):
            continue
        if not path.startswith(_SHEET):
            yield path
        elif path.endswith(_PAGE) and not one_sheet:
            one_sheet = True
            yield path
