"""The part of a release that is KMar's: forced departures by flight, and the rides that bring people to them.

What else vehicles do, who flies without KMar and where vehicles are kept is not in it. Not allowed here: drawing.
"""

from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.release import Release
from planner.domain.resources import ResourceKind


def is_kmars(activity: Activity) -> bool:
    """Return whether an activity is a departure that KMar handles, once it has a flight."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return False
    return activity.departure.booked_by is BookedBy.DTV and not activity.departure.track.independent


def escorted_part(release: Release) -> Release:
    """Return a release with no appointments but KMar's, and with vehicles that start at no depot."""
    ours = {activity.key for activity in release.activities if is_kmars(activity)}
    flying = {
        item.activity for item in release.appointments if item.activity in ours and item.of_kind(ResourceKind.FLIGHT)
    }
    rides = {
        activity.key
        for activity in release.activities
        if activity.kind is ActivityKind.MOVE and activity.move.serves in flying
    }
    return replace(
        release,
        appointments=tuple(item for item in release.appointments if item.activity in flying | rides),
        resources=replace(release.resources, vehicles=()),
    )
