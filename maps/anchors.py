"""Element ids that stay the same as long as what they name does, and that hold no text of a case.

A vehicle is ``rit-`` and eight hexadecimal digits of its code; its third stop adds ``-s3``, the ride from there to the
next adds ``-l3``. Other things (a site, a session, a change) have a prefix of their own and such digits.

Not allowed here: anything that reaches the screen.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

_DIGITS = 8


def anchor(prefix: str, *words: str) -> str:
    """Return the id of what the words name: letters, digits and hyphens only."""
    return f"{prefix}-{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:_DIGITS]}"


def route_anchor(vehicle: str) -> str:
    """Return the id of a vehicle's route on a day map or sheet."""
    return anchor("rit", vehicle)


def stop_anchor(route: str, number: int) -> str:
    """Return the id of a stop of a route; it is a row of the table and a number on the map."""
    return f"{route}-s{number}"


def leg_anchor(route: str, number: int) -> str:
    """Return the id of the ride from a stop to the next; it is a cell of the table and a line on the map."""
    return f"{route}-l{number}"


def distinct(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids in their order; the second of the same name gets ``-2`` behind it, and so on."""
    seen: Counter[str] = Counter()
    found = []
    for one in ids:
        seen[one] += 1
        found.append(one if seen[one] == 1 else f"{one}-{seen[one]}")
    return tuple(found)
