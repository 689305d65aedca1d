"""One leads; another takes over when the lease runs out or the leader ended, and at once when it gives up."""

from dataclasses import replace

import pytest

from planner.domain.clockwork import Lead
from planner.store import open_store
from planner.usecases.clock.leading import LeadLostError, give_up_lead, missed_since, refuse_lost, take_lead
from tests.planner.usecases.fakes import NamedWorker
from tests.planner.usecases.world import NOW, Desk

LONG, OVER = 3600.0, -1.0
"""Seconds of a lease that holds during a test, and of one that ran out when it was taken."""


def _lead(desk: Desk, worker: NamedWorker, seconds: float = LONG) -> Lead:
    found = take_lead(desk.store, worker, seconds=seconds)
    assert found is not None
    return found


def test_one_of_two_leads(any_desk: Desk) -> None:
    first = _lead(any_desk, NamedWorker("een"))

    assert take_lead(any_desk.store, NamedWorker("twee"), seconds=LONG) is None
    assert (first.holder, first.term, first.after) == ("een", 1, None)


def test_a_leader_goes_on_under_the_same_term(any_desk: Desk) -> None:
    _lead(any_desk, NamedWorker("een"))

    assert _lead(any_desk, NamedWorker("een")).term == 1


def test_a_lease_that_ran_out_is_taken_over(any_desk: Desk) -> None:
    first = _lead(any_desk, NamedWorker("een"), OVER)

    second = _lead(any_desk, NamedWorker("twee"))

    assert (second.holder, second.term) == ("twee", 2)
    assert second.after == pytest.approx(first.until, abs=0.001)


def test_who_let_its_own_lease_run_out_leads_under_a_new_term(any_desk: Desk) -> None:
    _lead(any_desk, NamedWorker("een"), OVER)

    assert _lead(any_desk, NamedWorker("een")).term == 2


def test_a_leader_that_certainly_ended_is_not_waited_for(any_desk: Desk) -> None:
    _lead(any_desk, NamedWorker("een"))

    assert _lead(any_desk, NamedWorker("twee", gone={"een"})).term == 2


def test_giving_up_lets_another_lead_at_once(any_desk: Desk) -> None:
    give_up_lead(any_desk.store, _lead(any_desk, NamedWorker("een")))

    assert _lead(any_desk, NamedWorker("twee")).holder == "twee"


def test_giving_up_what_was_lost_changes_nothing(any_desk: Desk) -> None:
    lost = _lead(any_desk, NamedWorker("een"), OVER)
    _lead(any_desk, NamedWorker("twee"))

    give_up_lead(any_desk.store, lost)

    assert take_lead(any_desk.store, NamedWorker("drie"), seconds=LONG) is None


@pytest.mark.parametrize(("holder", "term"), [("twee", 1), ("een", 2)])
def test_what_another_leads_is_refused(any_desk: Desk, holder: str, term: int) -> None:
    lead = replace(_lead(any_desk, NamedWorker("een")), holder=holder, term=term)

    with any_desk.store.transaction() as books, pytest.raises(LeadLostError):
        refuse_lost(books, lead)


def test_a_lead_that_ran_out_is_refused_to_its_holder(any_desk: Desk) -> None:
    lead = _lead(any_desk, NamedWorker("een"), OVER)

    with any_desk.store.transaction() as books, pytest.raises(LeadLostError):
        refuse_lost(books, lead)


def test_the_lead_is_one_for_all_who_open_the_database(database_url: str) -> None:
    here, there = open_store(database_url), open_store(database_url)
    try:
        assert take_lead(here, NamedWorker("een"), seconds=LONG) is not None
        assert take_lead(there, NamedWorker("twee"), seconds=LONG) is None
    finally:
        here.close()
        there.close()


def test_a_new_installation_begins_with_what_comes() -> None:
    assert missed_since(Lead(holder="een", term=1, until=0.0), 20, NOW) == NOW


def test_what_came_up_since_the_last_lead_was_missed() -> None:
    an_hour_ago = (NOW - 60) * 60 + 1_577_836_800
    lead = Lead(holder="een", term=2, until=0.0, after=float(an_hour_ago))

    assert missed_since(lead, 30, NOW) == NOW - 61
