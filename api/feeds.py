"""Settings of feeds: whether secret addresses are given out. Not allowed here: HTTP."""

import os
from collections.abc import Mapping

ADDRESSES = "VERTREKPLANNER_AGENDA_ADRESSEN"
"""``ja`` where readers that cannot send a password may have a secret address."""


def addresses_allowed(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether secret addresses are given out and answered."""
    return environ.get(ADDRESSES, "").lower() in ("ja", "1", "yes", "true")
