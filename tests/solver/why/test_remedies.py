"""What would be enough on a spot, in words: more of a pool, or that others move.

C is asked for between nine and ten; R2 owns C.
"""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.explaining import Obstacle, Remedy
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.plan import Appointment
from planner.domain.time import Interval
from solver.clock import Budget
from solver.why.examined import examined
from solver.why.permitted import by_offer
from solver.why.table import as_spot, blocking_table
from tests.solver import world as w
from tests.solver.small import conversation
from tests.solver.why.talks import NINE, TEN, asked, held, question

C = asked(w.C)
LONG = Interval(NINE, w.clock(17))
FIRST, SECOND = (conversation(code, 1, window=LONG) for code in (w.A, w.B))
R3 = RegievoerderId("R3")


def _rooms(number: int) -> w.World:
    rooms = (w.rooms(w.AZC, number),) if number else ()
    people = tuple(w.regievoerder(code) for code in (w.R1, w.R2, R3))
    return w.World().with_resources(capacities=(*rooms, w.interpreters(1)), regievoerders=people)


def _said(rooms: int, planned: Sequence[Appointment], others: Sequence[Activity]) -> list[Remedy | None]:
    """Return what would be enough on each spot, and on each stretch of the table."""
    table = blocking_table(question(_rooms(rooms), C, planned, others), C)
    return [spot.remedy for spot in table.spots] + [row.remedy for row in table.stretches]


def test_a_pool_that_offers_nothing_is_asked_for_more() -> None:
    more = Remedy(
        what="genoeg is dat gesprekskamer in azc X dan wordt geboden", by="de partner, door zijn eigen antwoord"
    )

    assert _said(0, [], []) == [more, more]


def test_the_one_who_has_the_only_room_would_have_to_move() -> None:
    moves = Remedy(what="genoeg is dat A/gesprek/1 verschuift")

    assert _said(1, [held(FIRST, NINE)], [FIRST]) == [moves, moves]


def test_any_of_those_who_share_the_rooms_would_have_to_move() -> None:
    moves = Remedy(what="genoeg is dat een van deze verschuift: A/gesprek/1 en B/gesprek/1")

    assert _said(2, [held(FIRST, NINE), held(SECOND, NINE, R3)], [FIRST, SECOND]) == [moves, moves]


def test_of_many_who_could_move_three_are_named() -> None:
    moves = Remedy(what="genoeg is dat een van deze verschuift: A/gesprek/1, A/gesprek/2, A/gesprek/3 en 1 andere")
    others = [conversation(w.A, number, window=LONG) for number in (1, 2, 3, 4)]

    assert _said(4, [held(one, NINE) for one in others], others) == [moves, moves]


def test_what_would_be_enough_is_told_where_words_are_asked_for() -> None:
    about = question(_rooms(1), C, [held(FIRST, NINE)], [FIRST])
    (spot,) = examined(about, C)

    assert as_spot(about, spot).remedy is not None
    assert as_spot(about, spot, in_words=False).remedy is None
    assert (spot.start, as_spot(about, spot).end) == (NINE, TEN)


def test_one_more_room_is_offered_where_a_room_is_all_that_lacks() -> None:
    about = question(_rooms(0), C)
    (spot,) = examined(about, C)
    other = Obstacle(rule=RuleId("P09"), activity=C.key)

    assert by_offer(about, C, [spot], Budget()) is not None
    assert by_offer(about, C, [replace(spot, obstacles=(*spot.obstacles, other))], Budget()) is None
