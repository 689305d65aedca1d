"""A release comes back equal, entries in their order, those that stand alone too."""

from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.release import CalendarEntry, Release, ReleaseScope
from planner.domain.time import Interval, Minute
from planner.store.release_bytes import pack_release, unpack_release
from tests.planner.examples import example_plan


def release_of(plan: Plan, entries: tuple[CalendarEntry, ...]) -> Release:
    return Release(
        number=1,
        published_at=Minute(5),
        plan_id=1,
        problem_hash="h",
        scope=ReleaseScope(),
        horizon=Interval(Minute(0), Minute(40_320)),
        appointments=plan.appointments,
        entries=entries,
        activities=(),
    )


def entries_of(plan: Plan) -> list[CalendarEntry]:
    return [
        CalendarEntry(id=part.id, participation=part, appointment=item, sequence=index, changed_at=Minute(index))
        for item in plan.appointments
        for index, part in enumerate(item.participations)
    ]


def test_a_release_comes_back_equal_with_its_tombstones_and_older_wordings() -> None:
    plan = example_plan(4)
    entries = entries_of(plan)
    entries[2] = replace(entries[2], appointment=replace(entries[2].appointment, all_day=True))
    entries[4] = replace(entries[4], participation=replace(entries[4].participation, amount=3))
    entries[5] = replace(entries[5], cancelled=True)
    gone = entries_of(example_plan(5))[-1]
    release = release_of(plan, (entries[7], replace(gone, cancelled=True), *entries[:7], *entries[8:]))

    assert unpack_release(pack_release(release)) == release


def test_an_appointment_is_written_once_for_all_its_calendars() -> None:
    plan = example_plan(300)
    bare = len(pack_release(release_of(plan, ())))

    full = len(pack_release(release_of(plan, tuple(entries_of(plan)))))

    assert full < 1.3 * bare
