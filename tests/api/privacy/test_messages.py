"""Messages about a publication: markers nowhere, cases only where they are meant, the officer's words to few."""

import re
from dataclasses import replace
from email import message_from_bytes, policy

from api.outbox.settings import RELAY, SENDER, WEBHOOK_SECRET, carriers
from calendars.event import EventRenderer
from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.ids import ActivityKey
from planner.domain.messages import Channel, Reason, Subscriber, Why
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.agendas.publish_calendars import publish_calendars
from planner.usecases.publishing.tell_changes import deliver_messages
from tests.api.example_release import CASE
from tests.api.privacy.planted import CALENDARS, CLOCK, leaked
from tests.api.test_outbox import Post, listener, post

__all__ = ["listener", "post"]
NOTE = "TOELICHTING-VAN-DE-PLANNER"
SENTENCE = "iemand of iets viel uit"
CASES_MEANT = {(kind, DetailLevel.FULL) for kind in CalendarKind if kind is not CalendarKind.VEHICLE}
"""In which messages case codes may stand; of a ride there is the number of the operation."""
NOTES_MEANT = {(CalendarKind.PERSONAL, DetailLevel.FULL), (CalendarKind.TEAM, DetailLevel.FULL)}
Heard = list[tuple[dict[str, str], bytes]]
Told = dict[tuple[CalendarKind, DetailLevel, Channel], tuple[str, str]]


def published_later(store: SqlStore, release: Release) -> None:
    """Publish with everything half an hour later."""
    moved = tuple(
        replace(
            entry,
            sequence=1,
            participation=replace(
                entry.participation,
                start=Minute(entry.participation.start + 30),
                end=Minute(entry.participation.end + 30),
            ),
        )
        for entry in release.entries
    )
    why = {ActivityKey(""): Why(reason=Reason.DROPPED_OUT, note=NOTE)}
    with store.transaction() as books:
        later = replace(release, number=2, published_at=Minute(release.published_at + 1), entries=moved)
        publish_calendars(books, EventRenderer(), later, why)


def told(relayed: Post, heard: Heard) -> Told:
    """Return headers and content of every message, by whose it is."""
    found: Told = {}
    for content in relayed.received:
        mail = message_from_bytes(content, policy=policy.default)
        kind, _, level = str(mail["To"]).partition("@x.")
        headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
        body = mail.get_content()
        found[CalendarKind(kind), DetailLevel(level), Channel.MAIL] = (headers, body)
    for request, content in heard:
        kind, _, level = request[":path"].partition("?")[2].partition("-")
        found[CalendarKind(kind), DetailLevel(level), Channel.WEBHOOK] = (str(request), content.decode())
    return found


def test_messages_tell_each_reader_what_is_meant_for_that_reader(
    store: SqlStore, release: Release, post: tuple[Post, str], listener: tuple[Heard, str]
) -> None:
    (relayed, relay), (heard, hook) = post, listener
    readers = [
        Subscriber(kind=kind, owner=owner, channel=channel, address=address, level=level)
        for kind, owner in CALENDARS.items()
        for level in DetailLevel
        for channel, address in ((Channel.MAIL, f"{kind}@x.{level}"), (Channel.WEBHOOK, f"{hook}?{kind}-{level}"))
    ]
    with store.transaction() as books:
        books.facts.record(readers, source="test", at=Minute(0))
    published_later(store, release)

    done = deliver_messages(
        store, CLOCK, carriers({RELAY: relay, SENDER: "rooster@dienst.example", WEBHOOK_SECRET: "s"})
    )

    messages = told(relayed, heard)
    assert (len(messages), done) == (len(readers), (len(readers), 0))
    assert {key: words for key, (head, body) in messages.items() if (words := leaked(head + body))} == {}
    assert [key for key, (head, _) in messages.items() if CASE in head or NOTE in head or SENTENCE in head] == []
    with_case = {key[:2] for key, (_, body) in messages.items() if CASE in body}
    with_note = {key[:2] for key, (_, body) in messages.items() if NOTE in body}
    assert with_case <= CASES_MEANT
    assert {CalendarKind.PERSONAL, CalendarKind.ESCORT} <= {kind for kind, _ in with_case}
    assert with_note == NOTES_MEANT
    assert [key for key, (_, body) in messages.items() if SENTENCE not in body] == []
    subjects = {re.findall("^Subject: (.*)$", head, re.MULTILINE)[0] for _, head in mails(messages)}
    plain = {re.sub(r"\d+ wijziging(en)?", "N", subject) for subject in subjects}
    assert plain == {"Rooster gewijzigd: N (publicatie 2)"}


def mails(messages: Told) -> list[tuple[CalendarKind, str]]:
    """Return the headers of the mails."""
    return [(kind, head) for (kind, _, way), (head, _) in messages.items() if way is Channel.MAIL]
