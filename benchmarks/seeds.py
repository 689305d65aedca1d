"""Which seeds a benchmark runs with: ``--seeds 1,2,3`` are these values, ``--seeds 1..50`` is a whole range.

Not allowed here: other options.
"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence


def seeds(text: str) -> tuple[int, ...]:
    """Return the seeds that a text names, in its order; raise ArgumentTypeError."""
    found: list[int] = []
    for part in text.split(","):
        first, dots, last = part.partition("..")
        try:
            found += range(int(first), int(last if dots else first) + 1)
        except ValueError:
            raise ArgumentTypeError(f"{part!r} is no seed\nName them like 1,2,3 or 1..50.") from None
    if not found:
        raise ArgumentTypeError(f"{text!r} names no seed\nName them like 1,2,3 or 1..50.")
    return tuple(found)


def add_seeds(parser: ArgumentParser, default: Sequence[int] = (1,)) -> None:
    """Give a benchmark the option ``--seeds``."""
    parser.add_argument("--seeds", type=seeds, default=tuple(default), help="for instance 1,2,3 or 1..50")
