"""How quick the server is for many at once: ``python -m benchmarks officers --db FILE --solve``.

Starts the real server on a copy of a national database with a published week, signs fifty officers in (planning,
regievoerders, KMar, DJI, mission desk, sites), and lets them ask together at a steady rate: desk, rule checks, edits,
why, work list, case pages, own week, partners' pages. With ``--solve`` a solve of the week is asked for at the
beginning; it ends, and is taken over, while they work. Everything stays on this machine and ends by itself.
Ends with 1 when one in a hundred answers takes over 500 ms, or any is an error.

On a machine that does much other work ``--scaled`` measures how much of a processor a program gets there, asks so much
more slowly, and counts times as if the processor were its own; solves are given as much longer.
"""

import argparse
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.server.shelf import Shelf
from benchmarks.officers_load import Answer, Person, Route, Told, Turn, run
from benchmarks.officers_mix import JSON, Partner, Place, Planner, Regievoerder
from benchmarks.pages_world import World, copied
from planner.domain.access import Role
from planner.store import open_store

LIMIT = 0.5
"""Seconds within which 99 of a hundred answers come."""
UP = 300.0
"""Seconds that the server may take until it answers, and until it is ready."""
_SERVE = "from api.cli.main import app; app()"
_SHARES = ((Role.PLANNER, 10, 5.0), (Role.REGIEVOERDER, 28, 1.25), (Role.KMAR, 4, 1.0), (Role.DJI, 4, 1.0),
           (Role.MISSION_DESK, 1, 1.0), (Role.SITE, 3, 1.0))  # fmt: skip
"""Of fifty: how many of each role, and how often each of them asks compared with the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def processor(self) -> float:
        """Seconds of processor time it has used, without its children."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a figure is missed."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-officers-") as folder:
        lines, told, scale = _measured(options, copied(options.db, Path(folder)), Path(folder))
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        found = {name: _timed(route) for name, route in told.routes.items()}
        (options.out / "officers.json").write_text(json.dumps(found, indent=1))
        (options.out / "officers.md").write_text("\n".join(lines) + "\n")
    late = _part(told.seconds, 0.99) * scale
    missed = [f"99 of 100 within {1000 * late:.0f} ms"] if late > LIMIT else []
    if told.errors:
        missed.append(f"{told.errors} errors")
    if missed:
        sys.exit("missed: " + ", ".join(missed))


def _measured(options: argparse.Namespace, url: str, folder: Path) -> tuple[list[str], Told, float]:
    store = open_store(url)
    world = World(store, Shelf(store))
    world.token(Role.PLANNER)
    told, before = Told(), Told()
    tokens = list(_tokens(world, options.officers))
    with _server(url, folder, options.nice) as server:
        asker = Person(server.port, world.token(Role.PLANNER), before, UP)
        until_ready = _until(lambda: _is_ready(asker), server, folder)
        print(f"ready after {until_ready:.1f} s", file=sys.stderr, flush=True)
        place = _place(asker, world)
        people = [(role, Person(server.port, token, told)) for role, token in tokens]
        turns = [(person, _turn(role, person, place, number)) for number, (role, person) in enumerate(people)]
        share = _share() if options.scaled else 1.0
        solve = _solve(asker, place.week, options.solve_seconds / share) if options.solve else ""
        load, busy = os.getloadavg()[0], server.processor
        began = time.perf_counter()
        run(turns, _order(people, int(options.rate * options.seconds)), rate=options.rate * share)
        lasted, used = time.perf_counter() - began, server.processor - busy
        scale = (share + _share()) / 2 if options.scaled else 1.0
        ended = _state(asker, solve) if solve else "no solve"
    store.close()
    head = [
        f"{options.officers} officers, {options.rate:g} requests/s for {lasted:.0f} s, {ended}",
        f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores, priority {options.nice}",
        f"ready after {until_ready:.1f} s; before the load: " + _first(before),
        f"the server used {used:.1f} s of processor, {1000 * used / max(1, len(told.seconds)):.0f} ms a request",
    ]
    if options.scaled:
        head.append(f"times and rate are those of a whole processor: a program got {100 * scale:.0f} % of one here")
    return [*head, "", *_table(told, scale)], told, scale


def _tokens(world: World, officers: int) -> Iterator[tuple[Role, str]]:
    """Sign everybody in: each a session, regievoerders and sites with a code of their own."""
    total = sum(count for _, count, _ in _SHARES)
    sites = sorted({str(item.place) for item in world.release.appointments if item.place is not None})
    given = 0
    for role, count, _ in _SHARES:
        for number in range(max(1, round(count * officers / total))):
            code = f"{number}" if role in (Role.KMAR, Role.DJI) else ""
            if role is Role.REGIEVOERDER:
                code = world.regievoerders[number % len(world.regievoerders)]
            elif role is Role.SITE:
                code = sites[number % len(sites)]
            elif role is Role.PLANNER:
                code = f"P{number}"
            if given < officers:
                given += 1
                yield role, world.token(role, code)


def _turn(role: Role, person: Person, place: Place, number: int) -> Turn:
    dice = random.Random(number)
    if role is Role.PLANNER:
        return Planner(person, place, dice).turn
    if role is Role.REGIEVOERDER:
        return Regievoerder(person, place, dice).turn
    return Partner(person, place, dice, role).turn


def _order(people: Sequence[tuple[Role, Person]], asked: int) -> list[int]:
    """Draw who asks each time."""
    weights = {role: weight for role, _, weight in _SHARES}
    return random.Random(1).choices(range(len(people)), [weights[role] for role, _ in people], k=asked)


