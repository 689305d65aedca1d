"""What each rule says about exceptions to it, for who records them. No search, no ortools."""

from collections.abc import Iterable, Mapping

from planner.domain.activities import ActivityKind
from planner.domain.exceptions import RuleRight
from planner.domain.ids import RuleId
from solver.rule import NOT_SAID, Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.rules.country_per_flight import CountryPerFlight
from solver.rules.invitation import Invitation

_KINDS: Mapping[type[Rule], frozenset[ActivityKind]] = {
    CountryPerFlight: frozenset({ActivityKind.DEPARTURE}),
    Invitation: frozenset({ActivityKind.CONVERSATION}),
}
"""What rules speak about that do not say it themselves."""


def rights(rules: Iterable[Rule] = RULEBOOK) -> dict[RuleId, RuleRight]:
    """Return by rule who may make an exception to it, for which kinds of activities."""
    return {
        rule.id: RuleRight(
            rule=rule.id,
            title=rule.title,
            right=rule.override,
            kinds=rule.kinds if isinstance(rule, WindowRule) else _KINDS.get(type(rule), frozenset()),
            instead=None if rule.exception_by is NOT_SAID else rule.exception_by,
        )
        for rule in rules
    }
