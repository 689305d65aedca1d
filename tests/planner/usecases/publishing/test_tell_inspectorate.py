"""What the inspectorate is told: each change of the schedule once, with a number, a time and counts, and no more."""

from dataclasses import replace

import pytest

from planner.domain.flights import Flight
from planner.domain.messages import ChangeKind, Channel, Message, MessageState, Office
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.ports.messages import Carrier
from planner.store.transactions import SqlStore
from planner.usecases.publishing.tell_changes import deliver_messages
from planner.usecases.publishing.tell_inspectorate import schedule_changes, tell_inspectorate, told_inspectorate
from tests.api.example_release import CASE, example_release
from tests.planner.usecases.fakes import HandClock
from tests.planner.usecases.world import Desk, open_desk, world_facts

FIRST = example_release()
SECOND = replace(FIRST, number=2, published_at=Minute(FIRST.published_at + 60))
(LEAVING,) = (item for item in FIRST.appointments if "vertrek" in item.activity)
REFERENCE = operation_number(FIRST, LEAVING)
SAID = f"begeleide uitzetting {REFERENCE} vanaf AMS, 1 persoon, 2 escorts"


def _with_flight(**changes: object) -> Release:
    flights: tuple[Flight, ...] = tuple(
        replace(flight, **changes)  # type: ignore[arg-type]
        for flight in SECOND.resources.flights
    )
    return replace(SECOND, resources=replace(SECOND.resources, flights=flights))


def _departs() -> Minute:
    (flight,) = (one for one in FIRST.resources.flights if one.id == LEAVING.resource(ResourceKind.FLIGHT))
    return flight.departs


def test_a_first_publication_tells_of_every_removal() -> None:
    (change,) = schedule_changes(None, FIRST)

    assert (change.kind, change.what, change.before, change.after) == (ChangeKind.NEW, SAID, None, _departs())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, None),
        ({"departs": Minute(_departs() + 30)}, ChangeKind.MOVED),
        ({"number": "XQ 9"}, ChangeKind.CHANGED),
        ({"destination": "RAK"}, ChangeKind.CHANGED),
    ],
)
def test_what_changes_in_the_schedule_is_told(changes: dict[str, object], kind: ChangeKind | None) -> None:
    found = schedule_changes(FIRST, _with_flight(**changes))

    assert [change.kind for change in found] == ([] if kind is None else [kind])


def test_a_removal_that_goes_is_told_unless_it_is_over() -> None:
    without = replace(SECOND, appointments=tuple(item for item in SECOND.appointments if item != LEAVING))
    afterwards = replace(without, published_at=_departs())

    assert [(change.kind, change.what) for change in schedule_changes(FIRST, without)] == [(ChangeKind.CANCELLED, SAID)]
    assert schedule_changes(FIRST, afterwards) == ()


def test_a_message_names_no_case_no_country_and_no_destination() -> None:
    (change,) = schedule_changes(None, FIRST)
    (flight,) = (one for one in FIRST.resources.flights if one.id == LEAVING.resource(ResourceKind.FLIGHT))

    assert [word for word in (CASE, flight.destination, flight.country, flight.number) if word in change.what] == []
    assert change.why == ""


def test_one_message_goes_with_a_publication_that_changes_the_schedule(database_url: str) -> None:
    with open_desk(database_url) as desk:
        for _ in range(2):
            _tell(desk.store, None, FIRST)
        _tell(desk.store, FIRST, SECOND)
        with desk.store.reading() as books:
            told = told_inspectorate(books, 2)
            all_of_it = books.outbox.of_release(1)

    assert [(message.release, message.office, message.address) for message in told] == [(1, Office.INSPECTORATE, "")]
    assert len(all_of_it) == 1


def _tell(store: SqlStore, earlier: Release | None, release: Release) -> None:
    with store.transaction() as books:
        tell_inspectorate(books, earlier, release)


class Kept:
    """A carrier that keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[Message] = []

    def carry(self, number: int, message: Message, *, token: str) -> None:
        """Keep a message."""
        assert (number > 0, len(token) > 10) == (True, True)
        self.given.append(message)


def test_it_waits_until_somebody_says_where_the_office_is(sqlite_url: str) -> None:
    kept = Kept()
    office: dict[Channel | Office, Carrier] = {Office.INSPECTORATE: kept}
    with open_desk(sqlite_url) as desk:
        _tell(desk.store, None, FIRST)
        now = FIRST.published_at
        nowhere = deliver_messages(desk.store, HandClock(now), {})
        (trouble,) = _told(desk)
        arrived = deliver_messages(desk.store, HandClock(Minute(now + 60)), office)
        (sent,) = _told(desk)

    assert (nowhere, trouble.state, trouble.trouble) == (
        (0, 1),
        MessageState.WAITING,
        "voor inspectie is niets ingesteld",
    )
    assert (arrived, sent.state, len(kept.given)) == ((1, 0), MessageState.SENT, 1)


def _told(desk: Desk) -> tuple[Message, ...]:
    with desk.store.reading() as books:
        return told_inspectorate(books, 1)


def test_publishing_a_week_tells_of_its_escorted_removals_and_again_of_nothing(sqlite_url: str) -> None:
    with open_desk(sqlite_url) as desk:
        desk.deliver(world_facts())
        desk.solve()
        desk.publish("een")
        first = _told(desk)
        desk.publish("twee")
        again = _told(desk)

    assert [[change.kind for change in message.changes] for message in first] == [[ChangeKind.NEW, ChangeKind.NEW]]
    assert again == first
