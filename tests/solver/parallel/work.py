"""Small work for workers of tests; in a module of its own, so that another process can load it."""

import os
import time
from pathlib import Path


def doubled(number: int) -> int:
    """Return twice the number."""
    return 2 * number


def refused(number: int) -> int:
    """Fail as a defect would."""
    raise ValueError(number)


def dies_once(task: tuple[Path, int]) -> int:
    """End the whole process the first time that this is asked of anybody; after that return twice the number."""
    mark, number = task
    if number == 3 and not mark.exists():
        mark.write_text("died")
        os._exit(1)
    return 2 * number


def dies(number: int) -> int:
    """End the whole process for one of the numbers, always."""
    if number == 3:
        os._exit(1)
    time.sleep(0.05)
    return 2 * number


def slow(number: int) -> int:
    """Return twice the number after a while."""
    time.sleep(0.5)
    return 2 * number
