"""Sessions: what lets somebody in, for how long, and what ends it at once."""

from dataclasses import replace

import pytest

from planner.domain.access import Role
from planner.domain.accounts import IDLE_MINUTES, SESSION_MINUTES, STEP_UP_MINUTES, Account, AccountId
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import AccountWanted, change_rights, create_account, disable_account
from planner.usecases.access.sessions import (
    AccountClosedError,
    close_session,
    end_session,
    is_fresh,
    open_session,
    present,
    step_up,
    visitor_of,
)
from planner.usecases.access.tokens import hash_of
from tests.planner.usecases.access.conftest import BEGAN
from tests.planner.usecases.fakes import HandClock


@pytest.fixture
def account(store: SqlStore, clock: HandClock) -> Account:
    wanted = AccountWanted(login="Planner-01", label="planner", role=Role.PLANNER)
    return create_account(store, clock, wanted, actor="beheerder")


def test_a_session_tells_who_asks(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    visitor = visitor_of(store, clock, token)

    assert visitor is not None
    assert (visitor.account, visitor.role, visitor.code) == ("planner-01", Role.PLANNER, "")


@pytest.mark.parametrize("token", ["", "x", "x" * 500, "é", "' OR 1=1 --"])
def test_another_token_lets_nobody_in(store: SqlStore, clock: HandClock, account: Account, token: str) -> None:
    open_session(store, clock, account.id)

    assert visitor_of(store, clock, token) is None


def test_only_the_hash_of_the_token_is_kept(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    with store.reading() as books:
        kept = books.sessions.of(account.id)

    assert [one.token_hash for one in kept] == [hash_of(token)]
    assert token not in repr(kept)
    assert visitor_of(store, clock, hash_of(token)) is None


def test_two_sessions_of_one_account_have_nothing_in_common(
    store: SqlStore, clock: HandClock, account: Account
) -> None:
    first, second = open_session(store, clock, account.id), open_session(store, clock, account.id)

    close_session(store, clock, first)

    assert visitor_of(store, clock, first) is None
    assert visitor_of(store, clock, second) is not None


@pytest.mark.parametrize(("idle", "inside"), [(IDLE_MINUTES - 1, True), (IDLE_MINUTES, False)])
def test_an_idle_session_ends(store: SqlStore, clock: HandClock, account: Account, idle: int, *, inside: bool) -> None:
    token = open_session(store, clock, account.id)

    clock.minute = Minute(BEGAN + idle)

    assert (visitor_of(store, clock, token) is not None) is inside


def test_a_busy_session_ends_after_eight_hours_all_the_same(
    store: SqlStore, clock: HandClock, account: Account
) -> None:
    token = open_session(store, clock, account.id)
    seen = []

    for minute in range(0, SESSION_MINUTES + 1, 10):
        clock.minute = Minute(BEGAN + minute)
        seen.append(visitor_of(store, clock, token) is not None)

    assert seen == [True] * (SESSION_MINUTES // 10) + [False]


def test_a_session_is_not_valid_before_it_began(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    clock.minute = Minute(BEGAN - 1)

    assert visitor_of(store, clock, token) is None


def test_being_seen_is_noted_once_a_minute(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)
    clock.minute = Minute(BEGAN + 3)

    for _ in range(3):
        visitor_of(store, clock, token)

    with store.reading() as books:
        assert [one.last_seen for one in books.sessions.of(account.id)] == [BEGAN + 3]


def test_a_disabled_account_is_out_at_once(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    disable_account(store, clock, account.login, actor="beheerder")

    assert visitor_of(store, clock, token) is None
    with pytest.raises(AccountClosedError):
        open_session(store, clock, account.id)


def test_a_disabled_account_is_out_even_where_a_session_was_left(
    store: SqlStore, clock: HandClock, account: Account
) -> None:
    token = open_session(store, clock, account.id)

    with store.transaction() as books:
        books.accounts.put(replace(account, active=False))

    assert visitor_of(store, clock, token) is None


def test_changed_rights_end_what_was_open(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    change_rights(store, clock, account.login, role=Role.AUDITOR, code="", actor="beheerder")

    assert visitor_of(store, clock, token) is None


def test_a_session_that_is_closed_stays_closed(store: SqlStore, clock: HandClock, account: Account) -> None:
    token = open_session(store, clock, account.id)

    close_session(store, clock, token)
    close_session(store, clock, token)

    assert visitor_of(store, clock, token) is None


@pytest.mark.parametrize(("passed", "fresh"), [(STEP_UP_MINUTES, True), (STEP_UP_MINUTES + 1, False)])
def test_a_sign_in_is_fresh_for_five_minutes(
    store: SqlStore, clock: HandClock, account: Account, passed: int, *, fresh: bool
) -> None:
    token = open_session(store, clock, account.id)

    clock.minute = Minute(BEGAN + passed)

    assert is_fresh(store, clock, token) is fresh


def test_stepping_up_makes_fresh_under_another_token_and_lengthens_nothing(
    store: SqlStore, clock: HandClock, account: Account
) -> None:
    token = open_session(store, clock, account.id)
    clock.minute = Minute(BEGAN + 10)

    renewed = step_up(store, clock, token)

    now = present(store, clock, renewed)
    assert visitor_of(store, clock, token) is None
    assert now is not None
    assert (now.session.started, now.session.expires) == (BEGAN, BEGAN + SESSION_MINUTES)
    assert is_fresh(store, clock, renewed)


def test_one_session_of_several_is_ended_by_its_owner_alone(
    store: SqlStore, clock: HandClock, account: Account
) -> None:
    token = open_session(store, clock, account.id)
    with store.reading() as books:
        session = books.sessions.of(account.id)[0]
    stranger = replace(account, id=AccountId("a-other"), login="other")

    assert end_session(store, clock, stranger, session.id) is False
    assert visitor_of(store, clock, token) is not None
    assert end_session(store, clock, account, session.id) is True
    assert visitor_of(store, clock, token) is None
