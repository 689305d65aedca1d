"""Reading calendar files with programs of others: libical, ical.js, sabre/vobject, python ical and vobject."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import vobject
from ical.calendar_stream import IcsCalendarStream

from planner.domain.civil import day_of, to_utc
from planner.ports.calendars import RenderedEntry

HERE = Path(__file__).parent
NODE = HERE.parent.parent / "node"
LIMIT = 300


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One event as a program understood it: instants in seconds, or whole days."""

    uid: str
    start: float | str
    end: float | str
    status: str


Events = dict[Path, frozenset[Seen]]


def seen(entry: RenderedEntry, *, whole_day: bool) -> Seen:
    """Return an entry as every program should understand it."""
    status = "CANCELLED" if entry.cancelled else "CONFIRMED"
    if whole_day:
        return Seen(entry.uid, day_of(entry.start).isoformat(), day_of(entry.end).isoformat(), status)
    return Seen(entry.uid, to_utc(entry.start).timestamp(), to_utc(entry.end).timestamp(), status)


class ObjectionError(AssertionError):
    """A program's own check finds fault with a calendar."""


def by_libical(paths: Sequence[Path], folder: Path) -> Events:
    """Read with libical, after its check of the restrictions; compiles the reader first."""
    program = folder / "libical"
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libical"], capture_output=True, text=True, check=True
    ).stdout.split()
    subprocess.run(["gcc", "-O1", "-o", str(program), str(HERE / "libical.c"), *flags], check=True)
    return _lines(paths, [str(program)])


def by_sabre(paths: Sequence[Path], _folder: Path) -> Events:
    """Read with sabre/vobject, after its validation."""
    return _lines(paths, ["php", str(HERE / "sabre.php")])


def by_ical_js(paths: Sequence[Path], _folder: Path) -> Events:
    """Read with ical.js."""
    done = _run(paths, ["node", "instants.mjs"], NODE)
    return {
        Path(path): frozenset(Seen(uid, _from_js(start), _from_js(end), status) for uid, start, end, status in found)
        for path, found in json.loads(done).items()
    }


def by_python_ical(paths: Sequence[Path], _folder: Path) -> Events:
    """Read with python ical, as Home Assistant does."""
    return {
        path: frozenset(
            Seen(str(event.uid), _moment(event.start), _moment(event.end), str(event.status and event.status.value))
            for event in IcsCalendarStream.calendar_from_ics(path.read_text(encoding="utf-8")).events
        )
        for path in paths
    }


def by_vobject(paths: Sequence[Path], _folder: Path) -> Events:
    """Read with vobject, as Radicale does."""
    found: Events = {}
    for path in paths:
        calendar = vobject.readOne(path.read_text(encoding="utf-8"))
        found[path] = frozenset(
            Seen(part.uid.value, _moment(part.dtstart.value), _moment(part.dtend.value), part.status.value)
            for part in calendar.contents.get("vevent", ())
        )
    return found


@dataclass(frozen=True, slots=True)
class Program:
    """A reader and what the machine needs for it."""

    name: str
    read: Callable[[Sequence[Path], Path], Events]
    needs: tuple[str, ...] = ()

    def missing(self) -> str:
        """Return the program or file that is not on this machine, or nothing."""
        for need in self.needs:
            if shutil.which(need) is None and not Path(need).exists():
                return need
        return ""


PROGRAMS = (
    Program("libical", by_libical, ("gcc", "pkg-config", "/usr/include/libical/ical.h")),
    Program("ical.js", by_ical_js, ("node", str(NODE / "node_modules" / "ical.js"))),
    Program("sabre", by_sabre, ("php", "/usr/share/php/Sabre/VObject/autoload.php")),
    Program("python ical", by_python_ical),
    Program("vobject", by_vobject),
)


def _lines(paths: Sequence[Path], command: list[str]) -> Events:
    found: dict[Path, set[Seen]] = {path: set() for path in paths}
    for line in _run(paths, command, HERE).splitlines():
        if line.startswith("!"):
            raise ObjectionError(line)
        path, uid, start, end, status = line.split("\t")
        found[Path(path)].add(Seen(uid, _from_text(start), _from_text(end), status))
    return {path: frozenset(events) for path, events in found.items()}


def _run(paths: Sequence[Path], command: list[str], folder: Path) -> str:
    names = "".join(f"{path}\n" for path in paths)
    return subprocess.run(
        command, cwd=folder, input=names, capture_output=True, text=True, check=True, timeout=LIMIT
    ).stdout


def _from_text(text: str) -> float | str:
    return text if "-" in text else float(text)


def _from_js(value: str | float) -> float | str:
    return value if isinstance(value, str) else value / 1000


def _moment(value: date) -> float | str:
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return value.astimezone(UTC).timestamp()
    return value.isoformat()
