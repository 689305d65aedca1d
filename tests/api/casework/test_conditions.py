"""The drawing of the four conditions: stretches where they are, and the one where all four hold."""

from datetime import date

from api.casework.conditions import HIGH, LABELS, TOP, WIDTH, drawing
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact
from planner.domain.civil import day_start
from planner.domain.ids import CaseId
from planner.domain.time import Interval, Minute

CASE = CaseId("Z1")
NOW = day_start(date(2026, 11, 24))


def _days(first: date, last: date | None) -> Interval:
    return Interval(day_start(first), None if last is None else day_start(last))


def _four(**spans: Interval) -> list[ConditionFact]:
    return [ConditionFact(case=CASE, condition=Condition(name), valid=valid) for name, valid in spans.items()]


FOUR = _four(
    verwijderbaar=_days(date(2026, 11, 12), None),
    beschikbaar=_days(date(2026, 10, 5), None),
    maatregel=_days(date(2026, 10, 5), date(2027, 1, 3)),
    reisdocument=_days(date(2026, 11, 23), date(2026, 12, 23)),
)


def test_the_four_together_are_what_all_of_them_share() -> None:
    made = drawing(FOUR, (), NOW, None, {})

    together = made.lines[4]
    assert together.said == ("ma 23 nov 2026 t/m di 22 dec 2026, 30 dagen",)
    assert together.bars == made.together
    assert made.lines[3].bars == made.together
    assert made.summary == "Alle vier, zonder beletsel: ma 23 nov 2026 t/m di 22 dec 2026."


def test_a_block_is_taken_out_of_what_is_said() -> None:
    block = BlockingFact(case=CASE, reason=BlockReason.MEDICAL, valid=_days(date(2026, 12, 1), date(2026, 12, 8)))

    made = drawing(FOUR, (block,), NOW, None, {block: "ind, wo 25 nov"})

    assert made.summary == (
        "Alle vier, zonder beletsel: ma 23 nov 2026 t/m ma 30 nov 2026, di 8 dec 2026 t/m di 22 dec 2026."
    )
    assert (made.lines[5].name, made.lines[5].kind, made.lines[5].by) == ("artikel 64", "blocks", ("ind, wo 25 nov",))


def test_without_one_of_them_they_never_hold_together() -> None:
    made = drawing(FOUR[:3], (), NOW, None, {})

    assert made.together == ()
    assert made.lines[3].said == ()
    assert made.summary == "De vier voorwaarden gelden op geen moment tegelijk."


def test_everything_lies_inside_the_drawing_in_order_of_time() -> None:
    departs = day_start(date(2026, 12, 2))

    made = drawing(FOUR, (), NOW, departs, {})

    bars = [bar for line in made.lines for bar in line.bars]
    assert all(bar.x >= LABELS and bar.x + bar.width <= LABELS + WIDTH for bar in bars)
    assert made.departs is not None
    assert made.now.x < made.departs.x
    assert [line.y for line in made.lines] == [TOP + HIGH * number for number in range(5)]
    assert (made.top, made.bottom) == (TOP, TOP + 5 * HIGH)


def test_what_goes_on_is_drawn_to_the_edge() -> None:
    made = drawing(FOUR, (), NOW, None, {})

    first = made.lines[0].bars[0]
    assert first.open
    assert first.x + first.width == LABELS + WIDTH


def test_a_fact_of_long_ago_does_not_squeeze_the_rest() -> None:
    old = _four(maatregel=Interval(Minute(0), Minute(1440)))

    made = drawing([*FOUR, *old], (), NOW, None, {})

    assert len(made.months) < 10
    assert [len(line.bars) for line in made.lines[:4]] == [1, 1, 1, 1]
