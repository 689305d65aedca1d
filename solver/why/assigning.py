"""Why a case has no regievoerder, or whom else it could have had: everybody with the rules in the way.

A household is assigned together. Not allowed here: assigning.
"""

from planner.domain.explaining import Candidate, CaseAnswer, Obstacle, Proof
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Assignment, Breach, Plan
from planner.domain.resources import ResourceKind, ResourceRef
from solver.rules.assignment_fits import AssignmentFits
from solver.rules.load_points import LoadPoints
from solver.view import Scope, ScopeKind, View
from solver.why import wording
from solver.why.cover import cover, irreducible
from solver.why.ground import Ground

HOURS = RuleId("P03")


def case_answered(ground: Ground, case: CaseId) -> CaseAnswer:
    """Return what keeps each regievoerder from a case, who has least in the way first, and the fewest rules that do."""
    given = next((item.regievoerder for item in ground.plan.assignments if item.case == case), None)
    people = sorted(ground.known.regievoerders)
    found = [Candidate(regievoerder=who, obstacles=_obstacles(ground, case, who)) for who in people]
    found.sort(key=lambda one: (len({o.rule for o in one.obstacles}), one.regievoerder))
    blocked = [one.obstacles for one in found]
    chosen = cover(blocked) if blocked and all(blocked) else None
    conflict = () if chosen is None else chosen.obstacles
    again = [_obstacles(ground, case, who) for who in people] if conflict else []
    holds = bool(conflict) and all(set(conflict) & set(spot) for spot in again)
    minimal = holds and len(irreducible([frozenset(spot) for spot in again], list(conflict))) == len(conflict)
    return CaseAnswer(
        case=case,
        given=given,
        candidates=tuple(found),
        conflict=tuple(_worded(found, one) for one in conflict) if minimal else (),
        proof=Proof.PROVEN if minimal or not conflict else Proof.NOT_PROVEN,
    )


def _obstacles(ground: Ground, case: CaseId, who: RegievoerderId) -> tuple[Obstacle, ...]:
    group = together(ground, case)
    others = tuple(item for item in ground.plan.assignments if item.case not in group)
    mine = tuple(Assignment(case=member, regievoerder=who) for member in group)
    view = View(ground.known.assigned(()), Plan(assignments=(*others, *mine)))
    breaches = [b for member in group for b in AssignmentFits().check(view, Scope(ScopeKind.CASE, case=member))]
    found = [Obstacle(rule=b.rule, activity=ActivityKey(case), because=b.because) for b in breaches]
    if not _works(ground, who):
        because = wording.NOT_AT_WORK.say(who=who)
        found.append(Obstacle(rule=HOURS, activity=ActivityKey(case), because=because))
    if not found:
        found += [_full(case, breach) for breach in LoadPoints().check(view, Scope(ScopeKind.PLAN)) if _of(breach, who)]
    return tuple(dict.fromkeys(found))


def together(ground: Ground, case: CaseId) -> tuple[CaseId, ...]:
    """Return the case with those of its household that need a regievoerder too."""
    start = ground.problem.scope.start
    house = ground.known.household(case, start)
    members = ground.known.members.get(house, ()) if house is not None else ()
    others = [m for m in members if ground.known.household(m, start) == house and ground.known.needs_owner(m)]
    return tuple(dict.fromkeys((case, *others)))


def _works(ground: Ground, who: RegievoerderId) -> bool:
    scope = ground.problem.scope
    return any(slot.overlaps(scope.start, scope.end) for slot in ground.known.working(who))


def _of(breach: Breach, who: RegievoerderId) -> bool:
    return breach.level is Level.HARD and breach.resource == ResourceRef(ResourceKind.REGIEVOERDER, who)


def _full(case: CaseId, breach: Breach) -> Obstacle:
    return Obstacle(rule=breach.rule, activity=ActivityKey(case), resource=breach.resource, because=breach.because)


def _worded(found: list[Candidate], obstacle: Obstacle) -> Obstacle:
    return next(one for candidate in found for one in candidate.obstacles if one == obstacle)
