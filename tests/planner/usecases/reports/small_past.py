"""A small made-up past, few enough to count by hand. Not allowed here: tests.

The half year is the first of 2026. Six cases:

- A: handed over on 5 January by IND; first conversation on 15 January (10 days), no show on 12 January before it;
  a second on 20 February; forced departure on 15 June, after one on 10 June that failed; closed on 16 June.
- B: handed over on 1 February by the police; first conversation on 3 March (30 days); closed on 30 June,
  administrative.
- C: handed over in 2025, closed on 10 March 2026: independent with IOM; came back on 1 May by KMar, still open, waits.
- D: handed over on 1 July 2025 and still open; spoken to on 1 April. In detention from 1 June 2026.
- E: handed over on 30 June 2026, still open, waits.
- F: handed over on 1 July 2026: after the half year.
"""

from datetime import date

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, PresentationDetail, Term
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import (
    Case,
    Condition,
    ConditionFact,
    DocumentState,
    Stay,
    TargetGroup,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import CasePhase, Closing, Dossier, HandedOverBy, PhaseChange
from planner.domain.civil import at, day_start
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.ids import (
    ActivityKey,
    CaseId,
    CountryCode,
    FlightId,
    LanguageCode,
    MissionId,
    PlaceId,
    RuleId,
    activity_key,
)
from planner.domain.places import Place, PlaceKind
from planner.domain.settings import Settings
from planner.domain.terms import WorkCalendar
from planner.domain.time import Interval, Minute
from planner.usecases.reports.history import History
from planner.usecases.reports.periods import Period, half_year_of

HALF: Period = half_year_of(date(2026, 3, 1))
A, B, C, D, E, F = (CaseId(code) for code in "ABCDEF")
AZC, DC = PlaceId("AZC"), PlaceId("DC")


def case(
    code: CaseId, handed_over: date, *, closed: date | None = None, group: TargetGroup, language: str = "ar"
) -> Case:
    """Return a case."""
    return Case(
        id=code,
        target_group=group,
        country=CountryCode("MA"),
        language=LanguageCode(language),
        handed_over=handed_over,
        closed_on=closed,
    )


def talk(code: CaseId, step: str, number: int, anchor: date, *, rule: str = "R02") -> Activity:
    """Return a conversation with a term."""
    return Activity(
        key=activity_key(code, step, number),
        kind=ActivityKind.CONVERSATION,
        step=step,
        occurrence=number,
        duration=60,
        window=Interval(day_start(anchor), day_start(date(2027, 1, 1))),
        cases=(code,),
        place=AZC,
        terms=(Term(rule=RuleId(rule), anchor=anchor),),
    )


def departure(code: CaseId, number: int, track: Track) -> Activity:
    """Return a departure."""
    return Activity(
        key=activity_key(code, "vertrek", number),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        occurrence=number,
        duration=180,
        window=Interval(day_start(date(2026, 1, 1)), day_start(date(2027, 1, 1))),
        cases=(code,),
        detail=DepartureDetail(
            track=track,
            country=CountryCode("MA"),
            booked_by=BookedBy.IOM if track is Track.INDEPENDENT_IOM else BookedBy.DTV,
        ),
    )


def outcome(key: ActivityKey, code: OutcomeCode, day: date, cause: CancelReason | None = None) -> Outcome:
    """Return what came of an activity, at ten o'clock."""
    start = at(day, 10)
    return Outcome(
        activity=key,
        code=code,
        started=start,
        ended=Minute(start + 60),
        actor="R1",
        recorded_at=Minute(start + 90),
        cause=cause,
    )


def phase(code: CaseId, what: CasePhase, day: date, closing: Closing | None = None) -> PhaseChange:
    """Return an event in the life of a case, at nine."""
    return PhaseChange(case=code, phase=what, at=at(day, 9), actor="R1", closing=closing)


def small_past(now: date = date(2026, 8, 1)) -> History:
    """Return the past as known at the beginning of a day."""
    first, again = talk(A, "eerste-gesprek", 1, date(2026, 1, 5)), talk(A, "eerste-gesprek", 2, date(2026, 1, 12))
    later = talk(A, "voortgang", 1, date(2026, 1, 15), rule="R03")
    of_b, of_d = talk(B, "eerste-gesprek", 1, date(2026, 2, 1)), talk(D, "voortgang", 9, date(2026, 3, 10), rule="R03")
    failed, gone = departure(A, 1, Track.FORCED), departure(A, 2, Track.FORCED)
    with_iom = departure(C, 1, Track.INDEPENDENT_IOM)
    heard = Activity(
        key=activity_key(D, "presentatie", 1),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=30,
        window=Interval(day_start(date(2026, 1, 1)), day_start(date(2027, 1, 1))),
        cases=(D,),
        terms=(Term(rule=RuleId("R05"), anchor=date(2026, 3, 1)),),
        detail=PresentationDetail(mission=MissionId("M")),
    )
    activities = (first, again, later, of_b, of_d, failed, gone, with_iom, heard)
    held, no_show = OutcomeCode.HELD, OutcomeCode.NO_SHOW
    outcomes = (
        outcome(first.key, no_show, date(2026, 1, 12)),
        outcome(again.key, held, date(2026, 1, 15)),
        outcome(later.key, held, date(2026, 2, 20)),
        outcome(of_b.key, held, date(2026, 3, 3)),
        outcome(of_d.key, held, date(2026, 4, 1)),
        outcome(failed.key, OutcomeCode.FAILED, date(2026, 6, 10), CancelReason.RESISTANCE),
        outcome(gone.key, OutcomeCode.REALISED, date(2026, 6, 15)),
        outcome(with_iom.key, OutcomeCode.REALISED, date(2026, 3, 9)),
        outcome(heard.key, OutcomeCode.RECOGNISED, date(2026, 4, 20)),
    )
    return History(
        now=day_start(now),
        cases={one.id: one for one in _cases()},
        activities={one.key: one for one in activities},
        outcomes={one.activity: one for one in outcomes},
        bookings=_bookings(gone.key),
        phases=_phases(),
        dossiers=_dossiers(),
        stays=_stays(),
        documents=(
            TravelDocument(case=D, kind="laissez-passer", state=DocumentState.PRESENTED, applied_on=date(2026, 3, 1)),
        ),
        tracks=_tracks(),
        conditions=tuple(
            ConditionFact(case=A, condition=one, valid=_days(date(2026, 5, 1 + number), date(2026, 7, 1)))
            for number, one in enumerate(Condition)
        ),
        contacts=(
            Contact(
                case=D, at=at(date(2026, 6, 3), 9), party=Party.LAWYER, channel=Channel.PHONE, actor="R1", act=True
            ),
        ),
        places={one.id: one for one in (_place(AZC, PlaceKind.AZC), _place(DC, PlaceKind.DETENTION))},
        settings=Settings(DEFAULT_SETTINGS),
        calendar=WorkCalendar(frozenset({date(2026, 1, 1)})),
    )


def _days(first: date, after: date) -> Interval:
    return Interval(day_start(first), day_start(after))


def _place(code: PlaceId, kind: PlaceKind) -> Place:
    return Place(id=code, name=code, kind=kind, city="X", lat=52.0, lon=5.0)


def _cases() -> tuple[Case, ...]:
    rejected, border = TargetGroup.REJECTED, TargetGroup.BORDER
    return (
        case(A, date(2026, 1, 5), closed=date(2026, 6, 16), group=rejected),
        case(B, date(2026, 2, 1), closed=date(2026, 6, 30), group=border),
        case(C, date(2025, 5, 1), group=rejected, language="fr"),
        case(D, date(2025, 7, 1), group=rejected),
        case(E, date(2026, 6, 30), group=border, language="fr"),
        case(F, date(2026, 7, 1), group=border),
    )


def _phases() -> tuple[PhaseChange, ...]:
    came, closed = CasePhase.HANDED_OVER, CasePhase.CLOSED
    return (
        phase(A, came, date(2026, 1, 5)),
        phase(A, closed, date(2026, 6, 16), Closing.FORCED),
        phase(B, came, date(2026, 2, 1)),
        phase(B, closed, date(2026, 6, 30), Closing.ADMINISTRATIVE),
        phase(C, came, date(2025, 5, 1)),
        phase(C, closed, date(2026, 3, 10), Closing.INDEPENDENT_IOM),
        phase(C, came, date(2026, 5, 1)),
    )


def _dossiers() -> tuple[Dossier, ...]:
    return (
        Dossier(case=A, handed_over_by=HandedOverBy.IND, received_on=date(2026, 1, 5)),
        Dossier(case=B, handed_over_by=HandedOverBy.POLICE, received_on=date(2026, 2, 2)),
        Dossier(case=C, handed_over_by=HandedOverBy.IND, received_on=date(2025, 5, 1)),
        Dossier(case=C, handed_over_by=HandedOverBy.KMAR, received_on=date(2026, 5, 1)),
    )


def _stays() -> tuple[Stay, ...]:
    return (
        Stay(case=A, place=AZC, valid=_days(date(2026, 1, 5), date(2026, 6, 16))),
        Stay(case=B, place=AZC, valid=_days(date(2026, 2, 1), date(2026, 7, 1))),
        Stay(case=D, place=AZC, valid=_days(date(2025, 7, 1), date(2026, 6, 1))),
        Stay(case=D, place=DC, valid=Interval(day_start(date(2026, 6, 1)))),
    )


def _tracks() -> tuple[TrackFact, ...]:
    return (
        TrackFact(case=A, track=Track.FORCED, valid=_days(date(2026, 4, 1), date(2026, 7, 1))),
        TrackFact(case=C, track=Track.INDEPENDENT_IOM, valid=_days(date(2026, 2, 7), date(2026, 3, 20))),
    )


def _bookings(gone: ActivityKey) -> tuple[Booking, ...]:
    rows = (
        ("F1", BookingState.CANCELLED, date(2026, 5, 10), CancelReason.DOCUMENT_LATE),
        ("F2", BookingState.CANCELLED, date(2026, 6, 10), CancelReason.RESISTANCE),
        ("F3", BookingState.COMPLETED, date(2026, 6, 15), None),
        ("F4", BookingState.CANCELLED, date(2026, 7, 2), CancelReason.MEDICAL),
        ("F5", BookingState.BOOKED, date(2026, 6, 1), None),
    )
    return tuple(
        Booking(activity=gone, flight=FlightId(flight), state=state, since=at(day, 12), reason=reason)
        for flight, state, day, reason in rows
    )
