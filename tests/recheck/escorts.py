"""Escorts: how many, when on duty, when at rest, and never more than KMar offers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from planner.domain.activities import ActivityKind
from planner.domain.cases import RiskLevel
from planner.domain.civil import day_of
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.usage import overlap


def escorts_asked(facts: Facts, item: Planned) -> int:
    """Return how many escorts the flight time asks for all persons of a departure together."""
    flight = facts.flight_of(item)
    if flight is None or not item.activity.departure.escorted:
        return 0
    on, minutes = day_of(flight.departs), flight.arrives - flight.departs
    kind = "medium"
    if minutes < facts.norm("R27", "short-below", on):
        kind = "short"
    elif minutes > facts.norm("R27", "long-above", on):
        kind = "long"
    carrier = next((one for one in facts.problem.resources.carriers if one.code == flight.carrier), None)
    fewest = carrier.escorts_per_person or 0 if carrier is not None else 0
    return sum(
        max(fewest, facts.norm("R27", kind, on) + _extra(facts, case.risk, on))
        for case in facts.cases_of(item.activity)
    )


def _extra(facts: Facts, risk: RiskLevel, on: date) -> int:
    key = {RiskLevel.RAISED: "extra-raised", RiskLevel.HIGH: "extra-high"}.get(risk)
    return 0 if key is None else facts.norm_or_none("R27", key, on) or 0


def escorts_aboard(facts: Facts, item: Planned) -> int:
    """Return how many escorts have a seat on the flight: those who go, and no fewer than must."""
    return max(escorts_asked(facts, item), sum(part.amount for part in item.parts(ResourceKind.ESCORT)))


def duty_of(facts: Facts, flight: Flight) -> tuple[int, int]:
    """Return from reporting to coming home: out, flight, layover, and the same way back."""
    on, minutes = day_of(flight.departs), flight.arrives - flight.departs
    before, after = facts.norm("R28", "before", on), facts.norm("R28", "after", on)
    far = minutes > facts.norm("R27", "long-above", on)
    layover = facts.norm("R28", "layover-long" if far else "layover", on)
    return flight.departs - before, flight.arrives + after + layover + before + minutes + after


def enough_escorts(facts: Facts) -> Findings:
    """Every escorted departure has its escorts, a nurse where needed; others have none."""
    teams = {str(team.id): team for team in facts.problem.resources.escort_teams}
    for item in facts.of(ActivityKind.DEPARTURE):
        parts = item.parts(ResourceKind.ESCORT)
        if not item.activity.departure.escorted:
            if parts or item.parts(ResourceKind.OFFICER):
                yield Finding("escorts", f"{item.key} needs no escorts, but has some", (item.key,))
            continue
        sent = [teams[part.resource.id] for part in parts if part.resource.id in teams]
        asked, got = escorts_asked(facts, item), sum(part.amount for part in parts)
        if got < asked or len(sent) < len(parts):
            yield Finding("escorts", f"{item.key} has {got} escorts, needs {asked}", (item.key,))
        if _needs_nurse(facts, item) and not any(team.nurse for team in sent):
            yield Finding("nurse", f"{item.key} goes without a nurse", (item.key,))


def _needs_nurse(facts: Facts, item: Planned) -> bool:
    return any(case.nurse for case in facts.cases_of(item.activity))


def duties(facts: Facts) -> Findings:
    """Look whether a duty is as long as the journey asks, within what is offered, by people who have rested."""
    by_team: dict[str, list[Service]] = defaultdict(list)
    for item in facts.of(ActivityKind.DEPARTURE):
        flight = facts.flight_of(item)
        for part in (*item.parts(ResourceKind.ESCORT), *item.parts(ResourceKind.OFFICER)):
            if flight is not None and (part.start, part.end) != duty_of(facts, flight):
                words = f"{item.key}: duty of {part.resource.id} is {clock(part.start)} - {clock(part.end)}"
                yield Finding("duty", words, (item.key,))
        for part in item.parts(ResourceKind.ESCORT):
            rested = part.end + facts.norm("R28", "rest", day_of(part.end))
            by_team[part.resource.id].append(Service(item, part.start, part.end, rested, part.amount))
    teams = {str(team.id): team for team in facts.problem.resources.escort_teams}
    for code, services in by_team.items():
        if code in teams:
            yield from _team(facts, teams[code], services)


@dataclass(frozen=True, slots=True)
class Service:
    """So many escorts of one team on one duty, and until when they rest."""

    item: Planned
    start: int
    end: int
    rested: int
    amount: int


def offered(team: EscortTeam, moment: int) -> int:
    """Return how many escorts a team offers at a moment."""
    if team.offers:
        return sum(offer.escorts for offer in team.offers if offer.interval.contains(Minute(moment)))
    return team.size if any(stretch.contains(Minute(moment)) for stretch in team.available) else 0


def _team(facts: Facts, team: EscortTeam, services: list[Service]) -> Findings:
    steps = {service.start for service in services} | _changes(team)
    for moment in sorted(steps):
        there = [one for one in services if one.start <= moment < one.end]
        if sum(one.amount for one in there) > offered(team, moment):
            words = f"{team.id} offers {offered(team, moment)} at {clock(moment)}"
            yield Finding("offer", words, tuple(one.item.key for one in there))
    for service in services:
        tired = [one for one in services if one.start <= service.start < one.rested]
        if sum(one.amount for one in tired) > offered(team, service.start):
            words = f"{team.id}: not enough have rested by {clock(service.start)}"
            yield Finding("rest", words, tuple(one.item.key for one in tired))
    nursing = [one for one in services if team.nurse and _needs_nurse(facts, one.item)]
    for number, one in enumerate(nursing):
        for other in nursing[number + 1 :]:
            alone = not _other_nurse(facts, team, one.item) and not _other_nurse(facts, team, other.item)
            if alone and overlap((one.start, one.rested), (other.start, other.rested)):
                words = f"the nurse of {team.id} is asked for {one.item.key} and {other.item.key}"
                yield Finding("nurse", words, (one.item.key, other.item.key))


def _changes(team: EscortTeam) -> set[int]:
    """Return the moments at which a team begins or ceases to offer."""
    stretches = [offer.interval for offer in team.offers] or list(team.available)
    return {moment for one in stretches for moment in (one.start, one.end) if moment is not None}


def _other_nurse(facts: Facts, team: EscortTeam, item: Planned) -> bool:
    nurses = {str(one.id) for one in facts.problem.resources.escort_teams if one.nurse and one.id != team.id}
    return any(part.resource.id in nurses for part in item.parts(ResourceKind.ESCORT))
