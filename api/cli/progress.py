"""The live display of a search: stage, what is planned, levels with bound and gap, time left.

On a terminal it is redrawn in place; elsewhere one line is written per stage.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from api.cli.console import err, table
from planner.domain.spelling import number

if TYPE_CHECKING:
    from planner.domain.plan import LevelValue
    from planner.ports.search import Progress


class Interruption:
    """Ctrl-C once asks the search to stop and keep the best so far; twice ends the command."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def __call__(self) -> bool:
        """Return whether the search was asked to stop."""
        return self._asked.is_set()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen for Ctrl-C during the block; only the main thread can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._heard)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()


class Display:
    """Shows how far a search is."""

    def __init__(self, seconds: float, asked_to_stop: Interruption) -> None:
        self._seconds = seconds
        self._asked_to_stop = asked_to_stop
        self._console = err()
        self._began = time.monotonic()
        self._latest: Progress | None = None
        self._stage = ""
        self._live: Live | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the display during the block."""
        if not self._console.is_terminal:
            yield
            return
        with Live(get_renderable=self._drawn, console=self._console, refresh_per_second=4, transient=True) as live:
            self._live = live
            yield
        self._live = None

    def report(self, progress: Progress) -> None:
        """Take in how far the search is."""
        self._latest = progress
        if self._live is None and progress.stage != self._stage:
            self._console.print(f"{progress.seconds:5.1f} s  {progress.stage}: {_planned(progress)}")
        self._stage = progress.stage

    def stages(self) -> tuple[tuple[str, float], ...]:
        """Return how many seconds each stage took, in order."""
        return () if self._latest is None else self._latest.stages

    def _drawn(self) -> Group:
        past = time.monotonic() - self._began
        grid = Table.grid(padding=(0, 2))
        grid.add_row(
            "Tijd", ProgressBar(total=self._seconds, completed=min(past, self._seconds), width=30), self._left()
        )
        if self._latest is not None:
            bar = ProgressBar(total=1.0, completed=self._latest.fraction, width=30)
            grid.add_row(Text(self._latest.stage.capitalize()), bar, _planned(self._latest))
            if self._latest.lost:
                grid.add_row(Text("Verloren deelberekeningen"), str(self._latest.lost), "")
        levels = level_table(self._latest.levels) if self._latest is not None and self._latest.levels else Text()
        return Group(grid, levels)

    def _left(self) -> str:
        if self._asked_to_stop():
            return "stopt; het beste tot nu toe blijft bewaard"
        left = self._seconds - (time.monotonic() - self._began)
        return f"nog {left:.0f} s (Ctrl-C: stop en bewaar)" if left > 0 else "afronden"


def _planned(progress: Progress) -> str:
    return f"{progress.planned} van {progress.total} gepland"


def level_table(levels: tuple[LevelValue, ...]) -> Table:
    """Return the levels with what was reached, what no plan can beat, and the difference."""
    from api.cli.words import LEVELS

    rows = [
        (
            f"{int(value.level)}  {LEVELS[value.level]}",
            value.cost,
            "niet bewezen" if value.bound is None else value.bound,
            "" if value.bound is None else value.cost - value.bound,
            "" if value.bound is None else f"{number(gap(value) * 100)} %",
        )
        for value in levels
    ]
    return table(("Niveau", "Kosten", "Ondergrens", "Verschil", "Gat"), rows, right=(1, 2, 3, 4))


def stage_table(stages: Sequence[tuple[str, float]]) -> Table:
    """Return how long each stage of a search took."""
    return table(("Stap", "Seconden"), [(stage, number(spent)) for stage, spent in stages], right=(1,))


def cost_table(levels: tuple[LevelValue, ...]) -> Table:
    """Return the levels with their cost alone: a judged plan has no bounds."""
    from api.cli.words import LEVELS

    rows = [(f"{int(value.level)}  {LEVELS[value.level]}", value.cost) for value in levels]
    return table(("Niveau", "Kosten"), rows, right=(1,))


def gap(value: LevelValue) -> float:
    """Return how far a level is from its bound: 0 is proven best."""
    return 0.0 if value.bound is None else (value.cost - value.bound) / max(1, value.cost)
