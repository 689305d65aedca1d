"""What an escort sheet tells KMar about one departure.

Person code and KMar's own reference, risk, traits and needs, flight, times, who to call. Not allowed here: the asylum
file, a diagnosis, and what another partner calls the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.pages.lookup import Lookup
from api.pages.sheets.escort_times import Step, steps
from api.pages.sheets.escort_words import (
    Brought,
    booking_words,
    brought_words,
    document_words,
    lawyer_words,
    nurse_words,
    transits_words,
    visa_words,
)
from api.pages.sheets.places import (
    STAGES,
    Number,
    RideNumber,
    hand_over_latest,
    hand_over_place,
    numbers,
    ride_numbers,
)
from api.web.speech import _
from maps.from_release import is_kmars
from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, RiskLevel
from planner.domain.civil import day_of
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.flights import Flight
from planner.domain.plan import Appointment, Fallback
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.sheet_facts import EscortBrief, HandOverCheck, Partner
from planner.domain.spelling import clock, count, stamp
from planner.domain.time import Minute
from planner.domain.wording import Text, either

NO_TEAM = Text("geen escort", "no escort")
RISK_WORDS = {RiskLevel.NONE: "geen bijzonderheden", RiskLevel.RAISED: "verhoogd", RiskLevel.HIGH: "hoog"}
CHECK_WORDS = {
    HandOverCheck.IDENTITY: "Persoon herkend aan kenmerken, identiteit gezien",
    HandOverCheck.DOCUMENT: "Reisdocument mee, geldig op de dag van vertrek",
    HandOverCheck.FIT_TO_FLY: "Fit-to-fly-verklaring",
    HandOverCheck.IND: "Toets IND op de dag zelf akkoord",
    HandOverCheck.MEDICAL: "Medische overdracht, gesloten envelop",
    HandOverCheck.BAGGAGE: "Bagage volgens lijst, geld en telefoon",
    HandOverCheck.CARE: "Eten, drinken en toilet aangeboden",
    HandOverCheck.EXPLAINED: "Uitleg gegeven in begrijpelijke taal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as KMar needs to know them."""

    code: str
    reference: str
    risk: str
    raised: bool
    traits: str
    needs: str
    baggage: str
    document: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """One place in the escort: a service number, or empty to fill in by hand."""

    role: str
    number: str = ""
    note: str = ""
    team: str = ""
    """Which team fills the place, when there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to be complete before hand-over; ``done`` says when and by whom, empty: not yet."""

    text: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """What happens when the departure fails at one stage."""

    stage: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortOperation:
    """One departure as KMar sees it; without escorts the times of duty are empty."""

    reference: str
    day: date
    persons: tuple[Person, ...]
    flight: str
    route: str
    departs: str
    arrives: str
    hand_over: str
    hand_over_place: str
    briefing: str
    duty_starts: str
    duty_ends: str
    teams: str
    escorts: int
    members: tuple[TeamMember, ...]
    vehicle: Brought
    seats: int
    booking: str
    transits: tuple[str, ...]
    authority: str
    liaison: Number | None
    lawyer: str
    visa: str
    nurse: str
    deciders: tuple[Number, ...]
    numbers: tuple[Number, ...]
    checks: tuple[Check, ...] = field(compare=False)
    setbacks: tuple[Setback, ...]
    steps: tuple[Step, ...]
    rides: tuple[RideNumber, ...] = field(compare=False)
    exceptions: tuple[str, ...] = ()
    """Exceptions to rules that hold for the departure, without the reason."""

    @property
    def done(self) -> int:
        """How many things of the hand-over are ready."""
        return sum(bool(check.done) for check in self.checks)


def escort_operations(lookup: Lookup, day: date | None = None) -> Sequence[EscortOperation]:
    """Return the departures (of a day) that KMar handles: forced ones by flight."""
    return [
        escort_operation(lookup, item, activity, flight)
        for item, activity in lookup.of_kind(ActivityKind.DEPARTURE)
        if day in (None, day_of(item.start)) and is_kmars(activity) and (flight := lookup.flight_of(item)) is not None
    ]


