"""Run one benchmark by name: ``python -m benchmarks day --size national``; without a name all, with their defaults.

Those that need instances of others or take long (``ON_REQUEST``) run by name only.
"""

import sys

from benchmarks import day, feeds, lilim, maps, recheck, roads, store

BENCHMARKS = {"day": day.main, "feeds": feeds.main, "maps": maps.main, "roads": roads.main, "store": store.main}
ON_REQUEST = {"lilim": lilim.main, "recheck": recheck.main}


def run(arguments: list[str]) -> None:
    """Run the benchmark named first, or all of them."""
    known = BENCHMARKS | ON_REQUEST
    if arguments and arguments[0] not in known:
        sys.exit(f"{arguments[0]} is not a benchmark\nChoose from: {', '.join(known)}.")
    for name in arguments[:1] or BENCHMARKS:
        known[name](arguments[1:])


if __name__ == "__main__":
    run(sys.argv[1:])
