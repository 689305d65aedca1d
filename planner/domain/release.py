"""A release: a numbered, frozen plan that everyone sees. Release n = release n-1 + accepted changes.

Not allowed here: drafts.
"""

from dataclasses import dataclass, field

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ParticipationId
from planner.domain.plan import Appointment, Assignment, Participation, Unplanned
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseScope:
    """What a publication takes over: kinds and/or days (None: all) of the accepted plan."""

    kinds: frozenset[ActivityKind] | None = None
    days: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Publication state of one participation: what its calendar event must say.

    ``sequence`` rises with each visible change; ``changed_at`` is the minute of the release that
    changed it; ``cancelled`` entries stay as tombstones until a while after their end.
    """

    id: ParticipationId
    participation: Participation
    appointment: Appointment
    sequence: int
    changed_at: Minute
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Everything readers of a publication may need, frozen at ``published_at``."""

    number: int
    published_at: Minute
    plan_id: int
    problem_hash: str
    scope: ReleaseScope
    horizon: Interval
    appointments: tuple[Appointment, ...]
    entries: tuple[CalendarEntry, ...]
    activities: tuple[Activity, ...]
    unplanned: tuple[Unplanned, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    changed: tuple[ParticipationId, ...] = field(default=())
    """Entries that are new, changed or cancelled in this release."""
