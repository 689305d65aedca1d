"""Keeping what was made: once for everybody who asks meanwhile, the last so many, and never an error."""

import threading

import pytest

from api.kept import Kept


def test_what_is_asked_again_is_not_made_again() -> None:
    made: list[int] = []

    def make(key: int) -> str:
        made.append(key)
        return str(key)

    kept = Kept(make, 2)

    answers = [kept(1), kept(2), kept(1), kept(3), kept(2)]

    assert answers == ["1", "2", "1", "3", "2"]
    assert made == [1, 2, 3, 2]


def test_who_asks_while_it_is_made_waits_for_it() -> None:
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make(key: str) -> str:
        made.append(key)
        begun.set()
        assert go_on.wait(30)
        return key * 2

    kept, answers = Kept(make, 1), list[str]()
    threads = [threading.Thread(target=lambda: answers.append(kept("a"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert begun.wait(30)
    go_on.set()
    for thread in threads:
        thread.join(30)

    assert (made, answers) == (["a"], ["aa", "aa", "aa"])


def test_an_error_goes_to_who_asked_and_is_not_kept() -> None:
    tries = iter((ValueError("not yet"), None))

    def make(key: int) -> int:
        error = next(tries)
        if error is not None:
            raise error
        return key

    kept = Kept(make, 1)

    with pytest.raises(ValueError, match="not yet"):
        kept(7)
    assert kept(7) == 7
