"""A whole plan of somebody else against ours: judged by the same rules, told per rule and per activity.

Not allowed here: planning around it (see ``version``).
"""

from collections import Counter
from collections.abc import Sequence

from planner.domain.explaining import Changed, Difference, Evaluation, Obstacle, Proof
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from solver.judge import RulebookJudge
from solver.why.ground import Ground


def compared(ground: Ground, other: Plan) -> Evaluation:
    """Return the difference of another plan for the same problem: what it breaks, costs and changes."""
    judge = RulebookJudge(ground.rules)
    ours, theirs = judge.judge(ground.problem, ground.plan), judge.judge(ground.problem, other)
    costs = _costs(theirs)
    costs.subtract(_costs(ours))
    changes = changed(ground.plan, other)
    return Evaluation(
        wishes=tuple(one.activity for one in changes),
        breaks=tuple(_obstacle(breach) for breach in theirs if breach.level is Level.HARD),
        price=tuple(
            Difference(rule=rule, level=level, amount=amount)
            for (level, rule), amount in sorted(costs.items())
            if amount and level is not Level.HARD
        ),
        changes=changes,
        proof=Proof.PROVEN,
    )


def changed(ours: Plan, theirs: Plan) -> tuple[Changed, ...]:
    """Return the activities that are planned otherwise, ours first."""
    mine = {a.activity: a for a in ours.appointments}
    other = {a.activity: a for a in theirs.appointments}
    keys: Sequence[ActivityKey] = list(dict.fromkeys((*mine, *other)))
    return tuple(
        Changed(activity=key, before=mine.get(key), after=other.get(key))
        for key in keys
        if mine.get(key) != other.get(key)
    )


def _costs(breaches: Sequence[Breach]) -> Counter[tuple[Level, RuleId]]:
    found: Counter[tuple[Level, RuleId]] = Counter()
    for breach in breaches:
        found[breach.level, breach.rule] += breach.cost
    return found


def _obstacle(breach: Breach) -> Obstacle:
    first, *rest = breach.activities or (ActivityKey(""),)
    return Obstacle(
        rule=breach.rule, activity=first, resource=breach.resource, others=tuple(rest), because=breach.because
    )
