"""Who is on board of each flight together: seats, limits of carriers and countries, households."""

from collections import defaultdict

from planner.domain.activities import ActivityKind
from planner.domain.cases import Track
from planner.domain.civil import day_of
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CaseId
from tests.recheck.escorts import escorts_aboard
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings
from tests.recheck.said import excepted


def aboard(facts: Facts) -> Findings:
    """Everybody has a seat, and neither carrier nor country takes more than it said."""
    groups: dict[str, list[Planned]] = defaultdict(list)
    for item in facts.of(ActivityKind.DEPARTURE):
        flight = facts.flight_of(item)
        if flight is not None:
            groups[flight.id].append(item)
    for items in groups.values():
        flight = facts.flight_of(items[0])
        if flight is not None:
            yield from _one_flight(facts, flight, items)


def _one_flight(facts: Facts, flight: Flight, items: list[Planned]) -> Findings:
    keys = tuple(item.key for item in items)
    persons = sum(len(item.activity.cases) for item in items)
    escorts = sum(escorts_aboard(facts, item) for item in items)
    if persons + escorts > flight.seats:
        words = f"{flight.id}: {persons} persons and {escorts} escorts on {flight.seats} seats"
        yield Finding("seats", words, keys)
    forced = [item for item in items if item.activity.departure.track is Track.FORCED]
    guarded = sum(len(item.activity.cases) for item in forced if item.activity.departure.escorted)
    alone = sum(len(item.activity.cases) for item in forced) - guarded
    for carrier in facts.problem.resources.carriers:
        if carrier.code != flight.carrier:
            continue
        if guarded > carrier.max_depa or alone > carrier.max_depu:
            yield Finding("carrier", f"{flight.id}: {guarded} with and {alone} without escorts", keys)
        children = sum(case.minor for item in forced for case in facts.cases_of(item.activity))
        if carrier.max_children is not None and children > carrier.max_children:
            yield Finding("carrier", f"{flight.id}: {children} children, at most {carrier.max_children}", keys)
    for rule in facts.problem.resources.country_rules:
        counted = sum(len(item.activity.cases) for item in items if not excepted(facts, "R10a", item))
        if rule.country == flight.country and rule.max_per_flight is not None and counted > rule.max_per_flight:
            words = f"{flight.id}: {counted} persons to {flight.country}, at most {rule.max_per_flight}"
            yield Finding("country", words, keys)


def households(facts: Facts) -> Findings:
    """Who belong together leave together, or none of them does, unless the director approved otherwise."""
    members: dict[str, set[CaseId]] = defaultdict(set)
    for membership in facts.problem.case_file.memberships:
        members[membership.household].add(membership.case)
    for household, cases in members.items():
        due = [
            activity
            for activity in facts.activities.values()
            if activity.kind is ActivityKind.DEPARTURE and not cases.isdisjoint(activity.cases)
        ]
        going = [facts.by_key[activity.key] for activity in due if activity.key in facts.by_key]
        for item in going:
            yield from _together(facts, household, item, [activity.key for activity in due])


def _together(facts: Facts, household: str, item: Planned, due: list[ActivityKey]) -> Findings:
    start, case_file = item.at.start, facts.problem.case_file
    inside = {m.case for m in case_file.memberships if m.household == household and m.valid.contains(start)}
    if inside.isdisjoint(item.activity.cases):
        return
    if any(one.household == household and one.valid.contains(start) for one in case_file.separations):
        return
    for key in due:
        activity, other = facts.activities[key], facts.by_key.get(key)
        if key == item.key or inside.isdisjoint(activity.cases):
            continue
        if other is None or _journey(facts, other) != _journey(facts, item):
            yield Finding("household", f"{household}: {item.key} leaves, {key} does not go along", (item.key, key))


def _journey(facts: Facts, item: Planned) -> str:
    flight = facts.flight_of(item)
    return flight.id if flight else f"{day_of(item.at.start)}"
