"""Proof of a bound: the prices from which anybody can work out how good any plan can be at a level.

Not allowed here: working it out (``benchmarks/verify_bound.py`` does, from the problem and these prices alone).
"""

from dataclasses import dataclass

from planner.domain.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price of one scarce means: a pool or a person in a half-day, the places of a session, and so on."""

    row: str
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The price of a unit of a level that is held, and at what: what is reached less what moves cost in every plan."""

    level: Level
    price: int
    reached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Prices from which the bound of a level follows, in ``scale``-ths of a unit of it.

    ``apart`` is what moves cost in every plan at this level, which counts besides.
    """

    level: Level
    bound: int
    scale: int = 1
    prices: tuple[Price, ...] = ()
    held: tuple[Held, ...] = ()
    apart: int = 0
