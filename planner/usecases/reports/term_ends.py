"""When terms run out: worked out once for all activities, so that each period only picks its own.

Not allowed here: what was done by then, and counting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, Term
from planner.domain.casework import LegalMoment
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.legal_terms import running_terms
from planner.domain.settings import Settings, Unit
from planner.domain.terms import WorkCalendar, term_end
from planner.domain.time import Minute

_COUNTED = (Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS)


@dataclass(frozen=True, slots=True, order=True)
class TermEnd:
    """A term of an activity ran out."""

    at: Minute
    rule: RuleId
    activity: ActivityKey


def term_ends(
    activities: Iterable[Activity],
    moments: Mapping[CaseId, Sequence[LegalMoment]],
    settings: Settings,
    calendar: WorkCalendar,
    now: Minute,
) -> tuple[TermEnd, ...]:
    """Return the terms that ran out by now, in order of time."""
    today, found = day_of(now), list[TermEnd]()
    for activity in activities:
        for term in running_terms(activity, moments, settings, today):
            ends = _end(activity, term, settings, calendar)
            if ends is not None and ends <= now:
                found.append(TermEnd(ends, term.rule, activity.key))
    return tuple(sorted(found))


def _end(activity: Activity, term: Term, settings: Settings, calendar: WorkCalendar) -> Minute | None:
    found = settings.find(term.rule, term.key, on=term.anchor, regime=activity.regime)
    if found is None or found.unit not in _COUNTED:
        return None
    return term_end(found, term.anchor, settings, calendar, activity.regime)
