"""Rule R19: what must be in order before somebody is moved to a VBL or a GLO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind, MoveRole
from planner.domain.cases import DocumentState
from planner.domain.clearances import CLEARED, ClearanceKind, ClearanceState, OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.places import PlaceKind
from planner.domain.settings import Mark
from planner.domain.spelling import listed
from planner.domain.time import Interval, Minute, intersection, union
from planner.domain.wording import Text
from solver import naming
from solver.mode import Mode
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from solver.known import Known

ASKED = (
    ClearanceKind.DEPARTURE_PLAN,
    ClearanceKind.LOCAL_STRATEGY,
    ClearanceKind.LP_ORDERED,
    ClearanceKind.TOLD_IN_CONVERSATION,
)
_EVER = (Interval(Minute(0)),)


class MoveToReception(WindowRule):
    """A move of our own cases to a VBL or GLO starts while all that it asks is in order, for everybody.

    A laissez-passer on record is as good as its order. What began, is past. Moves are searched as routes.
    """

    id = RuleId("R19")
    title = Text(nl="Plaatsing in VBL of GLO", en="Placement in VBL or GLO")
    why = Text(
        nl="Wie wordt geplaatst, weet waarom: er is een compleet plan dat in een gesprek is besproken.",
        en="Who is placed knows why: there is a complete plan that was discussed in a conversation.",
    )
    source = Text(
        nl="DT&V, plaatsing in vrijheidsbeperkende en gezinslocaties",
        en="DT&V, placement in freedom-restricting and family locations",
    )
    norm = frozenset({Mark.FOUND})
    override = OverrideRight.SUPERVISOR
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.MOVE})
    whole = False
    fact = True
    missing = Text(
        nl="plaatsing in {place} vraagt eerst: {what}",
        en="placement in {place} first asks for: {what}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when all that is asked holds for everybody."""
        return _in_order(known, activity)

    def pickups(self, known: Known, activity: Activity) -> Sequence[Interval] | None:
        """Return when a pick-up may start, exceptions included; None when the rule does not apply. For the routes."""
        allowed = _in_order(known, activity)
        if allowed is None:
            return None
        exceptions = known.records.exceptions(self.id, self.override, activity.key)
        return union((*allowed, *(exception.valid for exception in exceptions)))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name what is missing, and of whom."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        lacking = listed(_lacking(known, activity, start))
        return self.missing.say(place=naming.place(known, activity.move.destination), what=lacking)


def placed(known: Known, activity: Activity) -> bool:
    """Return whether an activity moves cases of our own to a VBL or GLO."""
    if activity.kind is not ActivityKind.MOVE or activity.move.role is not MoveRole.CHAIN or not activity.cases:
        return False
    destination = known.places.get(activity.move.destination)
    return destination is not None and destination.kind in (PlaceKind.VBL, PlaceKind.GLO)


def _in_order(known: Known, activity: Activity) -> Sequence[Interval] | None:
    """Return when all that is asked holds for everybody, and the past; None when nobody is placed."""
    if not placed(known, activity):
        return None
    every = intersection(_holds(known, case, kind) for case in activity.cases for kind in ASKED)
    return union((Interval(Minute(0), known.now), *every))


def _lacking(known: Known, activity: Activity, start: Minute) -> Iterator[str]:
    for case in activity.cases:
        for kind in ASKED:
            if not any(stretch.contains(start) for stretch in _holds(known, case, kind)):
                yield f"{CLEARED[kind]} ({case})"


def _holds(known: Known, case: CaseId, kind: ClearanceKind) -> tuple[Interval, ...]:
    documents = known.documents.get(case, ())
    if kind is ClearanceKind.LP_ORDERED and any(d.state is not DocumentState.REFUSED for d in documents):
        return _EVER
    return known.records.cleared(case, kind, ClearanceState.YES)
