"""How firm an item is at a moment: past, frozen, published or draft; the border is a norm per kind of activity.

Not allowed here: what may be done about it (rules and use cases), storage.
"""

from collections.abc import Mapping

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.commitments import Zone
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.settings import Setting, Settings
from planner.domain.time import MINUTES_PER_HOUR, Minute

FIRM = frozenset({Zone.HISTORY, Zone.FROZEN})
"""Zones of what is not moved without more."""
RULE = "P08"
QUARTER = 15


def frozen_key(kind: ActivityKind) -> str:
    """Return under which key the norm of a kind stands."""
    return f"frozen-{kind.name.lower()}"


def frozen_norm(settings: Settings, kind: ActivityKind, now: Minute) -> Setting:
    """Return how many hours before its start something of a kind freezes, seen from a moment."""
    return settings.get(RULE, frozen_key(kind), on=day_of(now))


def moment_for(problem: Problem, now: Minute) -> Minute:
    """Return from when a plan is looked at: now, unless that is before its planning moment or after its horizon."""
    return now if problem.recorded_at < now < problem.horizon_end else problem.recorded_at


def quarter_of(now: Minute) -> Minute:
    """Return the quarter of an hour that a moment lies in: so often what is on a screen moves on."""
    return Minute(now - now % QUARTER)


def zone_of(settings: Settings, activity: Activity | None, published: Appointment | None, now: Minute) -> Zone:
    """Return how firm what is published of an activity is."""
    if published is None:
        return Zone.DRAFT
    if published.start < now:
        return Zone.HISTORY
    if activity is None:
        return Zone.PUBLISHED
    on = day_of(published.start)
    hours = settings.value(RULE, frozen_key(activity.kind), on=on, regime=activity.regime)
    return Zone.FROZEN if published.start < now + hours * MINUTES_PER_HOUR else Zone.PUBLISHED


def firm_items(
    problem: Problem, published: Mapping[ActivityKey, Appointment], now: Minute
) -> Mapping[ActivityKey, Zone]:
    """Return what is past or frozen of what is published, at a moment."""
    settings = Settings(setting for setting in problem.settings if setting.rule == RULE)
    activities = {activity.key: activity for activity in problem.activities if activity.key in published}
    found = {key: zone_of(settings, activities.get(key), item, now) for key, item in published.items()}
    return {key: zone for key, zone in found.items() if zone in FIRM}
