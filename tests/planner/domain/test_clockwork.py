"""Slots: each day, week or minute has one, also on days of 23 and 25 hours and in a year of 53 weeks."""

from datetime import date

import pytest

from planner.domain.civil import IsoWeek, at, day_interval, day_start, to_utc
from planner.domain.clockwork import GROUP, NEVER, Daily, Every, JobName, Rhythm, Slot, Weekly, rhythm_of, still_open
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.settings import Setting, Settings, Unit
from planner.domain.time import MINUTES_PER_DAY, Minute

CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
RHYTHMS: tuple[Rhythm, ...] = (
    Every(minutes=1),
    Every(minutes=15),
    *(Daily(minute=minute) for minute in (0, 119, 120, 150, 179, 180, 181, 1439)),
    *(Weekly(weekday=7, minute=minute) for minute in (120, 150, 180)),
)


def _slots(rhythm: Rhythm, start: Minute, end: Minute) -> list[Slot]:
    """Return the slots that come up while somebody looks every minute."""
    found: list[Slot] = []
    for minute in range(start, end):
        slot = rhythm.at_or_before(Minute(minute))
        if slot.due >= start and (not found or found[-1] != slot):
            found.append(slot)
    return found


@pytest.mark.parametrize("day", CHANGES)
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_each_slot_comes_up_once_when_the_clock_changes(rhythm: Rhythm, day: date) -> None:
    whole = day_interval(day)
    assert whole.end is not None

    found = _slots(rhythm, whole.start, whole.end)

    assert len({slot.name for slot in found}) == len(found)
    expected = (whole.end - whole.start) // rhythm.minutes if isinstance(rhythm, Every) else 1
    assert len(found) == expected


def test_a_daily_time_that_the_clock_skips_comes_at_the_end_of_the_gap() -> None:
    slot = Daily(minute=150).at_or_before(at(CHANGES[0], 12))

    assert f"{to_utc(slot.due):%Y-%m-%dT%H:%MZ}" == "2026-03-29T01:30Z"


def test_a_daily_time_that_comes_twice_is_the_first_of_the_two() -> None:
    slot = Daily(minute=150).at_or_before(at(CHANGES[1], 12))

    assert f"{to_utc(slot.due):%Y-%m-%dT%H:%MZ}" == "2026-10-25T00:30Z"


def test_week_53_has_a_slot_of_its_own() -> None:
    rhythm = Weekly(weekday=4, minute=780)
    start, end = day_start(IsoWeek(2026, 52).monday), day_start(IsoWeek(2027, 2).monday)

    assert [slot.name for slot in _slots(rhythm, start, end)] == ["2026-W52", "2026-W53", "2027-W01"]


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_the_following_slot_is_the_next_that_comes_up(rhythm: Rhythm) -> None:
    start = day_start(date(2026, 10, 24))
    slot = rhythm.at_or_before(start)

    for _ in range(40):
        following = rhythm.after(slot.due)
        assert following.due > slot.due
        assert rhythm.at_or_before(Minute(following.due - 1)) == slot
        assert rhythm.at_or_before(following.due) == following
        slot = following


def test_settings_say_when_and_whether_a_job_is_done() -> None:
    now = at(date(2026, 11, 19), 16)
    changed = Settings(
        (
            *(s for s in DEFAULT_SETTINGS if (s.rule, s.key) not in {(GROUP, "backup-time"), (GROUP, "travel-time")}),
            Setting(rule=GROUP, key="backup-time", value=600, unit=Unit.MINUTES),
            Setting(rule=GROUP, key="travel-time", value=NEVER, unit=Unit.MINUTES),
        )
    )

    assert rhythm_of(JobName.BACKUP, changed, now) == Daily(minute=600)
    assert rhythm_of(JobName.TRAVEL, changed, now) is None
    assert rhythm_of(JobName.WEEK_PLAN, changed, now) == Weekly(weekday=4, minute=780)
    assert rhythm_of(JobName.OUTBOX, changed, now) == Every(minutes=1)


def test_every_job_has_a_rhythm_by_the_delivered_settings() -> None:
    now, settings = at(date(2026, 11, 19), 16), Settings(DEFAULT_SETTINGS)

    assert [job for job in JobName if rhythm_of(job, settings, now) is None] == []


@pytest.mark.parametrize(
    ("job", "minutes"),
    [(JobName.OUTBOX, 60), (JobName.BACKUP, MINUTES_PER_DAY), (JobName.WEEK_PLAN, 3 * MINUTES_PER_DAY)],
)
def test_a_missed_slot_is_worth_doing_for_so_long(job: JobName, minutes: int) -> None:
    slot = Slot(name="x", due=Minute(1000))

    assert still_open(job, slot, Minute(1000 + minutes - 1))
    assert not still_open(job, slot, Minute(1000 + minutes))
