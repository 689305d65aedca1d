"""Rule: transport is on time for what it serves, and within the times asked."""

from __future__ import annotations

from typing import ClassVar

from planner.domain.activities import MoveRole
from planner.domain.ids import RuleId
from planner.domain.wording import Text
from solver.move_rule import MoveRule


class MoveServesAppointment(MoveRule):
    """A move to or from a presentation fits its time; other moves keep the pick-up and delivery times asked.

    Who spends the night before a flight nearer by is there in the evening.

    The route search enforces it with the same windows.
    """

    id = RuleId("P15")
    title = Text(nl="Vervoer past bij de afspraak", en="Transport fits the appointment")
    why = Text(
        nl="Wie te laat wordt gebracht, mist de presentatie of de zitting; lang wachten is belastend.",
        en="Who is brought too late misses the presentation or the session; waiting long is a burden.",
    )
    source = Text(
        nl="werkafspraak met DV&O; marges zijn aannames", en="working agreement with DV&O; margins are assumptions"
    )
    roles = frozenset(MoveRole) - {MoveRole.TO_DEPARTURE}
    serves = Text(nl="de afspraak", en="the appointment")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("P15", "presentation-margin"),
        ("P15", "presentation-earliest"),
        ("P15", "presentation-wait"),
        ("R29", "overnight-from"),
        ("R29", "overnight-to"),
    )
