"""A copy of a database that can be asked for everything: who asks for each route, and with which values in its address.

A route with a part in its address that is not known here is told, never left out in silence.
Not allowed here: measuring.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route

from api.pages.viewer import Role as PageRole
from api.pages.viewer import Viewer
from api.server.shelf import Shelf
from api.web.declare import Asked, asked_by
from api.web.handles import Handles
from planner.domain.access import GRANTS, Permission, Role
from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.ports.store import Store
from tests.api.web.visiting import token_for

OWN_KEY = Permission.CREDENTIAL
_FIRST = (Role.PLANNER, Role.SUPERVISOR, Role.REGIEVOERDER)
_OF_ACTIVITIES = ("/mijn-week", "/uitnodigingen", "/aanvragen", "/vragen")
"""Where a handle stands for an activity, as elsewhere for a case."""
_SECRET = frozenset({"token", "secret", "account", "item"})
"""What nobody can fill in: secrets of somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page that is asked for: its route, the address, and as whom."""

    route: str
    path: str
    role: Role
    example: str = ""
    """Which of the pages of a route that has many kinds."""

    @property
    def name(self) -> str:
        """How it is called in the table."""
        return f"{self.route} {self.example}".strip()


class UnknownPartError(ValueError):
    """A route has a part in its address that nobody here can fill in."""


def copied(database: Path, folder: Path) -> str:
    """Copy a SQLite file, what waits beside it too, and return the address of the copy."""
    to = folder / "copy.sqlite"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as source, sqlite3.connect(to) as target:
        source.backup(target)
    return f"sqlite:///{to}"


_QUERIES = {
    "/api/v1/comparison": "?after={plan}",
    "/api/v1/scenarios/comparison": "?scenario={scenario}",
    "/scenarios/compare": "?n={scenario}",
    "/scenarios/nieuw": "?van=publicatie:{release}",
}
"""What is asked for on pages that show nothing without it."""


class World:
    """What a database holds, for addresses."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self.store, self.shelf = store, shelf
        self.handles = Handles(store)
        self._tokens: dict[tuple[Role, str], str] = {}

    @cached_property
    def release(self) -> Release:
        """The newest publication; raise SystemExit where there is none."""
        with self.store.reading() as books:
            found = books.releases.newest()
        if found is None:
            raise SystemExit("nothing is published in this database\nSolve a week and publish it first.")
        return found

    @property
    def week(self) -> IsoWeek:
        """The week of the newest publication."""
        return IsoWeek.of(day_of(self.release.horizon.start))

    @cached_property
    def draft(self) -> int:
        """The number of the draft of the week, 0 when there is none."""
        with self.store.reading() as books:
            found = books.drafts.of_week(self.week)
        return 0 if found is None else int(found.id)

    @property
    def disrupted(self) -> bool:
        """Whether something happened that was reported."""
        with self.store.reading() as books:
            return books.disruptions.count() > 0

    @cached_property
    def activities(self) -> Mapping[ActivityKey, Activity]:
        """The published activities."""
        return {activity.key: activity for activity in self.release.activities}

    @cached_property
    def regievoerders(self) -> tuple[str, ...]:
        """The codes of those with published conversations, those with most of them first."""
        found: dict[str, int] = {}
        for item in self.release.appointments:
            code = item.resource(ResourceKind.REGIEVOERDER)
            if code is not None:
                found[code] = found.get(code, 0) + 1
        with self.store.reading() as books:
            known = {str(one.id) for one in books.facts.in_force(Regievoerder)}
        return tuple(sorted(known & set(found), key=lambda code: (-found[code], code)))

    def planned(self, kind: ActivityKind) -> list[Appointment]:
        """Return the published appointments of a kind."""
        return [a for a in self.release.appointments if (one := self.activities.get(a.activity)) and one.kind is kind]

    def cases(self, count: int) -> list[CaseId]:
        """Return cases that leave in the week, and others with appointments."""
        found = [*self.planned(ActivityKind.DEPARTURE), *self.planned(ActivityKind.CONVERSATION)]
        codes = [case for item in found for case in self.activities[item.activity].cases]
        return list(dict.fromkeys(codes))[:count]

    def code(self, role: Role) -> str:
        """Return whose things somebody of a role sees."""
        return self.regievoerders[0] if role is Role.REGIEVOERDER and self.regievoerders else ""

    def token(self, role: Role, code: str | None = None) -> str:
        """Return the token of a session of a role, one for each."""
        own = self.code(role) if code is None else code
        if (role, own) not in self._tokens:
            self._tokens[role, own] = token_for(self.store, role, own)
        return self._tokens[role, own]


def asked_routes(app: FastAPI) -> Iterator[tuple[Route, Asked]]:
    """Yield the routes that somebody opens in a browser or a program reads: those by GET, but for own keys."""
    for route in app.routes:
        asked = asked_by(route)
        if isinstance(route, Route) and asked is not None and "GET" in (route.methods or ()):
            yield route, asked


