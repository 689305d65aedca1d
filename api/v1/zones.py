"""Zones over HTTP: what is history, frozen, published or draft, per activity and why, and what moved all the same.

Not allowed here: reading the books (``zones_now``, ``zones_of_week``).
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.kept import Kept
from api.v1.described import told
from api.v1.plans import week_of
from api.v1.tools import ROOT, Cursor, Limit, lasting, page_of, spoken
from api.v1.zone_shapes import BorderShown, OverrideShown, ZonedShown, ZoneName, ZonesShown
from api.web.declare import asks
from api.web.people import called
from api.web.reads import Reads
from planner.domain.access import Permission
from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import Zone
from planner.domain.ids import ActivityKey
from planner.domain.settings import Settings
from planner.domain.thawed import Thawed
from planner.domain.zones import RULE, frozen_key
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.editing.zones_now import Border, read_zones
from planner.usecases.editing.zones_of_week import WeekStand, ZonedItem, counted, read_week, stand_of, zones_of
from planner.usecases.norms.norms_in_force import norms_in_force

KEPT = 4
"""So many weeks stay at hand, each as long as nothing is published or edited."""
Asked = tuple[IsoWeek, tuple[int, int, int]]
WeekName = Annotated[
    str, Query(pattern=r"^(\d{4}-W\d{2})?$", description="Week, bijvoorbeeld 2026-W48; weglaten: de week van nu.")
]
Zones = Annotated[list[ZoneName] | None, Query(description="Alleen wat in deze zones ligt; weglaten: alles.")]
Kinds = Annotated[list[ActivityKind] | None, Query(description="Alleen deze soorten; weglaten: alle.")]


class WeekStands:
    """What is published and drafted of weeks, read once per publication and version."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Kept[Asked, WeekStand] = Kept(self._read, KEPT)

    def of(self, week: IsoWeek) -> WeekStand:
        """Return what is published of a week and what its draft holds now."""
        with self._store.reading() as books:
            stand = stand_of(books, week)
        return self._kept((week, stand))

    def _read(self, asked: Asked) -> WeekStand:
        with self._store.reading() as books:
            return read_week(books, asked[0])


def zones(store: Store, clock: Clock, seen: Reads) -> APIRouter:
    """Return the route."""
    router, stands = APIRouter(tags=["zones"]), WeekStands(store)

    @router.get(
        f"{ROOT}/zones",
        summary="Wat voorbij, bevroren, gepubliceerd of concept is, per activiteit, en waarom",
        response_model=ZonesShown,
        responses=told(304),
    )
    @asks(Permission.SEE_DESK)
    def listing(
        request: Request,
        week: WeekName = "",
        zone: Zones = None,
        kind: Kinds = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:
        def make() -> Response:
            now, norms = clock.now(), Settings(norms_in_force(store))
            stand = stands.of(week_of(week) if week else IsoWeek.of(day_of(now)))
            items = zones_of(stand, norms, now)
            wanted = tuple(one for one in items if _asked(one, zone, kind))
            chosen, after = page_of(wanted, limit, cursor, lambda one: str(one.activity))
            with store.reading() as books:
                found = read_zones(books, norms, now)
            moved = [*found.thawed, *(one.thawed for one in chosen if one.thawed is not None)]
            names = called(store, (one.actor for one in moved))
            cases = {key.partition("/")[0] for key in (*(m.activity for m in moved), *(c.activity for c in chosen))}
            seen(request, cases=cases, purpose="zones bekijken")
            shown = ZonesShown(
                at=now,
                week=str(stand.week),
                release=stand.release,
                draft=stand.draft,
                version=stand.version,
                borders=[_border(one) for one in found.borders],
                counts={_name(zone): count for zone, count in counted(items).items()},
                items=[_item(stand, one, names) for one in chosen],
                overrides=[override_of(one, names) for one in found.thawed],
                next=after,
            )
            return lasting(request, shown)

        return spoken(request, make)

    return router


def override_of(one: Thawed, names: Mapping[str, str]) -> OverrideShown:
    """Return something that was frozen and moved; ``names`` is what people are called."""
    return OverrideShown(
        activity=one.activity,
        week=str(one.week),
        how=one.kind.value,
        by=names.get(one.actor, one.actor),
        at=one.at,
        reason=one.reason,
        before=one.before,
        after=one.after,
        undone=one.undone,
    )


def _asked(one: ZonedItem, zone: list[ZoneName] | None, kind: list[ActivityKind] | None) -> bool:
    return (zone is None or _name(one.zone) in zone) and (kind is None or one.kind in kind)


def _name(zone: Zone) -> ZoneName:
    return zone.value


def _border(one: Border) -> BorderShown:
    return BorderShown(
        kind=one.kind.value,
        hours=one.hours,
        rule=RULE,
        norm=frozen_key(one.kind),
        mark=one.mark.value,
        until=one.until,
        frozen=len(one.frozen),
    )


def _item(stand: WeekStand, one: ZonedItem, names: Mapping[str, str]) -> ZonedShown:
    activity = stand.activities.get(ActivityKey(one.activity))
    return ZonedShown(
        activity=one.activity,
        kind=None if one.kind is None else one.kind.value,
        cases=[] if activity is None else list(activity.cases),
        zone=_name(one.zone),
        because=one.because,
        published=one.published,
        drafted=one.drafted,
        freezes=one.freezes,
        override=None if one.thawed is None else override_of(one.thawed, names),
    )
