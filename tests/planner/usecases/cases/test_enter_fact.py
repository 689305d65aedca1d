"""Entering single facts about a case: the rules of the intake, whole or not at all, with actor and event."""

from collections.abc import Mapping
from datetime import date

import pytest

from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.casework import Reception, ReceptionKind
from planner.domain.civil import at, day_start
from planner.domain.departure_plan import Barrier, Contact, InformationRequest, Motivation, MotivationPhase, Possibility
from planner.domain.facts import FACT_TYPES, Fact
from planner.domain.ids import CaseId
from planner.domain.time import Interval
from planner.intake.entry import ENTERED, EntryReader
from planner.intake.tables import TABLES
from planner.ports.intake import Entry, EntryMode
from planner.usecases.cases.enter_fact import Entered, EntryRefusedError, enter_fact
from tests.planner.usecases.world import NOW, Desk

CASE = CaseId("Z1")
TODAY = date(2026, 11, 19)


def enter(  # noqa: PLR0913 - one entry
    desk: Desk,
    table: str,
    mode: EntryMode = EntryMode.SET,
    *,
    actor: str = "r1",
    case: CaseId = CASE,
    succeeds: bool = False,
    row: Mapping[str, str] | None = None,
    **cells: str,
) -> Entered:
    entry = Entry(table=table, case=case, cells={**(row or {}), **cells}, actor=actor, mode=mode, succeeds=succeeds)
    return enter_fact(desk.store, desk.clock, EntryReader(), entry)


def stored(desk: Desk, kind: type[Fact]) -> tuple[Fact, ...]:
    with desk.store.reading() as books:
        found: tuple[Fact, ...] = books.facts.beginning(kind, CASE)
        return found


def refusal(
    desk: Desk, table: str, mode: EntryMode = EntryMode.SET, row: Mapping[str, str] | None = None, **cells: str
) -> tuple[str | None, str]:
    with pytest.raises(EntryRefusedError) as refused:
        enter(desk, table, mode, row={**(row or {}), **cells})
    first = refused.value.refusals[0]
    return first.column, first.problem


BARRIER = {"soort": "reisdocument", "eigenaar": "lp-loket", "actie": "kopie opvragen", "uiterlijk": "04-12-2026"}


def test_what_is_entered_is_stored_with_actor_source_and_event(any_desk: Desk) -> None:
    entered = enter(any_desk, "contactmomenten", EntryMode.ADD, met="iom", wijze="telefoon", onderwerp="intake")

    assert isinstance(entered.fact, Contact)
    assert (entered.fact.actor, entered.fact.at, entered.fact.act) == ("r1", NOW, True)
    with any_desk.store.reading() as books:
        assert books.facts.keys(Contact) == {f"Z1|{NOW}|iom": "zaken-invoer"}
        event = books.events.newest(1)[0]
    assert (event.actor, event.what, event.subject) == ("r1", "enter", f"contactmomenten Z1|{NOW}|iom")


def test_the_log_holds_codes_and_no_text_that_was_entered(any_desk: Desk) -> None:
    enter(any_desk, "belemmeringen", row=BARRIER | {"actie": "GEHEIM"})
    enter(any_desk, "contactmomenten", EntryMode.ADD, met="iom", wijze="telefoon", onderwerp="GEHEIM")

    with any_desk.store.reading() as books:
        assert [event for event in books.events.newest(9) if "GEHEIM" in event.subject] == []


def test_barriers_are_numbered_and_changed_by_their_number(any_desk: Desk) -> None:
    enter(any_desk, "belemmeringen", row=BARRIER)
    enter(any_desk, "belemmeringen", row=BARRIER)

    gone = enter(any_desk, "belemmeringen", nummer="1", weggenomen_op="19-11-2026")

    barriers = [fact for fact in stored(any_desk, Barrier) if isinstance(fact, Barrier)]
    assert [(b.number, b.removed_on) for b in barriers] == [(1, TODAY), (2, None)]
    assert isinstance(gone.before, Barrier)
    assert (gone.before.removed_on, gone.stored) == (None, True)


