"""How a departure is called on planners' pages: on which track, who books, and how the booking stands.

Not allowed here: flights and destinations, which not every reader may see.
"""

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.cases import Track
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.vocabulary import word
from planner.domain.wording import Text

BOOKERS = {
    BookedBy.IOM: Text(nl="geboekt door IOM", en="booked by IOM"),
    BookedBy.SELF: Text(nl="zelf geboekt", en="booked by the person"),
}
_WITH_IOM = Text(nl="zelfstandig met IOM", en="independent with IOM")
_BOOKING = Text(nl="{track}, boeking {state}", en="{track}, booking {state}")


def departure_words(release: Release, item: Appointment, activity: Activity) -> str:
    """Return ``zelfstandig met IOM, geboekt door IOM`` or ``gedwongen, boeking aangevraagd``; else nothing."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return ""
    detail = activity.departure
    track = str(_WITH_IOM) if detail.track is Track.INDEPENDENT_IOM else word(detail.track)
    if detail.booked_by is not BookedBy.DTV:
        return f"{track}, {BOOKERS[detail.booked_by]}"
    flight = item.resource(ResourceKind.FLIGHT)
    states = [b.state for b in release.bookings if b.activity == activity.key and b.flight == flight]
    return _BOOKING.say(track=track, state=word(states[0])) if states else track
