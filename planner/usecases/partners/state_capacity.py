"""A partner states what it has: escorts of a team, a vehicle out of service, a sitting opened, closed or with a quota.

Recorded as facts, so that the next cut plans with it. Not allowed here: asking for means (``partner_requests``).
"""

from dataclasses import replace

from planner.domain.escorts import EscortOffer, EscortTeam
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import EscortTeamId, MissionId, SessionId, VehicleId
from planner.domain.missions import Mission, Session
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.steps import StepRefusedError
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute, subtract
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.partners.answer_request import SOURCE

MOST = 200
"""No partner has more of anything at a time."""
OUT_OF_SERVICE = "buiten-dienst"


def state_escorts(
    store: Store, clock: Clock, team: EscortTeamId, span: Interval, escorts: int, *, actor: str
) -> EscortTeam:
    """Say how many escorts a team offers during a stretch, in place of what was offered then; return the team."""
    _refuse_number(escorts)
    _refuse_past(span, clock.now())
    with store.transaction() as books:
        found = next((one for one in books.facts.in_force(EscortTeam) if one.id == team), None)
        if found is None:
            raise StepRefusedError(
                either("dit team is niet bekend", "this team is not known"),
                either("Kies een team uit de lijst.", "Choose a team from the list."),
            )
        stated = replace(found, offers=_offers(found, span, escorts))
        _record(books, clock.now(), stated, f"escortteam {team}, {escorts}", actor)
    return stated


def _offers(team: EscortTeam, span: Interval, escorts: int) -> tuple[EscortOffer, ...]:
    before = team.offers or tuple(EscortOffer(interval=one, escorts=team.size) for one in team.available)
    kept = [
        EscortOffer(interval=part, escorts=offer.escorts)
        for offer in before
        for part in subtract([offer.interval], [span])
    ]
    new = [EscortOffer(interval=span, escorts=escorts)] if escorts else []
    return tuple(sorted((*kept, *new), key=lambda offer: offer.interval.start))


def state_vehicle(
    store: Store, clock: Clock, vehicle: VehicleId, span: Interval, *, in_service: bool, actor: str
) -> tuple[Absence, ...]:
    """Take a vehicle out of service for a stretch, or put it back; return its absences as they are now."""
    now, who = clock.now(), ResourceRef(ResourceKind.VEHICLE, vehicle)
    _refuse_past(span, now)
    with store.transaction() as books:
        if vehicle not in books.facts.keys(Vehicle):
            raise StepRefusedError(
                either("dit voertuig is niet bekend", "this vehicle is not known"),
                either("Kies een voertuig uit de lijst.", "Choose a vehicle from the list."),
            )
        ours = [away for away in books.facts.in_force(Absence) if away.resource == who]
        kept = subtract([away.interval for away in ours], [span])
        wanted = sorted((*kept, *(() if in_service else (span,))))
        stated = tuple(Absence(resource=who, interval=one, reason=OUT_OF_SERVICE) for one in wanted)
        keys = {fact_key(one) for one in stated}
        books.facts.retire([(Absence, fact_key(away)) for away in ours if fact_key(away) not in keys], at=now)
        books.facts.record([one for one in stated if one not in ours], source=SOURCE, at=now)
        _note(books, now, f"voertuig {vehicle}, {'in dienst' if in_service else OUT_OF_SERVICE}", actor)
    return stated


def state_session(store: Store, clock: Clock, session: Session, quota: int, *, actor: str) -> Session:
    """Say how many persons a sitting hears, nobody where it is closed; one of a pattern is announced by it."""
    _refuse_number(quota)
    _refuse_past(session.interval, clock.now())
    stated = replace(session, quota=quota)
    with store.transaction() as books:
        _require_mission(books, session.mission)
        _record(books, clock.now(), stated, f"zitting {session.id}, {quota}", actor)
    return stated


def open_session(store: Store, clock: Clock, mission: MissionId, span: Interval, quota: int, *, actor: str) -> Session:
    """Announce a further sitting and return it; raise StepRefusedError when it lies in the past or is too long."""
    _refuse_number(quota)
    _refuse_past(span, clock.now())
    if span.end is None or span.end - span.start > MINUTES_PER_DAY:
        raise StepRefusedError(
            either("een zitting duurt niet langer dan een dag", "a sitting takes no longer than a day"),
            either("Verbeter het begin of het eind.", "Correct the beginning or the end."),
        )
    session = Session(id=SessionId(f"{mission}-{span.start}"), mission=mission, interval=span, quota=quota)
    with store.transaction() as books:
        _require_mission(books, mission)
        if session.id in books.facts.keys(Session):
            raise StepRefusedError(
                either("er is op dat moment al een zitting", "there is a sitting at that moment already"),
                either("Wijzig het aantal van die zitting.", "Change the number of that sitting."),
            )
        _record(books, clock.now(), session, f"zitting {session.id}, {quota}", actor)
    return session


def _require_mission(books: Transaction, mission: MissionId) -> None:
    if mission not in books.facts.keys(Mission):
        raise StepRefusedError(
            either("deze vertegenwoordiging is niet bekend", "this mission is not known"),
            either("Kies er een uit de lijst.", "Choose one from the list."),
        )


def _refuse_number(number: int) -> None:
    if not 0 <= number <= MOST:
        raise StepRefusedError(
            either(f"{number} kan niet", f"{number} is not possible"),
            either(f"Geef een aantal van 0 tot en met {MOST}.", f"Give a number from 0 up to {MOST}."),
        )


def _refuse_past(span: Interval, now: Minute) -> None:
    if span.end is not None and span.end <= now:
        raise StepRefusedError(
            either("dit is al voorbij", "this is past"),
            either("Geef een tijd die nog komt.", "Give a time that is still to come."),
        )


def _record(books: Transaction, now: Minute, fact: Fact, subject: str, actor: str) -> None:
    books.facts.record((fact,), source=SOURCE, at=now)
    _note(books, now, subject, actor)


def _note(books: Transaction, now: Minute, subject: str, actor: str) -> None:
    books.events.add(Event(at=now, actor=actor, what="capacity stated", subject=subject))