def test_the_same_again_stores_nothing(any_desk: Desk) -> None:
    enter(any_desk, "rechtsmomenten", moment="besluit", op="16-11-2026")
    with any_desk.store.reading() as books:
        before = books.events.newest(9)

    again = enter(any_desk, "rechtsmomenten", moment="besluit", op="16-11-2026")

    assert again.stored is False
    with any_desk.store.reading() as books:
        assert books.events.newest(9) == before


def test_a_period_ends_where_the_next_begins_when_that_is_asked(any_desk: Desk) -> None:
    enter(any_desk, "wigk_fasen", fase="overweging", van="02-11-2026")

    clash = refusal(any_desk, "wigk_fasen", fase="actie", van="16-11-2026")
    entered = enter(any_desk, "wigk_fasen", fase="actie", van="16-11-2026", succeeds=True)

    begun, changed = day_start(date(2026, 11, 2)), day_start(date(2026, 11, 16))
    first = MotivationPhase(case=CASE, phase=Motivation.CONTEMPLATION, valid=Interval(begun, changed))
    assert clash == ("van", "de periode overlapt die van 02-11-2026 00:00 (overweging)")
    assert entered.ended == (first,)
    assert stored(any_desk, MotivationPhase) == (first, entered.fact)


def test_a_period_that_began_earlier_than_the_one_there_is_refused_whole(any_desk: Desk) -> None:
    enter(any_desk, "opvang", soort="azc", van="16-11-2026")

    with pytest.raises(EntryRefusedError) as refused:
        enter(any_desk, "opvang", soort="vbl", van="02-11-2026", succeeds=True)

    assert refused.value.refusals[0].column == "tot"
    assert stored(any_desk, Reception) == (
        Reception(case=CASE, kind=ReceptionKind.AZC, valid=Interval(day_start(date(2026, 11, 16)))),
    )


def test_a_question_is_answered_by_naming_it(any_desk: Desk) -> None:
    ask = {"aan": "medische-dienst", "vraag": "medisch-advies", "uiterlijk": "30-11-2026"}
    enter(any_desk, "informatieverzoeken", EntryMode.ADD, row=ask, houdt_vertrek_op="ja")

    twice = refusal(any_desk, "informatieverzoeken", EntryMode.ADD, row=ask)
    other = refusal(any_desk, "informatieverzoeken", EntryMode.CHANGE, aan="iom", vraag="medisch-advies")
    enter(any_desk, "informatieverzoeken", EntryMode.CHANGE, aan="medische-dienst", vraag="medisch-advies")

    asked = stored(any_desk, InformationRequest)[0]
    assert isinstance(asked, InformationRequest)
    assert (asked.answered_on, asked.gate) == (TODAY, True)
    assert twice == (None, "deze rij is er al")
    assert other == (None, "er is geen rij om te wijzigen")


def test_of_several_alike_one_must_be_named(any_desk: Desk) -> None:
    for day in ("16-11-2026", "17-11-2026"):
        enter(
            any_desk,
            "informatieverzoeken",
            EntryMode.ADD,
            aan="ind",
            vraag="stand",
            gevraagd_op=day,
            uiterlijk="30-11-2026",
        )

    assert refusal(any_desk, "informatieverzoeken", EntryMode.CHANGE, aan="ind", vraag="stand") == (
        "gevraagd_op",
        "2 rijen passen hierbij",
    )


def test_a_possibility_changes_its_state_from_today(any_desk: Desk) -> None:
    enter(any_desk, "mogelijkheden", land="MA", sinds="02-11-2026")

    entered = enter(any_desk, "mogelijkheden", land="MA", status="mogelijk")

    assert isinstance(entered.fact, Possibility)
    assert (entered.fact.state.value, entered.fact.since) == ("mogelijk", TODAY)


def test_an_lp_goes_through_its_life_step_by_step(any_desk: Desk) -> None:
    early = refusal(any_desk, "reisdocumenten", status="verstrekt")
    for status in ("besteld", "aangevraagd", "gepresenteerd", "toegezegd"):
        enter(any_desk, "reisdocumenten", status=status)
    back = refusal(any_desk, "reisdocumenten", status="aangevraagd")
    enter(any_desk, "reisdocumenten", status="verstrekt", geldig_van="19-11-2026", geldig_tot="19-12-2026")

    document = stored(any_desk, TravelDocument)[0]
    assert document == TravelDocument(
        case=CASE,
        kind="laissez-passer",
        state=DocumentState.GRANTED,
        valid=Interval(day_start(TODAY), day_start(date(2026, 12, 19))),
        ordered_on=TODAY,
        applied_on=TODAY,
        presented_on=TODAY,
        answered_on=TODAY,
    )
    assert early == ("antwoord_op", "beantwoord op 19-11-2026, maar er is geen aanvraag")
    assert back[0] == "status"


