"""How quick calendars are at national size: ``python -m benchmarks feeds [--seconds N] [--solve]``.

Publishing the week, publishing a hundredth of it again, readers that have it already, and readers while a week
is being solved on the same machine. Ends with 1 when a stated figure is missed.
"""

import argparse
import base64
import http.client
import multiprocessing
import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from api.composition import SystemClock
from benchmarks.feeds_world import national_release, with_changes
from calendars.event import EventRenderer
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.time import Minute
from planner.store import open_store
from planner.usecases.agendas.feed_access import AccessWanted, Granted, grant_access
from planner.usecases.agendas.publish_calendars import publish_calendars

MINE = CalendarRef(CalendarKind.PERSONAL, "RV-0001")
CONNECTIONS = 4
RATE = 100
"""Requests a second while a week is being solved."""
FIGURES = {
    "publish the week (s)": 10.0,
    "publish 1 % changed (s)": 1.0,
    "CPU of an unchanged feed (ms)": 1.0,
    "unchanged feeds a second, at least": 1_000.0,
    "99 of 100 within, while solving (ms)": 150.0,
}


@dataclass
class Measured:
    """Figures beside what was promised."""

    values: dict[str, float] = field(default_factory=dict)

    def note(self, name: str, value: float) -> None:
        """Note a figure and tell it."""
        self.values[name] = value
        print(f"{name:<42}{value:>10.2f}   figure {FIGURES[name]:g}", flush=True)

    def missed(self) -> list[str]:
        """Return the figures that were missed."""
        return [
            name
            for name, value in self.values.items()
            if (value < FIGURES[name] if "at least" in name else value > FIGURES[name])
        ]


def main(arguments: Sequence[str]) -> None:
    """Measure, tell, and end with 1 when a figure is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks feeds")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each load lasts")
    parser.add_argument("--solve", action="store_true", help="also measure while a regional week is being solved")
    options = parser.parse_args(arguments)
    measured = Measured()
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'feeds.sqlite'}"
        granted = _publish(url, measured)
        with _server(url) as (port, pid):
            _unchanged(port, pid, granted, options.seconds, measured)
            if options.solve:
                with _solving():
                    _while_solving(port, granted, options.seconds, measured)
    missed = measured.missed()
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


def _publish(url: str, measured: Measured) -> Granted:
    store = open_store(url)
    first = national_release()
    for name, release in (("publish the week (s)", first), ("publish 1 % changed (s)", with_changes(first, 0.01))):
        began = time.perf_counter()
        with store.transaction() as books:
            publish_calendars(books, EventRenderer(), release)
        measured.note(name, time.perf_counter() - began)
    with store.transaction() as books:
        books.facts.record(first.resources.regievoerders, source="bench", at=Minute(0))
    granted = grant_access(store, SystemClock(), AccessWanted(owner=MINE.owner, label="bench", calendars=(MINE,)))
    store.close()
    return granted


@contextmanager
def _server(url: str) -> Iterator[tuple[int, int]]:
    """Run a server in a process of its own; give its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(url, port))
    process.start()
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    try:
        yield port, process.pid or 0
    finally:
        process.terminate()
        process.join()


def _serve(url: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415 - in the server's process only

    from api.server.app import create_app  # noqa: PLC0415
    from api.server.listening import configuration  # noqa: PLC0415

    uvicorn.Server(configuration(create_app(open_store(url), SystemClock()), host="127.0.0.1", port=port)).run()


def _unchanged(port: int, pid: int, granted: Granted, seconds: float, measured: Measured) -> None:
    """Measure readers that have the calendar already, as many as the server takes."""
    _load(port, granted, seconds=1.0)
    before, began = _cpu(pid), time.perf_counter()
    took = _load(port, granted, seconds=seconds)
    elapsed = time.perf_counter() - began
    measured.note("CPU of an unchanged feed (ms)", 1000 * (_cpu(pid) - before) / len(took))
    measured.note("unchanged feeds a second, at least", len(took) / elapsed)


def _while_solving(port: int, granted: Granted, seconds: float, measured: Measured) -> None:
    took = sorted(_load(port, granted, seconds=seconds, rate=RATE))
    measured.note("99 of 100 within, while solving (ms)", 1000 * took[int(len(took) * 0.99)])


def _load(port: int, granted: Granted, *, seconds: float, rate: float = 0.0) -> list[float]:
    """Ask for a calendar that is there already, over a few connections; return how long each answer took (s)."""
    took: list[float] = []
    threads = [
        threading.Thread(target=_ask, args=(port, granted, seconds, rate / CONNECTIONS, took))
        for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def _ask(port: int, granted: Granted, seconds: float, rate: float, took: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    pair = base64.b64encode(f"{granted.credential.id}:{granted.secret}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}"}
    connection.request("GET", f"/ical/{MINE}.ics", headers=headers)
    first = connection.getresponse()
    first.read()
    headers["If-None-Match"] = first.headers["ETag"]
    until, due = time.perf_counter() + seconds, time.perf_counter()
    while time.perf_counter() < until:
        began = time.perf_counter()
        connection.request("GET", f"/ical/{MINE}.ics", headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.NOT_MODIFIED:
            raise RuntimeError(f"expected 304, got {answer.status}")
        took.append(time.perf_counter() - began)
        if rate:
            due += 1 / rate
            time.sleep(max(0.0, due - time.perf_counter()))
    connection.close()


def _cpu(pid: int) -> float:
    """Return the seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _solving() -> Iterator[None]:
    """Solve a regional week in another process for as long as the block lasts."""
    process = multiprocessing.get_context("spawn").Process(target=_solve)
    process.start()
    time.sleep(10.0)
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _solve() -> None:
    from benchmarks.day_problem import problem_of  # noqa: PLC0415 - in the solving process only
    from planner.domain.civil import IsoWeek  # noqa: PLC0415
    from planner.sample.generate import generate  # noqa: PLC0415
    from planner.sample.sizes import SampleSize  # noqa: PLC0415
    from solver.search import StagedSearch  # noqa: PLC0415

    problem = problem_of(generate(SampleSize.REGION, seed=1, week=IsoWeek(2026, 48)))
    StagedSearch().solve(problem, seconds=120.0, seed=1, report=lambda _: None, stopped=lambda: False)
