"""What changing one item weighs: the promises that no longer hold, in settings of their own.

Only what was promised counts: a part that a person or means has, in the diary or in a published plan, and that moves,
changes or vanishes. Who gets something new had nothing to plan around. Not allowed here: choosing changes.
"""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import RequestState
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Appointment, Participation
from planner.domain.resources import ResourceKind
from planner.ports.repairing import ChangePart, ItemChange
from solver.known import Known
from solver.view import View
from solver.what_if import own_rides

GROUP = RuleId("T05")
KEYS = {
    ChangePart.ITEM: "item",
    ChangePart.TOLD: "told",
    ChangePart.NOTICE: "notice",
    ChangePart.INVITED: "invited",
    ChangePart.INTERPRETER: "interpreter",
    ChangePart.PARTNER: "partner",
    ChangePart.BEGUN: "begun",
}
DRAFT = "draft"
"""What an item weighs that stands in the draft alone: nobody was told."""


class ChangeCost:
    """Weighs changes of one plan."""

    def __init__(self, known: Known, view: View) -> None:
        now = known.problem.scope.start
        self._known, self._view = known, view
        self._weights = {part: known.setting(GROUP, key, now) for part, key in KEYS.items()}
        self._draft = known.setting(GROUP, DRAFT, now)

    def least_of(self, *, published: bool) -> int:
        """Return what changing any one more item weighs at least: of those that were published, or of any."""
        item = self._weights[ChangePart.ITEM]
        return item if published else min(self._draft, item)

    def before(self, key: ActivityKey) -> Appointment | None:
        """Return the appointment that changes of an item are counted from."""
        return self._view.appointments.get(key)

    def of(self, key: ActivityKey, after: Appointment | None) -> ItemChange:
        """Return what an item weighs that becomes this; nothing when it stays or was not planned."""
        before = self._view.appointments.get(key)
        parts = () if before is None or before == after else tuple(self._parts(key, before, after))
        return ItemChange(activity=key, before=before, after=after, parts=parts)

    def weight(self, key: ActivityKey, after: Appointment | None) -> int:
        """Return the weight alone."""
        before = self._view.appointments.get(key)
        if before is None or before == after:
            return 0
        return sum(weight for _, _, weight in self._parts(key, before, after))

    def _parts(
        self, key: ActivityKey, before: Appointment, after: Appointment | None
    ) -> Iterator[tuple[ChangePart, int, int]]:
        published = self._known.baseline.get(key)
        if published is None:
            yield ChangePart.ITEM, 1, self._draft
            return
        promised = set(published.participations)
        kept = set() if after is None or after.place != before.place else set(after.participations)
        lost = [part for part in before.participations if part in promised and part not in kept]
        activity = self._known.activities.get(key)
        yield ChangePart.ITEM, 1, self._weights[ChangePart.ITEM]
        counts = {
            ChangePart.TOLD: len(lost),
            ChangePart.INTERPRETER: sum(part.resource.kind is ResourceKind.INTERPRETER for part in lost),
            ChangePart.PARTNER: sum(self._confirmed(key, part) for part in lost),
        }
        if activity is not None and after is not None and after.start == before.start:
            counts[ChangePart.NOTICE] = int(self._on_notice(activity) and _flight(after) != _flight(before))
        elif activity is not None:
            counts[ChangePart.NOTICE] = int(self._on_notice(activity))
            counts[ChangePart.INVITED] = int(activity.invited_on is not None)
            counts[ChangePart.BEGUN] = int(self._begun(key))
        for part, number in counts.items():
            if number:
                yield part, number, number * self._weights[part]

    def _confirmed(self, key: ActivityKey, part: Participation) -> bool:
        """Return whether a partner confirmed just this."""
        return any(
            request.state is RequestState.CONFIRMED
            and (request.resource, request.start, request.end) == (part.resource, part.start, part.end)
            for request in self._known.requests.get(key, ())
        )

    def _on_notice(self, activity: Activity) -> bool:
        """Return whether person and lawyer were told when the departure is."""
        return activity.kind is ActivityKind.DEPARTURE and activity.departure.notice_given is not None

    def _begun(self, key: ActivityKey) -> bool:
        """Return whether somebody is on the way to it: a ride that serves it has begun."""
        known, view = self._known, self._view
        linked = (view.appointments.get(ride) for ride in known.linked.get(key, ()))
        rides = set(own_rides(view, key))
        return any(
            ride is not None and ride.activity not in rides and ride.start < known.now < ride.end for ride in linked
        )


def _flight(appointment: Appointment) -> str | None:
    return appointment.resource(ResourceKind.FLIGHT)