def test_a_new_application_after_a_refusal_begins_without_the_old_days(any_desk: Desk) -> None:
    enter(any_desk, "reisdocumenten", status="aangevraagd", aangevraagd_op="02-11-2026", besteld_op="26-10-2026")
    enter(any_desk, "reisdocumenten", status="geweigerd", antwoord_op="16-11-2026")

    enter(any_desk, "reisdocumenten", status="aangevraagd")

    assert stored(any_desk, TravelDocument) == (
        TravelDocument(case=CASE, kind="laissez-passer", state=DocumentState.APPLIED, applied_on=TODAY),
    )
    with any_desk.store.reading() as books:
        assert len(books.facts.history(TravelDocument, "Z1|laissez-passer")) == 3


@pytest.mark.parametrize(
    ("table", "cells", "column", "problem"),
    [
        ("wigk_fasen", {"fase": "boos"}, "fase", "dit is geen bekende keuze"),
        ("gemachtigden", {"rol": "voogd", "kenmerk": "Jan de V"}, "kenmerk", "een code bevat geen spaties"),
        ("belemmeringen", BARRIER | {"actie": "x" * 121}, "actie", "de tekst is te lang (121 tekens)"),
        ("verblijven", {"locatie": "NERGENS", "van": "30-11-2026"}, "locatie", "NERGENS is niet bekend"),
        ("opvang", {"soort": "azc", "tot": "01-11-2026"}, "tot", "het eind ligt niet na van"),
        ("opvang", {"soort": "azc", "kleur": "rood"}, "kleur", "deze kolom bestaat niet"),
        ("ondersteuning", {"soort": "natura", "via": "iom", "bedrag": "5"}, "bedrag", "alleen geld heeft een bedrag"),
        ("fasen", {"fase": "gesloten"}, None, "fasen wordt niet met de hand ingevoerd"),
    ],
)
def test_what_an_intake_refuses_is_refused_and_nothing_stored(
    any_desk: Desk, table: str, cells: dict[str, str], column: str | None, problem: str
) -> None:
    with any_desk.store.reading() as books:
        before = {kind: books.facts.keys(kind) for kind in FACT_TYPES}

    found = refusal(any_desk, table, row=cells)

    assert found[0] == column
    assert found[1].startswith(problem)
    with any_desk.store.reading() as books:
        assert {kind: books.facts.keys(kind) for kind in FACT_TYPES} == before


@pytest.mark.parametrize(
    ("case", "actor", "problem"),
    [("Z99", "r1", "zaak Z99 is niet bekend"), ("Z1", "", "er is geen dienstnummer"), ("Z1", "J de V", "er is geen")],
)
def test_an_unknown_case_or_no_service_number_is_refused(any_desk: Desk, case: str, actor: str, problem: str) -> None:
    with pytest.raises(EntryRefusedError, match=problem):
        enter(any_desk, "rechtsmomenten", case=CaseId(case), actor=actor, moment="besluit", op="16-11-2026")


def test_every_table_about_one_case_can_be_entered_by_hand_or_has_its_own_way() -> None:
    about_a_case = {table.name for table in TABLES if table.key[0] == "case" and not table.owner}

    assert about_a_case - set(ENTERED) == {"fasen", "partnerkenmerken", "escortgegevens"}


def test_what_was_entered_before_can_be_looked_up_as_it_was(any_desk: Desk) -> None:
    enter(any_desk, "mogelijkheden", land="MA")
    then = any_desk.clock.now()
    any_desk.wait(60)
    enter(any_desk, "mogelijkheden", land="MA", status="vervallen")

    with any_desk.store.reading() as books:
        before = books.facts.beginning(Possibility, CASE, at=then)
    assert [fact.state.value for fact in before] == ["open"]
    assert at(TODAY, 16) == then