def escort_operation(lookup: Lookup, item: Appointment, activity: Activity, flight: Flight) -> EscortOperation:
    """Return one departure."""
    day, release = day_of(item.start), lookup.release
    duties = item.of_kind(ResourceKind.ESCORT)
    start = min((part.start for part in duties), default=None)
    end = max((part.end for part in duties), default=None)
    size = sum(part.amount for part in duties)
    booking = booking_words(lookup, activity, flight)
    cases = [lookup.cases[case] for case in activity.cases if case in lookup.cases]
    authority = next((a for a in release.sheet.authorities if a.airport == flight.destination), None)
    deciders = {fact.function for fact in release.sheet.numbers if fact.partner is Partner.KMAR and fact.aborts}
    reachable = numbers(lookup, Partner.KMAR)
    return EscortOperation(
        reference=operation_number(release, item),
        day=day,
        persons=tuple(_person(lookup, case) for case in cases),
        flight=flight.number,
        route=" \N{EN DASH} ".join((flight.origin, *flight.via, flight.destination)),
        departs=clock(flight.departs, day),
        arrives=clock(flight.arrives, day),
        hand_over=clock(hand_over_latest(lookup, flight.departs), day),
        hand_over_place=hand_over_place(lookup, flight.origin),
        briefing=_briefing(lookup, start, day),
        duty_starts=clock(start, day) if start is not None else "",
        duty_ends=clock(end, day) if end is not None else "",
        teams=", ".join(part.resource.id for part in duties) or str(NO_TEAM),
        escorts=size,
        members=_members(lookup, item),
        vehicle=brought_words(lookup, item),
        seats=len(activity.cases) + size,
        booking=booking,
        transits=transits_words(flight, activity),
        authority=authority.authority if authority else "",
        liaison=Number(function=authority.liaison, phone=authority.phone) if authority and authority.phone else None,
        lawyer=lawyer_words(activity),
        visa=visa_words(lookup, flight),
        nurse=nurse_words(lookup, item, cases),
        deciders=tuple(number for number in reachable if number.function in deciders),
        numbers=tuple(number for number in reachable if number.function not in deciders),
        checks=_checks(lookup, activity),
        setbacks=tuple(_setback(lookup, one, day) for one in release.fallbacks if one.activity == activity.key),
        steps=steps(lookup, item, activity, flight),
        rides=tuple(one for ride, _ in lookup.moves_of(activity.key) for one in ride_numbers(lookup, ride)),
        exceptions=tuple(
            either(
                f"{one.rule}, {one.right}{'' if one.valid.end is None else f', tot {stamp(one.valid.end)}'}",
                f"{one.rule}, {one.right}{'' if one.valid.end is None else f', until {stamp(one.valid.end)}'}",
            )
            for one in release.overrides
            if one.activity == activity.key
        ),
    )


def _person(lookup: Lookup, case: Case) -> Person:
    sheet = lookup.release.sheet
    brief = next((one for one in sheet.briefs if one.case == case.id), EscortBrief(case=case.id))
    own = next((r.reference for r in sheet.references if r.case == case.id and r.partner is Partner.KMAR), "")
    needs = [
        text
        for wanted, text in (
            (case.nurse, either("medische begeleiding nodig", "medical escort needed")),
            (case.wheelchair, either("rolstoel", "wheelchair")),
            (case.child_seat, either("kinderzitje", "child seat")),
            (case.minor, either("minderjarig", "minor")),
            (bool(brief.needs), brief.needs),
        )
        if wanted
    ]
    return Person(
        code=case.id,
        reference=own,
        risk=_(RISK_WORDS[case.risk]),
        raised=case.risk is not RiskLevel.NONE,
        traits=brief.traits,
        needs=", ".join(needs) or either("geen", "none"),
        baggage=brief.baggage,
        document=document_words(lookup, case.id),
        carrier=brief.document_carrier,
    )


