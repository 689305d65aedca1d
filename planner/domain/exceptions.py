"""Who may make an exception to a rule, and whether one holds. The rules say so themselves.

Not allowed here: recording exceptions, and rules.
"""

from dataclasses import dataclass

from planner.domain.activities import ActivityKind
from planner.domain.clearances import Override, OverrideRight
from planner.domain.ids import RuleId
from planner.domain.time import Minute
from planner.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRight:
    """What a rule says about exceptions to it."""

    rule: RuleId
    title: Text
    right: OverrideRight
    kinds: frozenset[ActivityKind]
    """Kinds of activities the rule speaks about."""
    instead: Text | None = None
    """How an exception comes about when it is not recorded as one."""

    @property
    def open(self) -> bool:
        """Return whether an exception for one activity can be recorded."""
        return self.instead is None and self.right.suffices_for(self.right)


def holds_by(override: Override, right: RuleRight | None) -> bool:
    """Return whether an exception was made by somebody who may; one that was not has no effect."""
    return right is not None and right.open and override.right.suffices_for(right.right)


def in_force(override: Override, now: Minute) -> bool:
    """Return whether an exception still holds, or will."""
    return override.valid.end is None or now < override.valid.end
