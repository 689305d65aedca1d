"""The life and vertrekplan of cases in samples: every kind occurs, nothing that could not be entered, no more work."""

from collections import defaultdict
from enum import StrEnum

import pytest

from planner.domain.case_life import present, wrong_change
from planner.domain.cases import Case, DocumentState, Specialism, TravelDocument
from planner.domain.casework import (
    CasePhase,
    Closing,
    Dossier,
    HandedOverBy,
    LegalMoment,
    LegalMomentKind,
    PhaseChange,
    Procedure,
    ProcedureKind,
    Reception,
    ReceptionKind,
)
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Contact,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Possibility,
    PossibilityState,
    Representative,
    Representing,
    Support,
    SupportKind,
)
from planner.domain.facts import Fact
from planner.domain.lp_life import wrong_document
from planner.intake.tables import table_of
from planner.sample import Sample, SampleSize
from tests.planner.sample.samples import facts_of, sample

SIZES = (SampleSize.OFFICE, SampleSize.REGION, SampleSize.NATIONAL)
TYPES: tuple[type[Fact], ...] = (
    *(Dossier, PhaseChange, Procedure, Reception, LegalMoment, Clearance, Override),
    *(Possibility, Barrier, Support, Representative, Contact, InformationRequest, MotivationPhase),
)


def lives(made: Sample) -> dict[str, list[PhaseChange]]:
    """Return the phases of each case in their order."""
    found: dict[str, list[PhaseChange]] = defaultdict(list)
    for change in sorted(facts_of(made, PhaseChange), key=lambda one: one.at):
        found[change.case].append(change)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_every_type_occurs_in_every_size(size: SampleSize) -> None:
    made = sample(size)

    assert [kind.__name__ for kind in TYPES if not facts_of(made, kind)] == []


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        (Dossier, "handed_over_by", HandedOverBy),
        (PhaseChange, "phase", CasePhase),
        (PhaseChange, "closing", Closing),
        (Procedure, "kind", ProcedureKind),
        (Reception, "kind", ReceptionKind),
        (LegalMoment, "kind", LegalMomentKind),
        (Possibility, "state", PossibilityState),
        (Barrier, "kind", BarrierKind),
        (Support, "kind", SupportKind),
        (Representative, "role", Representing),
        (MotivationPhase, "phase", Motivation),
        (Clearance, "kind", ClearanceKind),
        (Clearance, "state", ClearanceState),
        (TravelDocument, "state", DocumentState),
    ],
)
def test_every_kind_and_state_occurs(kind: type[Fact], field: str, words: type[StrEnum]) -> None:
    drawn = {getattr(fact, field) for fact in facts_of(sample(SampleSize.NATIONAL), kind)}

    assert set(words) - drawn == set()


@pytest.mark.parametrize("size", SIZES)
def test_every_life_is_one_that_could_be_entered_step_by_step(size: SampleSize) -> None:
    wrong = [
        (case, found.problem)
        for case, life in lives(sample(size)).items()
        for number, change in enumerate(life)
        if (found := wrong_change(life[:number], change)) is not None
    ]

    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_a_case_is_closed_by_its_phase_when_and_only_when_it_is_closed(size: SampleSize) -> None:
    made = sample(size)
    ended = {case for case, life in lives(made).items() if (now := present(life)) and now.phase is CasePhase.CLOSED}

    assert ended == {case.id for case in facts_of(made, Case) if case.closed_on is not None}
    assert len(ended) >= 12


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_that_the_intake_would_refuse(size: SampleSize) -> None:
    made = sample(size)
    facts = [fact for kind in (*TYPES, TravelDocument) for fact in facts_of(made, kind)]

    assert [problem for fact in facts for problem in table_of(fact).check(fact)] == []
    assert [wrong for document in facts_of(made, TravelDocument) for wrong in wrong_document(document)] == []


def test_most_unaccompanied_minors_have_a_guardian_and_some_wait_for_one() -> None:
    made = sample(SampleSize.REGION)
    minors = {case.id for case in facts_of(made, Case) if Specialism.MINORS in case.specialisms}
    kept = {one.case for one in facts_of(made, Representative) if one.role is Representing.GUARDIAN}

    assert kept < minors
    assert len(minors - kept) <= len(minors) // 8


def test_nobody_who_leaves_is_found_unfit_to_fly() -> None:
    made = sample(SampleSize.NATIONAL)
    refused = {one.case for one in facts_of(made, Clearance) if _unfit(one)}
    asked = {one.case for one in facts_of(made, Clearance) if one.kind is ClearanceKind.REMOVABILITY}

    assert refused & asked == set()


def _unfit(answer: Clearance) -> bool:
    return (answer.kind, answer.state) == (ClearanceKind.FIT_TO_FLY, ClearanceState.NO)


def test_references_and_texts_name_nobody() -> None:
    made = sample(SampleSize.REGION)
    references = [one.reference for one in facts_of(made, Representative)]

    assert [text for text in references if not text.partition("-")[2].isdigit()] == []
    assert {one.actor[:3] for one in facts_of(made, PhaseChange)} == {"RV-"}
