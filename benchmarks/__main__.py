"""Run one benchmark by name: ``python -m benchmarks day --size national``; without a name all, with their defaults.

Those that need instances of others or take long (``ON_REQUEST``) run by name only. Each loads only what it needs.
"""

import sys
from importlib import import_module

BENCHMARKS = ("day", "deskpage", "feeds", "maps", "roads", "store", "week")
ON_REQUEST = (
    "cluster",
    "desk",
    "equal",
    "gap",
    "growth",
    "hhcrsp",
    "lilim",
    "officers",
    "pages",
    "recheck",
    "recommend",
    "repeat",
    "replan",
    "scenarios",
    "season",
    "verify_bound",
    "why",
)


def run(arguments: list[str]) -> None:
    """Run the benchmark named first, or all of them."""
    known = BENCHMARKS + ON_REQUEST
    if arguments and arguments[0] not in known:
        sys.exit(f"{arguments[0]} is not a benchmark\nChoose from: {', '.join(known)}.")
    for name in arguments[:1] or BENCHMARKS:
        import_module(f"benchmarks.{name}").main(arguments[1:])


if __name__ == "__main__":
    run(sys.argv[1:])
