"""One operation as one role sees it: built by the modules beside this one, each from the fields of its role.

Not allowed here: building one, HTTP, and templates.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from api.pages.sheets.places import Number
from planner.domain.access import Visitor
from planner.domain.activities import Activity
from planner.domain.ids import CaseId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.spelling import clock
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One moment of an operation; ``must``: the latest moment for something."""

    at: Minute
    what: str
    where: str = ""
    must: bool = False

    @property
    def time(self) -> str:
        """When it is, as a clock says."""
        return clock(self.at)

    def on(self, day: date) -> str:
        """Return when it is, with the day where that is another one."""
        return clock(self.at, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a role sees of one appointment. ``item`` and ``activity`` are for looking things up and are never shown."""

    number: str
    kind: str
    """Letter and class of the kind: v, w, g, p."""
    day: date
    title: str
    codes: tuple[CaseId, ...]
    item: Appointment
    activity: Activity
    marks: tuple[Mark, ...]
    facts: tuple[tuple[str, str], ...] = ()
    means: tuple[ResourceRef, ...] = ()
    """Whom the partner sends, of whom it names the people."""
    numbers: tuple[Number, ...] = ()
    setbacks: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    pack: tuple[str, ...] = ()
    """What goes along at the pick-up, to look at."""
    checklist: bool = False
    """Whether the hand-over is ticked off here."""
    reports: bool = False
    """Whether the role says how it goes."""

    @property
    def time(self) -> str:
        """When it begins, as a clock says; empty where only the day is known."""
        return "" if self.item.all_day or not self.marks else clock(self.marks[0].at, self.day)

    @property
    def latest(self) -> Mark | None:
        """The moment that must be kept."""
        return next((mark for mark in self.marks if mark.must), None)

    def next_mark(self, now: Minute) -> Mark | None:
        """Return the first moment that is still to come."""
        return next((mark for mark in self.marks if mark.at > now), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewOf:
    """Who looks, and where the sheets and maps of the release are for them."""

    visitor: Visitor
    pages: str
    """The address below which the role's own pages of the release are; empty for who has none."""


def ordered(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Return operations in order of time."""
    return tuple(sorted(operations, key=lambda one: (one.marks[0].at if one.marks else one.item.start, one.number)))
