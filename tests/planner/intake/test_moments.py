"""Moments in cells and fields: what comes twice is told apart, and what was written is read back."""

from datetime import date, datetime

import pytest

from planner.domain.civil import at
from planner.domain.time import Minute
from planner.intake.moments import TWICE, CellError, field_moment, native_moment, parse_moment, show_moment

_NIGHT = at(date(2026, 10, 25), 0)


@pytest.mark.parametrize("cell", ["25-10-2026 02:30", "2026-10-25T02:00", datetime(2026, 10, 25, 2, 59)])  # noqa: DTZ001
def test_moment_that_comes_twice_is_refused_with_both(cell: str | datetime) -> None:
    with pytest.raises(CellError) as refused:
        parse_moment(cell)

    assert refused.value.problem == str(TWICE)
    assert refused.value.remedy.count("+02:00") == 1
    assert refused.value.remedy.count("+01:00") == 1


def test_every_quarter_of_a_long_night_is_read_back() -> None:
    """Five hours from midnight on, as text, in a field and in a workbook; the hour from two comes twice."""
    moments = [Minute(_NIGHT + 15 * quarter) for quarter in range(20)]

    assert [parse_moment(show_moment(one)) for one in moments] == moments
    assert [parse_moment(field_moment(one)) for one in moments] == moments
    assert [parse_moment(native_moment(one)) for one in moments] == moments
    assert len({show_moment(one) for one in moments}) == len(moments)


def test_offset_is_shown_only_where_it_is_needed() -> None:
    shown = [show_moment(Minute(_NIGHT + 60 * hour)) for hour in range(1, 5)]

    assert shown == ["25-10-2026 01:00", "25-10-2026 02:00 +02:00", "25-10-2026 02:00 +01:00", "25-10-2026 03:00"]
