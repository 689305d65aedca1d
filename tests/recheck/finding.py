"""What a check says when something is wrong. Not allowed here: checking."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.civil import local
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: the name of the check, in words, and the activities concerned."""

    check: str
    words: str
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.check}: {self.words}"


Findings = Iterable[Finding]


def clock(minute: Minute | int) -> str:
    """Say a moment in Dutch civil time."""
    return f"{local(Minute(minute)):%a %d-%m-%Y %H:%M%z}"
