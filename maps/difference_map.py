"""The map of what changed from one release to the next: circles per place and kind, and tables with who is told.

For the planner only. Not allowed here: finding out what changed, rights, files.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from maps.anchors import anchor, distinct
from maps.layers import Base, Json, Kind
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.sites import SiteGroup, drawn_groups, mark, way
from maps.view import MapPoint
from maps.week_view import Change, ChangeKind, DifferenceMap
from planner.domain.wording import Text, either

SIGNS = {ChangeKind.NEW: "+", ChangeKind.MOVED: "→", ChangeKind.CANCELLED: "\N{MULTIPLICATION SIGN}"}
_HEADINGS = {
    ChangeKind.NEW: Text(nl="Nieuw", en="New"),
    ChangeKind.MOVED: Text(nl="Gewijzigd", en="Changed"),
    ChangeKind.CANCELLED: Text(nl="Vervallen", en="Dropped"),
}
_AMOUNTS = {
    ChangeKind.NEW: Text(nl="{n:nieuwe afspraak|nieuwe afspraken}", en="{n:new appointment|new appointments}"),
    ChangeKind.MOVED: Text(
        nl="{n:gewijzigde afspraak|gewijzigde afspraken}", en="{n:changed appointment|changed appointments}"
    ),
    ChangeKind.CANCELLED: Text(
        nl="{n:vervallen afspraak|vervallen afspraken}", en="{n:dropped appointment|dropped appointments}"
    ),
}
_STYLES = {ChangeKind.NEW: 2, ChangeKind.MOVED: 0, ChangeKind.CANCELLED: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A row of the table."""

    id: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """A circle: changes of one kind at one place."""

    id: str
    at: MapPoint
    name: str
    amount: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindBlock:
    """The changes of one kind: a legend line, circles and a table."""

    id: str
    kind: ChangeKind
    heading: str
    sign: str
    style: LineStyle
    rows: tuple[ChangeRow, ...]
    places: tuple[ChangedPlace, ...]


def render_difference_map(view: DifferenceMap, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the page of a difference; the same view-model gives the same bytes."""
    blocks = tuple(_block(kind, view) for kind in ChangeKind)
    return MapPage(
        title=f"{view.title} {view.previous} {either('en', 'and')} {view.release}",
        template="difference_map.html",
        words={
            "view": view,
            "blocks": blocks,
            "summary": " · ".join(f"{len(block.rows)} {block.kind.words}" for block in blocks),
        },
        kind=Kind.SITES,
        base=Base.NETHERLANDS,
        data=drawn_groups(tuple(_group(shift, block) for shift, block in enumerate(blocks))),
    ).render(delivery)


def _block(kind: ChangeKind, view: DifferenceMap) -> KindBlock:
    found = sorted((change for change in view.changes if change.kind is kind), key=_place)
    ids = distinct(anchor("verschil", change.reference) for change in found)
    rows = tuple(ChangeRow(id=row_id, change=change) for row_id, change in zip(ids, found, strict=True))
    return KindBlock(
        id=f"soort-{kind.name.lower()}",
        kind=kind,
        heading=str(_HEADINGS[kind]),
        sign=SIGNS[kind],
        style=line_style(_STYLES[kind]),
        rows=rows,
        places=_places(kind, rows),
    )


def _place(change: Change) -> str:
    occasion = change.after or change.before
    return occasion.place if occasion else ""


def _spot(change: Change) -> MapPoint | None:
    occasion = change.after or change.before
    return occasion.at if occasion else None


def _places(kind: ChangeKind, rows: tuple[ChangeRow, ...]) -> tuple[ChangedPlace, ...]:
    at: dict[MapPoint, list[ChangeRow]] = defaultdict(list)
    for row in rows:
        spot = _spot(row.change)
        if spot is not None:
            at[spot].append(row)
    ids = distinct(anchor("plek", kind.name, _place(found[0].change)) for found in at.values())
    return tuple(
        ChangedPlace(
            id=place_id,
            at=spot,
            name=_place(found[0].change),
            amount=_AMOUNTS[kind].say(n=len(found)),
            rows=tuple(row.id for row in found),
        )
        for place_id, (spot, found) in zip(ids, at.items(), strict=True)
    )


def _group(shift: int, block: KindBlock) -> SiteGroup:
    marks = tuple(
        mark(
            place.id,
            place.at,
            amount=len(place.rows),
            sign=f"{block.sign}{len(place.rows)}",
            rows=place.rows,
            shift=shift - 1,
        )
        for place in block.places
    )
    return SiteGroup(id=block.id, style=block.style, marks=marks, ways=tuple(_moved(block)))


def _moved(block: KindBlock) -> Iterator[Json]:
    """Give a line from the old place to the new one."""
    for row in block.rows:
        before, after = row.change.before, row.change.after
        if before is not None and after is not None and before.at is not None and after.at is not None:
            yield from way(f"{row.id}-w", before.at, after.at, times=1, rows=(row.id,))
