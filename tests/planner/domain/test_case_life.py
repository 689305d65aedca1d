"""The life of a case: which phase may follow which, corrections, closing."""

import pytest

from planner.domain.case_life import allowed_next, present, standing, wrong_change
from planner.domain.casework import CasePhase, Closing, PhaseChange
from planner.domain.ids import CaseId
from planner.domain.time import Minute

DAY = 1440
LIFE = (
    CasePhase.HANDED_OVER,
    CasePhase.ASSIGNED,
    CasePhase.STUDY,
    CasePhase.PLANNING,
    CasePhase.GUIDANCE,
    CasePhase.LEAVING,
    CasePhase.CLOSED,
)


def change(
    phase: CasePhase, day: int, *, reason: str = "", closing: Closing | None = None, correction: bool = False
) -> PhaseChange:
    """Return a change on a day."""
    return PhaseChange(
        case=CaseId("Z1"),
        phase=phase,
        at=Minute(day * DAY),
        actor="r1",
        reason=reason,
        closing=closing,
        correction=correction,
    )


def life_until(phase: CasePhase) -> list[PhaseChange]:
    """Return the ordinary life up to and with a phase, a day each."""
    phases = LIFE[: LIFE.index(phase) + 1]
    return [
        change(each, day, closing=Closing.FORCED if each is CasePhase.CLOSED else None)
        for day, each in enumerate(phases, 1)
    ]


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (None, {"overgedragen"}),
        (CasePhase.HANDED_OVER, {"toegewezen", "gesloten"}),
        (CasePhase.ASSIGNED, {"dossierstudie", "gesloten"}),
        (CasePhase.STUDY, {"vertrekplan", "toegewezen", "gesloten"}),
        (CasePhase.PLANNING, {"begeleiding", "gesloten"}),
        (CasePhase.GUIDANCE, {"vertrekplan", "vertrek", "gesloten"}),
        (CasePhase.LEAVING, {"begeleiding", "gesloten"}),
        (CasePhase.CLOSED, {"overgedragen"}),
    ],
)
def test_only_these_phases_may_follow(now: CasePhase | None, following: set[str]) -> None:
    before = [] if now is None else life_until(now)
    taken = {
        phase.value
        for phase in CasePhase
        if wrong_change(
            before,
            change(phase, 20, reason="x", closing=Closing.FORCED if phase is CasePhase.CLOSED else None),
        )
        is None
    }

    assert taken == following
    assert {phase.value for phase in allowed_next(before)} == following


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            life_until(CasePhase.STUDY),
            change(CasePhase.LEAVING, 9),
            "Z1 is dossierstudie en kan niet vertrek worden",
        ),
        (
            life_until(CasePhase.GUIDANCE),
            change(CasePhase.PLANNING, 9),
            "van begeleiding terug naar vertrekplan vraagt een reden",
        ),
        (
            life_until(CasePhase.GUIDANCE),
            change(CasePhase.LEAVING, 5),
            "Z1 staat al op begeleiding sinds ma 6 jan 2020 01:00; een fase komt er alleen later bij",
        ),
        (life_until(CasePhase.LEAVING), change(CasePhase.CLOSED, 9), "er staat niet hoe de zaak eindigde"),
        (
            life_until(CasePhase.GUIDANCE),
            change(CasePhase.LEAVING, 9, closing=Closing.FORCED),
            "alleen een gesloten zaak heeft een wijze van sluiten",
        ),
        ([], change(CasePhase.STUDY, 9), "Z1 is nog zonder fase en kan niet dossierstudie worden"),
        ([], change(CasePhase.HANDED_OVER, 9, correction=True), "er is nog geen fase om te herstellen"),
        (
            life_until(CasePhase.CLOSED),
            change(CasePhase.LEAVING, 9, correction=True),
            "een correctie vraagt een reden",
        ),
        (
            life_until(CasePhase.CLOSED),
            change(CasePhase.STUDY, 9, correction=True, reason="x"),
            "in plaats van gesloten kon Z1 niet dossierstudie worden",
        ),
        (
            life_until(CasePhase.STUDY),
            change(CasePhase.STUDY, 9, correction=True, reason="x"),
            "Z1 is al dossierstudie",
        ),
    ],
)
def test_what_cannot_be_is_said_in_words(before: list[PhaseChange], after: PhaseChange, problem: str) -> None:
    wrong = wrong_change(before, after)

    assert wrong is not None
    assert wrong.problem == problem


def test_a_closing_by_mistake_is_undone_and_both_stay_on_record() -> None:
    life = life_until(CasePhase.CLOSED)
    undo = change(CasePhase.LEAVING, 9, correction=True, reason="verkeerde zaak")

    assert wrong_change(life, undo) is None
    assert standing([*life, undo]) == tuple(life[:-1])
    assert present([*life, undo]) == life[-2]


def test_a_wrong_way_of_closing_is_put_right() -> None:
    life = life_until(CasePhase.CLOSED)
    right = change(CasePhase.CLOSED, 9, correction=True, reason="vertrok zelf", closing=Closing.INDEPENDENT)

    assert wrong_change(life, right) is None
    assert standing([*life, right]) == (*life[:-1], right)


def test_a_correction_may_itself_be_corrected() -> None:
    life = life_until(CasePhase.CLOSED)
    right = change(CasePhase.CLOSED, 9, correction=True, reason="a", closing=Closing.INDEPENDENT)
    again = change(CasePhase.GUIDANCE, 10, correction=True, reason="b")

    assert wrong_change([*life, right], again) is None
    assert [each.phase for each in standing([*life, right, again])][-2:] == [CasePhase.LEAVING, CasePhase.GUIDANCE]


def test_a_closed_case_comes_back_by_a_new_handover() -> None:
    life = [*life_until(CasePhase.CLOSED), change(CasePhase.HANDED_OVER, 40, reason="opnieuw aangetroffen")]

    assert allowed_next(life) == (CasePhase.ASSIGNED, CasePhase.CLOSED)
