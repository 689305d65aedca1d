"""Work that is done by the clock: which jobs there are, when each is due, and what became of it.

A job is due once per slot. A slot is named by the civil day or week it belongs to, or by its own minute, so that it is
the same slot whoever asks and however often; its moment is one minute in UTC, also on days of 23 and 25 hours.
Not allowed here: doing the work, and threads.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.civil import IsoWeek, at, day_of, to_utc
from planner.domain.ids import RuleId
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_DAY, Minute

GROUP = RuleId("T04")
"""The settings of the clock: when each job is done."""
NEVER = MINUTES_PER_DAY
"""From this value on a time setting leaves its job out: there is no such time on a day."""
_MINUTES_PER_HOUR, _WEEK = 60, 7


class JobName(StrEnum):
    """The jobs; the value is the code on screen, in the log and on the command line."""

    OUTBOX = "berichten"
    REMINDERS = "herinneringen"
    TERMS = "termijnen"
    FEEDS = "agendavenster"
    TRAVEL = "reistijden"
    CLOSED_DAYS = "vrije-dagen"
    WEEK_PLAN = "weekconcept"
    AUDIT = "logboekzegel"
    CHECKPOINT = "controlepunt"
    RETENTION = "bewaartermijnen"
    BACKUP = "reservekopie"
    RESTORE = "herstelproef"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One time that a job is due."""

    name: str
    due: Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Every so many minutes, counted from the start of 2020 in UTC."""

    minutes: int

    def at_or_before(self, now: Minute) -> Slot:
        """Return the newest slot that is due by a moment."""
        due = Minute(now - now % self.minutes)
        return Slot(name=f"{to_utc(due):%Y-%m-%dT%H:%MZ}", due=due)

    def after(self, now: Minute) -> Slot:
        """Return the first slot later than a moment."""
        return self.at_or_before(Minute(now - now % self.minutes + self.minutes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """Every civil day at a civil time, in minutes after midnight by the clock on the wall."""

    minute: int

    def at_or_before(self, now: Minute) -> Slot:
        """Return the newest slot that is due by a moment."""
        day = day_of(now)
        due = _civil(day, self.minute)
        if due > now:
            day -= timedelta(days=1)
            due = _civil(day, self.minute)
        return Slot(name=day.isoformat(), due=due)

    def after(self, now: Minute) -> Slot:
        """Return the first slot later than a moment."""
        day = day_of(self.at_or_before(now).due) + timedelta(days=1)
        return Slot(name=day.isoformat(), due=_civil(day, self.minute))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Every week on a day (1 is Monday) at a civil time."""

    weekday: int
    minute: int

    def at_or_before(self, now: Minute) -> Slot:
        """Return the newest slot that is due by a moment."""
        week = IsoWeek.of(day_of(now))
        slot = self._of(week)
        return slot if slot.due <= now else self._of(week.plus(-1))

    def after(self, now: Minute) -> Slot:
        """Return the first slot later than a moment."""
        return self._of(IsoWeek.of(day_of(self.at_or_before(now).due)).plus(1))

    def _of(self, week: IsoWeek) -> Slot:
        day = week.monday + timedelta(days=self.weekday - 1)
        return Slot(name=str(week), due=_civil(day, self.minute))


Rhythm = Every | Daily | Weekly


def _civil(day: date, minute: int) -> Minute:
    return at(day, minute // _MINUTES_PER_HOUR, minute % _MINUTES_PER_HOUR)


class RunState(StrEnum):
    """What became of one run; the value is the word on screen."""

    ASKED = "gevraagd"
    """Somebody asked for it; whoever leads takes it up."""
    RUNNING = "bezig"
    DONE = "gedaan"
    FAILED = "mislukt"
    INTERRUPTED = "afgebroken"
    """Who ran it ended, or lost the lead, before it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One slot of a job and what became of it; ``attempt`` rises when another takes up what was interrupted.

    ``by``: who asked, empty for the clock. ``holder``: the process. Moments are seconds since 1970 in UTC.
    """

    job: JobName
    slot: str
    due: Minute
    state: RunState
    attempt: int = 1
    by: str = ""
    holder: str = ""
    started: float | None = None
    ended: float | None = None
    result: str = ""
    """What it did, or why it failed; counts and codes, no names of persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who runs the jobs: at most one at a time. ``until``: seconds since 1970, unless renewed. ``term`` only rises."""

    holder: str
    term: int
    until: float
    after: float | None = None
    """Of a lead that was just taken: until when somebody led before, None when nobody ever did."""


def rhythm_of(job: JobName, settings: Settings, now: Minute) -> Rhythm | None:
    """Return when a job is due by the settings in force, or None when it is switched off."""
    on, key = day_of(now), job.name.lower().replace("_", "-")
    if job in {JobName.OUTBOX, JobName.CHECKPOINT}:
        minutes = settings.value(GROUP, f"{key}-minutes", on=on)
        return Every(minutes=minutes) if minutes > 0 else None
    minute = settings.value(GROUP, f"{key}-time", on=on)
    if minute >= NEVER:
        return None
    if job in {JobName.WEEK_PLAN, JobName.RESTORE}:
        return Weekly(weekday=(settings.value(GROUP, f"{key}-day", on=on) - 1) % _WEEK + 1, minute=minute)
    return Daily(minute=minute)


KEPT_OPEN = {
    JobName.OUTBOX: _MINUTES_PER_HOUR,
    JobName.CHECKPOINT: _MINUTES_PER_HOUR,
    JobName.WEEK_PLAN: 3 * MINUTES_PER_DAY,
    JobName.RESTORE: 3 * MINUTES_PER_DAY,
}
"""So many minutes after its moment a slot that was missed is still done; of others a day."""


def still_open(job: JobName, slot: Slot, now: Minute) -> bool:
    """Return whether a slot that nobody did is still worth doing: after a stop of weeks only the newest is."""
    return now - slot.due < KEPT_OPEN.get(job, MINUTES_PER_DAY)
