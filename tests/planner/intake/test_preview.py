"""The preview tells new, changed, unchanged and vanished apart, and deletes nothing."""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.cases import Case, RiskLevel
from planner.domain.civil import at
from planner.domain.facts import Fact, fact_key
from planner.domain.resources import ClosedDays
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from planner.intake import compare
from planner.ports.intake import Delivery, FactRef, FieldChange
from tests.planner.intake.deliveries import MONDAY, WEEK, case, conversation, one_of_each


def ref(fact: Fact) -> FactRef:
    """Return what a fact is known by."""
    return type(fact), fact_key(fact)


def delivery(*facts: Fact, tables: tuple[str, ...] = ("zaken", "gesprekken")) -> Delivery:
    """Return an accepted delivery of whole tables."""
    return Delivery(source="s", facts=facts, tables=frozenset(tables))


def test_preview_of_an_empty_store_is_all_new() -> None:
    facts = one_of_each()

    preview = compare(delivery(*facts), {}, ())

    assert preview.new == facts
    assert (preview.changed, preview.unchanged, preview.vanished) == ((), (), ())


def test_preview_tells_new_changed_unchanged_and_vanished_apart() -> None:
    same, old, gone, other_source = case("Z-1"), case("Z-2"), case("Z-3"), case("Z-4")
    changed, new = replace(old, risk=RiskLevel.HIGH, closed_on=date(2026, 11, 20)), case("Z-5")
    stored = {ref(fact): fact for fact in (same, old, gone, other_source)}

    preview = compare(delivery(same, changed, new), stored, {ref(same), ref(old), ref(gone)})

    assert preview.new == (new,)
    assert preview.unchanged == (same,)
    assert preview.vanished == (gone,)
    assert [(entry.before, entry.after) for entry in preview.changed] == [(old, changed)]
    assert preview.changed[0].fields == (
        FieldChange(column="risico", before="geen", after="hoog"),
        FieldChange(column="gesloten_op", before="", after="20-11-2026"),
    )


def test_table_that_is_not_delivered_has_nothing_vanished() -> None:
    gone = conversation("A-1", "Z-1")

    without = compare(delivery(tables=("zaken",)), {ref(gone): gone}, {ref(gone)})
    within = compare(delivery(tables=("gesprekken",)), {ref(gone): gone}, {ref(gone)})

    assert (without.vanished, within.vanished) == ((), (gone,))


def test_fact_that_someone_else_ended_already_does_not_vanish_again() -> None:
    assert compare(delivery(), {}, {(Case, "Z-1")}).vanished == ()


def test_changed_periods_inside_a_fact_are_shown_together() -> None:
    vehicle = next(fact for fact in one_of_each() if isinstance(fact, Vehicle))
    shorter = replace(vehicle, shifts=(Interval(at(MONDAY, 6), at(MONDAY, 14)),))

    preview = compare(delivery(shorter), {ref(vehicle): vehicle}, ())

    assert preview.changed[0].fields == (
        FieldChange(
            column="diensten",
            before="23-11-2026 06:00 23-11-2026 15:00; 23-11-2026 22:00 24-11-2026 06:00",
            after="23-11-2026 06:00 23-11-2026 14:00",
        ),
    )


def test_closed_days_are_compared_per_country() -> None:
    days = next(fact for fact in one_of_each() if isinstance(fact, ClosedDays))
    fewer = replace(days, days=frozenset({date(2026, 12, 25)}))

    preview = compare(delivery(fewer), {ref(days): days}, ())

    assert preview.changed[0].fields == (
        FieldChange(column="sluitingsdagen", before="25-12-2026; 26-12-2026", after="25-12-2026"),
    )


def test_changed_window_is_shown_in_civil_time() -> None:
    before = conversation("A-1", "Z-1")
    after = conversation("A-1", "Z-1", Interval(WEEK.start, at(MONDAY + timedelta(days=3), 12)))

    assert compare(delivery(after), {ref(before): before}, ()).changed[0].fields == (
        FieldChange(column="venster_tot", before="27-11-2026 17:30", after="26-11-2026 12:00"),
    )
