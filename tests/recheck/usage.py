"""How much of something is in use at a time. Not allowed here: what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.domain.time import Minute


@dataclass(frozen=True, slots=True)
class Use:
    """So much in use during ``[start, end)``, by whom."""

    start: int
    end: int
    amount: int
    by: str


def peaks(uses: Iterable[Use]) -> Iterator[tuple[Minute, int, tuple[str, ...]]]:
    """Yield each moment at which a use begins, with how much is then in use and by whom."""
    known = list(uses)
    for moment in sorted({use.start for use in known}):
        present = [use for use in known if use.start <= moment < use.end]
        yield Minute(moment), sum(use.amount for use in present), tuple(use.by for use in present)


def overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Return whether two half-open stretches share a minute."""
    return first[0] < second[1] and second[0] < first[1]
