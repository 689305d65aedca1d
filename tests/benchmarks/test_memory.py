"""What a benchmark says of memory: its own peak and that of the largest it started, by what these take themselves.

A process of its own is asked, so nothing that other tests have started counts.
"""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are looked at on Linux only")

ASKED = """
import subprocess, sys
from benchmarks.memory import Memory

own, *children = map(int, sys.argv[1:])
kept = b"x" * (own << 20)
memory = Memory()
alone = memory.megabytes
for megabytes in children:
    code = f"kept = b'x' * ({megabytes} << 20); print(len(kept), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        memory.look()
print(alone, memory.megabytes, len(kept) >> 20)
"""


def _asked(own: int, *children: int) -> tuple[int, int]:
    """Return what a process that holds `own` megabytes says alone, and after children that held so many."""
    words = [sys.executable, "-c", ASKED, str(own), *map(str, children)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    alone, together, kept = map(int, said.split())
    assert kept == own
    return alone, together


def test_the_largest_child_counts_with_its_peak_after_it_ended() -> None:
    alone, together = _asked(0, 150, 40)

    assert 150 <= together - alone < 250


def test_a_child_does_not_count_with_what_its_parent_has() -> None:
    alone, together = _asked(400, 1)

    assert alone >= 400
    assert together - alone < 100


def test_a_process_does_not_count_what_started_it() -> None:
    held = b"x" * (400 << 20)
    alone, _ = _asked(0)

    assert len(held) >> 20 == 400
    assert alone < 200
