"""How long the server works on each page: ``python -m benchmarks pages --db FILE --out DIR``.

Asks every page that the application has for somebody of a fitting role, on a copy of a database with a published week:
first cold, once the server says it is ready, then warm. The pages come from the routes, so a new page is measured as
soon as it is there. Seconds of the processor are judged, those of the clock stand beside them, for a machine that does
other work too. Ends with 1 when a warm page takes over 300 ms, or answers with an error.
"""

import argparse
import gc
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.composition import SystemClock
from api.server.app import Share, create_app
from api.server.preparing import Preparing
from api.server.readying import even_turns, ready
from api.server.shelf import Shelf
from api.web.guard import COOKIE
from benchmarks.pages_world import Page, World, copied, left_out, pages_of
from planner.domain.access import Role
from planner.domain.activities import ActivityKind
from planner.domain.resources import ResourceKind
from planner.store import open_store

LIMIT = 0.3
"""Seconds of work on a warm page."""
WELL = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.SEE_OTHER})
HERE = "http://127.0.0.1"


@dataclass
class Measured:
    """What one page took: seconds by the clock and of the processor, the first cold."""

    page: Page
    size: int = 0
    status: int = 0
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether it takes too long once warm."""
        return max(self.processor[1:], default=0.0) > LIMIT

    @property
    def line(self) -> str:
        """The row of the table."""
        cold, warm, clock = self.processor[0], self.processor[1:] or [0.0], self.clock[1:] or [0.0]
        times = (cold, _part(warm, 0.5), _part(warm, 0.95), max(warm), _part(clock, 0.5), max(clock))
        shown = " | ".join(f"{1000 * one:.0f}" for one in times)
        mark = " **" if self.late or self.status not in WELL else ""
        return f"| {self.page.name} | {self.page.role} | {self.status} | {self.size // 1024} | {shown} |{mark}"


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a page takes too long."""
    options = _options(arguments)
    logging.disable(logging.CRITICAL)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-pages-") as folder:
        found, begun, apart = _measured(copied(options.db, Path(folder)), options.times, options.only)
    found.sort(key=lambda one: -max(one.processor[1:], default=0.0))
    head = f"{len(found)} pages, load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores"
    columns = ("page", "role", "status", "KiB", "cold", "p50", "p95", "worst", "p50 by the clock", "worst by the clock")
    lines = [head, f"ready after {begun:.1f} s of the processor", "", f"| {' | '.join(columns)} |"]
    lines += ["|---" * len(columns) + "|", *(one.line for one in found), "", f"not asked: {', '.join(apart)}"]
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        told = {one.page.name: {"clock": one.clock, "processor": one.processor} for one in found}
        (options.out / "pages.json").write_text(json.dumps(told, indent=1))
        (options.out / "pages.md").write_text("\n".join(lines) + "\n")
    missed = [one.page.name for one in found if one.late or one.status not in WELL]
    if missed:
        sys.exit("missed: " + ", ".join(missed))


def _measured(url: str, times: int, only: str) -> tuple[list[Measured], float, list[str]]:
    store, clock = open_store(url), SystemClock()
    shelf = Shelf(store)
    app = create_app(store, clock, shelf, share=Share.ALL)
    world = World(store, shelf)
    _disrupt(app, world)
    _suppose(app, world)
    asked = [Measured(page) for page in pages_of(app, world) if only in page.name]
    tokens = {one.page.role: world.token(one.page.role) for one in asked}
    began = time.process_time()
    even_turns()
    Preparing(shelf).prepare(world.release.number)
    ready(app)
    begun = time.process_time() - began
    cookies: dict[object, str] = {role: f"{COOKIE}={token}" for role, token in tokens.items()}
    with TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False) as client:
        _await_list(client, world)
        for turn in range(times + 1):
            if turn == 1:
                gc.collect()
                gc.freeze()
            _ask(client, asked, cookies)
    app.state.jobs.close()
    app.state.feeds.close()
    store.close()
    return asked, begun, left_out(app)


def _disrupt(app: FastAPI, world: World) -> None:
    """Report that a regievoerder falls ill, so that there is something to show where disruptions are."""
    talks = world.planned(ActivityKind.CONVERSATION)
    who = next(code for item in talks if (code := item.resource(ResourceKind.REGIEVOERDER)) is not None)
    start = int(talks[0].start)
    told = {"kind": "regievoerder-afwezig", "officer": who, "start": start, "end": start + 1440}
    _posted(app, world, "/api/v1/disruptions", told)


def _suppose(app: FastAPI, world: World) -> None:
    """Split a what-if off what is published, so that there is something to show where those are."""
    _posted(app, world, "/api/v1/scenarios", {"name": "Om te meten", "release": world.release.number})


def _posted(app: FastAPI, world: World, path: str, told: Mapping[str, object]) -> None:
    headers = {"Cookie": f"{COOKIE}={world.token(Role.PLANNER)}"}
    client = TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False)
    answer = client.post(path, json=told, headers=headers)
    if answer.status_code != HTTPStatus.CREATED:
        sys.exit(f"{path} was refused: {answer.status_code} {answer.text[:300]}")


def _await_list(client: TestClient, world: World) -> None:
    """Wait until the process that makes the work list has done so, so that its work is not counted with the pages."""
    cookie = f"{COOKIE}={world.token(Role.PLANNER)}"
    while "refresh" in client.get("/zaken", headers={"Cookie": cookie}).headers:
        time.sleep(1.0)


def _ask(client: TestClient, asked: Iterable[Measured], cookies: dict[object, str]) -> None:
    """Ask every page once, as a browser does."""
    for one in asked:
        headers = {"Cookie": cookies[one.page.role], "Accept": "text/html,application/json;q=0.9,*/*;q=0.8"}
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(one.page.path, headers=headers)
        one.processor.append(time.process_time() - busy)
        one.clock.append(time.perf_counter() - began)
        one.status, one.size = answer.status_code, len(answer.content)


def _part(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages", description=__doc__)
    parser.add_argument("--db", type=Path, required=True, help="SQLite file with a published week; a copy is used")
    parser.add_argument("--times", type=int, default=7, help="times that each page is asked warm")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    parser.add_argument("--out", type=Path, help="folder for pages.json and pages.md")
    return parser.parse_args(arguments)
