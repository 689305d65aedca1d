"""A case goes on only by allowed steps that people report; nothing of what was recorded is replaced."""

from datetime import date

import pytest

from planner.domain.cases import Case, DocumentState, TravelDocument
from planner.domain.casework import CasePhase, Closing, PhaseChange
from planner.domain.civil import at
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.ports.intake import Delivery
from planner.usecases.cases.advance_case import NextPhase, advance_case
from planner.usecases.cases.look_at_case import look_at_case
from planner.usecases.delivering.import_facts import DeliveryRefusedError, import_facts, preview_delivery, ref_of
from tests.planner.usecases.fakes import compare_by_key
from tests.planner.usecases.world import NOW, Desk, world_facts

CASE = CaseId("Z1")


def step(phase: CasePhase, **more: object) -> NextPhase:
    return NextPhase(case=CASE, phase=phase, actor="r1", **more)  # type: ignore[arg-type]


def change(phase: CasePhase, minute: int, **more: object) -> PhaseChange:
    return PhaseChange(case=CASE, phase=phase, at=Minute(minute), actor="r1", **more)  # type: ignore[arg-type]


def phases(desk: Desk, case: CaseId = CASE) -> list[CasePhase]:
    with desk.store.reading() as books:
        return [item.phase for item in books.facts.beginning(PhaseChange, case)]


def closed_on(desk: Desk) -> date | None:
    with desk.store.reading() as books:
        return books.facts.beginning(Case, CASE)[0].closed_on


def walk(desk: Desk, *steps: NextPhase) -> None:
    for each in steps:
        advance_case(desk.store, desk.clock, each)
        desk.wait(60)


def test_a_step_is_added_with_time_and_actor_and_logged(any_desk: Desk) -> None:
    done = advance_case(any_desk.store, any_desk.clock, step(CasePhase.HANDED_OVER))

    assert done == change(CasePhase.HANDED_OVER, NOW)
    assert phases(any_desk) == [CasePhase.HANDED_OVER]
    with any_desk.store.reading() as books:
        event = books.events.newest(1)[0]
    assert (event.what, event.subject, event.actor, event.at) == ("phase", "Z1: overgedragen", "r1", NOW)


def test_steps_taken_in_one_minute_count_a_minute_apart_in_their_order(any_desk: Desk) -> None:
    for phase in (CasePhase.HANDED_OVER, CasePhase.ASSIGNED, CasePhase.STUDY):
        advance_case(any_desk.store, any_desk.clock, step(phase))

    with any_desk.store.reading() as books:
        life = books.facts.beginning(PhaseChange, CASE)
    seen = look_at_case(any_desk.store, any_desk.clock, CASE, actor="r1")
    assert [(item.phase, item.at - NOW) for item in life] == [
        (CasePhase.HANDED_OVER, 0),
        (CasePhase.ASSIGNED, 1),
        (CasePhase.STUDY, 2),
    ]
    assert seen is not None
    assert seen.life == life


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (step(CasePhase.GUIDANCE), "nog zonder fase"),
        (step(CasePhase.HANDED_OVER, at=Minute(NOW + 60)), "in de toekomst"),
        (NextPhase(case=CaseId("Z99"), phase=CasePhase.HANDED_OVER, actor="r1"), "zaak Z99 is niet bekend"),
    ],
)
def test_a_step_that_cannot_be_stores_nothing(any_desk: Desk, refused: NextPhase, words: str) -> None:
    with pytest.raises(StepRefusedError, match=words):
        advance_case(any_desk.store, any_desk.clock, refused)

    assert phases(any_desk) == []


def test_a_case_that_closes_is_closed_for_the_planner_and_opens_again_by_a_correction(any_desk: Desk) -> None:
    walk(any_desk, step(CasePhase.HANDED_OVER), step(CasePhase.CLOSED, closing=Closing.ADMINISTRATIVE))
    closed = closed_on(any_desk)
    walk(any_desk, step(CasePhase.HANDED_OVER, correction=True, reason="verkeerde zaak"))

    assert closed == date(2026, 11, 19)
    assert closed_on(any_desk) is None
    assert phases(any_desk) == [CasePhase.HANDED_OVER, CasePhase.CLOSED, CasePhase.HANDED_OVER]


def test_closing_a_case_keeps_the_source_that_delivered_it(any_desk: Desk) -> None:
    walk(any_desk, step(CasePhase.HANDED_OVER), step(CasePhase.CLOSED, closing=Closing.FORCED))

    with any_desk.store.reading() as books:
        assert books.facts.keys(Case)[CASE] == "bron"


