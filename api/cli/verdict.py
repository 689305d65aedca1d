"""Showing breaches: per rule, hard ones first, with examples."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from api.cli.console import table
from api.cli.words import LEVELS, rule_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from planner.domain.ids import RuleId
    from planner.domain.levels import Level
    from planner.domain.plan import Breach

EXAMPLES = 3


def breach_table(breaches: Iterable[Breach]) -> Table:
    """Return the breaches by level and rule."""
    groups: dict[tuple[Level, RuleId], list[Breach]] = defaultdict(list)
    for breach in breaches:
        groups[breach.level, breach.rule].append(breach)
    rows = [
        (
            LEVELS[level],
            rule_title(rule),
            len(found),
            sum(breach.cost for breach in found),
            "\n".join(_example(breach) for breach in found[:EXAMPLES]),
        )
        for (level, rule), found in sorted(groups.items())
    ]
    return table(("Niveau", "Regel", "Aantal", "Kosten", "Bijvoorbeeld"), rows, right=(2, 3))


def _example(breach: Breach) -> str:
    return f"{', '.join(breach.activities[:2])}: {breach.because}" if breach.activities else breach.because
