"""What the pages of a regievoerder work with.

Not allowed here: content of pages.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from api.casework.tools import Casework
from api.kept import Kept
from api.pages.lookup import Lookup
from api.web.guard import NotYoursError, visitor_of
from api.web.handles import Handles
from planner.domain.access import Visitor
from planner.domain.ids import PlaceId, RegievoerderId
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.open_draft import Opening

KEPT = 3
"""Publications whose index is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The cases' pages, the publications, the drafts, and what stands for an activity in an address."""

    work: Casework
    lookup: Callable[[int], Lookup | None]
    minutes: Callable[[int], "Minutes"]
    """The travel times of a publication."""
    handles: Handles
    drafting: Callable[[], tuple[Opening, Editing]]

    def newest(self) -> Lookup | None:
        """Return the newest publication, indexed; None before the first."""
        with self.work.store.reading() as books:
            number = books.releases.newest_number()
        return self.lookup(number) if number else None

    def ready(self) -> None:
        """Index the newest publication and its travel times, before anybody asks."""
        found = self.newest()
        if found is not None:
            self.minutes(found.release.number)
            found.index()


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes between places, as far as they are known."""

    known: dict[tuple[PlaceId, PlaceId], int] = field(default_factory=dict)

    def between(self, one: PlaceId | None, other: PlaceId | None) -> int:
        """Return the minutes from one place to another, 0 where that is not known or the same."""
        return 0 if one is None or other is None else self.known.get((one, other), 0)


def staff_over(
    work: Casework,
    release: Callable[[int], Release | None],
    handles: Handles,
    drafting: Callable[[], tuple[Opening, Editing]],
) -> Staff:
    """Return what the pages work with; ``release`` gives a release by its number, kept in memory."""

    def lookup(number: int) -> Lookup | None:
        found = release(number)
        return None if found is None else Lookup(found)

    kept = Kept(lookup, KEPT)

    def minutes(number: int) -> Minutes:
        found = kept(number)
        return Minutes() if found is None else _minutes(work, found)

    return Staff(work=work, lookup=kept, minutes=Kept(minutes, KEPT), handles=handles, drafting=drafting)


def _minutes(work: Casework, lookup: Lookup) -> Minutes:
    """Return the travel times between the places where regievoerders come, of the table in force."""
    wanted = {item.place for item in lookup.release.appointments if item.of_kind(ResourceKind.REGIEVOERDER)}
    wanted |= {person.office for person in lookup.release.resources.regievoerders}
    with work.store.reading() as books:
        known = books.travel.newest()
    if known is None:
        return Minutes()
    places, size = known.table.places, len(known.table.places)
    rows = [row for row, place in enumerate(places) if place in wanted]
    return Minutes({(places[a], places[b]): known.table.minutes[a * size + b] for a in rows for b in rows})


def me(request: Request) -> tuple[Visitor, ResourceRef]:
    """Return who asks and the regievoerder that they are; raise NotYoursError for an account without a number."""
    visitor = visitor_of(request)
    if not visitor.code:
        raise NotYoursError
    return visitor, ResourceRef(ResourceKind.REGIEVOERDER, RegievoerderId(visitor.code))
