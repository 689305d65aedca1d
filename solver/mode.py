"""One way to carry out an activity: place and resources, with the start still open. No search here."""

from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, AppointmentId, PlaceId, appointment_id
from planner.domain.plan import Appointment, Participation, Stop, part
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a resource from ``lead`` minutes before the start to ``tail`` minutes after the end."""

    resource: ResourceRef
    lead: int = 0
    tail: int = 0
    amount: int = 1
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to carry out ``activity``; ``fixed_start`` for flights, None when the start is free on the grid."""

    activity: ActivityKey
    place: PlaceId | None
    duration: int
    uses: tuple[Use, ...]
    fixed_start: Minute | None = None
    all_day: bool = False

    def resource(self, kind: ResourceKind) -> str | None:
        """Return the code of the first resource of a kind, or None."""
        return next((use.resource.id for use in self.uses if use.resource.kind is kind), None)

    def at(self, start: Minute) -> Appointment:
        """Return the appointment of this mode at a start."""
        identity = appointment_id(self.activity)
        end = Minute(start + self.duration)
        parts = tuple(_part(identity, use, start, end) for use in self.uses)
        return Appointment(
            id=identity,
            activity=self.activity,
            start=start,
            end=end,
            place=self.place,
            participations=parts,
            all_day=self.all_day,
        )

    def starting(self, start: Minute) -> "Mode":
        """Return this mode at a start, for looking up what holds on that day; a fixed start stays."""
        if self.fixed_start is not None:
            return self
        return Mode(self.activity, self.place, self.duration, self.uses, start, self.all_day)

    @classmethod
    def of(cls, appointment: Appointment, activity: Activity) -> "Mode":
        """Return the mode an appointment carries out."""
        uses = tuple(
            Use(
                use.resource,
                appointment.start - use.start,
                use.end - appointment.end,
                use.amount,
                use.stops,
            )
            for use in appointment.participations
        )
        return cls(
            activity.key,
            appointment.place,
            appointment.end - appointment.start,
            uses,
            fixed_start=appointment.start,
            all_day=appointment.all_day,
        )


def _part(identity: AppointmentId, use: Use, start: Minute, end: Minute) -> Participation:
    return part(
        identity,
        use.resource,
        Minute(start - use.lead),
        Minute(end + use.tail),
        amount=use.amount,
        stops=use.stops,
    )
