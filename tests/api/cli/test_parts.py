"""Reading values of options, wording and the display of a search."""

import os
import signal
from collections.abc import Callable
from datetime import date

import pytest

from api.cli.console import plain, table
from api.cli.failure import CommandFailure
from api.cli.options import parse_day, parse_moment, parse_week
from api.cli.progress import Display, Interruption, gap
from api.cli.publish import parse_scope
from api.cli.words import LEVELS, rule_title
from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from planner.domain.release import ReleaseScope
from planner.domain.spelling import number
from planner.domain.time import Interval, Minute
from planner.ports.search import Progress
from planner.usecases.planning.planning_moment import planning_moment

WEEK = IsoWeek(2026, 48)


class FixedClock:
    """A clock that stands still."""

    def __init__(self, now: Minute) -> None:
        self._now = now

    def now(self) -> Minute:
        """Return the time it stands at."""
        return self._now


def test_dates_are_read_as_the_dutch_and_as_iso_write_them() -> None:
    assert parse_day("26-11-2026") == parse_day("2026-11-26") == date(2026, 11, 26)


def test_a_moment_is_dutch_civil_time() -> None:
    assert parse_moment("2026-11-19T16:00") == at(date(2026, 11, 19), 16)
    assert parse_moment("2026-07-01 08:30") == at(date(2026, 7, 1), 8, 30)
    assert parse_moment("2026-11-19") == day_start(date(2026, 11, 19))
    assert parse_moment("2026-11-19T16:00Z") == at(date(2026, 11, 19), 17)


def test_a_time_that_comes_twice_asks_which_and_says_how() -> None:
    with pytest.raises(CommandFailure) as refused:
        parse_moment("2026-10-25T02:30")

    assert refused.value.message == (
        "'2026-10-25T02:30': dit tijdstip komt twee keer voor: de klok gaat die nacht een uur terug"
    )
    assert refused.value.remedy == (
        "Schrijf 25-10-2026 02:30 +02:00 voor de eerste keer, 25-10-2026 02:30 +01:00 voor de tweede."
    )
    assert parse_moment("2026-10-25T02:30+02:00") == at(date(2026, 10, 25), 2, 30)
    assert parse_moment("25-10-2026 02:30 +01:00") == at(date(2026, 10, 25), 2, 30) + 60


def test_week_53_of_a_long_year_is_read() -> None:
    assert parse_week("2026-W53") == IsoWeek(2026, 53)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_day, "31-02-2026"),
        (parse_day, "gisteren"),
        (parse_moment, "2026-11-19T24:00"),
        (parse_moment, "2026-11-19T12:60"),
        (parse_moment, "2026-11-19T9:00"),
        (parse_moment, "16:00"),
        (parse_week, "2027-W53"),
        (parse_week, "W48"),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(CommandFailure) as refused:
        read(text)

    assert text in refused.value.message
    assert "2026-" in refused.value.remedy


def test_a_scope_is_read_from_kinds_and_days() -> None:
    found = parse_scope("gesprek, vertrek", "2026-11-23..25-11-2026")

    assert found == ReleaseScope(
        kinds=frozenset({ActivityKind.CONVERSATION, ActivityKind.DEPARTURE}),
        days=Interval(day_start(date(2026, 11, 23)), day_start(date(2026, 11, 26))),
    )
    assert parse_scope(None, None) == ReleaseScope()


@pytest.mark.parametrize(("kinds", "days"), [("gesprekken", None), ("", None), (None, "2026-11-25..2026-11-23")])
def test_a_wrong_scope_is_refused(kinds: str | None, days: str | None) -> None:
    with pytest.raises(CommandFailure):
        parse_scope(kinds, days)


def test_before_the_week_the_planning_moment_is_now_and_after_it_the_thursday_before() -> None:
    before, during = at(date(2026, 11, 20), 9), at(date(2026, 11, 23), 0)

    assert planning_moment(WEEK, FixedClock(before)) == before
    assert planning_moment(WEEK, FixedClock(during)) == at(date(2026, 11, 19), 16)


def test_every_level_has_a_word() -> None:
    assert set(LEVELS) == set(Level)


def test_an_unknown_rule_is_shown_by_its_number() -> None:
    assert (rule_title(RuleId("P01")), rule_title(RuleId("X99"))) == ("P01 Eén plaats tegelijk", "X99")


def test_figures_are_written_as_the_dutch_do() -> None:
    assert (number(1234.56), number(0.04), number(7, 0)) == ("1.234,6", "0,0", "7")


def test_text_from_elsewhere_cannot_steer_the_terminal() -> None:
    assert plain("a\x1b[31mb\r\x07\nc") == "a�[31mb��\nc"


def test_text_from_elsewhere_is_no_markup_in_a_table() -> None:
    drawn = table(("[bold]kop",), [("[red]cel",)])

    assert str(next(iter(drawn.columns[0].cells))) == "[red]cel"


@pytest.mark.parametrize(
    ("cost", "bound", "expected"), [(0, 0, 0.0), (10, 10, 0.0), (10, 5, 0.5), (3, 0, 1.0), (7, None, 0.0)]
)
def test_the_gap_is_the_part_of_the_cost_that_is_not_proven(cost: int, bound: int | None, expected: float) -> None:
    assert gap(LevelValue(level=Level.TIMELY, cost=cost, bound=bound)) == expected


def test_ctrl_c_once_asks_to_stop_and_twice_ends() -> None:
    asked = Interruption()

    with asked.listening():
        before = asked()
        os.kill(os.getpid(), signal.SIGINT)
        after = asked()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert (before, after) == (False, True)


def test_without_a_terminal_each_stage_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    display = Display(10, Interruption())
    stages = ("toewijzing", "toewijzing", "agenda's")

    with display.shown():
        for planned, stage in enumerate(stages):
            display.report(Progress(stage=stage, fraction=0.5, planned=planned, total=9))

    lines = [line.partition("s  ")[2] for line in capsys.readouterr().err.splitlines()]
    assert lines == ["toewijzing: 0 van 9 gepland", "agenda's: 2 van 9 gepland"]


def test_the_time_of_each_stage_is_as_the_search_told_it_last() -> None:
    display = Display(10, Interruption())
    before = display.stages()

    for spent in ((("toewijzing", 0.5),), (("toewijzing", 1.5), ("agenda's", 4.5))):
        display.report(Progress(stage=spent[-1][0], fraction=0.5, planned=1, total=9, stages=spent))

    assert before == ()
    assert display.stages() == (("toewijzing", 1.5), ("agenda's", 4.5))
