"""Rules R24, R37 and R38: what must be in order before somebody is taken to a flight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, MoveDetail, MoveRole
from planner.domain.civil import day_interval, day_of
from planner.domain.clearances import ClearanceKind, OverrideRight
from planner.domain.ids import RuleId
from planner.domain.settings import Mark
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver.departing import forced
from solver.gate_rule import GateRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.clearances import Clearance
    from planner.domain.ids import CaseId
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode


class DepartureGate(GateRule):
    """A rule of the gate about forced departures on a flight."""

    kinds = frozenset({ActivityKind.DEPARTURE})
    anchor = Text(nl="vertrek", en="departure")

    def concerned(self, known: Known, activity: Activity) -> Sequence[CaseId]:
        """Return everybody who is taken along."""
        return activity.cases if forced(activity) else ()


class FitToFly(DepartureGate):
    """Nobody leaves who was found not fit to fly, or of whom that can no longer be asked."""

    id = RuleId("R24")
    title = Text(nl="Fit-to-fly", en="Fit to fly")
    why = Text(
        nl="Wie ziek is, wordt niet op een vliegtuig gezet; een arts kijkt vooraf.",
        en="Who is ill is not put on a plane; a doctor looks beforehand.",
    )
    source = Text(
        nl="Vreemdelingencirculaire 2000, A3; werkwijze DT&V",
        en="Aliens Act Implementation Guidelines 2000, A3; working method of DT&V",
    )
    norm = frozenset({Mark.FOUND})
    clearance = ClearanceKind.FIT_TO_FLY
    lead = ("R24", "lead")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (lead,)


class RemovabilityCheck(DepartureGate):
    """The IND says on the day itself that somebody may be removed; another day's answer does not count."""

    id = RuleId("R37")
    title = Text(nl="Laatste toets van de verwijderbaarheid", en="Last check of removability")
    why = Text(
        nl="Op de laatste dag kan nog een aanvraag of een uitspraak binnenkomen.",
        en="On the last day an application or a ruling can still come in.",
    )
    source = Text(nl="DT&V, gedwongen vertrek", en="DT&V, forced departure")
    norm = frozenset({Mark.FOUND})
    clearance = ClearanceKind.REMOVABILITY
    lead = ("R37", "lead")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (lead,)

    def holds(self, answer: Clearance) -> Interval | None:
        """Return the part of the answer that lies on the day on which it was given."""
        return answer.valid.intersect(day_interval(answer.given_on or day_of(answer.valid.start)))


class HandOverPack(DepartureGate):
    """The hand-over pack is complete before anybody is picked up, or can still be made so.

    The last pick-up follows from the longest ride to the flight. The pack is complete when everything in it was ticked
    off, or when somebody said so of the whole.
    """

    id = RuleId("R38")
    title = Text(nl="Overdrachtsdossier compleet", en="Hand-over pack complete")
    why = Text(
        nl="Escorts die niet weten wie zij meenemen, kunnen niet zorgen dat het goed gaat.",
        en="Escorts who do not know whom they take along cannot see to it that it goes well.",
    )
    source = Text(
        nl="Inspectie Justitie en Veiligheid over uitzettingen",
        en="Inspectorate of Justice and Security on removals",
    )
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="ophalen", en="pick-up")
    override = OverrideRight.SUPERVISOR
    clearance = ClearanceKind.HAND_OVER_PACK
    lead = ("R38", "lead")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (lead, ("R29", "before"))

    def first(self, known: Known, activity: Activity, mode: Mode) -> Minute:
        """Return from when on a departure leaves time to complete the pack before the last pick-up."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        rides = (known.activities.get(key) for key in known.linked.get(activity.key, ()))
        longest = max((_minutes(ride) for ride in rides if ride is not None), default=0)
        before = known.setting("R29", "before", start, activity)
        return Minute(super().first(known, activity, mode) + before + longest)


def _minutes(ride: Activity) -> int:
    """Return how long a ride to the flight takes from pick-up to hand-over, as it was asked for; 0 for another move."""
    to_flight = isinstance(ride.detail, MoveDetail) and ride.detail.role is MoveRole.TO_DEPARTURE
    return ride.duration if to_flight else 0
