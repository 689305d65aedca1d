"""Escorts known by a service number: who may go, who is there, and what a group must be able to do together (P40)."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

from planner.domain.activities import ActivityKind
from planner.domain.cases import RiskLevel
from planner.domain.civil import day_of
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.flights import Flight
from planner.domain.plan import Participation
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock


def officers(facts: Facts) -> Findings:
    """Look whether rosters name as many as their teams send, fit to enter, rested, and able together."""
    known = {str(one.id): one for one in facts.problem.resources.officers}
    rosters = {str(one.team) for one in facts.problem.resources.officers}
    served: dict[str, list[tuple[Participation, Planned]]] = defaultdict(list)
    for item in facts.of(ActivityKind.DEPARTURE):
        parts = item.parts(ResourceKind.OFFICER)
        group = [known[part.resource.id] for part in parts if part.resource.id in known]
        for part in parts:
            served[part.resource.id].append((part, item))
        yield from _numbers(item, group, rosters)
        flight = facts.flight_of(item)
        if flight is None or not group:
            continue
        for officer in group:
            yield from _may_enter(facts, item, flight, officer)
        if all(part.resource.id in rosters for part in item.parts(ResourceKind.ESCORT)):
            yield from _able(facts, item, flight, group)
    for code, duties in served.items():
        yield from _there(facts, known.get(code), duties)


def _numbers(item: Planned, group: list[EscortOfficer], rosters: set[str]) -> Findings:
    named = Counter(str(officer.team) for officer in group)
    sent = {part.resource.id: part.amount for part in item.parts(ResourceKind.ESCORT)}
    for team in sent.keys() | named.keys():
        asked = sent.get(team, 0) if team in rosters else 0
        if named[team] != asked:
            yield Finding("named", f"{item.key}: {team} names {named[team]}, not {asked}", (item.key,))


def _may_enter(facts: Facts, item: Planned, flight: Flight, officer: EscortOfficer) -> Findings:
    part = item.parts(ResourceKind.OFFICER)[0]
    home = day_of(Minute(part.end - 1))
    needed = home + timedelta(days=facts.norm("P40", "passport", day_of(flight.departs)))
    if officer.passport_until is None or officer.passport_until < needed:
        yield Finding("passport", f"{item.key}: passport of {officer.id} until {officer.passport_until}", (item.key,))
    asking = {rule.country for rule in facts.problem.resources.country_rules if rule.escort_visa}
    for country in {flight.country, *(transit.country for transit in flight.transits)} & asking:
        if not any(visa.country == country and home <= visa.until for visa in officer.visas):
            yield Finding("visa", f"{item.key}: {officer.id} has no visa for {country}", (item.key,))


def _able(facts: Facts, item: Planned, flight: Flight, group: list[EscortOfficer]) -> Findings:
    on, cases = day_of(flight.departs), facts.cases_of(item.activity)
    asked = {
        (EscortSkill.COMMANDER, "commanders"): True,
        (EscortSkill.FAMILIES, "families"): len(cases) > 1 or any(case.minor for case in cases),
        (EscortSkill.HIGH_RISK, "high-risk"): any(case.risk is RiskLevel.HIGH for case in cases),
    }
    for (skill, key), needed in asked.items():
        if needed and sum(skill in officer.skills for officer in group) < facts.norm("P40", key, on):
            yield Finding("skills", f"{item.key}: no {skill} goes along", (item.key,))
    if any(case.nurse for case in cases) and not any(EscortSkill.NURSE in officer.skills for officer in group):
        yield Finding("nurse", f"{item.key}: no officer is a nurse", (item.key,))
    for sex in {case.sex for case in cases}:
        if sum(officer.sex is sex for officer in group) < facts.norm("P40", "same-sex", on):
            yield Finding("skills", f"{item.key}: nobody of sex {sex} goes along", (item.key,))


def _there(facts: Facts, officer: EscortOfficer | None, duties: list[tuple[Participation, Planned]]) -> Findings:
    for part, item in duties:
        there = officer is not None and any(one.covers(part.start, part.end) for one in officer.available)
        if not there or facts.absent(ResourceKind.OFFICER, part.resource.id, part.start, part.end):
            yield Finding("offer", f"{item.key}: {part.resource.id} is not there", (item.key,))
    for (first, one), (second, other) in pairwise(sorted(duties, key=lambda duty: duty[0].start)):
        if second.start < first.end + facts.norm("R28", "rest", day_of(first.end)):
            words = f"{first.resource.id} has not rested by {clock(second.start)}"
            yield Finding("rest", words, (one.key, other.key))
