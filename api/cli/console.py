"""Printing for officers and for scripts. Text from files and stores is shown as it is, never as markup or as codes."""

import json
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

WIDTH_WITHOUT_TERMINAL = 120
"""Columns when the output goes to a file or another program, so that tables are not squeezed."""


def out() -> Console:
    """Return the console of the results."""
    return _console(stderr=False)


def err() -> Console:
    """Return the console of errors and of progress, so that ``--json`` output stays clean."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(stderr=stderr, markup=False, highlight=False, soft_wrap=False, width=width)


def say(text: str = "", *, style: str = "") -> None:
    """Print one line of result; a terminal wraps it, so that paths stay whole."""
    out().print(plain(text), style=style, soft_wrap=True)


def note(text: str) -> None:
    """Print one line beside the result."""
    err().print(plain(text), style="dim", soft_wrap=True)


def show(renderable: RenderableType) -> None:
    """Print a table or another drawn thing."""
    out().print(renderable)


def say_json(data: object) -> None:
    """Print data for a script: one JSON document, keys in a fixed order."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n")


def heading(text: str) -> None:
    """Print a heading with a blank line before it."""
    say()
    say(text, style="bold")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str = "",
    right: Iterable[int] = (),
    whole: Iterable[int] = (),
) -> Table:
    """Return a quiet table; columns in ``right`` hold figures, those in ``whole`` codes that are copied from it."""
    drawn = Table(title=Text(title) if title else None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    figures, unbroken = frozenset(right), frozenset(whole)
    for index, column in enumerate(columns):
        drawn.add_column(
            Text(column),
            justify="right" if index in figures else "left",
            overflow="fold",
            no_wrap=index in unbroken,
        )
    for row in rows:
        drawn.add_row(*(Text(plain("" if cell is None else str(cell))) for cell in row))
    return drawn


def counted(number: int, one: str, more: str) -> str:
    """Return ``1 feit`` or ``3 feiten``."""
    return f"{number} {one if number == 1 else more}"


def without_empty(
    columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Return columns and rows without the columns in which no row says anything."""
    said = [i for i in range(len(columns)) if any(row[i] not in {None, ""} for row in rows)]
    return [columns[i] for i in said], [[row[i] for i in said] for row in rows]


def plain(text: str) -> str:
    """Return the text without characters that steer a terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)
