"""What a benchmark says of memory: its own peak and that of the largest it started, by what these take themselves."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.memory import Memory

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are looked at on Linux only")


def _child(megabytes: int, memory: Memory) -> None:
    code = f"kept = b'x' * ({megabytes} << 20); print(len(kept), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        memory.look()


def test_the_largest_child_counts_with_its_peak_after_it_ended() -> None:
    memory = Memory()
    alone = memory.megabytes

    _child(150, memory)
    _child(40, memory)

    assert 150 <= memory.megabytes - alone < 300


def test_a_child_does_not_count_with_what_its_parent_has() -> None:
    kept = b"x" * (400 << 20)
    memory = Memory()
    alone = memory.megabytes

    _child(1, memory)

    assert len(kept) >> 20 == 400
    assert memory.megabytes - alone < 100