def pages_of(app: FastAPI, world: World) -> Iterator[Page]:
    """Yield every page with its address; raise UnknownPartError for an address that cannot be filled in."""
    for route, asked in asked_routes(app):
        names = _names(route)
        if _is_left_out(route, asked):
            continue
        role = _role_for(asked.permission)
        if "{path:path}" in route.path:
            yield from _published(world, route.path)
            continue
        values = _values(world, route.path)
        missing = names - values.keys()
        if missing:
            raise UnknownPartError(f"{route.path}: nothing is known for {', '.join(sorted(missing))}")
        if all(values[name] for name in names):
            more = _QUERIES.get(route.path, "").format_map(values)
            yield Page(route=route.path, path=_filled(route.path, values) + more, role=role)


def _filled(path: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda part: values[part[1]], path)


def left_out(app: FastAPI) -> list[str]:
    """Return the routes that are not asked for: with a secret of somebody, a fresh sign-in, or without an end."""
    return [route.path for route, asked in asked_routes(app) if _is_left_out(route, asked)]


def _is_left_out(route: Route, asked: Asked) -> bool:
    """Return whether a page is not asked for; one that follows a solve ends with it."""
    own = asked.permission is OWN_KEY or bool(_names(route) & _SECRET)
    return own or asked.fresh or route.path.endswith(("/events", "/volg"))


def _names(route: Route) -> set[str]:
    return set(re.findall(r"\{(\w+)", route.path))


def _role_for(permission: Permission) -> Role:
    fitting = [*_FIRST, *(role for role in Role if role not in _FIRST)]
    return next((role for role in fitting if permission in GRANTS[role].permissions), Role.PLANNER)


def _published(world: World, route: str) -> Iterator[Page]:
    """Yield one page of each kind of each viewer: a kind is the folder, and what a name begins with."""
    own = world.regievoerders[0] if world.regievoerders else ""
    for viewer, role in (
        (Viewer(PageRole.PLANNER), Role.PLANNER),
        (Viewer(PageRole.REGIEVOERDER, own), Role.REGIEVOERDER),
        (Viewer(PageRole.KMAR), Role.KMAR),
        (Viewer(PageRole.DJI), Role.DJI),
    ):
        kinds: dict[str, str] = {}
        found = ("index.html",) if "{number}" not in route else world.shelf.paths(world.release.number, viewer)
        for path in found:
            if "/onderdelen/" not in path:
                kinds.setdefault(_kind(path), path)
        for kind, path in kinds.items():
            place = route.replace("{number}", str(world.release.number)).replace("{viewer}", str(viewer))
            yield Page(route=route, path=place.replace("{path:path}", path), role=role, example=f"{viewer.role} {kind}")


def _kind(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{Path(name).stem.partition('-')[0]}{Path(name).suffix}".lstrip("/")


def _values(world: World, route: str) -> Mapping[str, str]:
    """Return what stands for each part of an address, empty where the database has nothing to show there."""
    week = world.week.plus(-2) if route.startswith("/rapporten/week") else world.week
    case, talks, leaving = (
        world.cases(1),
        world.planned(ActivityKind.CONVERSATION),
        world.planned(ActivityKind.DEPARTURE),
    )
    flown = [item for item in leaving if world.activities[item.activity].departure.booked_by is BookedBy.DTV]
    own = [item for item in talks if item.resource(ResourceKind.REGIEVOERDER) == world.code(Role.REGIEVOERDER)]
    talk = world.handles.of_activity(own[0].activity) if own else ""
    handle = talk if route.startswith(_OF_ACTIVITIES) else (world.handles.of_case(case[0]) if case else "")
    number = str(world.release.number)
    if route.startswith("/uitvoering"):
        number = operation_number(world.release, flown[0]) if flown else ""
    if "{number}" in route and route.startswith(("/verstoringen", "/api/v1/disruptions")):
        number = "1" if world.disrupted else ""
    if route.startswith(("/normen/gevolg", "/invoer")):
        number = ""
    flight = (flown[0].resource(ResourceKind.FLIGHT) or "") if flown else ""
    report = "verloop" if route.startswith("/api/v1/reports/") else ""
    return {
        "number": number, "release": number, "plan": str(world.release.plan_id), "draft": str(world.draft or ""),
        "week": str(week), "half": "2026-2", "handle": handle, "name": "contact", "rule": "R11", "key": "notice",
        "owner": world.code(Role.REGIEVOERDER), "code": "bewaring", "version": "1", "area": "kader", "solve": "",
        "proposal": "", "operation": "", "kind": report, "period": str(week), "scenario": "1", "flight": flight,
        **({"name": "kader.css" if "{area}" in route else "thema.css"} if "static" in route else {}),
    }  # fmt: skip
