"""The week report on a past that is counted by hand (see ``small_past``): week 24 of 2026, from 8 to 14 June.

Published when it began: a conversation of A (never held), the departure of A that failed on 10 June, and the one that
took place on 15 June, the week after. Not published: nothing else happened. D is in detention from 1 June; the lawyer
called on 3 June.
"""

from datetime import date

from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.escorts import EscortOffer, EscortTeam
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CarrierCode, CountryCode, EscortTeamId, FlightId, PlaceId, RuleId, VehicleId
from planner.domain.messages import Channel, Message, MessageState
from planner.domain.plan import Appointment, Reason, Unplanned, UnplannedCode, appointment, part, with_parts
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.usecases.reports.periods import week_period
from planner.usecases.reports.shape import Cell
from planner.usecases.reports.week import week_report
from planner.usecases.reports.week_facts import WeekFacts
from tests.planner.usecases.reports.small_past import small_past

WEEK = week_period(IsoWeek(2026, 24))
MONDAY, WEDNESDAY = date(2026, 6, 8), date(2026, 6, 10)


def planned_on(key: str, day: date) -> Appointment:
    start = at(day, 10)
    return appointment(ActivityKey(key), start, Minute(start + 60), PlaceId("AZC"))


def _with(item: Appointment, kind: ResourceKind, code: str, minutes: int = 60, amount: int = 1) -> Appointment:
    ref = ResourceRef(kind, code)
    return with_parts(item, part(item.id, ref, item.start, Minute(item.start + minutes), amount=amount))


def means_of_week() -> WeekFacts:
    """Return one room for 20 hours, 3 escorts for 24, a vehicle for 9, a flight with six seats; and their use."""
    talk, leaving = planned_on("A/voortgang/1", MONDAY), planned_on("A/vertrek/1", WEDNESDAY)
    used = (
        _with(talk, ResourceKind.ROOM, "AZC"),
        _with(
            _with(_with(leaving, ResourceKind.FLIGHT, "FL", amount=1), ResourceKind.ESCORT, "T", minutes=600, amount=2),
            ResourceKind.VEHICLE,
            "V",
            minutes=90,
        ),
    )
    departs = at(WEDNESDAY, 12)
    return WeekFacts(
        release=7,
        planned=(talk, leaving, planned_on("A/vertrek/2", WEDNESDAY)),
        last=used,
        unplanned=(
            Unplanned(
                activity=ActivityKey("x"),
                code=UnplannedCode.CAPACITY,
                reasons=(Reason(rule=RuleId("P05"), because="vol"),),
            ),
        ),
        releases=1,
        messages=(_message(MessageState.SENT, seen=True), _message(MessageState.WAITING, seen=False)),
        capacities=(
            Capacity(
                resource=ResourceRef(ResourceKind.ROOM, "AZC"),
                interval=Interval(at(MONDAY, 8), at(MONDAY, 18)),
                amount=2,
            ),
        ),
        teams=(
            EscortTeam(
                id=EscortTeamId("T"),
                base=PlaceId("AZC"),
                size=2,
                available=(Interval(at(MONDAY, 0), at(MONDAY, 12)),),
                offers=(EscortOffer(interval=Interval(at(WEDNESDAY, 8), at(WEDNESDAY, 20)), escorts=4),),
            ),
        ),
        vehicles=(
            Vehicle(
                id=VehicleId("V"),
                depot=PlaceId("AZC"),
                seats=4,
                compartments=2,
                shifts=(Interval(at(WEDNESDAY, 8), at(WEDNESDAY, 17)),),
            ),
        ),
        flights=(
            Flight(
                id=FlightId("FL"),
                carrier=CarrierCode("XX"),
                number="XX 1",
                origin=PlaceId("AMS"),
                destination="CMN",
                country=CountryCode("MA"),
                departs=departs,
                arrives=Minute(departs + 200),
                seats=6,
            ),
        ),
    )


def _message(state: MessageState, *, seen: bool) -> Message:
    moment = day_start(MONDAY)
    return Message(
        key=f"m{state}",
        release=8,
        calendar="R1",
        channel=Channel.MAIL,
        address="x@example.org",
        changes=(),
        made_at=moment,
        due_at=moment,
        state=state,
        seen_at=moment if seen else None,
    )


REPORT = week_report(small_past(), means_of_week(), WEEK)


def _cells(key: str) -> dict[str, tuple[Cell, ...]]:
    table = next(table for table in REPORT.tables if table.key == key)
    return {row.label.nl: row.cells for row in table.rows}


def test_planned_and_held() -> None:
    """The conversation was held in February, so in another week; one departure fell through, one was held after."""
    found = _cells("planned")

    assert found["Gesprekken"] == (1, 0, 0, 1, 0, 0.0)
    assert found["Vertrekken"] == (2, 0, 1, 1, 0, 0.0)
    assert found["Totaal"] == (3, 0, 1, 2, 0, 0.0)


def test_beside_the_plan() -> None:
    """Nothing else has an outcome in the week."""
    assert set(_cells("beside").values()) == {(0, 0, 0)}


def test_unplanned() -> None:
    assert {label: cells[0] for label, cells in _cells("unplanned").items() if cells[0]} == {
        "Alles wat past is bezet": 1,
        "Totaal": 1,
    }


def test_days_in_detention() -> None:
    """D, seven days, of which 8 to 10 June lie within a week of the act of 3 June (the free days), and four do not."""
    assert [cells[0] for cells in _cells("detention").values()] == [1, 7, 3, 4]


def test_means() -> None:
    """Two rooms for ten hours, used for one; escorts 24 + 48 hours, used 20; vehicle 9, used 1.5; seats 6, used 3."""
    found = _cells("means")

    assert found["Gespreksruimten (uren)"] == (20.0, 1.0, 5.0)
    assert found["Escorts (uren van personen)"] == (72.0, 20.0, 20 * 100 / 72)
    assert found["Voertuigen (uren)"] == (9.0, 1.5, 1.5 * 100 / 9)
    assert found["Stoelen op vluchten (aantal)"] == (6.0, 3.0, 50.0)


def test_changes_told() -> None:
    assert [cells[0] for cells in _cells("told").values()] == [1, 0, 2, 1, 1]


def test_note_names_the_publication() -> None:
    assert [note.nl for note in REPORT.notes] == ["Gepland is wat publicatie 7 zei toen de week begon."]
