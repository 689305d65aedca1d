"""What is counted of a season: what was realised, how late, how steady what was published stayed, and the time it took.

Not allowed here: playing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, stdev

from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Participation
from planner.domain.problem import Problem
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Minute
from solver.known import Known
from solver.lateness import days_late

ITEM, INTERPRETER, INVITED, NOTICE = 10, 3, 5, 20
"""What a change weighs beside one for each part that is lost: as the settings of the change cost begin."""
_T_95 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78}


@dataclass(slots=True)
class Duty:
    """A conversation or departure that is due, followed through every attempt."""

    asked: Minute
    deadline: Minute | None
    departure: bool
    done: Minute | None = None


@dataclass(slots=True)
class Counts:
    """The sums of one season."""

    ended: Counter[str] = field(default_factory=Counter)
    void: int = 0
    changed: int = 0
    items: int = 0
    told: int = 0
    cost: int = 0
    weekly: int = 0
    reported: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    processor: float = 0.0
    whole: float = 0.0
    duties: dict[ActivityKey, Duty] = field(default_factory=dict)
    _root: dict[ActivityKey, ActivityKey] = field(default_factory=dict)

    def due(self, problem: Problem, now: Minute) -> None:
        """Note what is due for the first time."""
        known = Known(problem)
        for activity in problem.activities:
            kind = str(activity.kind)
            if kind not in ("gesprek", "vertrek") or self._root.get(activity.key, activity.key) in self.duties:
                continue
            ends = [known.deadline(activity, term) for term in activity.terms]
            self.duties[activity.key] = Duty(asked=now, deadline=min(ends, default=None), departure=kind == "vertrek")

    def outcome(self, outcomes: Iterable[tuple[str, Outcome, ActivityKey]]) -> None:
        """Count what became of activities; the last is the key under which one that failed comes back."""
        for kind, outcome, again in outcomes:
            self.ended[f"{kind}: {outcome.code}"] += 1
            root = self._root.get(outcome.activity, outcome.activity)
            if not outcome.code.done:
                self._root[again] = root
            elif root in self.duties:
                self.duties[root].done = outcome.ended

    def published(
        self, before: Release | None, after: Release, gone: Mapping[ActivityKey, object], *, daily: bool
    ) -> None:
        """Count what a publication changes of what was published and is still to come."""
        if before is None:
            return
        now, later = after.published_at, {item.activity: item for item in after.appointments}
        activities = {activity.key: activity for activity in (*before.activities, *after.activities)}
        told = set[ResourceRef]()
        for item in before.appointments:
            if item.start <= now or item.activity in gone:
                continue
            lost = _lost(item, later.get(item.activity))
            if not lost:
                continue
            new = later.get(item.activity)
            gained = [] if new is None else _lost(new, item)
            told |= {one.resource for one in (*lost, *gained)}
            self.weekly += 0 if daily else len(lost)
            if not daily:
                continue
            self.items += 1
            self.changed += len(lost)
            activity = activities.get(item.activity)
            moved = new is None or new.start != item.start
            self.cost += ITEM + len(lost) + INTERPRETER * sum(p.resource.kind is ResourceKind.INTERPRETER for p in lost)
            self.cost += INVITED * int(moved and activity is not None and activity.invited_on is not None)
            detail = None if activity is None else activity.detail
            self.cost += NOTICE * int(moved and getattr(detail, "notice_given", None) is not None)
        self.told += len(told) if daily else 0

    def figures(self, weeks: int, end: Minute) -> dict[str, float]:
        """Return the figures of the table."""
        talks = [duty for duty in self.duties.values() if not duty.departure and duty.deadline is not None]
        late = sorted(late_by(duty, end) for duty in talks if duty.done is not None or _passed(duty, end))
        leaving = [duty for duty in self.duties.values() if duty.departure]
        waits = sorted((duty.done - duty.asked) / MINUTES_PER_DAY for duty in leaving if duty.done is not None)
        return {
            "departures realised": self.ended["vertrek: " + OutcomeCode.REALISED],
            "departures due": len(leaving),
            "departures failed on the day": self.ended["vertrek: " + OutcomeCode.FAILED],
            "days from due to departure, mean": mean(waits) if waits else 0.0,
            "days from due to departure, p90": part(waits, 0.9),
            "conversations held": self.ended["gesprek: " + OutcomeCode.HELD],
            "conversations: days late, mean": mean(late) if late else 0.0,
            "conversations: days late, p90": part(late, 0.9),
            "conversations: late, percent": 100 * sum(one > 0 for one in late) / len(late) if late else 0.0,
            "published and could not go on": self.void,
            "published parts changed a week": self.changed / weeks,
            "published items changed a week": self.items / weeks,
            "people and means told a week": self.told / weeks,
            "change cost a week": self.cost / weeks,
            "parts changed by the weekly plan, a week": self.weekly / weeks,
            "disruptions reported": sum(self.reported.values()),
            "steps of repair": self.repaired,
            "refused": sum(self.refused.values()),
            "seconds of answering a day": self.seconds / (5 * weeks),
            "processor seconds a day": self.processor / (5 * weeks),
            "seconds of the season": self.whole,
        }


def late_by(duty: Duty, end: Minute) -> int:
    """Return the days a duty is late, of one that is still open those so far."""
    return days_late(end if duty.done is None else duty.done, duty.deadline or end)


def _passed(duty: Duty, end: Minute) -> bool:
    return duty.deadline is not None and duty.deadline < end


def _lost(item: Appointment, other: Appointment | None) -> list[Participation]:
    kept = set() if other is None or other.place != item.place else set(other.participations)
    return [part for part in item.participations if part not in kept]


def part(values: Sequence[float], share: float) -> float:
    """Return the value that this share of sorted values does not exceed."""
    return float(values[min(len(values) - 1, int(share * len(values)))]) if values else 0.0


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and half the width of its 95 % interval; 0 for a single value."""
    if len(values) < 2:  # noqa: PLR2004 - of one value nothing is known about the spread
        return values[0], 0.0
    return mean(values), _T_95.get(len(values), 2.5) * stdev(values) / len(values) ** 0.5
