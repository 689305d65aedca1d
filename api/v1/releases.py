"""Publications over HTTP, each as far as it concerns who asks, and what each changed.

Not allowed here: who may see what (``sight``), and publishing (``proposals``).
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.v1.described import told
from api.v1.release_shapes import ReleaseChange, ReleaseChanges, ReleaseHead, ReleaseShown, ReleasesShown, Turn
from api.v1.shapes import MOST
from api.v1.sight import Facts, Sight
from api.v1.tools import ROOT, Cursor, Limit, answered, lasting, page_of, spoken
from api.v1.zone_shapes import OverrideShown
from api.v1.zones import override_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.reads import Reads
from planner.domain.access import Field, Permission, Reach
from planner.domain.release import CalendarEntry, Release
from planner.ports.store import Store

PURPOSE = "publicatie bekijken"
Number = Annotated[int, Path(ge=1, le=MOST, description="Nummer van een publicatie.", examples=[7])]
ReleaseOf = Callable[[int], Release | None]
"""Gives a publication by its number, None for one that does not exist."""


def releases(store: Store, release_of: ReleaseOf, seen: Reads) -> APIRouter:
    """Return the routes."""
    router, look = APIRouter(tags=["publicaties"]), _Look(store, release_of, seen)

    @router.get(f"{ROOT}/releases", summary="De publicaties, nieuwste boven", response_model=ReleasesShown)
    @asks(Permission.SEE_RELEASES)
    def listing(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        return spoken(request, lambda: look.all(limit, cursor))

    @router.get(
        f"{ROOT}/releases/{{release}}", summary="Een publicatie", response_model=ReleaseShown, responses=told(304)
    )
    @asks(Permission.SEE_RELEASES)
    def one(request: Request, release: Number) -> Response:
        return spoken(request, lambda: look.one(request, release))

    @router.get(
        f"{ROOT}/releases/{{release}}/changes", summary="Wat een publicatie wijzigde", response_model=ReleaseChanges
    )
    @asks(Permission.SEE_RELEASES)
    def changes(request: Request, release: Number, limit: Limit = 50, cursor: Cursor = "") -> Response:
        return spoken(request, lambda: look.changes(request, release, limit, cursor))

    return router


class _Look:
    def __init__(self, store: Store, release_of: ReleaseOf, seen: Reads) -> None:
        self._store, self._release_of, self._seen = store, release_of, seen

    def all(self, limit: int, cursor: str) -> Response:
        """Answer with the numbers."""
        last = self._newest()
        chosen, after = page_of(range(last, 0, -1), limit, cursor, str)
        heads = [ReleaseHead(release=number, newest=number == last) for number in chosen]
        return answered(ReleasesShown(releases=heads, next=after))

    def one(self, request: Request, number: int) -> Response:
        """Answer with what concerns who asks; for who plans, also with what is not planned."""
        published, sight = self._seen_by(request, number)
        mine = [item for item in published.appointments if sight.reaches(item)]
        left = published.unplanned if _sees_left_out(sight) else ()
        keys = [*(item.activity for item in mine), *(item.activity for item in left)]
        self._seen(request, cases=sight.cases(keys), purpose=PURPOSE)
        shown = ReleaseShown(
            release=number,
            newest=number == self._newest(),
            published_at=published.published_at,
            appointments=[sight.appointment(item) for item in mine],
            unplanned=[sight.unplanned(item) for item in left] if _sees_left_out(sight) else None,
        )
        return lasting(request, shown)

    def changes(self, request: Request, number: int, limit: int, cursor: str) -> Response:
        """Answer with what changed for who asks."""
        published, sight = self._seen_by(request, number)
        mine = [entry for entry in _changed(published) if sight.reaches(entry.appointment)]
        chosen, after = page_of(mine, limit, cursor, lambda entry: str(entry.appointment.id))
        self._seen(request, cases=sight.cases(entry.appointment.activity for entry in chosen), purpose=PURPOSE)
        made = [
            ReleaseChange(
                turn=_turn(one),
                appointment=sight.appointment(one.appointment),
                override=self._override(published, sight, one),
            )
            for one in chosen
        ]
        return answered(ReleaseChanges(release=number, changes=made, next=after))

    def _seen_by(self, request: Request, number: int) -> tuple[Release, Sight]:
        release = self._release_of(number)
        if release is None:
            raise NotYoursError
        return release, Sight(visitor=visitor_of(request), facts=Facts.of_release(release))

    def _override(self, release: Release, sight: Sight, entry: CalendarEntry) -> OverrideShown | None:
        """Return who changed an appointment although it was frozen, for who may know reasons and cases."""
        if not (sight.visitor.sees(Field.REASONS) and sight.visitor.sees(Field.CASE_CODE)):
            return None
        found = next((one for one in release.thawed if one.activity == entry.appointment.activity), None)
        return None if found is None else override_of(found, called(self._store, (found.actor,)))

    def _newest(self) -> int:
        with self._store.reading() as books:
            return books.releases.newest_number()


def _sees_left_out(sight: Sight) -> bool:
    """Return whether what is not planned is told: to who plans."""
    return sight.visitor.grant.reach is Reach.ALL and sight.visitor.sees(Field.REASONS)


def _changed(release: Release) -> list[CalendarEntry]:
    """Return one entry for each appointment that changed, in order of time."""
    marked = set(release.changed)
    found = {entry.appointment.id: entry for entry in reversed(release.entries) if entry.id in marked}
    return sorted(found.values(), key=lambda entry: (entry.appointment.start, str(entry.appointment.id)))


def _turn(entry: CalendarEntry) -> Turn:
    if entry.cancelled:
        return "vervallen"
    return "gewijzigd" if entry.sequence else "nieuw"
