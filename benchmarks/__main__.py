"""Run one benchmark by name: ``python -m benchmarks day --size national``; without a name all, with their defaults."""

import sys

from benchmarks import day, roads, store

BENCHMARKS = {"day": day.main, "roads": roads.main, "store": store.main}


def run(arguments: list[str]) -> None:
    """Run the benchmark named first, or all of them."""
    if arguments and arguments[0] not in BENCHMARKS:
        sys.exit(f"{arguments[0]} is not a benchmark\nChoose from: {', '.join(BENCHMARKS)}.")
    for name in arguments[:1] or BENCHMARKS:
        BENCHMARKS[name](arguments[1:])


if __name__ == "__main__":
    run(sys.argv[1:])
