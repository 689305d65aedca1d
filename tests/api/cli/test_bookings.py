"""``booking`` and ``validate`` as an officer meets them."""

from pathlib import Path

import pytest

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import Track, TrackFact
from planner.domain.flights import Flight
from planner.domain.time import Interval
from planner.store import open_store
from tests.api.cli.conftest import Run


@pytest.fixture
def seat(run: Run, sqlite_url: str, office: Path) -> tuple[str, str]:
    """Give a departure that DT&V books, and a flight to its country, nothing entered about either."""
    run("import", office)
    store = open_store(sqlite_url)
    with store.reading() as books:
        departures = [a for a in books.facts.in_force(Activity) if a.kind is ActivityKind.DEPARTURE]
        flights = books.facts.in_force(Flight)
        entered = {booking.activity for booking in books.facts.in_force(Booking)}
    store.close()
    return next(
        (departure.key, flight.id)
        for departure in departures
        for flight in flights
        if departure.departure.booked_by is BookedBy.DTV
        and departure.key not in entered
        and flight.country == departure.departure.country
    )


def test_a_booking_goes_from_state_to_state(run: Run, sqlite_url: str, seat: tuple[str, str]) -> None:
    steps = [
        run("booking", *seat, "aangevraagd"),
        run("booking", *seat, "aangevraagd"),
        run("booking", *seat, "geboekt", "--reference", "ABC"),
        run("booking", *seat, "aangevraagd"),
        run("booking", *seat, "geannuleerd"),
        run("booking", *seat, "geannuleerd", "--reason", "medisch"),
        run("booking", *seat, "misschien"),
    ]

    assert [step.code for step in steps] == [0, 0, 0, 2, 2, 0, 2]
    assert steps[1].out.startswith("Niets gewijzigd")
    assert "is geboekt en kan niet aangevraagd worden" in steps[3].err
    assert "Hierna kan: onderweg, geannuleerd." in steps[3].err
    store = open_store(sqlite_url)
    with store.reading() as books:
        found = [b for b in books.facts.in_force(Booking) if b.activity == seat[0]]
    store.close()
    assert [(b.state, b.reference) for b in found] == [(BookingState.CANCELLED, "ABC")]


def test_sound_facts_are_said_to_be_so(run: Run, office: Path) -> None:
    run("import", office)

    done = run("validate", "--from", "2026-W48", "--as-of", "2026-11-19T16:00")

    assert (done.code, done.out.strip()) == (0, "Geen kwesties gevonden in de feiten.")


def test_a_bad_fact_is_named_with_its_remedy(run: Run, sqlite_url: str, seat: tuple[str, str]) -> None:
    store = open_store(sqlite_url)
    with store.transaction() as books:
        (departure,) = [a for a in books.facts.in_force(Activity) if a.key == seat[0]]
        track = TrackFact(case=departure.cases[0], track=Track.INDEPENDENT, valid=Interval(departure.window.start))
        books.facts.record((track,), source="hand", at=departure.window.start)
    store.close()

    done = run("validate", "--from", "2026-W48", "--as-of", "2026-11-19T16:00", "--json")

    rows = done.data()["kwesties"]
    assert isinstance(rows, list)
    assert (done.code, [(row["code"], row["tabel"], row["rij"]) for row in rows]) == (
        1,
        [("sporen-tegelijk", "vertrektrajecten", departure.cases[0])],
    )
