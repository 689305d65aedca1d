"""Vertrekplannen: possibilities, barriers, support, representatives, contacts, questions and Wigk phases.

All made up; references are nobody's. Not allowed here: the life of the case (``casework``).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

from planner.domain.cases import Track
from planner.domain.civil import at, day_start
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    Channel,
    Contact,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Party,
    Possibility,
    PossibilityState,
    Representative,
    Representing,
    Support,
    SupportKind,
)
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, CountryCode
from planner.domain.time import Interval
from planner.sample.countries import ORIGINS
from planner.sample.recorded import Person
from planner.sample.world import World, chance, pick

_BARRIERS = (
    (BarrierKind.DOCUMENT, Party.LP_DESK, "kopie van geboorteakte opvragen", 40.0),
    (BarrierKind.IDENTITY, Party.POLICE, "vingerafdrukken laten vergelijken", 15.0),
    (BarrierKind.HEALTH, Party.MEDICAL, "medische overdracht regelen", 12.0),
    (BarrierKind.FAMILY, Party.REGIEVOERDER, "gezinslid bij het gesprek vragen", 8.0),
    (BarrierKind.PROCEDURE, Party.IND, "uitkomst van de procedure navragen", 10.0),
    (BarrierKind.HOUSING, Party.IOM, "onderdak na aankomst zoeken", 8.0),
    (BarrierKind.MONEY, Party.IOM, "bijdrage aanvragen", 5.0),
    (BarrierKind.OTHER, Party.PERSON, "schoolverklaring ophalen", 2.0),
)
_BARRIER_WEIGHTS = tuple((row, row[3]) for row in _BARRIERS)
_QUESTIONS = (
    ((Party.MEDICAL, "medisch-advies"), 30.0),
    ((Party.IND, "stand-van-procedure"), 25.0),
    ((Party.POLICE, "identiteitsonderzoek"), 15.0),
    ((Party.COA, "verblijfsgegevens"), 10.0),
    ((Party.MISSION, "nationaliteitsbevestiging"), 10.0),
    ((Party.DJI, "gedragsgegevens"), 5.0),
    ((Party.KMAR, "bagagegegevens"), 5.0),
)
_CONTACTS = (
    ((Party.MISSION, Channel.MAIL, "stand van de aanvraag"), 25.0),
    ((Party.PERSON, Channel.PHONE, "vraag over het vertrek"), 15.0),
    ((Party.IOM, Channel.PHONE, "intake ondersteuning"), 20.0),
    ((Party.LAWYER, Channel.LETTER, "zienswijze"), 15.0),
    ((Party.IND, Channel.SYSTEM, "stand van de procedure"), 15.0),
    ((Party.NIDOS, Channel.PHONE, "begeleiding voogd"), 5.0),
    ((Party.MUNICIPALITY, Channel.MAIL, "lokaal overleg"), 5.0),
)
_STATES = (
    (PossibilityState.LOOKED_INTO, 40.0),
    (PossibilityState.POSSIBLE, 35.0),
    (PossibilityState.OPEN, 25.0),
)
_MOTIVATION = tuple(zip(Motivation, (30.0, 28.0, 16.0, 14.0, 6.0, 6.0), strict=True))
_SUPPORTS = ((SupportKind.MONEY, 55.0), (SupportKind.GOODS, 30.0), (SupportKind.START, 15.0))


def draw_departure_plans(world: World, persons: Iterable[Person], tracks: Mapping[CaseId, Track]) -> list[Fact]:
    """Return the vertrekplan of every person whose case is in hand."""
    stream = world.stream("departure-plans")
    facts: list[Fact] = []
    for person in persons:
        if person.unit.group.new:
            continue
        track = tracks.get(person.case.id)
        facts += _possibilities(stream, world, person)
        facts += _barriers(stream, world, person)
        facts += _helpers(stream, person)
        facts += _talks(stream, world, person)
        facts += _motivation(stream, world, person)
        if track is not None and track.independent:
            facts += _support(stream, world, person)
    return facts


def draw_guardians(world: World, minors: Iterable[tuple[CaseId, date]]) -> list[Representative]:
    """Return the guardian of every unaccompanied minor, but for a few who still wait for one."""
    stream = world.stream("guardians")
    return [
        Representative(
            case=case,
            role=Representing.GUARDIAN,
            reference=f"NIDOS-{stream.randint(1_000, 9_999)}",
            valid=Interval(day_start(since)),
        )
        for case, since in minors
        if not chance(stream, 0.05)
    ]


def _since(stream: Random, world: World, person: Person, at_most: int) -> date:
    """Draw a day since the handover, at most so many days ago."""
    days = (world.today - person.case.handed_over).days
    return world.today - timedelta(days=stream.randint(0, min(days, at_most)))


def _possibilities(stream: Random, world: World, person: Person) -> Iterator[Possibility]:
    country = person.booking.country if person.booking is not None else person.case.country
    state = PossibilityState.POSSIBLE if person.booking is not None else pick(stream, _STATES)
    yield Possibility(case=person.case.id, country=country, state=state, since=_since(stream, world, person, 120))
    if chance(stream, 0.12):
        other = CountryCode(stream.choice([o.country for o in ORIGINS if o.country != country]))
        since = _since(stream, world, person, 120)
        yield Possibility(case=person.case.id, country=other, state=PossibilityState.DROPPED, since=since)


def _barriers(stream: Random, world: World, person: Person) -> Iterator[Barrier]:
    for number in range(1, 1 + pick(stream, ((0, 55.0), (1, 35.0), (2, 10.0)))):
        kind, owner, action, _ = pick(stream, _BARRIER_WEIGHTS)
        due = _since(stream, world, person, 60) + timedelta(days=stream.randint(14, 60))
        gone = person.booking is not None or chance(stream, 0.45) or (due < world.today and chance(stream, 0.7))
        removed = min(due, world.today) if gone else None
        yield Barrier(
            case=person.case.id, number=number, kind=kind, owner=owner, action=action, due=due, removed_on=removed
        )


def _helpers(stream: Random, person: Person) -> Iterator[Representative]:
    if chance(stream, 0.9 if person.detained else 0.4):
        yield Representative(
            case=person.case.id,
            role=Representing.LAWYER,
            reference=f"ADV-{stream.randint(10_000, 99_999)}",
            valid=Interval(day_start(person.case.handed_over)),
        )


def _talks(stream: Random, world: World, person: Person) -> Iterator[Fact]:
    """Yield a contact beside the conversations, and now and then a question that is answered, open or late."""
    (party, channel, subject), day = pick(stream, _CONTACTS), _since(stream, world, person, 25)
    moment = at(day, stream.randint(9, 15), stream.choice((0, 10, 25, 40)))
    if moment < world.as_of:
        yield Contact(
            case=person.case.id,
            at=moment,
            party=party,
            channel=channel,
            actor=person.owner,
            subject=subject,
            act=party is not Party.LAWYER,
        )
    if chance(stream, 0.25):
        (asked, item), asked_on = pick(stream, _QUESTIONS), _since(stream, world, person, 40)
        due = asked_on + timedelta(days=14)
        answered = person.booking is not None or (due < world.today and not chance(stream, 0.2))
        yield InformationRequest(
            case=person.case.id,
            party=asked,
            item=item,
            asked_on=asked_on,
            due=due,
            answered_on=min(world.today, due) if answered else None,
            gate=asked is Party.MEDICAL,
        )


def _motivation(stream: Random, world: World, person: Person) -> Iterator[MotivationPhase]:
    since = day_start(_since(stream, world, person, 40))
    begun = day_start(person.case.handed_over)
    if begun < since and chance(stream, 0.2):
        yield MotivationPhase(case=person.case.id, phase=Motivation.PRECONTEMPLATION, valid=Interval(begun, since))
    yield MotivationPhase(case=person.case.id, phase=pick(stream, _MOTIVATION), valid=Interval(since))


def _support(stream: Random, world: World, person: Person) -> Iterator[Support]:
    if not chance(stream, 0.7):
        return
    kind = pick(stream, _SUPPORTS)
    yield Support(
        case=person.case.id,
        kind=kind,
        through=Party.IOM if chance(stream, 0.8) else Party.MUNICIPALITY,
        agreed_on=_since(stream, world, person, 60),
        amount=100 * stream.randint(2, 28) if kind is SupportKind.MONEY else None,
    )
