"""A rule that says of a plan what an example wants to be said: to look at what is done with it."""

from collections.abc import Callable, Iterator, Sequence

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from planner.domain.resources import ResourceRef
from planner.domain.wording import Text
from solver.rule import Rule
from solver.view import Scope, ScopeKind, View
from tests.solver import world as w


class Says(Rule):
    """Says the same of every plan, or what ``about`` says of it."""

    id = RuleId("P99")
    title = Text(nl="Wat het voorbeeld zegt", en="What the example says")
    why = title
    source = title
    level = Level.HARD
    scope = ScopeKind.PLAN
    words = frozenset()

    def __init__(self, about: Callable[[Plan], Sequence[Breach]]) -> None:
        self._about = about

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:  # noqa: ARG002 - a rule's signature
        """Yield what is to be said."""
        yield from self._about(view.plan)


def breach(
    rule: str, level: Level, cost: int, *keys: str, because: str = "", resource: ResourceRef | None = None
) -> Breach:
    """Return a breach of activities."""
    activities = tuple(w.key(key) for key in keys)
    return Breach(
        rule=RuleId(rule),
        level=level,
        activities=activities,
        resource=resource,
        cost=cost,
        because=because or f"om {rule}",
    )
