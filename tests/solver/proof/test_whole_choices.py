"""Choices in whole: what a linear programme would halve costs what it does when it is not."""

from planner.domain.levels import Level
from solver.proof.ledger import Column, Item, Ledger
from solver.proof.prices import prove
from solver.proof.whole_choices import ROW, WEIGHTS, chosen_whole

SEATS = {"stoelen": 5}


def _costs(**costs: int) -> tuple[int, ...]:
    return tuple(costs.get(level.name, 0) for level in Level)


def _departure(number: int, seats: int = 2, late: int = 10) -> Item:
    return Item(f"vertrek {number}", (Column(_costs(), (("stoelen", seats),)), Column(_costs(TIMELY=late))))


def _names(items: list[Item]) -> set[str]:
    return {item.name for item in items}


def test_no_half_departure_takes_half_of_the_seats() -> None:
    items = [_departure(number) for number in range(5)]  # two fit, and half of a third

    whole, more = chosen_whole(items, SEATS, _names(items))

    assert more == {ROW: -30 * WEIGHTS[Level.TIMELY]}
    assert prove(Ledger(tuple(items), SEATS), Level.TIMELY, {}, 10).bound == 25
    assert prove(Ledger(whole, SEATS | more), Level.TIMELY, {}, 10).bound == 30


def test_leaving_one_out_does_not_win_back_the_days_of_others() -> None:
    # one left out frees a seat for another, that is 10 days late without it: the whole choice is not to
    ways = (Column(_costs(), (("stoelen", 5),)), Column(_costs(TIMELY=10)), Column(_costs(REALISED=1)))
    items = [Item(f"vertrek {k}", ways) for k in range(3)]

    whole, more = chosen_whole(items, SEATS, _names(items))

    assert more == {ROW: -20}
    assert prove(Ledger(whole, SEATS | more), Level.TIMELY, {Level.REALISED: 0}, 10).bound == 20


def test_what_is_not_named_is_left_as_it_is() -> None:
    items = [_departure(number) for number in range(5)]

    whole, more = chosen_whole(items, SEATS, _names(items[:2]))

    assert whole == tuple(items)
    assert more == {}


def test_a_row_that_is_not_given_limits_nothing() -> None:
    items = [_departure(number) for number in range(5)]

    assert chosen_whole(items, {}, _names(items)) == (tuple(items), {})


def test_nothing_is_proven_of_nothing() -> None:
    assert chosen_whole([], SEATS, set()) == ((), {})
