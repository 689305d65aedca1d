"""What was made of the object asked about last is made once for it, and anew for another one like it."""

from planner.domain.last_asked import LastAsked


def test_it_is_made_once_for_one_object_and_anew_for_another_like_it() -> None:
    first, like = [1, 2], [1, 2]
    made: list[list[int]] = []

    def total(asked: list[int]) -> int:
        made.append(asked)
        return sum(asked)

    last = LastAsked(total)
    answers = [last.of(first), last.of(first), last.of(like), last.of(first)]

    assert answers == [3, 3, 3, 3]
    assert [one is first for one in made] == [True, False, True]
