"""Who does the work: the owner of the case, a substitute while the owner is away, or who was named."""

from collections.abc import Mapping

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import CaseId
from planner.domain.missions import Accompanist
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.hours import inside

_WITH_PERFORMER = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION, ActivityKind.MEETING)


def performers(facts: Facts) -> Findings:
    """Everything that needs a regievoerder has the right one, at work and able."""
    for item in facts.planned:
        parts = item.parts(ResourceKind.REGIEVOERDER)
        if item.activity.kind not in _WITH_PERFORMER:
            if parts:
                yield Finding("performer", f"{item.key} needs no regievoerder", (item.key,))
            continue
        if len(parts) != 1 or parts[0].resource.id not in facts.people:
            yield Finding("performer", f"{item.key} has {len(parts)} regievoerders", (item.key,))
            continue
        who = parts[0].resource.id
        allowed = _allowed(facts, item)
        if who not in allowed:
            words = f"{item.key} is done by {who}; may be done by {sorted(allowed) or 'nobody'}"
            yield Finding("performer", words, (item.key,))
        yield from _able(facts, item, who, parts[0].start, parts[0].end)


def owner(facts: Facts, case: CaseId, moment: Minute) -> str | None:
    """Return whose case it is: as the plan assigns it, or as the facts say."""
    for assignment in facts.plan.assignments:
        if assignment.case == case:
            return assignment.regievoerder
    held = [o for o in facts.problem.case_file.ownerships if o.case == case and o.valid.contains(moment)]
    return held[0].regievoerder if held else None


def _allowed(facts: Facts, item: Planned) -> set[str]:
    activity: Activity = item.activity
    if activity.kind is ActivityKind.PRESENTATION:
        mission = facts.missions.get(activity.presentation.mission)
        if mission is not None and mission.accompanied_by is Accompanist.LP_OFFICER:
            return {person.id for person in facts.people.values() if person.lp_officer}
    who = activity.performer or (owner(facts, activity.cases[0], item.at.start) if activity.cases else None)
    if who is None:
        return set()
    allowed = {str(who)}
    if activity.performer is None and facts.absent(ResourceKind.REGIEVOERDER, who, item.at.start, item.at.end):
        allowed |= {
            str(one.substitute)
            for one in facts.problem.resources.substitutes
            if one.owner == who and one.interval.covers(item.at.start, item.at.end)
        }
    return allowed


def _able(facts: Facts, item: Planned, who: str, start: Minute, end: Minute) -> Findings:
    person = facts.people[who]
    if (start, end) != (item.at.start, item.at.end):
        yield Finding("performer", f"{item.key}: {who} is there only part of the time", (item.key,))
    if not inside(person.hours, start, end) or not facts.works(day_of(start)):
        yield Finding("hours", f"{item.key}: {who} does not work at {clock(start)}", (item.key,))
    if facts.absent(ResourceKind.REGIEVOERDER, who, start, end):
        yield Finding("absent", f"{item.key}: {who} is away", (item.key,))
    special = item.activity.specialism
    if special is not None and special not in person.specialisms:
        yield Finding("specialism", f"{item.key}: {who} lacks {special}", (item.key,))


def assignments(facts: Facts) -> Findings:
    """Look whether new, freed and marked cases get a regievoerder who can do the work, households one, or a reason."""
    given = {a.case: a.regievoerder for a in facts.plan.assignments}
    refused = {case for case, reason in facts.plan.unassigned if reason.because.strip()}
    start = facts.problem.scope.start
    for case in facts.cases.values():
        held = [o for o in facts.problem.case_file.ownerships if o.case == case.id and o.valid.contains(start)]
        wanting = not held or any(o.marked for o in held)
        open_case = case.closed_on is None or case.closed_on > day_of(start)
        if wanting and open_case and (case.id in given) == (case.id in refused):
            yield Finding("assignment", f"{case.id} is neither assigned nor left with a reason, or both")
        if not wanting and case.id in given:
            yield Finding("assignment", f"{case.id} has a regievoerder already, but is assigned")
        person = facts.people.get(given.get(case.id, ""))
        if case.id in given and (person is None or person.lp_officer or not case.specialisms <= person.specialisms):
            yield Finding("assignment", f"{case.id} is assigned to {given[case.id]}, who lacks {case.specialisms}")
    yield from _one_per_household(facts, given)


def _one_per_household(facts: Facts, given: Mapping[CaseId, str]) -> Findings:
    start = facts.problem.scope.start
    members: dict[str, set[str]] = {}
    for membership in facts.problem.case_file.memberships:
        if membership.valid.contains(start) and membership.case in given:
            members.setdefault(membership.household, set()).add(given[membership.case])
    for household, owners in members.items():
        if len(owners) > 1:
            yield Finding("assignment", f"{household} gets {sorted(owners)}")
