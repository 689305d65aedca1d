"""A made-up town with every sort of road, as OpenStreetMap would write it.

One degree of latitude is 111.195 km, so that 0.01 degree north is 1,112 m.

    north  M1 ──motorway──▶ M2 ──▶ M3         (one way, N is its number)
                              ╲ ramp
    P1 ──────── P2 ──primary── P3 ─── P4      (both ways; P2 is only a bend's point and P3 a crossing)
                               │ tertiary
                               T1
"""

from datetime import date

from maps.roads.graph import GraphOrigin
from maps.roads.osm import OSM_UNITS, OsmWay
from maps.roads.speeds import RoadClass

ORIGIN = GraphOrigin(
    source="OpenStreetMap",
    licence="ODbL-1.0",
    attribution="© OpenStreetMap contributors",
    osm_date=date(2026, 11, 1),
    built_on=date(2026, 11, 21),
    classes=("motorway", "primary", "tertiary"),
)
NODES = {
    1: (52.00, 5.00),
    2: (52.00, 5.02),
    3: (52.00, 5.04),
    4: (52.00, 5.06),
    5: (51.99, 5.04),
    11: (52.02, 5.00),
    12: (52.02, 5.03),
    13: (52.02, 5.06),
    21: (52.30, 5.30),
    22: (52.31, 5.30),
}


def way(
    nodes: tuple[int, ...], kind: RoadClass, *, ramp: bool = False, oneway: bool = False, number: str = ""
) -> OsmWay:
    """Return a way over nodes of the town."""
    return OsmWay(
        nodes=nodes,
        lat=tuple(round(NODES[node][0] * OSM_UNITS) for node in nodes),
        lon=tuple(round(NODES[node][1] * OSM_UNITS) for node in nodes),
        kind=kind,
        ramp=ramp,
        oneway=oneway,
        number=number,
    )


PRIMARY_WEST = way((1, 2), RoadClass.PRIMARY, number="N201")
PRIMARY_MIDDLE = way((2, 3), RoadClass.PRIMARY, number="N201")
PRIMARY_EAST = way((3, 4), RoadClass.PRIMARY, number="N202")
TERTIARY = way((3, 5), RoadClass.TERTIARY)
MOTORWAY = way((11, 12, 13), RoadClass.MOTORWAY, oneway=True, number="A99")
RAMP_DOWN = way((12, 3), RoadClass.MOTORWAY, ramp=True, oneway=True)
RAMP_UP = way((1, 11), RoadClass.MOTORWAY, ramp=True, oneway=True)
MOTORWAY_END = way((13, 4), RoadClass.MOTORWAY, ramp=True, oneway=True)
ISLAND = way((21, 22), RoadClass.PRIMARY)
TOWN = (PRIMARY_WEST, PRIMARY_MIDDLE, PRIMARY_EAST, TERTIARY, MOTORWAY, RAMP_DOWN, RAMP_UP, MOTORWAY_END, ISLAND)

_TAGS = (
    ((1, 2, 3), {"highway": "primary", "ref": "N201"}),
    ((3, 4), {"highway": "primary", "ref": "N202"}),
    ((3, 5), {"highway": "tertiary"}),
    ((11, 12, 13), {"highway": "motorway", "ref": "A99"}),
    ((3, 12), {"highway": "motorway_link", "oneway": "-1"}),
    ((1, 11), {"highway": "motorway_link", "oneway": "yes"}),
    ((13, 4), {"highway": "motorway_link", "oneway": "yes"}),
    ((5, 21), {"route": "ferry"}),
    ((5, 22), {"highway": "tertiary", "access": "private"}),
    ((21, 22), {"highway": "residential"}),
)


def osm_xml(timestamp: str = "") -> str:
    """Return the town as an OpenStreetMap file in XML."""
    nodes = "".join(f'<node id="{n}" version="1" lat="{lat}" lon="{lon}"/>' for n, (lat, lon) in NODES.items())
    ways = "".join(
        f'<way id="{i}" version="1">'
        + "".join(f'<nd ref="{node}"/>' for node in nodes_of)
        + "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        + "</way>"
        for i, (nodes_of, tags) in enumerate(_TAGS, start=1)
    )
    return f'<osm version="0.6" {timestamp}>{nodes}{ways}</osm>'
