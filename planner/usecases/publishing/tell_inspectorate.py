"""Telling the inspectorate what a publication changes in the schedule of escorted removals (R32).

One message per publication that changes the schedule, addressed by office. It says which removal by the number that
partners know, when, from which airport and with how many; where to, stands on the page that the inspectorate opens.
Not allowed here: case codes, names, reasons, and where the office is.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from planner.domain.ids import ActivityKey
from planner.domain.messages import Change, ChangeKind, Channel, Message, Office
from planner.domain.release import Release, operation_number
from planner.domain.removals import escorted_removals
from planner.domain.resources import ResourceKind
from planner.domain.spelling import count
from planner.domain.time import Minute
from planner.ports.store import Transaction

LISTED = 10
"""So many publications back is shown what was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What the schedule says of one removal."""

    reference: str
    departs: Minute
    origin: str
    persons: int
    escorts: int
    flight: str
    destination: str

    def __str__(self) -> str:
        """Say what a message may."""
        people = f"{count(self.persons, 'persoon', 'personen')}, {count(self.escorts, 'escort', 'escorts')}"
        return f"begeleide uitzetting {self.reference} vanaf {self.origin}, {people}"


def tell_inspectorate(books: Transaction, earlier: Release | None, release: Release) -> None:
    """Put a message in the outbox when the schedule changes; part of the transaction that publishes."""
    changes = schedule_changes(earlier, release)
    if changes:
        books.outbox.add(
            Message(
                key=_key(release.number),
                release=release.number,
                calendar=Office.INSPECTORATE.value,
                channel=Channel.MAIL,
                address="",
                changes=changes,
                made_at=release.published_at,
                due_at=release.published_at,
                office=Office.INSPECTORATE,
            )
        )


def schedule_changes(earlier: Release | None, release: Release) -> tuple[Change, ...]:
    """Return what changes in the schedule, in order of time; a removal that is over is left out."""
    was, now = ({} if earlier is None else _lines(earlier)), _lines(release)
    found = [
        change
        for key in {**was, **now}
        if (change := _change(was.get(key), now.get(key))) is not None
        and (change.after or change.before or 0) > release.published_at
    ]
    return tuple(sorted(found, key=lambda change: (change.after or change.before or 0, change.what)))


def _lines(release: Release) -> Mapping[ActivityKey, _Line]:
    return {
        item.activity: _Line(
            reference=operation_number(release, item),
            departs=flight.departs,
            origin=flight.origin,
            persons=len(activity.cases),
            escorts=sum(part.amount for part in item.of_kind(ResourceKind.ESCORT)),
            flight=flight.number,
            destination=flight.destination,
        )
        for item, activity, flight in escorted_removals(release)
    }


def _change(was: _Line | None, now: _Line | None) -> Change | None:
    if now is None:
        return None if was is None else Change(kind=ChangeKind.CANCELLED, what=str(was), before=was.departs)
    if was is None:
        return Change(kind=ChangeKind.NEW, what=str(now), after=now.departs)
    if astuple(was) == astuple(now):
        return None
    kind = ChangeKind.CHANGED if was.departs == now.departs else ChangeKind.MOVED
    return Change(kind=kind, what=str(now), before=was.departs, after=now.departs)


def told_inspectorate(books: Transaction, newest: int) -> tuple[Message, ...]:
    """Return the messages to the inspectorate about the last publications, newest first."""
    numbers = range(newest, max(0, newest - LISTED), -1)
    found = (books.outbox.by_key(_key(number)) for number in numbers)
    return tuple(message for message in found if message is not None)


def _key(release: int) -> str:
    return f"{release}|{Office.INSPECTORATE}"
