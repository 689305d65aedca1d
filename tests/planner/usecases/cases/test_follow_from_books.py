"""What follows about cases from other books: complete packs, and the last act of who is in detention."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Case, CaseFile, DocumentState, Stay, TravelDocument
from planner.domain.casework import Act, ActKind
from planner.domain.civil import at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.sheet_facts import HandOverCheck, HandOverItem
from planner.domain.time import Interval, Minute
from tests.planner.usecases.world import NOW, Desk, conversation_key, departure_key, open_desk, world_facts

Z1, Z2 = CaseId("Z1"), CaseId("Z2")
KEY = departure_key("Z1")
CENTRE = PlaceId("dc")
HELD = Interval(at(date(2026, 10, 1), 0))
EVER = Interval(Minute(0))


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with Z1 and Z2 in detention."""
    with open_desk(sqlite_url) as opened:
        place = Place(id=CENTRE, name="dc", kind=PlaceKind.DETENTION, city="X", lat=52.0, lon=4.7)
        stays = tuple(Stay(case=case, place=CENTRE, valid=HELD) for case in (Z1, Z2))
        opened.deliver((*world_facts(), place, *stays))
        yield opened


def _cut(desk: Desk, *facts: Fact) -> CaseFile:
    with desk.store.transaction() as books:
        books.facts.record(facts, source="test", at=desk.clock.now())
    return desk.solve(again=True).cut.problem.case_file


def _tick(check: HandOverCheck, hours_ago: int) -> HandOverItem:
    return HandOverItem(activity=KEY, item=check, done_at=Minute(NOW - hours_ago * 60), by="R1")


def _fit(state: ClearanceState) -> Clearance:
    return Clearance(case=Z1, kind=ClearanceKind.FIT_TO_FLY, state=state, valid=EVER, given_on=date(2026, 11, 18))


DOCUMENT, BAGGAGE = _tick(HandOverCheck.DOCUMENT, 9), _tick(HandOverCheck.BAGGAGE, 5)


def test_a_pack_is_complete_since_its_last_item(desk: Desk) -> None:
    """The doctor's answer of yesterday ticks the statement off; a medical hand-over is for who needs a nurse."""
    found = _cut(desk, DOCUMENT, BAGGAGE, _fit(ClearanceState.YES))

    packs = [answer for answer in found.clearances if answer.kind is ClearanceKind.HAND_OVER_PACK]
    assert packs == [
        Clearance(
            case=Z1,
            kind=ClearanceKind.HAND_OVER_PACK,
            state=ClearanceState.YES,
            valid=Interval(BAGGAGE.done_at),
            by="R1",
        )
    ]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param((DOCUMENT, _fit(ClearanceState.YES)), id="no baggage"),
        pytest.param((DOCUMENT, BAGGAGE), id="no doctor"),
        pytest.param((DOCUMENT, BAGGAGE, _fit(ClearanceState.NO)), id="not fit"),
        pytest.param((_fit(ClearanceState.YES),), id="nothing ticked"),
    ],
)
def test_a_pack_that_lacks_something_is_not_complete(desk: Desk, facts: tuple[Fact, ...]) -> None:
    found = _cut(desk, *facts)

    assert [answer for answer in found.clearances if answer.kind is ClearanceKind.HAND_OVER_PACK] == []


def test_who_needs_a_nurse_needs_a_medical_hand_over(desk: Desk) -> None:
    case = next(fact for fact in world_facts() if isinstance(fact, Case) and fact.id == Z1)
    items = (DOCUMENT, BAGGAGE, _fit(ClearanceState.YES), replace(case, nurse=True))

    without = _cut(desk, *items)
    complete = _cut(desk, _tick(HandOverCheck.MEDICAL, 1))

    counts = [sum(a.kind is ClearanceKind.HAND_OVER_PACK for a in file.clearances) for file in (without, complete)]
    assert counts == [0, 1]


def _contact(case: CaseId, day: int, *, act: bool = True) -> Contact:
    moment = at(date(2026, 11, day), 11)
    return Contact(case=case, at=moment, party=Party.COA, channel=Channel.PHONE, actor="R1", act=act)


def test_the_last_act_is_of_who_is_detained_and_not_of_tomorrow(desk: Desk) -> None:
    facts = (
        _contact(Z1, 10),
        _contact(Z1, 12),
        _contact(Z1, 16, act=False),
        _contact(Z1, 25),
        _contact(CaseId("Z3"), 12),
    )

    assert _cut(desk, *facts).acts == (Act(case=Z1, kind=ActKind.CONTACT, on=date(2026, 11, 12)),)


def test_a_conversation_held_and_a_document_applied_for_are_acts(desk: Desk) -> None:
    held = Outcome(
        activity=conversation_key("Z1"),
        code=OutcomeCode.HELD,
        started=at(date(2026, 11, 17), 10),
        ended=at(date(2026, 11, 17), 11),
        actor="R1",
        recorded_at=NOW,
    )
    missed = replace(held, activity=conversation_key("Z2"), code=OutcomeCode.NO_SHOW)
    with desk.store.transaction() as books:
        books.outcomes.add(held)
        books.outcomes.add(missed)

    document = TravelDocument(case=Z2, kind="lp", state=DocumentState.APPLIED, applied_on=date(2026, 11, 5))

    assert _cut(desk, _contact(Z1, 12), document).acts == (
        Act(case=Z1, kind=ActKind.CONVERSATION, on=date(2026, 11, 17)),
        Act(case=Z2, kind=ActKind.DOCUMENT, on=date(2026, 11, 5)),
    )
