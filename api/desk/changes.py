"""What differs between a version of a draft and what is published.

Not allowed here: the week as it is shown (``week``).
"""

from collections.abc import Mapping
from operator import is_
from typing import Literal

from api.desk.known import code_of, known_of, label_of, placed
from api.desk.shapes import Changed
from planner.domain.activities import Activity
from planner.domain.editing import Ground
from planner.domain.ids import ActivityKey
from planner.domain.last_asked import LastAsked
from planner.domain.plan import Appointment
from planner.usecases.editing.heads import Opened, same_ground
from planner.usecases.publishing.compose_release import same_appointment
from solver.known import Known

What = Literal["nieuw", "verplaatst", "gewijzigd", "vervallen"]
Told = tuple[tuple[Activity | None, Appointment | None, Appointment | None], Changed]
"""An activity, what is published of it and what is planned, with the words for the difference."""


class Changes:
    """The changes of the last version that was shown: of the next one only what differs is said anew.

    One is for one draft in one language.
    """

    def __init__(self) -> None:
        self._last: tuple[Ground, Mapping[ActivityKey, Told]] | None = None

    def of(self, opened: Opened) -> list[Changed]:
        """Return everything that differs from what is published."""
        known, last, ground = known_of(opened.desk), self._last, opened.state.ground
        kept = last[1] if last is not None and same_ground(last[0], ground) else {}
        told: dict[ActivityKey, Told] = {}
        for key, (before, after) in sorted(_DIFFERENT.of(opened).items()):
            about, old = (known.activities.get(key), before, after), kept.get(key)
            same = old is not None and all(map(is_, old[0], about))
            told[key] = old if old is not None and same else (about, _changed(known, key, *about))
        self._last = ground, told
        return [changed for _about, changed in told.values()]


def count_changes(opened: Opened) -> int:
    """Return how many items differ from what is published."""
    return len(_DIFFERENT.of(opened))


def what_of(before: Appointment | None, after: Appointment | None) -> What:
    """Return what became of something."""
    if before is None or after is None:
        return "nieuw" if before is None else "vervallen"
    return "verplaatst" if before.start != after.start else "gewijzigd"


def _different(opened: Opened) -> Mapping[ActivityKey, tuple[Appointment | None, Appointment | None]]:
    """Return what is published of each activity that differs, and what is planned."""
    published = opened.published
    planned = {appointment.activity: appointment for appointment in opened.desk.plan.appointments}
    pairs = ((key, published.get(key), planned.get(key)) for key in published.keys() | planned.keys())
    return {key: (before, after) for key, before, after in pairs if not same_appointment(before, after)}


_DIFFERENT = LastAsked(_different)


def _changed(
    known: Known, key: ActivityKey, activity: Activity | None, before: Appointment | None, after: Appointment | None
) -> Changed:
    return Changed(
        activity=key,
        kind="" if activity is None else str(activity.kind),
        code=code_of(activity),
        label=label_of(activity),
        what=what_of(before, after),
        before=placed(known, before),
        after=placed(known, after),
    )
