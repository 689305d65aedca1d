"""What people fixed: which appointment of an activity, or that it has none. No plan, no search."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.commitments import PinGrade, Placement
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.known import Known


@dataclass(frozen=True, slots=True)
class Fixed:
    """How much of an appointment is fixed, and why; without one the activity was taken out of the plan."""

    grade: PinGrade
    reason: str
    appointment: Appointment | None


def pinned(known: Known, key: ActivityKey) -> Fixed | None:
    """Return what is fixed of an activity now: by hand, else as published; None when nothing is."""
    placed = known.placements.get(key)
    if placed is not None and placed.holds(known.now):
        return None if placed.grade is None else Fixed(placed.grade, placed.reason, placed.appointment)
    pin, published = known.pins.get(key), known.baseline.get(key)
    if pin is None or published is None or (pin.expires is not None and pin.expires <= known.now):
        return None
    return Fixed(pin.grade, pin.reason, published)


def put_by_hand(known: Known, key: ActivityKey) -> bool:
    """Return whether a person put an activity where it is, or took it out."""
    placed = known.placements.get(key)
    return placed is not None and placed.grade is not None and placed.holds(known.now)


def with_placements(known: Known, placements: Sequence[Placement]) -> Known:
    """Return what is known when people decided this by hand and nothing else."""
    other = copy.copy(known)
    other.problem = replace(known.problem, placements=tuple(placements))
    other.placements = {placement.activity: placement for placement in placements}
    return other
