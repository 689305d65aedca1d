"""Rules R24, R37, R38 and R26c: what stands in the way of a departure, and what does not yet."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import MoveRole
from planner.domain.cases import Specialism, Track
from planner.domain.civil import day_interval
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.rules.departure_gate import HandOverPack
from tests.solver import world as w
from tests.solver.rules.cases import costs, departure, flown, move, on_day, texts

YES, NO, ASKED = ClearanceState.YES, ClearanceState.NO, ClearanceState.ASKED
FIT, IND, PACK = ClearanceKind.FIT_TO_FLY, ClearanceKind.REMOVABILITY, ClearanceKind.HAND_OVER_PACK
ALONE = frozenset({Specialism.MINORS})
BROKEN = {Level.HARD: 1}
UNTIL_NOON = Interval(Minute(0), w.clock(12))
SATURDAY = date(2026, 11, 28)


def _answer(
    kind: ClearanceKind, state: ClearanceState, valid: Interval = w.EVER, given: date | None = None
) -> Clearance:
    return Clearance(case=w.A, kind=kind, state=state, valid=valid, given_on=given)


def _world(now: Minute, *answers: Clearance, track: Track = Track.FORCED) -> w.World:
    """Return a world with the departure of A on Monday at 12:00."""
    return w.World(activities=[departure(track=track)], now=now).with_cases(clearances=answers)


@pytest.mark.parametrize(
    ("rule", "now", "answers", "cost"),
    [
        pytest.param("R24", w.NOW, (), {}, id="three days before: a doctor can still look"),
        pytest.param("R24", w.clock(8), (), {}, id="four hours before: just in time"),
        pytest.param("R24", w.clock(8, 1), (), BROKEN, id="a minute later: too late"),
        pytest.param("R24", w.clock(8, 1), (_answer(FIT, ASKED),), BROKEN, id="asked is no answer"),
        pytest.param("R24", w.clock(8, 1), (_answer(FIT, YES),), {}, id="fit"),
        pytest.param("R24", w.NOW, (_answer(FIT, NO),), BROKEN, id="not fit, however early"),
        pytest.param("R24", w.NOW, (_answer(FIT, NO, UNTIL_NOON),), {}, id="not fit until then"),
        pytest.param(
            "R24",
            w.NOW,
            (_answer(FIT, YES), _answer(FIT, NO, Interval(w.clock(12)))),
            BROKEN,
            id="a negative answer goes before a positive one",
        ),
        pytest.param(
            "R24", w.clock(8, 1), (_answer(FIT, YES, Interval(Minute(0), w.clock(12))),), BROKEN, id="expired"
        ),
        pytest.param("R24", w.clock(12, 1), (), {}, id="what began, is past"),
        pytest.param("R37", w.clock(10), (), {}, id="two hours before: the IND can still look"),
        pytest.param("R37", w.clock(10, 1), (), BROKEN, id="too late for the IND"),
        pytest.param("R37", w.clock(10, 1), (_answer(IND, YES, given=w.MONDAY),), {}, id="looked on the day"),
        pytest.param(
            "R37", w.clock(10, 1), (_answer(IND, YES, given=date(2026, 11, 22)),), BROKEN, id="looked the day before"
        ),
        pytest.param("R37", w.NOW, (_answer(IND, YES, given=w.TUESDAY),), {}, id="another day does not matter yet"),
        pytest.param("R37", w.NOW, (_answer(IND, NO, day_interval(w.MONDAY)),), BROKEN, id="not removable that day"),
        pytest.param("R37", w.NOW, (_answer(IND, NO, day_interval(w.TUESDAY)),), {}, id="not removable another day"),
        pytest.param("R38", w.clock(8), (), {}, id="four hours: three at the airport and one for the pack"),
        pytest.param("R38", w.clock(8, 1), (), BROKEN, id="the pack cannot be ready before the pick-up"),
        pytest.param("R38", w.clock(8, 1), (_answer(PACK, YES),), {}, id="the pack is ready"),
    ],
)
def test_what_can_still_be_done_blocks_nothing(
    rule: str, now: Minute, answers: tuple[Clearance, ...], cost: dict[Level, int]
) -> None:
    world = _world(now, *answers)

    assert costs(rule, world, flown(world, world.activities[0])) == cost


@pytest.mark.parametrize(("now", "cost"), [(w.clock(7), {}), (w.clock(7, 1), BROKEN)])
def test_pack_is_ready_before_the_last_pick_up(now: Minute, cost: dict[Level, int]) -> None:
    """A ride that takes an hour from door to door comes before the three hours at the airport."""
    going = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=going.key, cases=(w.A,))
    world = w.World(activities=[going, ride], now=now)

    assert costs("R38", world, flown(world, going)) == cost


def test_longest_ride_to_the_flight_counts_and_no_other_move() -> None:
    """Rides of sixty and ninety minutes, and a move of four hours that belongs to the departure in another way."""
    going = departure()
    facts = {"serves": going.key, "cases": (w.A,)}
    longest = move("v1", MoveRole.TO_DEPARTURE, duration=90, **facts)
    rides = [longest, move("v2", MoveRole.TO_DEPARTURE, **facts), move("v3", MoveRole.CHAIN, duration=240, **facts)]
    known = Known(w.World(activities=[going, *rides], now=w.clock(6)).problem())

    for way in (w.mode(going, w.AIRPORT), w.mode(going, w.AIRPORT, start=w.clock(12))):
        assert HandOverPack().first(known, going, way) == w.clock(6) + 60 + 180 + 90


@pytest.mark.parametrize("rule", ["R24", "R37", "R38"])
def test_who_leaves_by_themselves_needs_no_gate(rule: str) -> None:
    world = _world(w.clock(11), track=Track.INDEPENDENT)

    assert costs(rule, world, flown(world, world.activities[0])) == {}


@pytest.mark.parametrize(
    ("now", "minors", "cost"),
    [
        pytest.param(w.clock(12, 0, date(2026, 11, 16)), ALONE, {}, id="five working days before"),
        pytest.param(w.clock(12, 0, date(2026, 11, 17)), ALONE, BROKEN, id="four"),
        pytest.param(w.clock(12, 0, date(2026, 11, 17)), frozenset(), {}, id="a child in a family"),
    ],
)
def test_reception_of_a_minor_can_still_be_arranged(
    now: Minute, minors: frozenset[Specialism], cost: dict[Level, int]
) -> None:
    world = w.World(activities=[departure()], now=now)
    cases = tuple(replace(case, minor=True, specialisms=minors) for case in world.cases.cases)
    world = world.with_cases(cases=cases)

    assert costs("R26c", world, flown(world, world.activities[0])) == cost


def test_of_a_day_all_answers_count_that_touch_it() -> None:
    """A departure by IOM on Saturday: reception from noon on is there; a refusal from noon on is felt all day."""
    going = departure(track=Track.INDEPENDENT_IOM)
    cases = (replace(w.case(w.A), specialisms=frozenset({Specialism.MINORS})),)
    noon = Interval(w.clock(12, 0, SATURDAY))

    def cost(state: ClearanceState) -> dict[Level, int]:
        answer = replace(_answer(ClearanceKind.RECEPTION, state, noon))
        world = w.World(activities=[going], now=w.clock(12, 0, date(2026, 11, 27)))
        world = world.with_cases(cases=cases, clearances=(answer,))
        return costs("R26c", world, on_day(going, day_interval(SATURDAY)))

    assert cost(YES) == {}
    assert cost(NO) == BROKEN


def test_sentences_name_what_lacks_and_until_when() -> None:
    refused = _world(w.NOW, _answer(FIT, NO, Interval(w.clock(0), w.clock(0, 0, w.TUESDAY))))
    asked = _world(w.clock(9), _answer(FIT, ASKED))
    silent = _world(w.clock(11))

    assert texts("R24", refused, flown(refused, departure())) == [
        "de fit-to-fly-verklaring van A: niet akkoord van ma 23 nov 00:00 tot di 24 nov 00:00"
    ]
    assert "".join(texts("R24", asked, flown(asked, departure()))) == (
        "de fit-to-fly-verklaring van A is gevraagd, zonder antwoord, en lukt niet meer voor ma 23 nov 12:00:"
        " het kan pas vanaf ma 23 nov 13:00"
    )
    assert "".join(texts("R37", silent, flown(silent, departure()))) == (
        "de toets van de IND op de dag zelf van A is niet vastgelegd, en lukt niet meer voor ma 23 nov 12:00:"
        " het kan pas vanaf ma 23 nov 13:00"
    )