def _briefing(lookup: Lookup, start: Minute | None, day: date) -> str:
    if start is None:
        return ""
    before = lookup.settings.find("T03", "briefing-before", on=day)
    return clock(Minute(start - (before.value if before else 0)), day)


def _members(lookup: Lookup, item: Appointment) -> tuple[TeamMember, ...]:
    """Return the places of each team in turn, the commander and who is known first."""
    roster = {str(officer.id): officer for officer in lookup.release.resources.officers}
    sizes = {part.resource.id: part.amount for part in item.of_kind(ResourceKind.ESCORT)}
    teams: dict[str, list[str]] = {team: [] for team in sizes or ("",)}
    for code in sorted(part.resource.id for part in item.of_kind(ResourceKind.OFFICER)):
        own = str(roster[code].team) if code in roster else ""
        teams[own if own in teams else next(iter(teams))].append(code)
    leads = {code for code in roster if _has(roster[code], EscortSkill.COMMANDER)}
    places = list[tuple[str, str]]()
    for team, codes in sorted(teams.items(), key=lambda pair: not leads.intersection(pair[1])):
        codes.sort(key=lambda code: code not in leads)
        boxes = max(0, sizes.get(team, 0) - len(codes))
        places += [(team, code) for code in (*codes, *([""] * boxes))]
    return tuple(
        TeamMember(
            role=f"Escort {index + 1}" if index else either("Commandant", "Commander"),
            number=code,
            note=either("verpleegkundige", "nurse") if _has(roster.get(code), EscortSkill.NURSE) else "",
            team=team if len(teams) > 1 else "",
        )
        for index, (team, code) in enumerate(places)
    )


def _has(officer: EscortOfficer | None, skill: EscortSkill) -> bool:
    return officer is not None and skill in officer.skills


def _checks(lookup: Lookup, activity: Activity) -> tuple[Check, ...]:
    done = {fact.item: fact for fact in lookup.release.sheet.hand_over if fact.activity == activity.key}
    return tuple(
        Check(
            text=_(text),
            done=either(
                f"gereed {stamp(done[item].done_at)}, {done[item].by}",
                f"ready {stamp(done[item].done_at)}, {done[item].by}",
            )
            if item in done
            else "",
        )
        for item, text in CHECK_WORDS.items()
    )


def _setback(lookup: Lookup, fallback: Fallback, day: date) -> Setback:
    back = lookup.building(fallback.returns_to)
    if fallback.vehicle is None or fallback.leaves is None:
        text = either(
            f"geen terugrit gevonden; wacht bij {lookup.building(fallback.waits_at)}, bel de planning",
            f"no ride back found; wait at {lookup.building(fallback.waits_at)}, call the planners",
        )
    elif fallback.waits_at == fallback.returns_to:
        text = either(f"de persoon blijft bij {back}", f"the person stays at {back}")
    else:
        waits = lookup.building(fallback.waits_at)
        text = either(
            f"{fallback.vehicle} rijdt {clock(fallback.leaves, day)} van {waits} naar {back}",
            f"{fallback.vehicle} rides {clock(fallback.leaves, day)} from {waits} to {back}",
        )
        text += (
            either(f", daar {clock(fallback.back_at, day)}", f", there {clock(fallback.back_at, day)}")
            if fallback.back_at is not None
            else ""
        )
    if fallback.escorts_free is not None:
        rested = either(" (na rust)", " (after rest)") if fallback.escorts_free > fallback.known_at else ""
        text += either(
            f"; escort vrij vanaf {clock(fallback.escorts_free, day)}{rested}",
            f"; escort free from {clock(fallback.escorts_free, day)}{rested}",
        )
    return Setback(stage=_(STAGES[fallback.stage]), text=text)


def escorts_of(operation: EscortOperation) -> str:
    """Return ``2 escorts``."""
    return count(operation.escorts, "escort", "escorts") if operation.escorts else str(NO_TEAM)
