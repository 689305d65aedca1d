"""Who is responsible for whom: groups of persons per place, cut into the caseloads of regievoerders.

A regievoerder gets neighbouring places, as in practice. Not allowed here: what is due, and when.
"""

from dataclasses import dataclass, replace
from random import Random

from planner.domain.ids import PlaceId
from planner.domain.places import PlaceKind
from planner.sample.places import drive_minutes
from planner.sample.world import World, chance, pick

_FAMILY_SIZES = ((2, 30.0), (3, 28.0), (4, 24.0), (5, 12.0), (6, 6.0))
_DETENTION_WEIGHTS = {"DC-RTM": 50.0, "DC-SCH": 15.0, "DC-ZEI": 25.0, "GGV-ZEI": 10.0}
FAMILY_FACILITY = PlaceId("GGV-ZEI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Persons who are received together: one person, or a household of several.

    ``owner`` numbers the regievoerder; a ``new`` group was handed over and is not assigned yet,
    its owner is then only the one the sample has in mind.
    """

    place: PlaceId
    size: int
    pool: str
    owner: int = -1
    new: bool = False


def draw_groups(world: World) -> list[Group]:
    """Return all groups with their owner, ordered by place."""
    stream = world.stream("caseload")
    groups = [group for place, count in _counts(world) for group in _at_place(stream, world, place, count)]
    groups = _mark_new(stream, groups, world.scale.new_cases)
    return _with_owners(groups, world.scale.regievoerders)


def _counts(world: World) -> list[tuple[PlaceId, int]]:
    """Return how many persons stay at each place, places in the order a traveller would visit them."""
    cases = world.scale.cases
    shares = {
        PlaceKind.DETENTION: cases * 4 // 100,
        PlaceKind.VBL: cases * 2 // 100,
        PlaceKind.HTL: cases * 3 // 1000 if world.of_kind(PlaceKind.HTL) else 0,
        PlaceKind.GLO: cases * 12 // 100,
    }
    shares[PlaceKind.AZC] = cases - sum(shares.values())
    counts: dict[PlaceId, int] = {}
    for kind, total in shares.items():
        places = world.of_kind(kind)
        weights = [_DETENTION_WEIGHTS.get(place, 10.0) for place in places]
        counts.update(zip(places, split(total, weights), strict=True))
    return [(place, counts[place]) for place in _visiting_order(world, list(counts))]


def split(total: int, weights: list[float]) -> list[int]:
    """Divide a whole number by weight; the parts add up (largest remainders)."""
    if not weights:
        return []
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def pool_of(place: PlaceId) -> str:
    """Return the pool of regievoerders that works at a place."""
    if place.startswith("DC-"):
        return "detention"
    return "families" if place.startswith(("GLO-", "GGV-")) else "general"


def _visiting_order(world: World, places: list[PlaceId]) -> list[PlaceId]:
    """Chain the places of each pool, each followed by the nearest not yet visited."""
    start = world.of_kind(PlaceKind.OFFICE)[0]
    order: list[PlaceId] = []
    for pool in ("detention", "families", "general"):
        left = [place for place in places if pool_of(place) == pool]
        here = start
        while left:
            here = min(left, key=lambda place: (drive_minutes(here, place), place))
            left.remove(here)
            order.append(here)
    return order


def _at_place(stream: Random, world: World, place: PlaceId, count: int) -> list[Group]:
    family_share = {"families": 1.0, "detention": 0.0}.get(pool_of(place), 0.08)
    if place in world.of_kind(PlaceKind.VBL, PlaceKind.HTL):
        family_share = 0.0
    groups: list[Group] = []
    while count:
        size = min(count, pick(stream, _FAMILY_SIZES) if chance(stream, family_share) else 1)
        groups.append(Group(place=place, size=size, pool=pool_of(place)))
        count -= size
    return groups


def _mark_new(stream: Random, groups: list[Group], wanted: int) -> list[Group]:
    """Mark groups as newly handed over until exactly so many persons are new."""
    order = list(range(len(groups)))
    stream.shuffle(order)
    marked = list(groups)
    for i in order:
        if 0 < groups[i].size <= wanted:
            marked[i] = replace(groups[i], new=True)
            wanted -= groups[i].size
    return marked


def _with_owners(groups: list[Group], regievoerders: int) -> list[Group]:
    """Cut each pool into equal caseloads."""
    if not regievoerders:
        return groups
    pools = list(dict.fromkeys(group.pool for group in groups))
    sizes = [sum(group.size for group in groups if group.pool == pool) for pool in pools]
    staff = [max(1, count) for count in split(regievoerders, [float(size) for size in sizes])]
    staff[staff.index(max(staff))] -= sum(staff) - regievoerders
    owned: list[Group] = []
    first = 0
    for pool, size, count in zip(pools, sizes, staff, strict=True):
        done = 0
        for group in groups:
            if group.pool == pool:
                owned.append(replace(group, owner=first + min(count - 1, done * count // max(1, size))))
                done += group.size
        first += count
    return owned
