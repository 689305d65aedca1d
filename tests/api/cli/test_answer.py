"""``answer`` as somebody who reads KMar's mail meets it."""

from pathlib import Path

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.escorts import EscortTeam
from planner.domain.resources import ResourceKind, ResourceRef
from planner.store import open_store
from tests.api.cli.conftest import Run


@pytest.fixture
def asked(run: Run, sqlite_url: str, office: Path) -> PartnerRequest:
    """Give a request for two escorts of a team, as a publication sends it."""
    run("import", office)
    store = open_store(sqlite_url)
    with store.transaction() as books:
        departure = next(a for a in books.facts.in_force(Activity) if a.kind is ActivityKind.DEPARTURE)
        team = books.facts.in_force(EscortTeam)[0]
        request = PartnerRequest(
            activity=departure.key,
            resource=ResourceRef(ResourceKind.ESCORT, team.id),
            state=RequestState.REQUESTED,
            start=departure.window.start,
            end=departure.latest_end,
            amount=2,
        )
        books.facts.record((request,), source="publicatie", at=departure.window.start)
    store.close()
    return request


def _requests(sqlite_url: str) -> tuple[PartnerRequest, ...]:
    store = open_store(sqlite_url)
    with store.reading() as books:
        found = books.facts.in_force(PartnerRequest)
    store.close()
    return tuple(found)


def test_an_answer_is_taken_in_and_stands(run: Run, sqlite_url: str, asked: PartnerRequest) -> None:
    who = (asked.activity, asked.resource.kind, asked.resource.id)

    steps = [
        run("answer", *who, "bevestigd", "--amount", "1"),
        run("answer", *who, "bevestigd", "--amount", "1"),
        run("answer", *who, "geweigerd"),
        run("answer", *who, "tegenvoorstel", "--until", "morgen"),
        run("answer", *who, "misschien"),
        run("answer", *who, "geweigerd", "--reason", "ziek", "--json"),
    ]

    assert [step.code for step in steps] == [0, 0, 2, 2, 2, 0]
    assert steps[0].out.startswith(f"Vastgelegd: {asked.activity}, escort {asked.resource.id} (1) is bevestigd.")
    assert steps[1].out.startswith("Niets gewijzigd")
    assert "een weigering heeft een reden" in steps[2].err
    assert "Kies uit: bevestigd, geweigerd, tegenvoorstel." in steps[4].err
    (found,) = [r for r in _requests(sqlite_url) if (r.activity, r.resource) == (asked.activity, asked.resource)]
    assert (found.state, found.code) == (RequestState.DECLINED, "ziek")
    assert steps[5].data()["status"] == "geweigerd"
