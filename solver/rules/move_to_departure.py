"""Rule R29: persons are at the airport in time."""

from __future__ import annotations

from typing import ClassVar

from planner.domain.activities import MoveRole
from planner.domain.ids import RuleId
from solver.move_rule import MoveRule


class MoveToDeparture(MoveRule):
    """A move to a flight delivers the persons hours before departure, and not too early.

    The route search enforces it with the same windows.
    """

    id = RuleId("R29")
    title = "Op tijd op de luchthaven"
    why = "De overdracht, het fouilleren en het instappen kosten uren; te vroeg is onnodig wachten in een cel."
    source = "KMar, aanlevertijd op Schiphol"
    roles = frozenset({MoveRole.TO_DEPARTURE})
    serves = "het vertrek"
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R29", "before"), ("R29", "earliest"))
