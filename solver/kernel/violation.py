"""The ways in which a route can be wrong. Not allowed here: finding out."""

from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The vocabulary: every way in which a route can be wrong."""

    PAIR = "pair"
    TIME_WINDOW = "time window"
    RIDE_LIMIT = "ride limit"
    BREAK = "break"
    CAPACITY = "capacity"
    COMPARTMENTS = "compartments"
    SKILL = "skill"
    CONFLICT = "conflict"
    SHIFT = "shift"
    FIXED = "fixed"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with one route; ``request`` is the first request concerned, ``NONE`` when it is the route."""

    word: Word
    route: int
    request: int
