"""The gate of a departure: every item with its state, owner and last moment, and what blocks as the rules say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, DublinTransfer
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Case, DocumentState, Specialism, Track, TravelDocument
from planner.domain.civil import at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.departure_plan import InformationRequest, Party
from planner.domain.facts import Fact
from planner.domain.flights import Carrier, CountryRule, Flight, Transit
from planner.domain.ids import CarrierCode, CaseId, CountryCode, RuleId
from planner.domain.readiness import Gate, GateItem, GateState, GateWhat
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.sheet_facts import HandOverCheck, HandOverItem
from planner.domain.time import Interval, Minute
from planner.ports.store import StoreError
from planner.usecases.gate.gate_answers import MAY_EXCEPT
from planner.usecases.gate.readiness import one_gate, read_gates
from solver.judge import RulebookJudge
from solver.rights import rights
from tests.planner.usecases.world import (
    SUNDAY_NIGHT,
    WEEK,
    Desk,
    departure_key,
    move_key,
    open_desk,
    world_facts,
)

Z1, KEY = CaseId("Z1"), departure_key("Z1")
EVER = Interval(Minute(0))
LEAVES = at(date(2026, 11, 29), 20)
SUNDAY, SATURDAY = date(2026, 11, 29), date(2026, 11, 28)
DONE, OPEN, LATE, REFUSED, NOT_NEEDED = GateState
HOUR = 60


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with a planned week."""
    with open_desk(sqlite_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        yield opened


def _leaving() -> Activity:
    return next(fact for fact in world_facts() if isinstance(fact, Activity) and fact.key == KEY)


def _changed(**changes: object) -> Activity:
    """Return the departure with other details."""
    return replace(_leaving(), detail=replace(_leaving().departure, **changes))  # type: ignore[arg-type]


def _answer(kind: ClearanceKind, state: ClearanceState, given: date | None = None) -> Clearance:
    return Clearance(case=Z1, kind=kind, state=state, valid=EVER, given_on=given)


def _asked(resource: ResourceKind, code: str, state: RequestState, *, ride: bool = False) -> PartnerRequest:
    key = move_key("Z1") if ride else KEY
    return PartnerRequest(
        activity=key, resource=ResourceRef(resource, code), state=state, start=Minute(LEAVES - 600), end=LEAVES
    )


def _document(state: DocumentState, until: Minute | None = None) -> TravelDocument:
    return TravelDocument(case=Z1, kind="laissez-passer", state=state, valid=Interval(Minute(0), until))


def _question(due: date, answered: date | None = None) -> InformationRequest:
    return InformationRequest(
        case=Z1,
        party=Party.IND,
        item="verblijfstatus",
        asked_on=date(2026, 11, 2),
        due=due,
        answered_on=answered,
        gate=True,
    )


def _ticked(*checks: HandOverCheck) -> tuple[HandOverItem, ...]:
    return tuple(HandOverItem(activity=KEY, item=check, done_at=Minute(LEAVES - 3000), by="R1") for check in checks)


def _flight() -> Flight:
    return next(fact for fact in world_facts() if isinstance(fact, Flight) and fact.id == SUNDAY_NIGHT)


def _gate(desk: Desk, *facts: Fact, before: int = 3 * 24) -> Gate:
    """Return the gate of Z1 so many hours before it leaves, after facts came in."""
    with desk.store.transaction() as books:
        books.facts.record(facts, source="test", at=desk.clock.now())
    with desk.store.reading() as books:
        return one_gate(read_gates(books, now=Minute(LEAVES - before * HOUR)), KEY)


def _item(gate: Gate, what: GateWhat) -> GateItem:
    return next(item for item in gate.items if item.what is what)


FIT, IND, PACK = GateWhat.FIT_TO_FLY, GateWhat.REMOVABILITY, GateWhat.PACK
YES, NO, ASKED = ClearanceState.YES, ClearanceState.NO, ClearanceState.ASKED
PACKED = (HandOverCheck.DOCUMENT, HandOverCheck.BAGGAGE)


@pytest.mark.parametrize(
    ("what", "facts", "before", "state", "blocks"),
    [
        pytest.param(FIT, (), 72, OPEN, False, id="no doctor yet"),
        pytest.param(FIT, (_answer(ClearanceKind.FIT_TO_FLY, ASKED),), 72, OPEN, False, id="asked"),
        pytest.param(FIT, (_answer(ClearanceKind.FIT_TO_FLY, YES),), 72, DONE, False, id="fit"),
        pytest.param(FIT, (_answer(ClearanceKind.FIT_TO_FLY, NO),), 72, REFUSED, True, id="not fit"),
        pytest.param(FIT, (), 3, LATE, True, id="three hours before"),
        pytest.param(FIT, (_changed(track=Track.INDEPENDENT),), 3, NOT_NEEDED, False, id="leaves by themselves"),
        pytest.param(IND, (_answer(ClearanceKind.REMOVABILITY, YES, SATURDAY),), 5, OPEN, False, id="the day before"),
        pytest.param(IND, (_answer(ClearanceKind.REMOVABILITY, YES, SUNDAY),), 1, DONE, False, id="on the day"),
        pytest.param(IND, (), 1, LATE, True, id="an hour before"),
        pytest.param(IND, (_answer(ClearanceKind.REMOVABILITY, NO),), 72, REFUSED, True, id="not removable"),
        pytest.param(PACK, (), 72, OPEN, False, id="nothing ticked"),
        pytest.param(
            PACK,
            (*_ticked(*PACKED), _answer(ClearanceKind.FIT_TO_FLY, YES)),
            72,
            DONE,
            False,
            id="ticked, and fit by the doctor's answer",
        ),
        pytest.param(PACK, _ticked(*PACKED), 72, OPEN, False, id="the doctor's statement is missing"),
        pytest.param(PACK, (_answer(ClearanceKind.HAND_OVER_PACK, YES),), 72, DONE, False, id="said of the whole"),
        pytest.param(PACK, (_answer(ClearanceKind.HAND_OVER_PACK, NO),), 72, REFUSED, True, id="sent back"),
        pytest.param(GateWhat.RECEPTION, (), 72, NOT_NEEDED, False, id="of age"),
        pytest.param(GateWhat.NOTICE, (), 72, OPEN, False, id="no notice yet"),
        pytest.param(GateWhat.NOTICE, (), 35, LATE, False, id="within 36 hours"),
        pytest.param(
            GateWhat.NOTICE, (_changed(notice_given=Minute(LEAVES - 36 * HOUR)),), 20, DONE, False, id="in time"
        ),
        pytest.param(GateWhat.BOOKING, (), 72, OPEN, False, id="no seat asked for"),
        pytest.param(
            GateWhat.BOOKING,
            (Booking(activity=KEY, flight=SUNDAY_NIGHT, state=BookingState.BOOKED, since=Minute(0)),),
            72,
            DONE,
            False,
            id="booked",
        ),
        pytest.param(
            GateWhat.BOOKING,
            (
                Booking(
                    activity=KEY,
                    flight=SUNDAY_NIGHT,
                    state=BookingState.CANCELLED,
                    since=Minute(0),
                    reason=CancelReason.OTHER,
                ),
            ),
            72,
            REFUSED,
            True,
            id="cancelled",
        ),
        pytest.param(GateWhat.DOCUMENT, (_document(DocumentState.GRANTED),), 72, DONE, False, id="valid"),
        pytest.param(GateWhat.DOCUMENT, (_document(DocumentState.GRANTED, LEAVES),), 72, OPEN, False, id="ends before"),
        pytest.param(GateWhat.DOCUMENT, (_document(DocumentState.PROMISED),), 8 * 24, OPEN, False, id="promised"),
        pytest.param(GateWhat.DOCUMENT, (_document(DocumentState.PROMISED),), 72, LATE, False, id="promised too late"),
        pytest.param(GateWhat.DOCUMENT, (_document(DocumentState.REFUSED),), 72, REFUSED, False, id="refused"),
        pytest.param(GateWhat.ESCORTS, (), 72, OPEN, False, id="not asked"),
        pytest.param(
            GateWhat.ESCORTS,
            (_asked(ResourceKind.ESCORT, "E1", RequestState.CONFIRMED),),
            72,
            DONE,
            False,
            id="confirmed",
        ),
        pytest.param(
            GateWhat.ESCORTS,
            (_asked(ResourceKind.ESCORT, "E1", RequestState.DECLINED),),
            72,
            REFUSED,
            True,
            id="declined",
        ),
        pytest.param(GateWhat.ESCORTS, (_changed(escorted=False),), 72, NOT_NEEDED, False, id="unescorted"),
        pytest.param(
            GateWhat.TRANSPORT,
            (_asked(ResourceKind.VEHICLE, "V1", RequestState.CONFIRMED, ride=True),),
            72,
            DONE,
            False,
            id="ride confirmed",
        ),
        pytest.param(GateWhat.RISK_FORM, (Carrier(code=CarrierCode("AT")),), 96, OPEN, False, id="form to be sent"),
        pytest.param(GateWhat.RISK_FORM, (Carrier(code=CarrierCode("AT")),), 60, LATE, False, id="form too late"),
        pytest.param(
            GateWhat.RISK_FORM,
            (Carrier(code=CarrierCode("AT")), _changed(risk_form_sent=date(2026, 11, 26))),
            60,
            DONE,
            False,
            id="form sent",
        ),
        pytest.param(GateWhat.TRANSIT, (), 72, NOT_NEEDED, False, id="direct"),
        pytest.param(
            GateWhat.TRANSIT,
            (
                replace(
                    _flight(),
                    transits=(
                        Transit(
                            airport="FRA",
                            country=CountryCode("DE"),
                            arrives=Minute(LEAVES + 60),
                            departs=Minute(LEAVES + 120),
                        ),
                    ),
                ),
            ),
            24,
            LATE,
            False,
            id="transit not asked for",
        ),
        pytest.param(GateWhat.ANNOUNCEMENT, (), 72, NOT_NEEDED, False, id="no transfer"),
        pytest.param(
            GateWhat.ANNOUNCEMENT,
            (_changed(country=CountryCode("DE"), transfer=DublinTransfer(accepted_on=date(2026, 9, 1))),),
            72,
            LATE,
            False,
            id="transfer not announced",
        ),
        pytest.param(GateWhat.VISA, (), 72, NOT_NEEDED, False, id="no visa asked"),
        pytest.param(
            GateWhat.VISA,
            (CountryRule(country=CountryCode("MA"), escort_visa=True),),
            72,
            OPEN,
            False,
            id="no names yet",
        ),
        pytest.param(GateWhat.INFORMATION, (_question(date(2026, 11, 27)),), 72, OPEN, False, id="question"),
        pytest.param(GateWhat.INFORMATION, (_question(date(2026, 11, 20)),), 72, LATE, False, id="question overdue"),
        pytest.param(
            GateWhat.INFORMATION, (_question(date(2026, 11, 20), date(2026, 11, 19)),), 72, DONE, False, id="answered"
        ),
    ],
)
def test_state_of_an_item(
    desk: Desk, what: GateWhat, facts: tuple[Fact, ...], before: int, state: GateState, *, blocks: bool
) -> None:
    """Z1 leaves on Sunday at 20:00, escorted, by force."""
    found = _item(_gate(desk, *facts, before=before), what)

    assert (found.state, found.blocks) == (state, blocks)
    assert found.because


def test_a_minor_alone_needs_reception(desk: Desk) -> None:
    case = next(fact for fact in world_facts() if isinstance(fact, Case) and fact.id == Z1)
    alone = replace(case, minor=True, specialisms=frozenset({Specialism.MINORS}))

    assert _item(_gate(desk, alone, before=240), GateWhat.RECEPTION).state is OPEN
    late = _item(_gate(desk, before=72), GateWhat.RECEPTION)
    assert (late.state, late.blocks, late.owner) == (LATE, True, Party.NIDOS)


def test_what_presses_comes_first_and_an_exception_is_named(desk: Desk) -> None:
    """A pack that was sent back blocks nothing once the supervisor made an exception."""
    refused = _answer(ClearanceKind.HAND_OVER_PACK, NO)
    exception = Override(
        rule=RuleId("R38"),
        activity=KEY,
        right=OverrideRight.SUPERVISOR,
        by="L-0007",
        reason="bagage volgt",
        valid=Interval(Minute(0), Minute(LEAVES + 60)),
    )

    before, after = _gate(desk, refused), _gate(desk, exception)

    assert (before.items[0].what, before.blocked) == (PACK, True)
    assert (_item(after, PACK).state, after.blocked) == (REFUSED, False)
    assert after.exceptions == ("uitzondering op R38 door leidinggevende L-0007, tot zo 29 nov 21:00: bagage volgt",)


@pytest.mark.parametrize("before", [96, 72, 5, 4, 3, 2, 1])
@pytest.mark.parametrize("state", [None, *ClearanceState])
def test_the_gate_blocks_as_the_rules_do(desk: Desk, before: int, state: ClearanceState | None) -> None:
    """Of fit to fly, the check of the IND, the pack and reception."""
    kinds = (ClearanceKind.FIT_TO_FLY, ClearanceKind.REMOVABILITY, ClearanceKind.HAND_OVER_PACK)
    said = () if state is None else tuple(_answer(kind, state, SUNDAY) for kind in kinds)
    gate = _gate(desk, *said, before=before)
    solved = desk.solve(again=True)
    problem = replace(solved.cut.problem, recorded_at=Minute(LEAVES - before * HOUR))

    breaches = RulebookJudge().judge(problem, solved.plan)

    rules = {"R24", "R37", "R38", "R26c"}
    blocked = {str(item.rule) for item in gate.items if item.blocks and item.rule in rules}
    assert blocked == {str(b.rule) for b in breaches if b.rule in rules and KEY in b.activities}


def test_gates_are_of_departures_still_to_come_in_order_of_time(desk: Desk) -> None:
    with desk.store.reading() as books:
        every = read_gates(books, now=desk.clock.now())
        week = read_gates(books, now=desk.clock.now(), week=WEEK)
        past = read_gates(books, now=Minute(LEAVES + 1))

    assert [gate.activity for gate in every.gates] == [KEY, departure_key("Z2")]
    assert [gate.activity for gate in week.gates] == [KEY]
    assert [gate.activity for gate in past.gates] == [departure_key("Z2")]
    assert (every.release, every.plan) == (0, 1)
    with pytest.raises(StoreError, match="Z1/vertrek/1 is geen gepland vertrek"):
        one_gate(past, KEY)


def test_gates_are_of_the_newest_publication(desk: Desk) -> None:
    desk.publish("a")
    with desk.store.reading() as books:
        assert read_gates(books, now=desk.clock.now()).release == 1


def test_who_may_except_is_who_the_rule_names(desk: Desk) -> None:
    """A regievoerder's exception has no effect, at the gate as in the rulebook."""
    assert {rule: right.right for rule, right in rights().items() if rule in MAY_EXCEPT} == MAY_EXCEPT
    exception = Override(
        rule=RuleId("R38"), activity=KEY, right=OverrideRight.REGIEVOERDER, by="R1", reason="bagage volgt", valid=EVER
    )

    assert _gate(desk, _answer(ClearanceKind.HAND_OVER_PACK, NO), exception).blocked
