"""Letting lines of the audit log go once their term is over. Their seals stay, and a line of the log says so.

Not allowed here: removing anything else, and the seals themselves.
"""

from dataclasses import dataclass

from planner.domain.audit import DROPPED, Deed
from planner.domain.civil import day_of
from planner.domain.clockwork import GROUP
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Store
from planner.usecases.clock.running import clock_settings

KEPT = "audit-kept"
"""The setting: so many days lines stay; nought is for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """What went: so many lines, up to a seal; and how many days lines are kept."""

    lines: int
    through: int
    days: int


def let_lines_go(store: Store, now: Minute, *, actor: str, only_look: bool = False) -> LetGo:
    """Remove the lines past their term and say so in the log, in one transaction; ``only_look`` says what would go."""
    with store.transaction() as books:
        days = clock_settings(books).value(GROUP, KEPT, on=day_of(now))
        through, lines = books.audit.past_term(Minute(now - days * MINUTES_PER_DAY)) if days else (0, 0)
        if only_look or not lines:
            return LetGo(lines=lines, through=through, days=days)
        books.audit.add(
            Deed(
                at=now,
                actor=actor,
                action=DROPPED,
                object=str(through),
                purpose=f"bewaartermijn {days} dagen",
            )
        )
        books.audit.let_go(through, at=now)
    return LetGo(lines=lines, through=through, days=days)
