"""Port to what was delivered: which bytes of which source, by whom, and how a source names its columns.

Not allowed here: SQL, and reading deliveries.
"""

from dataclasses import dataclass
from typing import Protocol

from planner.domain.time import Minute
from planner.ports.intake import ColumnMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """One import: which bytes of which source, by whom, and what it changed."""

    source: str
    digest: str
    recorded_at: Minute
    actor: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    retired: int = 0


class Deliveries(Protocol):
    """Imports done, and the column names of each source."""

    def add(self, delivery: DeliveryRecord) -> None:
        """Add one."""
        ...

    def of(self, source: str) -> tuple[DeliveryRecord, ...]:
        """Return those of a source, oldest first."""
        ...

    def mapping(self, source: str) -> ColumnMapping | None:
        """Return how the source names its columns, as saved last."""
        ...

    def save_mapping(self, mapping: ColumnMapping, *, at: Minute) -> None:
        """Save how a source names its columns; earlier ones are kept."""
        ...
