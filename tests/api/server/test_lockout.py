"""Who guesses waits, under other names as well; who merely has an old password does not."""

import pytest

from api.server.lockout import FIRST_WAIT, FREE, FREE_PER_MACHINE, LONGEST_WAIT, WEARS_OFF, Lockout


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Return the time it was set to."""
        return self.seconds


@pytest.fixture
def hand() -> Hand:
    """Give a clock."""
    return Hand()


def test_the_wait_doubles_up_to_an_hour(hand: Hand) -> None:
    lockout, waits = Lockout(hand), list[int]()
    for _ in range(FREE + 9):
        lockout.wrong("m", "n")
        waits.append(lockout.wait("m", "n"))

    assert waits[:FREE] == [0] * FREE
    assert waits[FREE:] == [round(min(LONGEST_WAIT, FIRST_WAIT * 2**turn)) for turn in range(9)]


def test_a_right_secret_forgives_its_own_name_alone(hand: Hand) -> None:
    lockout = Lockout(hand)
    for name in ("a", "b"):
        for _ in range(FREE + 1):
            lockout.wrong("m", name)

    lockout.right("m", "a")

    assert (lockout.wait("m", "a"), lockout.wait("m", "b")) == (0, 30)


def test_another_name_for_each_guess_does_not_help(hand: Hand) -> None:
    lockout = Lockout(hand)
    for number in range(FREE_PER_MACHINE + 1):
        assert lockout.wait("m", f"n{number}") == 0
        lockout.wrong("m", f"n{number}")

    assert (lockout.wait("m", "fresh"), lockout.wait("other", "fresh")) == (30, 0)


def test_a_program_that_keeps_asking_with_an_old_password_locks_nobody_out(hand: Hand) -> None:
    lockout = Lockout(hand)
    for _ in range(1000):
        hand.seconds += 900.0  # every quarter of an hour
        lockout.wrong("m")

        assert lockout.wait("m") == 0
    assert WEARS_OFF < 900.0
