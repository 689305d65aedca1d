"""Pictures of every page for every role: ``python -m tools.pictures --db planner.sqlite --out DIR``.

Needs Chromium and axe-core (``make test`` brings them). Works on a copy of the database, at a moment that stands
still. ``beelden/`` of the target holds the pictures, ``bevindingen.csv`` what axe, the console and the layout said;
ends with 1 when there is anything in it.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from planner.domain.wording import Language
from tools.pictures.findings import Finding, summary, write_table
from tools.pictures.house import as_of, shown

EACH = 1


def main() -> int:
    """Make the pictures; return the code to end with."""
    asked = _asked()
    folder = asked.out / "beelden"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = list[Finding]()
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory())
        stack.callback(lambda: write_table(found, asked.out / "bevindingen.csv"))  # also of a run that was ended
        books = shutil.copy(asked.db, Path(place) / "boeken.sqlite")
        shown(
            Path(books),
            folder,
            found,
            moment=as_of(asked.as_of),
            roles=asked.role,
            widths=tuple(asked.width),
            languages=[Language(one) for one in asked.taal],
            each=asked.each,
            only=asked.only,
        )
    print(summary(found))
    print(f"{len(list(folder.iterdir()))} beelden in {folder}, {len(found)} bevindingen")
    return 1 if found else 0


def _asked() -> argparse.Namespace:
    about = argparse.ArgumentParser(prog="tools.pictures", description=(__doc__ or "").splitlines()[0])
    about.add_argument("--db", type=Path, required=True, help="een SQLite-bestand met een publicatie")
    about.add_argument("--out", type=Path, required=True, help="map voor beelden en bevindingen")
    about.add_argument("--as-of", default="2026-11-25T09:40", help="moment waarop wordt gekeken")
    about.add_argument("--each", type=int, default=EACH, help="zoveel pagina's van elke soort")
    about.add_argument("--only", default="", help="alleen soorten pagina's waarin dit voorkomt")
    for name, values, what in _LISTS:
        about.add_argument(name, nargs="+", type=type(values[0]) if values else str, default=values, help=what)
    return about.parse_args()


_LISTS: Iterable[tuple[str, list[str] | list[int], str]] = (
    ("--role", [], "alleen deze rollen; buiten is wie niet is aangemeld"),
    ("--width", [1440, 390], "breedten"),
    ("--taal", ["nl"], "nl, en"),
)

sys.exit(main())
