"""What is missing in a case: whose it is, and whether a departure waits for it."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import (
    Regime,
    Specialism,
    TargetGroup,
)
from planner.domain.casework import (
    LegalMoment,
    LegalMomentKind,
    Reception,
    ReceptionKind,
)
from planner.domain.departure_plan import (
    InformationRequest,
    Party,
    Representative,
    Representing,
)
from planner.domain.ids import LanguageCode
from planner.domain.time import Interval, Minute
from tests.planner.usecases.casework import (
    CASE,
    DOSSIER,
    GUIDED,
    SINCE,
    TODAY,
    codes,
    small_case,
    tell,
    view,
)
from tests.planner.usecases.world import (
    NOW,
    Desk,
    household,
)


def test_of_a_case_without_recorded_life_only_what_planning_needs_is_asked(desk: Desk) -> None:
    assert codes(desk) == set()

    tell(desk, small_case(language=LanguageCode("und")))

    assert codes(desk) == {"geen-taal"}


def test_a_dossier_is_missing_then_incomplete_then_complete(desk: Desk) -> None:
    tell(desk, *GUIDED[:2])
    missing = codes(desk)
    tell(desk, replace(DOSSIER, complete_on=None))
    incomplete = codes(desk)
    tell(desk, DOSSIER)

    assert missing == {"geen-dossier", "geen-besluit"}
    assert incomplete == {"dossier-onvolledig", "geen-besluit"}
    assert codes(desk) == {"geen-besluit"}


def test_in_guidance_track_and_document_are_asked_too(desk: Desk) -> None:
    decision = LegalMoment(case=CASE, kind=LegalMomentKind.DECISION, on=date(2026, 7, 1))
    tell(desk, *GUIDED[:3], DOSSIER, decision)
    studied = codes(desk)
    tell(desk, *GUIDED[3:4])
    planned = codes(desk)
    tell(desk, *GUIDED[4:])

    assert studied == set()
    assert planned == {"geen-documentstatus"}
    assert codes(desk) == {"geen-documentstatus", "geen-traject"}


@pytest.mark.parametrize(
    ("regime", "reception", "kind", "code"),
    [
        (Regime.DETENTION, None, LegalMomentKind.DETENTION_ORDER, "geen-bewaringsmaatregel"),
        (Regime.GENERAL, ReceptionKind.DETENTION, LegalMomentKind.DETENTION_ORDER, "geen-bewaringsmaatregel"),
        (Regime.BORDER, None, LegalMomentKind.BORDER_STARTED, "geen-start-grensprocedure"),
        (Regime.FAMILY_FACILITY, None, LegalMomentKind.FAMILY_PLACED, "geen-plaatsing-ggv"),
        (Regime.GENERAL, ReceptionKind.RESTRICTED, LegalMomentKind.RESTRICTED_PLACED, "geen-plaatsing-vbl"),
        (Regime.DUBLIN, None, LegalMomentKind.DUBLIN_ACCEPTED, "geen-dublinakkoord"),
    ],
)
def test_the_day_from_which_a_term_runs_is_asked(
    desk: Desk, regime: Regime, reception: ReceptionKind | None, kind: LegalMomentKind, code: str
) -> None:
    staying = () if reception is None else (Reception(case=CASE, kind=reception, valid=SINCE),)
    tell(desk, small_case(regime=regime, target_group=TargetGroup.BORDER), *GUIDED[:1], DOSSIER, *staying)
    without = view(desk).gaps
    tell(desk, LegalMoment(case=CASE, kind=kind, on=TODAY))

    assert [(gap.code.value, gap.gate) for gap in without] == [(code, True)]
    assert codes(desk) == set()


def test_a_minor_alone_needs_a_specialist_and_a_guardian_and_one_with_family_does_not(desk: Desk) -> None:
    tell(desk, small_case(minor=True))
    alone = codes(desk)
    tell(desk, small_case(minor=True, specialisms=frozenset({Specialism.MINORS})))
    special = codes(desk)
    guardian = Representative(case=CASE, role=Representing.GUARDIAN, reference="N-1", valid=SINCE)
    lawyer = Representative(case=CASE, role=Representing.LAWYER, reference="A-1", valid=SINCE)
    tell(desk, lawyer)
    with_lawyer = codes(desk)
    tell(desk, guardian)

    assert alone == {"minderjarige-zonder-amv", "geen-voogd"}
    assert special == with_lawyer == {"geen-voogd"}
    assert codes(desk) == set()


def test_a_child_in_a_household_is_not_alone(desk: Desk) -> None:
    tell(desk, small_case(minor=True), *household("Z1", "Z3"))

    assert codes(desk) == set()


def test_a_guardian_that_ended_is_missing_again(desk: Desk) -> None:
    ended = Interval(SINCE.start, Minute(NOW - 1))
    tell(
        desk,
        small_case(minor=True, specialisms=frozenset({Specialism.MINORS})),
        Representative(case=CASE, role=Representing.GUARDIAN, reference="N-1", valid=ended),
    )

    assert codes(desk) == {"geen-voogd"}


def test_unanswered_questions_are_missing_with_whose_they_are_and_whether_a_departure_waits(desk: Desk) -> None:
    def question(item: str, due: date, *, gate: bool = False) -> InformationRequest:
        return InformationRequest(
            case=CASE, party=Party.MEDICAL, item=item, asked_on=date(2026, 11, 2), due=due, gate=gate
        )

    tell(desk, question("advies", TODAY, gate=True), question("kaart", date(2026, 11, 18)))

    gaps = view(desk).gaps

    assert [(g.code.value, g.what, g.owner, g.due, g.gate) for g in gaps] == [
        (
            "vraag-open",
            "antwoord van medische dienst over advies, verwacht 19-11-2026",
            Party.MEDICAL,
            TODAY,
            True,
        ),
        (
            "vraag-te-laat",
            "antwoord van medische dienst over kaart, had er 18-11-2026 moeten zijn",
            Party.MEDICAL,
            date(2026, 11, 18),
            False,
        ),
    ]
