"""Reading from the books what protocol steps are found from.

Not allowed here: finding steps (``protocol_steps``).
"""

from collections.abc import Mapping
from dataclasses import replace

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import BlockingFact, Case, CaseFile, Membership, Ownership, Stay, TrackFact, TravelDocument
from planner.domain.casework import Dossier, LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.civil import day_of, day_start
from planner.domain.clearances import Clearance
from planner.domain.departure_plan import Contact, InformationRequest, Representative, Support
from planner.domain.flights import Flight
from planner.domain.ids import NETHERLANDS, ActivityKey
from planner.domain.missions import Mission
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.protocols import Protocol
from planner.domain.resources import ClosedDays
from planner.domain.settings import Setting, Settings
from planner.domain.terms import work_calendars
from planner.domain.time import Minute
from planner.ports.store import Transaction
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.planning.due_activities import Due, read_due
from planner.usecases.protocols.casework_index import CaseworkFacts, CaseworkIndex
from planner.usecases.protocols.protocol_steps import StepWorld
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from planner.usecases.publishing.published_owners import with_published_owners

_SURE = frozenset({BookingState.REQUESTED, BookingState.BOOKED})
"""States in which the seats are for that flight."""
_PLANNED_KINDS = (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION)


def read_step_world(
    books: Transaction,
    *,
    moment: Minute,
    until: Minute,
    known_at: Minute | None = None,
    due: Due | None = None,
    case_file: CaseFile | None = None,
) -> StepWorld:
    """Return what steps are found from at a moment; ``due`` and ``case_file`` where somebody read them already.

    A ``case_file`` that is given says itself who has which case; otherwise publications say so too.
    """
    protocols = protocols_in_force(books.facts.in_force(Protocol, at=known_at))
    found = read_due(books, until=until, known_at=known_at) if due is None else due
    entered = case_file or _case_file(books, known_at)
    if case_file is None:
        owned = with_published_owners(books, entered.ownerships, entered.cases, at=moment, known_at=known_at)
        entered = replace(entered, ownerships=owned)
    facts = _facts(books, moment, known_at, found, entered)
    return StepWorld(
        index=CaseworkIndex(facts, moment, protocols.talk_codes()),
        protocols=protocols,
        settings=Settings(settings_in_force(books.facts.in_force(Setting, at=known_at))),
        calendar=work_calendars(books.facts.in_force(ClosedDays, at=known_at))[NETHERLANDS],
        until=until,
    )


def _facts(books: Transaction, moment: Minute, known_at: Minute | None, due: Due, case_file: CaseFile) -> CaseworkFacts:
    facts = books.facts
    return CaseworkFacts(
        cases=tuple(c for c in case_file.cases if c.closed_on is None or c.closed_on > day_of(moment)),
        memberships=case_file.memberships,
        ownerships=case_file.ownerships,
        stays=case_file.stays,
        receptions=case_file.receptions,
        moments=case_file.moments,
        documents=case_file.documents,
        clearances=case_file.clearances,
        tracks=case_file.tracks,
        blocks=case_file.blocks,
        procedures=facts.in_force(Procedure, at=known_at),
        phases=facts.in_force(PhaseChange, at=known_at),
        dossiers=facts.in_force(Dossier, at=known_at),
        contacts=facts.in_force(Contact, at=known_at),
        supports=facts.in_force(Support, at=known_at),
        representatives=facts.in_force(Representative, at=known_at),
        questions=facts.in_force(InformationRequest, at=known_at),
        places=facts.in_force(Place, at=known_at),
        missions=facts.in_force(Mission, at=known_at),
        open=due.open,
        known=due.known,
        outcomes=due.outcomes,
        planned=_planned(books, known_at, due),
    )


def _case_file(books: Transaction, known_at: Minute | None) -> CaseFile:
    facts = books.facts
    return CaseFile(
        cases=facts.in_force(Case, at=known_at),
        memberships=facts.in_force(Membership, at=known_at),
        ownerships=facts.in_force(Ownership, at=known_at),
        stays=facts.in_force(Stay, at=known_at),
        receptions=facts.in_force(Reception, at=known_at),
        moments=facts.in_force(LegalMoment, at=known_at),
        documents=facts.in_force(TravelDocument, at=known_at),
        clearances=facts.in_force(Clearance, at=known_at),
        tracks=facts.in_force(TrackFact, at=known_at),
        blocks=facts.in_force(BlockingFact, at=known_at),
    )


def _planned(books: Transaction, known_at: Minute | None, due: Due) -> Mapping[ActivityKey, Minute]:
    """Return when departures and presentations are: by published plan, by the seats, or by the day others gave."""
    release = books.releases.newest()
    published: dict[ActivityKey, Appointment] = {a.activity: a for a in release.appointments} if release else {}
    flights: dict[str, Flight] = {flight.id: flight for flight in books.facts.in_force(Flight, at=known_at)}
    seats = {
        booking.activity: flights[booking.flight].departs
        for booking in books.facts.in_force(Booking, at=known_at)
        if booking.state in _SURE and booking.flight in flights
    }
    planned: dict[ActivityKey, Minute] = {}
    for key, activity in due.open.items():
        if activity.kind not in _PLANNED_KINDS:
            continue
        leaving = activity.kind is ActivityKind.DEPARTURE
        if key in seats:
            planned[key] = seats[key]
        elif leaving and activity.departure.booked_by is not BookedBy.DTV:
            planned[key] = day_start(day_of(activity.window.start))
        elif key in published:
            planned[key] = published[key].start
    return planned
