"""Rule R29: persons are at the airport in time."""

from __future__ import annotations

from typing import ClassVar

from planner.domain.activities import MoveRole
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.wording import Text
from solver.move_rule import MoveRule


class MoveToDeparture(MoveRule):
    """A move to a flight delivers the persons hours before departure, and not too early.

    The route search enforces it with the same windows.
    """

    id = RuleId("R29")
    title = Text(nl="Op tijd op de luchthaven", en="At the airport in time")
    why = Text(
        nl="De overdracht, het fouilleren en het instappen kosten uren; te vroeg is onnodig wachten in een cel.",
        en="The hand-over, the search and the boarding take hours; too early means needless waiting in a cell.",
    )
    source = Text(nl="KMar, aanlevertijd op Schiphol", en="KMar, delivery time at Schiphol")
    anchor = Text(nl="vertrek", en="departure")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de KMar spreekt een andere aanlevertijd af: wijzig de instelling",
        en="the KMar agrees on another delivery time: change the setting",
    )
    roles = frozenset({MoveRole.TO_DEPARTURE})
    serves = Text(nl="het vertrek", en="the departure")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R29", "before"), ("R29", "earliest"))
