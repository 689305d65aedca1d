"""The whole rulebook, in reading order. This list is the only register of rules."""

from solver.rule import Rule, WindowRule
from solver.rules.ahead_of_departure import AheadOfDeparture
from solver.rules.assignment_fits import AssignmentFits
from solver.rules.blocking_facts import MedicalDeferral, ReceptionOfMinors, SuspensiveRemedy
from solver.rules.booking_closes import BookingCloses
from solver.rules.booking_stands import BookingStands
from solver.rules.border_request import BorderRequest
from solver.rules.carrier_limits import CarrierLimits
from solver.rules.complete_appointment import CompleteAppointment
from solver.rules.continuity import Continuity
from solver.rules.copy_of_application import CopyOfApplication
from solver.rules.cost_of_unplanned import CostOfUnplanned
from solver.rules.country_per_flight import CountryPerFlight
from solver.rules.court_dates import CourtDates
from solver.rules.crew_hours import CrewHours
from solver.rules.days_detained import DaysDetained
from solver.rules.days_without_act import DaysWithoutAct
from solver.rules.departure_gate import FitToFly, HandOverPack, RemovabilityCheck
from solver.rules.depot_and_shift import DepotAndShift
from solver.rules.earlier_presentation import EarlierPresentation
from solver.rules.entered_for_flight import EnteredForFlight
from solver.rules.escort_duty import EscortDuty
from solver.rules.escort_language import EscortLanguage
from solver.rules.escort_spread import EscortSpread
from solver.rules.escorts_needed import EscortsNeeded
from solver.rules.fallback_for_departure import FallbackForDeparture
from solver.rules.flight_serves import FlightServes
from solver.rules.four_conditions import FourConditions
from solver.rules.frozen_stays import FrozenStays
from solver.rules.grid import Grid
from solver.rules.household_together import HouseholdTogether
from solver.rules.inside_session import InsideSession
from solver.rules.interpreter_present import InterpreterPresent
from solver.rules.invitation import Invitation
from solver.rules.load_points import LoadPoints
from solver.rules.minors import GuardianInvited, OfficerForMinors, ReceptionOnArrival
from solver.rules.mission_of_province import MissionOfProvince
from solver.rules.move_follows import MoveFollows
from solver.rules.move_serves_appointment import MoveServesAppointment
from solver.rules.move_to_departure import MoveToDeparture
from solver.rules.move_to_reception import MoveToReception
from solver.rules.named_escorts import NamedEscorts
from solver.rules.nothing_after_departure import NothingAfterDeparture
from solver.rules.nothing_dropped import NothingDropped
from solver.rules.notice_of_departure import NoticeOfDeparture
from solver.rules.officer_duty import OfficerDuty
from solver.rules.one_place_at_a_time import OnePlaceAtATime
from solver.rules.one_trip_to_session import OneTripToSession
from solver.rules.partner_answer import PartnerAnswer
from solver.rules.performer import Performer
from solver.rules.person_available import PersonAvailable
from solver.rules.pins import Pins
from solver.rules.pool_capacity import PoolCapacity
from solver.rules.presentability_check import PresentabilityCheck
from solver.rules.ride_time import RideTime
from solver.rules.right_place import RightPlace
from solver.rules.risk_form import RiskForm
from solver.rules.seats import Seats
from solver.rules.session_notice import SessionNotice
from solver.rules.session_quota import SessionQuota
from solver.rules.smallest_change import SmallestChange
from solver.rules.specialism import Specialism
from solver.rules.standby_person import StandbyPerson
from solver.rules.stays_where_brought import StaysWhereBrought
from solver.rules.terms import TERMS
from solver.rules.time_for_ride import TimeForRide
from solver.rules.time_window import TimeWindow
from solver.rules.track import InsideTrack
from solver.rules.transfer_notice import TransferNotice
from solver.rules.transit_request import TransitRequest
from solver.rules.travel_between_places import TravelBetweenPlaces
from solver.rules.travel_document import TravelDocumentValid
from solver.rules.travel_time import TravelTime
from solver.rules.vehicle_fits import VehicleFits
from solver.rules.working_hours import WorkingHours

FACTS: tuple[WindowRule, ...] = (
    InsideTrack(),
    FourConditions(),
    SuspensiveRemedy(),
    MedicalDeferral(),
    ReceptionOfMinors(),
    ReceptionOnArrival(),
    FitToFly(),
    RemovabilityCheck(),
    HandOverPack(),
    TravelDocumentValid(),
    MissionOfProvince(),
    BookingStands(),
    EnteredForFlight(),
    PersonAvailable(),
)
"""Rules about facts that people entered; no planning changes them."""

PRESENCE: tuple[WindowRule, ...] = (
    WorkingHours(),
    Specialism(),
    OfficerForMinors(),
    Performer(),
    RightPlace(),
    InsideSession(),
)
"""Rules about who may and can be where."""

PLANNED: tuple[Rule, ...] = (
    NothingDropped(),
    CompleteAppointment(),
    TimeWindow(),
    Grid(),
    OnePlaceAtATime(),
    TravelBetweenPlaces(),
    NothingAfterDeparture(),
    StaysWhereBrought(),
    *PRESENCE,
    InterpreterPresent(),
    PoolCapacity(),
    Invitation(),
    GuardianInvited(),
    SessionNotice(),
    PresentabilityCheck(),
    CopyOfApplication(),
    BorderRequest(),
    SessionQuota(),
    *FACTS,
    NoticeOfDeparture(),
    TransferNotice(),
    TransitRequest(),
    BookingCloses(),
    FlightServes(),
    Seats(),
    CarrierLimits(),
    RiskForm(),
    CountryPerFlight(),
    HouseholdTogether(),
    EscortsNeeded(),
    EscortDuty(),
    OfficerDuty(),
    NamedEscorts(),
    TimeForRide(),
    MoveToDeparture(),
    MoveServesAppointment(),
    MoveFollows(),
    MoveToReception(),
    VehicleFits(),
    DepotAndShift(),
    CrewHours(),
    RideTime(),
    FrozenStays((*FACTS, *PRESENCE, GuardianInvited(), FlightServes(), PartnerAnswer())),
    Pins(),
    PartnerAnswer(),
    *TERMS,
    AheadOfDeparture(),
    CourtDates(),
    AssignmentFits(),
    LoadPoints(),
    Continuity(),
    CostOfUnplanned(),
    DaysDetained(),
    DaysWithoutAct(),
    FallbackForDeparture(),
    OneTripToSession(),
    SmallestChange(),
    TravelTime(),
    EarlierPresentation(),
    EscortSpread(),
    EscortLanguage(),
)
"""Rules about what is planned."""

RULEBOOK: tuple[Rule, ...] = (*PLANNED, StandbyPerson(PLANNED))
