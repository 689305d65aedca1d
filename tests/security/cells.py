"""Every cell of the access matrix: which requests stand for a route, and where the table is kept.

A route with something of somebody in its address is asked for what is the own, somebody else's, and what is not there.
Bodies are harmless: what they ask is refused by the route itself, after it looked whose it is. ``python -m
tests.security.cells`` adds rows for new routes as they answer now; read them before you commit them.
Not allowed here: what is expected.
"""

import csv
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from httpx2 import Response
from starlette.routing import Mount, Route

from planner.domain.disruption import DisruptionKind
from planner.domain.resources import ResourceKind
from tests.api.example_release import CASE
from tests.security.asking import Ask
from tests.security.made import NOW, OTHER, OTHER_CASE, OWN, VISITORS, WEEK, Made, answers, made
from tests.security.partners import check_key, question_key, request_key

TABLE = Path(__file__).parent / "matrix.csv"
KEYS = ("methode", "route", "voorwerp")
OF, OTHERS, MISSING = "eigen", "van een ander", "bestaat niet"
HEX = "0" * 32
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
ACTIVITY = f"{CASE}/gesprek/2"
BODIES: Mapping[str, object] = {
    "/api/v1/solves": {"week": "2020-W02"},
    "/api/v1/drafts": {"week": str(WEEK)},
    "/api/v1/drafts/{draft}/check": {"activity": ACTIVITY},
    "/api/v1/drafts/{draft}/rows": {"activity": ACTIVITY},
    "/api/v1/drafts/{draft}/slots": {"activity": ACTIVITY},
    "/api/v1/drafts/{draft}/alternatives": {"activity": ACTIVITY, "count": 1},
    "/api/v1/drafts/{draft}/about": {"activity": ACTIVITY},
    "/api/v1/drafts/{draft}/repairs": {"activity": ACTIVITY},
    "/api/v1/drafts/{draft}/fill": {"row": f"regievoerder:{OWN}", "start": NOW + 60, "end": NOW + 120},
    "/api/v1/drafts/{draft}/backfill": {"row": f"regievoerder:{OWN}", "start": NOW + 60, "end": NOW + 120},
    "/api/v1/drafts/{draft}/holders": {"case": str(CASE)},
    "/api/v1/drafts/{draft}/try": {"what": "annuleer", "activity": ACTIVITY, "code": "anders"},
    "/api/v1/drafts/{draft}/edits": {"what": "annuleer", "activity": ACTIVITY, "code": "anders"},
    "/api/v1/why": {"activity": ACTIVITY, "level": 1},
    "/api/v1/why-not": {"activity": ACTIVITY, "level": 1},
    "/api/v1/why-case": {"case": str(CASE)},
    "/api/v1/evaluate": {"wishes": [{"activity": "onbekend"}]},
    "/api/v1/recommend": {"activity": ACTIVITY, "count": 1},
    "/api/v1/check": {"schema": "vertrekplanner/1"},
    "/api/v1/proposals": {"plan": 99},
    "/api/v1/proposals/{proposal}/reject": {"remark": ""},
    "/api/v1/disruptions": {"kind": "escort-afwezig", "escort": "onbekend", "start": 1, "end": 2},
    "/api/v1/disruptions/file": {"csv": "soort\nonbekend\n"},
    "/api/v1/disruptions/{number}/accept": {"reason": "x"},
    "/api/v1/disruptions/{number}/apply": {"week": str(WEEK), "repair": "0" * 16},
    "/api/v1/disruptions/{number}/impact": {"week": str(WEEK)},
    "/api/v1/disruptions/{number}/repairs": {"week": str(WEEK)},
    "/api/v1/disruptions/{number}/uses": {"week": str(WEEK), "free": "niets"},
    "/api/v1/scenarios": {"name": "toets", "release": 99},
    "/api/v1/scenarios/{scenario}/suppose": {"teams": []},
    "/api/v1/scenarios/{scenario}/solves": {"seconds": 1},
    "/api/v1/scenarios/{scenario}/take-over": {"activities": [ACTIVITY]},
    "/api/v1/scenarios/{scenario}/remove": {"reason": ""},
}
"""What programs send; forms are sent empty."""
FORMS: Mapping[str, str] = {
    "/publiceren": "plan=99",
    "/aanmelden": "naam={visitor}&wachtwoord=x",
    "/zaken/{handle}/uitkomst": f"kenmerk={CASE}/gesprek/1",
    "/zaken/{handle}/stap": f"kenmerk={CASE}/steun-intake/1",
}
QUERIES: Mapping[str, str] = {
    "/api/v1/comparison": "after=1",
    "/api/v1/scenarios/comparison": "scenario=1",
    "/scenarios/nieuw": f"van=week:{WEEK}",
    "/scenarios/compare": "n=1",
    "/vergelijk": "naar=1",
}
OF_ACTIVITIES = ("/mijn-week", "/uitnodigingen")
"""Where a handle stands for an activity."""
OF_PARTNERS = ("/uitvoering/{number}", "/aanvragen", "/vragen/{handle}")
ASKED_OF = {
    "aan KMar": ResourceKind.ESCORT,
    "aan DV&O": ResourceKind.VEHICLE,
    "aan de vertegenwoordiging": ResourceKind.SESSION,
}
"""Whom a request is to, by the means that is asked for."""
ENDS_SESSION = frozenset({"/afmelden"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row of the table: a request that every visitor makes."""

    method: str
    route: str
    thing: str
    path: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the row is found by."""
        return self.method, self.route, self.thing

    def ask(self, found: Made, visitor: str) -> Ask:
        """Return the request of a visitor."""
        shown = found.again(visitor) if self.route in ENDS_SESSION else {}
        query = QUERIES.get(self.route, "")
        path = f"{self.path}?{query}" if query else self.path
        if self.method == "GET":
            return Ask(visitor=visitor, method="GET", path=path, headers=shown)
        if self.route in BODIES:
            body = json.dumps(BODIES[self.route]).encode()
            return Ask(visitor=visitor, method=self.method, path=path, headers={**JSON, **shown}, content=body)
        text = FORMS.get(self.route, "").format(visitor=visitor).encode()
        return Ask(visitor=visitor, method=self.method, path=path, headers={**FORM, **shown}, content=text)


def cells(found: Made) -> Iterator[Cell]:
    """Yield the cells of every route of the application, each method by itself."""
    for route in found.app.routes:
        if isinstance(route, Mount):
            for thing, path in (("", f"{route.path}/"), (OF, f"{route.path}/{OWN}/")):
                yield Cell(method="PROPFIND", route=route.path, thing=thing, path=path)
            continue
        assert isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD"}):
            for thing, path in _paths(found, route.path):
                yield Cell(method=method, route=route.path, thing=thing, path=path)


def _paths(found: Made, path: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a route by what is asked for."""
    if "{" not in path:
        yield "", path
        return
    for thing, values in _things(found, path):
        filled = {**_MISSING, **values}
        yield thing, "".join(filled.get(name, "nergens") if name else text for text, name in _parts(path))


def _parts(path: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a path: text, or the name of what is filled in there."""
    for text in re.split(r"(\{[^}]+\})", path):
        yield text, text.strip("{}").partition(":")[0] if text.startswith("{") else ""


_MISSING: Mapping[str, str] = {
    "account": "nergens", "area": "desk", "code": "bewaring", "day": "2026-11-26", "draft": "99", "half": "1900-3",
    "handle": "a" * 16, "item": "x", "key": "nergens", "kind": "persoon", "name": "nergens.css", "number": "99",
    "operation": "V-000000", "owner": "RV-9999", "path": "nergens.html", "period": "1900-3", "plan": "99",
    "proposal": "99", "release": "99", "rule": "R99", "scenario": "99", "secret": HEX, "solve": "nergens",
    "token": HEX, "until": "99", "version": "99", "viewer": "regievoerder-RV-9999", "week": "2026-W99",
}  # fmt: skip


def _things(found: Made, path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield MISSING, {}
    if path.startswith(OF_PARTNERS):
        yield from _of_partners(found, path)
    elif "{handle}" in path and path.startswith(OF_ACTIVITIES):
        week = {"week": str(WEEK), "step": "verstuurd"}
        yield OF, {"handle": found.activity(f"{CASE}/gesprek/1"), **week}
        yield OTHERS, {"handle": found.activity(f"{OTHER_CASE}/gesprek/1"), **week}
    elif "{handle}" in path:
        yield OF, {"handle": found.handle(CASE), "name": "contact"}
        yield OTHERS, {"handle": found.handle(OTHER_CASE), "name": "contact"}
    elif "{viewer}" in path:
        for viewer in ("planner", "kmar", "dji", "inspectie", f"regievoerder-{OWN}", f"regievoerder-{OTHER}"):
            yield viewer, {"number": "1", "viewer": viewer, "path": "index.html"}
    elif path.startswith("/agenda/{owner}") and "{token}" not in path:
        yield OF, {"owner": OWN}
        yield OTHERS, {"owner": OTHER}
    else:
        yield from _numbered(found, path)


def _of_partners(found: Made, path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what is of one partner and not of the others."""
    if path.startswith("/uitvoering"):
        yield "escorte", {"number": found.operation(ResourceKind.ESCORT)}
        yield "rit", {"number": found.operation(ResourceKind.VEHICLE)}
        return
    keys = {"toets aan de IND": check_key(), "vraag aan de IND": question_key()}
    if path.startswith("/aanvragen"):
        keys = {thing: request_key(kind, found.release) for thing, kind in ASKED_OF.items()}
    for thing, key in keys.items():
        yield thing, {"handle": found.activity(key)}


def _numbered(found: Made, path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    known = {
        "{draft}": {"draft": str(found.draft)},
        "{plan}": {"plan": "1"},
        "{proposal}": {"proposal": "1"},
        "{release}": {"release": "1"},
        "{scenario}": {"scenario": "1", "solve": found.scenario_solve},
        "{solve}": {"solve": found.solve},
        "{account}": {"account": found.account},
        "{week}": {"week": str(WEEK)},
        "{half}": {"half": "2026-2"},
    }
    for part, values in known.items():
        if part in path:
            yield "bestaat", values
            return
    if path.startswith(("/publiceren/{number}", "/publicaties/{number}", "/scenarios/{number}")):
        yield "bestaat", {"number": "1"}
    elif path == "/normen/{rule}/{key}":
        yield "bestaat", {"rule": "R05", "key": "term"}
    elif path.startswith(("/api/v1/reports/", "/static/")):
        yield from _named(path)
    elif path.startswith("/verstoringen/nieuw/"):
        for kind in DisruptionKind:
            yield kind.value, {"kind": kind.value}


def _named(path: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if path.startswith("/static/"):
        yield "bestaat", {"area": "kader", "name": "kader.css"} if "area" in path else {"name": "thema.css"}
        return
    for kind in ("week", "verloop"):
        yield kind, {"kind": kind, "period": str(WEEK)}


def read_table() -> dict[tuple[str, ...], dict[str, str]]:
    """Return the table: the expected status per visitor, by method, route and thing."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {tuple(row[name] for name in KEYS): {name: row[name] for name in VISITORS} for row in rows}


def every(found: Made, asked: list[Cell]) -> dict[tuple[str, str, str], dict[str, Response]]:
    """Return what every visitor is answered, by row."""
    left = iter(answers(found, (cell.ask(found, visitor) for cell in asked for visitor in VISITORS)))
    return {cell.key: {visitor: next(left) for visitor in VISITORS} for cell in asked}


def _add_rows() -> None:
    known = read_table() if TABLE.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        found = made(f"sqlite:///{folder}/matrix.sqlite")
        asked = list(cells(found))
        new = every(found, [cell for cell in asked if cell.key not in known])
        found.close()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow((*KEYS, *VISITORS))
        for cell in sorted(asked, key=lambda one: (one.route, one.method, one.thing)):
            row = known.get(cell.key) or {who: str(int(one.status_code)) for who, one in new[cell.key].items()}
            writer.writerow((*cell.key, *row.values()))
    sys.stdout.write(f"{len(asked)} rows, {len(new)} new: read those before you commit them\n")


if __name__ == "__main__":
    _add_rows()