def test_a_delivery_with_an_impossible_step_is_refused_with_its_row(any_desk: Desk) -> None:
    walk(any_desk, step(CasePhase.HANDED_OVER))
    leap = change(CasePhase.LEAVING, NOW + 90)
    delivery = Delivery(source="bron", facts=(leap,), where={ref_of(leap): ("fasen.csv", 7)})

    with pytest.raises(DeliveryRefusedError) as refused:
        preview_delivery(any_desk.store, compare_by_key, delivery)

    found = refused.value.refusals[0]
    assert (found.file, found.row, found.column, found.value) == ("fasen.csv", 7, "fase", "vertrek")
    assert found.problem == "Z1 is overgedragen en kan niet vertrek worden"
    assert found.remedy == "Hierna kan: toegewezen en gesloten."


def test_of_a_case_only_the_first_impossible_step_is_named(any_desk: Desk) -> None:
    leaps = (change(CasePhase.STUDY, NOW - 90), change(CasePhase.LEAVING, NOW - 60), change(CasePhase.GUIDANCE, NOW))

    with pytest.raises(DeliveryRefusedError) as refused:
        any_desk.deliver(leaps)

    assert [found.value for found in refused.value.refusals] == ["dossierstudie"]
    assert phases(any_desk) == []


def test_a_delivered_life_is_taken_whole_and_closes_the_case(any_desk: Desk) -> None:
    life: tuple[Fact, ...] = (
        change(CasePhase.HANDED_OVER, NOW - 900),
        change(CasePhase.ASSIGNED, NOW - 800),
        change(CasePhase.CLOSED, NOW - 100, closing=Closing.INDEPENDENT_IOM),
    )

    any_desk.deliver(life)

    assert phases(any_desk) == [CasePhase.HANDED_OVER, CasePhase.ASSIGNED, CasePhase.CLOSED]
    assert closed_on(any_desk) == date(2026, 11, 19)


def test_a_delivered_phase_never_replaces_the_one_recorded(any_desk: Desk) -> None:
    any_desk.deliver((change(CasePhase.HANDED_OVER, NOW - 900),))

    with pytest.raises(DeliveryRefusedError) as refused:
        any_desk.deliver((change(CasePhase.HANDED_OVER, NOW - 900, reason="toch anders"),))

    assert refused.value.refusals[0].problem == "overgedragen op dit tijdstip is vastgelegd en wordt niet vervangen"


def test_phases_that_a_later_delivery_leaves_out_have_not_vanished(any_desk: Desk) -> None:
    any_desk.deliver((change(CasePhase.HANDED_OVER, NOW - 900),), source="fasen")

    done = any_desk.deliver((change(CasePhase.ASSIGNED, NOW - 800),), source="fasen")

    assert done.preview.vanished == ()
    assert phases(any_desk) == [CasePhase.HANDED_OVER, CasePhase.ASSIGNED]


def test_a_source_that_opens_a_closed_case_is_refused(any_desk: Desk) -> None:
    walk(any_desk, step(CasePhase.HANDED_OVER), step(CasePhase.CLOSED, closing=Closing.FORCED))

    with pytest.raises(DeliveryRefusedError) as refused:
        any_desk.deliver(world_facts())

    found = refused.value.refusals[0]
    assert (found.column, found.problem) == (
        "gesloten_op",
        "de zaak is gesloten op 19-11-2026, de levering zegt open",
    )


def test_a_document_that_goes_a_way_it_cannot_is_refused(any_desk: Desk) -> None:
    ordered = TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.ORDERED)
    granted = TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.GRANTED)
    any_desk.deliver((ordered,))
    delivery = Delivery(source="bron", facts=(granted,), where={ref_of(granted): ("reisdocumenten.csv", 3)})

    with pytest.raises(DeliveryRefusedError) as refused:
        import_facts(any_desk.store, any_desk.clock, compare_by_key, delivery, actor="planner")

    found = refused.value.refusals[0]
    assert (found.file, found.row, found.column, found.value) == ("reisdocumenten.csv", 3, "status", "verstrekt")
    with any_desk.store.reading() as books:
        assert books.facts.beginning(TravelDocument, CASE) == (ordered,)


def test_facts_of_a_case_are_told_apart_from_those_of_cases_with_alike_codes(any_desk: Desk) -> None:
    alike = tuple(
        PhaseChange(case=CaseId(code), phase=CasePhase.HANDED_OVER, at=at(date(2026, 11, 2), 9), actor="r1")
        for code in ("Z1", "z1", "Z10", "Z_1", "Z%")
    )
    with any_desk.store.transaction() as books:
        books.facts.record(alike, source="bron", at=NOW)

    with any_desk.store.reading() as books:
        assert [item.case for item in books.facts.beginning(PhaseChange, "Z1")] == ["Z1"]
        assert [item.case for item in books.facts.beginning(PhaseChange, "Z_1")] == ["Z_1"]
        assert [item.case for item in books.facts.beginning(PhaseChange, "Z%")] == ["Z%"]
