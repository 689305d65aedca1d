"""The problem: the cut of the facts one solve may use, and nothing else."""

from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.cases import CaseFile
from planner.domain.commitments import PartnerRequest, Pin, Placement
from planner.domain.plan import Appointment
from planner.domain.resources import Resources, TravelTable
from planner.domain.settings import Setting
from planner.domain.time import Interval, Minute


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Problem:
    """Facts as known at ``recorded_at`` over ``horizon``; ``scope`` is the stretch to be solved now.

    Commitments may be made anywhere in the horizon; diaries and transport only inside the scope.
    ``baseline`` is the newest release: what lies outside the scope or in a frozen zone stays.
    """

    horizon: Interval
    scope: Interval
    recorded_at: Minute
    case_file: CaseFile
    resources: Resources
    travel: TravelTable
    activities: tuple[Activity, ...]
    settings: tuple[Setting, ...]
    baseline: tuple[Appointment, ...] = ()
    pins: tuple[Pin, ...] = ()
    requests: tuple[PartnerRequest, ...] = ()
    bookings: tuple[Booking, ...] = ()
    standbys: tuple[StandbyApproval, ...] = ()
    other_duties: tuple[Appointment, ...] = ()
    """Published duties of escorts whose departure is not in the problem (done, or published for another time);
    only the parts of escorts, until they really came home."""
    version: int = 1
    placements: tuple[Placement, ...] = ()
    """What people decided by hand while planning, and is not published yet."""

    @property
    def scope_end(self) -> Minute:
        """End of the scope (a scope is always closed)."""
        return _closed(self.scope)

    @property
    def horizon_end(self) -> Minute:
        """End of the horizon (a horizon is always closed)."""
        return _closed(self.horizon)


def _closed(interval: Interval) -> Minute:
    if interval.end is None:
        msg = f"{interval} has no end\nA horizon and a scope need one."
        raise ValueError(msg)
    return interval.end
