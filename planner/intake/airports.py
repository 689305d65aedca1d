"""The kind of cell that holds an airport, checked against the world's list of IATA codes.

Not allowed here: Dutch places (they are a table of their own).
"""

from functools import lru_cache

import airportsdata

from planner.domain.wording import Text, either
from planner.intake.cells import plain
from planner.intake.kinds import Kind, listed
from planner.intake.moments import Cell, CellError

_REMEDY = Text(
    "Gebruik de IATA-code van drie letters, zoals CMN voor Casablanca.",
    "Use the IATA code of three letters, such as CMN for Casablanca.",
)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(airportsdata.load("IATA"))


def _parse(cell: Cell) -> str:
    code = plain(cell).upper()
    if code not in _codes():
        raise CellError(either("deze luchthaven bestaat niet", "there is no such airport"), _REMEDY)
    return code


AIRPORT = Kind(name="luchthavencode (IATA)", parse=_parse, show=str, native=str)
AIRPORTS = listed(AIRPORT, tuple)
