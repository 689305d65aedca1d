"""A release as compressed bytes, each appointment written once however many calendars it stands in.

Not allowed here: storage.
"""

import zlib
from dataclasses import dataclass, replace

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.plan import Appointment
from planner.domain.release import CalendarEntry, Release
from planner.domain.time import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReference:
    """A calendar entry by its place: which appointment of the release, and which of its parts."""

    appointment: int
    part: int
    sequence: int
    changed_at: Minute
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRelease:
    """A release without entries; these are references, or whole where nothing can be referred to.

    ``order`` tells for each entry whether it is the next whole one.
    """

    release: Release
    references: tuple[EntryReference, ...]
    whole: tuple[CalendarEntry, ...]
    order: tuple[bool, ...]


def pack_release(release: Release) -> bytes:
    """Return the bytes to store."""
    places = {
        part.id: (number, index)
        for number, item in enumerate(release.appointments)
        for index, part in enumerate(item.participations)
    }
    references: list[EntryReference] = []
    whole: list[CalendarEntry] = []
    order: list[bool] = []
    for entry in release.entries:
        number, index = places.get(entry.id, (-1, -1))
        refers = number >= 0 and _stands_in(entry, release.appointments[number], index)
        order.append(not refers)
        if refers:
            references.append(
                EntryReference(
                    appointment=number,
                    part=index,
                    sequence=entry.sequence,
                    changed_at=entry.changed_at,
                    cancelled=entry.cancelled,
                )
            )
        else:
            whole.append(entry)
    stored = StoredRelease(
        release=replace(release, entries=()), references=tuple(references), whole=tuple(whole), order=tuple(order)
    )
    return zlib.compress(to_bytes(stored))


def unpack_release(data: bytes) -> Release:
    """Return the release again."""
    stored = from_bytes(zlib.decompress(data), StoredRelease)
    references, whole = iter(stored.references), iter(stored.whole)
    entries = (
        next(whole) if is_whole else _entry(next(references), stored.release.appointments) for is_whole in stored.order
    )
    return replace(stored.release, entries=tuple(entries))


def _stands_in(entry: CalendarEntry, appointment: Appointment, index: int) -> bool:
    return entry.appointment == appointment and entry.participation == appointment.participations[index]


def _entry(reference: EntryReference, appointments: tuple[Appointment, ...]) -> CalendarEntry:
    appointment = appointments[reference.appointment]
    part = appointment.participations[reference.part]
    return CalendarEntry(
        id=part.id,
        participation=part,
        appointment=appointment,
        sequence=reference.sequence,
        changed_at=reference.changed_at,
        cancelled=reference.cancelled,
    )
