"""A case of the small world with its records, and ways to look at it."""

from dataclasses import replace
from datetime import date

from planner.domain.cases import (
    Case,
)
from planner.domain.casework import (
    CasePhase,
    Closing,
    Dossier,
    HandedOverBy,
    PhaseChange,
)
from planner.domain.civil import day_start
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.time import Interval, Minute
from planner.usecases.cases.case_view import CaseView, case_view
from planner.usecases.cases.casework_lists import CaseworkLists, casework_lists
from tests.planner.usecases.world import (
    NOW,
    Desk,
    world_facts,
)

CASE = CaseId("Z1")
DAY = 1440
TODAY = date(2026, 11, 19)
SINCE = Interval(day_start(date(2026, 9, 1)))


def view(desk: Desk, case: CaseId = CASE) -> CaseView:
    with desk.store.reading() as books:
        found = case_view(books, case, desk.clock.now())
    assert found is not None
    return found


def codes(desk: Desk) -> set[str]:
    return {gap.code.value for gap in view(desk).gaps}


def lists(desk: Desk, regievoerder: str | None = None) -> CaseworkLists:
    with desk.store.reading() as books:
        whose = None if regievoerder is None else RegievoerderId(regievoerder)
        return casework_lists(books, now=desk.clock.now(), regievoerder=whose)


def tell(desk: Desk, *facts: Fact) -> None:
    desk.deliver(facts, source="zaken")


def life(*phases: CasePhase, closing: Closing | None = None) -> tuple[PhaseChange, ...]:
    """Return the phases, a day each, up to yesterday."""
    first = NOW - len(phases) * DAY
    return tuple(
        PhaseChange(
            case=CASE,
            phase=phase,
            at=Minute(first + number * DAY),
            actor="r1",
            closing=closing if phase is CasePhase.CLOSED else None,
        )
        for number, phase in enumerate(phases)
    )


GUIDED = life(CasePhase.HANDED_OVER, CasePhase.ASSIGNED, CasePhase.STUDY, CasePhase.PLANNING, CasePhase.GUIDANCE)
DOSSIER = Dossier(
    case=CASE, handed_over_by=HandedOverBy.IND, received_on=date(2026, 8, 3), complete_on=date(2026, 8, 6)
)


def small_case(**changes: object) -> Case:
    base = next(fact for fact in world_facts() if isinstance(fact, Case) and fact.id == CASE)
    return replace(base, **changes)  # type: ignore[arg-type]
