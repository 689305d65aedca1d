"""Crews in numbers: minutes from 0; any drive takes 30 minutes unless said otherwise."""

import pytest

from planner.domain.crews import CrewNorms, Visit, crew_turns, driving_of
from planner.domain.ids import PlaceId
from planner.domain.plan import Stop
from planner.domain.time import Interval, Minute

NORMS = CrewNorms(shift=540, rest=660, driving=270, pause=45)
HOME = PlaceId("depot")
WORK = Interval(Minute(0), Minute(540))


def _drive(origin: PlaceId, destination: PlaceId, _leaves: Minute) -> int:
    return 0 if origin == destination else 130 if "ver" in (origin, destination) else 30


def _visit(place: str, start: int, end: int, aboard: int = 0) -> Visit:
    return Visit(stop=Stop(place=PlaceId(place), start=Minute(start), end=Minute(end)), aboard=aboard)


def _pauses(*visits: Visit) -> tuple[list[tuple[int, int | None]], int]:
    found = driving_of(visits, HOME, WORK, _drive, NORMS)
    return [(pause.start, pause.end) for pause in found.breaks], found.longest


def test_two_shifts_a_day_take_two_crews_that_change_every_day() -> None:
    shifts = [Interval(Minute(day + start), Minute(day + start + 540)) for day in (0, 1440) for start in (330, 870)]

    assert [turn.letter for turn in crew_turns(shifts, 2, lambda _: NORMS)] == ["A", "B", "A", "B"]


def test_shift_without_a_rested_crew_has_none() -> None:
    shifts = [Interval(Minute(0), Minute(540)), Interval(Minute(1199), Minute(1700)), Interval(Minute(1200), None)]

    assert [turn.crew for turn in crew_turns(shifts, 1, lambda _: NORMS)] == [0, None, 0]


def test_shift_is_worked_for_nine_hours() -> None:
    (turn,) = crew_turns([Interval(Minute(60), Minute(700))], 1, lambda _: NORMS)

    assert turn.work == Interval(Minute(60), Minute(600))


@pytest.mark.parametrize(
    ("visits", "breaks", "longest"),
    [
        pytest.param([], [], 0, id="nothing to do"),
        pytest.param([_visit("a", 30, 40, 1), _visit("b", 70, 80)], [], 90, id="out, ride and home"),
        pytest.param(
            [_visit("a", 30, 40, 1), _visit("b", 70, 80), _visit("a", 155, 160, 1), _visit("b", 190, 195)],
            [(110, 155)],
            90,
            id="where the next stop is, as soon as it is reached",
        ),
        pytest.param(
            [_visit("a", 30, 40, 1), _visit("b", 70, 80, 1), _visit("a", 200, 210)],
            [],
            120,
            id="not with somebody aboard",
        ),
        pytest.param(
            # 130 out and 130 with somebody aboard make 260; 30 more would be too much, so first a break.
            [_visit("ver", 130, 140, 1), _visit("b", 270, 280), _visit("a", 360, 370)],
            [(280, 325)],
            260,
            id="before a drive that would be too much",
        ),
        pytest.param(
            [_visit("ver", 130, 140, 1), _visit("b", 270, 280)], [(280, 325)], 260, id="before the way home if needed"
        ),
    ],
)
def test_breaks_are_taken_with_nobody_aboard(visits: list[Visit], breaks: list[tuple[int, int]], longest: int) -> None:
    assert _pauses(*visits) == (breaks, longest)
