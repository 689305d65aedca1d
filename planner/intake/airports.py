"""The kind of cell that holds an airport, checked against the world's list of IATA codes.

Not allowed here: Dutch places (they are a table of their own).
"""

from functools import lru_cache

import airportsdata

from planner.intake.kinds import Kind, listed, plain
from planner.intake.moments import Cell, CellError

_REMEDY = "Gebruik de IATA-code van drie letters, zoals CMN voor Casablanca."


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(airportsdata.load("IATA"))


def _parse(cell: Cell) -> str:
    code = plain(cell).upper()
    if code not in _codes():
        raise CellError("deze luchthaven bestaat niet", _REMEDY)
    return code


AIRPORT = Kind(name="luchthavencode (IATA)", parse=_parse, show=str, native=str)
AIRPORTS = listed(AIRPORT, tuple)
