"""The step that the facts of a case point to, and the lists of all cases."""

from dataclasses import replace
from datetime import date

from planner.domain.bookings import CancelReason
from planner.domain.cases import (
    Ownership,
)
from planner.domain.casework import (
    CasePhase,
    Closing,
    LegalMoment,
    LegalMomentKind,
    PhaseChange,
)
from planner.domain.civil import at
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import (
    Channel,
    Contact,
    Party,
)
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.time import Interval, Minute
from planner.usecases.cases.next_steps import NextStep
from planner.usecases.cases.record_outcome import Happened, record_outcome
from tests.planner.usecases.casework import (
    CASE,
    DAY,
    DOSSIER,
    GUIDED,
    TODAY,
    lists,
    small_case,
    tell,
    view,
)
from tests.planner.usecases.world import (
    NOW,
    Desk,
    departure_key,
)


def step(desk: Desk) -> tuple[CasePhase, str, Closing | None] | None:
    found: NextStep | None = view(desk).next_step
    return None if found is None else (found.phase, found.because, found.closing)


def test_the_facts_point_on_and_no_phase_is_taken_by_itself(desk: Desk) -> None:
    nothing = step(desk)
    tell(desk, DOSSIER)
    received = step(desk)
    tell(desk, *GUIDED[:1])
    owned = step(desk)
    tell(desk, *GUIDED[1:2])
    studying = step(desk)
    tell(desk, *GUIDED[2:3])
    complete = step(desk)

    assert nothing is None
    assert received == (CasePhase.HANDED_OVER, "het dossier is op ma 3 aug 2026 ontvangen", None)
    assert owned == (CasePhase.ASSIGNED, "r1 heeft de zaak sinds ma 3 aug 2026", None)
    assert studying == (CasePhase.STUDY, "het dossier is er sinds ma 3 aug 2026", None)
    assert complete == (CasePhase.PLANNING, "het dossier is volledig sinds do 6 aug 2026", None)
    with desk.store.reading() as books:
        assert books.facts.beginning(PhaseChange, CASE) == GUIDED[:3]


def test_a_conversation_after_the_plan_points_to_guidance(desk: Desk) -> None:
    planned = GUIDED[3].at
    early, later = (
        Contact(case=CASE, at=minute, party=Party.PERSON, channel=Channel.MEETING, actor="r1")
        for minute in (Minute(planned - 60), Minute(planned + 60))
    )
    tell(desk, *GUIDED[:4], early)
    before = step(desk)
    tell(desk, later)

    assert before is None
    assert step(desk) == (CasePhase.GUIDANCE, "op di 17 nov 2026 is met de persoon gesproken", None)


def test_a_published_departure_points_to_leaving_and_its_outcome_onward(desk: Desk) -> None:
    tell(desk, *GUIDED)
    desk.solve()
    desk.publish("one")
    published = step(desk)
    leaving = PhaseChange(case=CASE, phase=CasePhase.LEAVING, at=Minute(NOW - 60), actor="r1")
    tell(desk, leaving)
    waiting = step(desk)
    desk.wait(12 * DAY)
    flight = at(date(2026, 11, 29), 20)
    failed = Happened(
        activity=departure_key("Z1"),
        code=OutcomeCode.FAILED,
        started=flight,
        ended=Minute(flight + 30),
        actor="r1",
        cause=CancelReason.RESISTANCE,
    )
    record_outcome(desk.store, desk.clock, failed)
    after_failure = step(desk)
    gone = replace(failed, code=OutcomeCode.REALISED, cause=None, correction=True)
    record_outcome(desk.store, desk.clock, gone)

    assert published == (CasePhase.LEAVING, "het vertrek van zo 29 nov 2026 is gepubliceerd (Z1/vertrek/1)", None)
    assert waiting is None
    assert after_failure == (
        CasePhase.GUIDANCE,
        "het vertrek is op zo 29 nov 2026 mislukt: verzet (Z1/vertrek/1)",
        None,
    )
    assert step(desk) == (
        CasePhase.CLOSED,
        "het vertrek is op zo 29 nov 2026 gerealiseerd (Z1/vertrek/1)",
        Closing.FORCED,
    )


def test_who_went_to_an_unknown_destination_points_to_an_administrative_closing(desk: Desk) -> None:
    tell(desk, *GUIDED, LegalMoment(case=CASE, kind=LegalMomentKind.ABSCONDED, on=TODAY))

    assert step(desk) == (
        CasePhase.CLOSED,
        "de persoon is sinds do 19 nov 2026 met onbekende bestemming vertrokken",
        Closing.ADMINISTRATIVE,
    )


def test_lists_are_of_open_cases_and_of_one_regievoerder_where_asked(desk: Desk) -> None:
    other = replace(DOSSIER, case=CaseId("Z2"))
    tell(desk, DOSSIER, other)

    assert [one.case for one in lists(desk).steps] == ["Z1", "Z2"]
    assert [one.case for one in lists(desk, "r2").steps] == ["Z2"]
    assert set(lists(desk, "r2").owners) == {"Z2", "Z4", "Z6"}

    ended = Ownership(case=CaseId("Z2"), regievoerder=RegievoerderId("r2"), valid=Interval(Minute(0), Minute(9)))
    desk.deliver((replace(small_case(), closed_on=TODAY), ended))
    assert [one.case for one in lists(desk).steps] == ["Z2"]
