"""Ports to what is noted while a publication is carried out: reports, crews, letters, and what somebody has seen.

Not allowed here: SQL.
"""

from collections.abc import Collection, Mapping
from typing import Protocol

from planner.domain.ids import ActivityKey
from planner.domain.invitations import InvitationNote
from planner.domain.operation_status import CrewNames, OperationReport
from planner.domain.resources import ResourceRef


class Reports(Protocol):
    """What was reported about operations; only added to."""

    def add(self, report: OperationReport) -> None:
        """Add a report."""
        ...

    def of(self, activities: Collection[ActivityKey]) -> Mapping[ActivityKey, tuple[OperationReport, ...]]:
        """Return the reports about activities, oldest first; without a key what nobody reported about."""
        ...

    def count(self) -> int:
        """Return how many reports and crews there are: a number that rises with each."""
        ...

    def name_crew(self, names: CrewNames) -> None:
        """Add whom a partner sends."""
        ...

    def crews(self, activities: Collection[ActivityKey]) -> Mapping[tuple[ActivityKey, ResourceRef], CrewNames]:
        """Return whom partners send, the last word of each."""
        ...


class Invitations(Protocol):
    """Letters sent and received; only added to."""

    def add(self, note: InvitationNote) -> None:
        """Add a line."""
        ...

    def of(self, activities: Collection[ActivityKey]) -> Mapping[ActivityKey, tuple[InvitationNote, ...]]:
        """Return the lines about activities, oldest first; without a key where there are none."""
        ...


class SeenReleases(Protocol):
    """Up to which publication somebody has seen what changed."""

    def of(self, account: str) -> int:
        """Return the number, 0 when there is none."""
        ...

    def put(self, account: str, number: int) -> None:
        """Set the number."""
        ...
