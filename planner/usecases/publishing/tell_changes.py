"""Making messages about a publication, delivering them, and noting that they were seen.

Not allowed here: mail and HTTP (ports carry messages).
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.domain.feeds import CalendarRef
from planner.domain.ids import ActivityKey
from planner.domain.messages import Change, ChangeKind, Channel, Message, MessageState, Office, Subscriber, Why
from planner.domain.release import CalendarEntry, Release
from planner.domain.time import Minute
from planner.ports.calendars import CalendarRenderer, RenderedEntry
from planner.ports.messages import Carrier, CarrierError
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.agendas.link_tokens import link_token, secret_of

WAITS = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes until the next attempt; after the last one the message has failed."""
AT_ONCE = 200


def changes_told(
    renderer: CalendarRenderer,
    release: Release,
    subscriber: Subscriber,
    pairs: Iterable[tuple[CalendarEntry, RenderedEntry, RenderedEntry | None]],
    why: Mapping[ActivityKey, Why],
) -> tuple[Change, ...]:
    """Return what one reader is told, in order of time; ``pairs`` are an entry, as it is now, and as it was."""
    found = [
        Change(
            kind=kind,
            what=renderer.told(release, entry, subscriber.calendar, subscriber.level),
            before=was.start if was is not None and not was.cancelled else None,
            after=None if now.cancelled else now.start,
            why=why.get(entry.appointment.activity, why.get(ActivityKey(""), Why())).told(subscriber),
        )
        for entry, now, was in pairs
        if (kind := _kind(now, was, subscriber)) is not None
    ]
    return tuple(sorted(found, key=lambda change: (change.after or change.before or 0, change.what)))


def _kind(now: RenderedEntry, was: RenderedEntry | None, subscriber: Subscriber) -> ChangeKind | None:
    there = was is not None and not was.cancelled
    if now.cancelled:
        return ChangeKind.CANCELLED if there else None
    if was is None or not there:
        return ChangeKind.NEW
    if (was.start, was.end) != (now.start, now.end):
        return ChangeKind.MOVED
    return ChangeKind.CHANGED if was.text(subscriber.level) != now.text(subscriber.level) else None


def put_in_outbox(
    books: Transaction, release: Release, told: Mapping[CalendarRef, Mapping[Subscriber, tuple[Change, ...]]]
) -> int:
    """Put one message per reader in the outbox; return how many."""
    messages = [
        _message(release, subscriber, changes)
        for by_reader in told.values()
        for subscriber, changes in by_reader.items()
        if changes
    ]
    for message in messages:
        books.outbox.add(message)
    return len(messages)


def _message(release: Release, subscriber: Subscriber, changes: tuple[Change, ...]) -> Message:
    return Message(
        key=f"{release.number}|{subscriber.calendar}|{subscriber.channel}|{subscriber.address}",
        release=release.number,
        calendar=str(subscriber.calendar),
        channel=subscriber.channel,
        address=subscriber.address,
        changes=changes,
        made_at=release.published_at,
        due_at=release.published_at,
    )


def deliver_messages(store: Store, clock: Clock, carriers: Mapping[Channel | Office, Carrier]) -> tuple[int, int]:
    """Deliver what is due; return how many arrived and how many did not.

    Each message is settled by itself: after a crash only the one that was on its way is sent again.
    """
    with store.reading() as books:
        due = books.outbox.due(at=clock.now(), most=AT_ONCE)
        secret = secret_of(books.releases.newest()) if due else ""
    arrived = 0
    for number, message in due:
        settled = _deliver(carriers.get(message.office or message.channel), number, message, secret, clock.now())
        with store.transaction() as books:
            books.outbox.update(number, settled)
        arrived += settled.state is MessageState.SENT
    return arrived, len(due) - arrived


def _deliver(carrier: Carrier | None, number: int, message: Message, secret: str, now: Minute) -> Message:
    attempts = message.attempts + 1
    try:
        (carrier or Nobody()).carry(number, message, token=seen_token(secret, number))
    except CarrierError as error:
        over = error.lasting or attempts > len(WAITS)
        state = MessageState.FAILED if over else MessageState.WAITING
        due = now if over else Minute(now + WAITS[attempts - 1])
        return replace(message, state=state, attempts=attempts, due_at=due, trouble=str(error))
    return replace(message, state=MessageState.SENT, attempts=attempts, sent_at=now, trouble="")


class Nobody:
    """Carries nothing: no way of delivery was set up for the channel."""

    def carry(self, number: int, message: Message, *, token: str) -> None:  # noqa: ARG002 - the port's signature
        """Refuse."""
        raise CarrierError(f"voor {message.office or message.channel} is niets ingesteld")


def seen_token(secret: str, number: int) -> str:
    """Return what proves that somebody had a message; it is nowhere stored."""
    return link_token(secret, f"bericht {number}")


def message_of(store: Store, number: int, token: str) -> Message | None:
    """Return a message to who has its token, else None."""
    with store.reading() as books:
        right = hmac.compare_digest(seen_token(secret_of(books.releases.newest()), number), token)
        return books.outbox.find(number) if right else None


def note_seen(store: Store, clock: Clock, number: int, token: str) -> Message | None:
    """Note that a message was seen, the first time; return it, or None without the right token."""
    now = clock.now()
    with store.transaction() as books:
        if not hmac.compare_digest(seen_token(secret_of(books.releases.newest()), number), token):
            return None
        message = books.outbox.find(number)
        if message is None or message.seen_at is not None:
            return message
        seen = replace(message, seen_at=now)
        books.outbox.update(number, seen)
        books.events.add(Event(at=now, actor=message.calendar, what="message seen", subject=f"bericht {number}"))
    return seen