def _place(asker: Person, world: World) -> Place:
    """Open the draft of the week and look at it, as the first planner of the day does."""
    week = str(world.week)
    opened = _told(asker.ask("open draft", "/api/v1/drafts", body=json.dumps({"week": week}).encode(), headers=JSON))
    draft = int(str(opened["id"]))
    shown = _told(asker.ask("week", f"/api/v1/drafts/{draft}/week"))
    items = shown["items"]
    if not isinstance(items, list):
        sys.exit("the week has no items")
    later = [(str(one["activity"]), int(one["start"])) for one in items if one["zone"] != "historie"]
    kmar = Person(asker.port, world.token(Role.KMAR, "0"), Told()).ask("/uitvoering", "/uitvoering")
    numbers = [] if kmar is None else re.findall(r'"/uitvoering/([^"/?]+)"', kmar.body.decode())
    handles = [world.handles.of_case(case) for case in world.cases(200)]
    for path in (f"/bureau/{week}", f"/api/v1/drafts/{draft}"):
        asker.ask(path.replace(str(draft), "n"), path)
    return Place(
        week=week, draft=draft, items=later, cases=handles, operations=[one for one in numbers if one != "stand"]
    )


def _solve(asker: Person, week: str, seconds: float) -> str:
    body = json.dumps({"week": week, "seconds": max(5, int(seconds)), "again": True}).encode()
    return str(_told(asker.ask("ask for a solve", "/api/v1/solves", body=body, headers=JSON))["id"])


def _state(asker: Person, solve: str) -> str:
    found = _told(asker.ask("solve", f"/api/v1/solves/{solve}"))
    return f"a solve is {found['state']} {found['note']}".strip()


def _told(answer: Answer | None) -> dict[str, object]:
    if answer is None or answer.status >= 400:  # noqa: PLR2004 - any error
        sys.exit(f"the server answered {'nothing' if answer is None else answer.status}")
    found: dict[str, object] = json.loads(answer.body)
    return found


def _is_ready(asker: Person) -> bool:
    """Return whether the work list is there, the last that the server makes ready."""
    answer = asker.ask("/zaken, until ready", "/zaken")
    return answer is not None and answer.status == 200 and "refresh" not in answer.headers  # noqa: PLR2004 - OK


def _until(good: Callable[[], bool], server: Server, folder: Path) -> float:
    began = time.perf_counter()
    while not good():
        if server.process.poll() is not None:
            sys.exit(f"the server ended:\n{(folder / 'server.log').read_text()[-2000:]}")
        if time.perf_counter() - began > UP:
            sys.exit(f"the server was not ready within {UP:.0f} s")
        time.sleep(0.5)
    return time.perf_counter() - began


@contextmanager
def _server(url: str, folder: Path, nice: int) -> Iterator[Server]:
    """Run the server as people start it, with a priority."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port), "--database", url]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        if nice:
            os.setpriority(os.PRIO_PROCESS, process.pid, nice)
        yield Server(port=port, process=process)
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _table(told: Told, scale: float) -> list[str]:
    rows = ["| what | number | p50 ms | p95 | p99 | worst | refused | errors |", "|---|---|---|---|---|---|---|---|"]
    named = sorted(told.routes.items(), key=lambda one: -_part(sorted(one[1].seconds), 0.95))
    for name, route in [*named, ("all", None)]:
        seconds = told.seconds if route is None else sorted(route.seconds)
        shown = " | ".join(f"{1000 * scale * _part(seconds, share):.0f}" for share in (0.5, 0.95, 0.99, 1.0))
        refused = sum(one.refused for one in told.routes.values()) if route is None else route.refused
        errors = [error for one in told.routes.values() for error in one.errors] if route is None else route.errors
        wrong = f"{len(errors)} {' '.join(sorted(set(errors)))}".strip() if errors else "0"
        rows.append(f"| {name} | {len(seconds)} | {shown} | {refused} | {wrong} |")
    return rows


def _timed(route: Route) -> list[tuple[float, float]]:
    """Return of every answer how many seconds it took, and when it came; the quickest first."""
    pairs = zip(route.seconds, route.ended, strict=True)
    return sorted((round(seconds, 4), round(ended, 3)) for seconds, ended in pairs)


def _share(seconds: float = 3.0) -> float:
    """Return how much of a processor a program gets on this machine now."""
    began, busy = time.perf_counter(), time.thread_time()
    while time.perf_counter() - began < seconds:
        pass
    return (time.thread_time() - busy) / (time.perf_counter() - began)


def _first(told: Told) -> str:
    return ", ".join(
        f"{name} {1000 * route.seconds[-1]:.0f} ms" for name, route in told.routes.items() if "until" not in name
    )


def _part(seconds: Sequence[float], share: float) -> float:
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))] if seconds else 0.0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks officers", description=__doc__)
    parser.add_argument("--db", type=Path, required=True, help="SQLite file with a published week; a copy is used")
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second, of all together")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--solve", action="store_true", help="solve the week meanwhile")
    parser.add_argument("--solve-seconds", type=float, default=30.0, help="seconds that the solve is given")
    parser.add_argument("--scaled", action="store_true", help="for a machine that does much other work")
    parser.add_argument("--nice", type=int, default=0, help="priority of the server, for a machine that others use too")
    parser.add_argument("--out", type=Path, help="folder for officers.json and officers.md")
    return parser.parse_args(arguments)
