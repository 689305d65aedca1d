"""Which tile server this installation has: none, unless one is named by environment variables.

Not allowed here: fetching tiles; browsers do that, and only from pages of the server.
"""

import os
from collections.abc import Mapping

from maps.tiles import Tiles

TILES, CREDIT = "VERTREKPLANNER_TILES", "VERTREKPLANNER_TILES_CREDIT"
"""Address with {z}, {x} and {y}, and whose map it is."""


def configured_tiles(environ: Mapping[str, str] = os.environ) -> Tiles | None:
    """Return the tile server, or None; raise ValueError for an address that is none."""
    url = environ.get(TILES, "")
    return Tiles(url=url, credit=environ.get(CREDIT, "")) if url else None
