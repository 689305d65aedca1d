"""Escorts: how many, when on duty, when at rest, and never more than KMar offers."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from planner.domain.activities import ActivityKind
from planner.domain.cases import RiskLevel
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.plan import Participation
from planner.domain.resources import ResourceKind
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock


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
    """Return how many escorts have a seat on the flight."""
    return escorts_asked(facts, item)


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
            if parts:
                yield Finding("escorts", f"{item.key} needs no escorts, but has some", (item.key,))
            continue
        sent = [teams[part.resource.id] for part in parts if part.resource.id in teams]
        asked, got = escorts_asked(facts, item), sum(team.size for team in sent)
        if got < asked:
            yield Finding("escorts", f"{item.key} has {got} escorts, needs {asked}", (item.key,))
        if any(case.nurse for case in facts.cases_of(item.activity)) and not any(team.nurse for team in sent):
            yield Finding("nurse", f"{item.key} goes without a nurse", (item.key,))


def duties(facts: Facts) -> Findings:
    """Look whether a duty is as long as the journey asks, within what is offered, with rest before the next."""
    by_team: dict[str, list[tuple[Participation, Planned]]] = defaultdict(list)
    for item in facts.of(ActivityKind.DEPARTURE):
        flight = facts.flight_of(item)
        for part in item.parts(ResourceKind.ESCORT):
            by_team[part.resource.id].append((part, item))
            if flight is not None and (part.start, part.end) != duty_of(facts, flight):
                words = f"{item.key}: duty of {part.resource.id} is {clock(part.start)} - {clock(part.end)}"
                yield Finding("duty", words, (item.key,))
    teams = {str(team.id): team for team in facts.problem.resources.escort_teams}
    for code, served in by_team.items():
        offered = teams[code].available if code in teams else ()
        for part, item in served:
            if not any(stretch.covers(part.start, part.end) for stretch in offered):
                yield Finding("offer", f"{item.key}: {code} is not offered during the whole duty", (item.key,))
        yield from _rested(facts, code, served)


def _rested(facts: Facts, code: str, served: list[tuple[Participation, Planned]]) -> Findings:
    in_order = sorted(served, key=lambda one: one[0].start)
    for (first, one), (second, other) in pairwise(in_order):
        rest = facts.norm("R28", "rest", day_of(first.end))
        if second.start < first.end + rest:
            words = f"{code} rests {second.start - first.end} minutes between {one.key} and {other.key}"
            yield Finding("rest", words, (one.key, other.key))
