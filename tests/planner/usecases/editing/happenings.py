"""What may be reported about the small week. Not allowed here: tests."""

from hypothesis import strategies as st

from planner.domain.ids import ActivityKey, FlightId
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import Interval
from planner.usecases.disruptions.happened import (
    DocumentGranted,
    EscortAbsent,
    FlightCancelled,
    FlightRetimed,
    HandOverIncomplete,
    Happened,
    NewApplication,
    OfficerAbsent,
    PersonGone,
    RoomClosed,
    SessionMoved,
    TransportDelayed,
    VehicleDown,
)
from tests.planner.usecases.editing.small_week import FRIDAY, THURSDAY, WEDNESDAY, D
from tests.solver import world as w

RIDE, LEAVING = ActivityKey("C/rit/1"), ActivityKey("C/vertrek/1")


def happenings() -> st.SearchStrategy[Happened]:
    """Give anything that is reported about this week."""
    days = st.sampled_from([w.TUESDAY, WEDNESDAY, THURSDAY, FRIDAY])
    spans = days.map(lambda day: Interval(w.clock(8, 0, day), w.clock(18, 0, day)))
    flights = st.sampled_from([FlightId("KL1"), FlightId("KL2"), FlightId("KL3")])
    cases = st.sampled_from([w.A, w.B, w.C, D])
    hours = st.sampled_from([9, 11, 16])
    moved = st.tuples(days, hours).map(lambda at: w.clock(at[1], 0, at[0]))
    return st.one_of(
        flights.map(lambda code: FlightCancelled(flight=code)),
        st.builds(FlightRetimed, flight=flights, departs=moved),
        st.builds(OfficerAbsent, regievoerder=st.sampled_from([w.R1, w.R2]), span=spans),
        st.builds(EscortAbsent, escort=st.sampled_from([w.T1, w.T2]), span=spans),
        st.builds(SessionMoved, session=st.sampled_from([w.SESSION, w.OTHER_SESSION]), start=st.none() | moved),
        st.builds(VehicleDown, vehicle=st.sampled_from([w.BUS, "V2"]), span=spans),
        st.builds(PersonGone, case=cases, since=days.map(lambda day: w.clock(0, 0, day))),
        st.builds(NewApplication, case=st.just(w.C), span=spans),
        st.builds(DocumentGranted, case=cases, valid=spans),
        st.builds(RoomClosed, place=st.sampled_from([w.AZC, w.DC]), span=spans, rooms=st.sampled_from([None, 1])),
        st.builds(TransportDelayed, activity=st.just(RIDE), minutes=st.sampled_from([30, 120])),
        st.builds(HandOverIncomplete, activity=st.just(LEAVING), item=st.sampled_from(HandOverCheck)),
    )
