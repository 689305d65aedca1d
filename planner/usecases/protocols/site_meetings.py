"""Meetings per site: each site with open cases has one in every period, with its fixed participants.

Not allowed here: steps of cases (``protocol_steps``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from planner.domain.activities import Activity, ActivityKind
from planner.domain.case_steps import CaseStep, StepState
from planner.domain.cases import Ownership
from planner.domain.civil import at, day_of, day_start
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.protocols import Protocol, SiteRule, Step
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.casework_index import in_force
from planner.usecases.protocols.norm_lengths import Norms
from planner.usecases.protocols.protocol_steps import StepWorld

_FIRST = date(2020, 1, 6)
"""The Monday from which periods are counted."""
_OPEN_HOUR, _CLOSE_HOUR = 8, 18
_WORKING_DAYS = 5
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Chairing:
    """Who has the cases (None: as the world says), and what was published: who chairs a meeting there keeps it."""

    owners: Mapping[CaseId, Sequence[Ownership]] | None = None
    published: Mapping[ActivityKey, Appointment] = field(default_factory=dict)


def site_meetings(world: StepWorld, week: Interval, chairing: Chairing | None = None) -> tuple[CaseStep, ...]:
    """Return the meetings of all sites in the weeks of a stretch, in the order of the sites."""
    found = _Sites(world, chairing or Chairing())
    steps = [step for monday in _mondays(week) for step in found.in_week(monday)]
    return tuple(sorted(steps, key=lambda step: (step.place or "", step.step, step.occurrence)))


def _mondays(week: Interval) -> Iterator[date]:
    first = day_of(week.start)
    monday = first - timedelta(days=first.weekday())
    while week.end is None or day_start(monday) < week.end:
        yield monday
        monday += timedelta(days=_WEEK)
        if week.end is None:
            return


class _Sites:
    """Knows which sites have open cases, and whose cases those are."""

    def __init__(self, world: StepWorld, chairing: Chairing) -> None:
        self._world, self._norms = world, Norms(world.settings, world.calendar)
        self._published = chairing.published
        index = world.index
        owners = index.ownerships if chairing.owners is None else chairing.owners
        self._chairs: dict[PlaceId, Counter[RegievoerderId]] = defaultdict(Counter)
        for case in index.cases:
            stay = index.stay(case)
            owner = in_force(owners.get(case, ()), index.moment)
            if stay is not None:
                self._chairs[stay.place][owner.regievoerder if owner is not None else RegievoerderId("")] += 1
        self._open: dict[tuple[PlaceId, str], list[Activity]] = defaultdict(list)
        for activity in index.facts.open.values():
            if activity.kind is ActivityKind.MEETING and activity.place is not None:
                self._open[activity.place, activity.step].append(activity)

    def in_week(self, monday: date) -> Iterator[CaseStep]:
        """Yield the meetings of a week."""
        places = self._world.index.places
        for code in sorted(self._chairs):
            place = places.get(code)
            if place is not None:
                for protocol, step in self._asked(place, monday):
                    made = self._meeting(protocol, step, place, monday)
                    if made is not None:
                        yield made

    def _asked(self, place: Place, monday: date) -> Iterator[tuple[Protocol, Step]]:
        """Yield the meetings that protocols ask for a site; the highest rank gives one of a certain code."""
        given: set[str] = set()
        for protocol in self._world.protocols.by_rank:
            for step in protocol.steps:
                if place.kind in step.sites and step.code not in given and protocol.in_force(monday):
                    given.add(step.code)
                    yield protocol, step

    def _meeting(self, protocol: Protocol, step: Step, place: Place, monday: date) -> CaseStep | None:
        """Return the meeting when its turn falls in the week; sites take turns, so that not all meet at once."""
        days, _ = self._norms.length(step.frequencies[0].term.norm, monday, protocol.regime)
        every = max(1, days // _WEEK)
        turn, rest = divmod((monday - _FIRST).days // _WEEK + crc32(place.id.encode()) % every, every)
        if rest:
            return None
        rule = next((rule for rule in step.site_rules if rule.place == place.id), SiteRule(place=place.id))
        window = self._window(rule, monday)
        if window is None or step.minutes is None:
            return None
        minutes = self._norms.minutes(step.minutes, monday, protocol.regime)
        key = ActivityKey(f"{place.id}/{step.code}/{turn}")
        return self._made(protocol, step, rule, _Turn(key, turn, monday, window, minutes))

    def _window(self, rule: SiteRule, monday: date) -> Interval | None:
        """Return when it may be held: on its own weekday and time, or any working day of the week."""
        calendar = self._world.calendar
        days = [monday + timedelta(days=number) for number in range(_WORKING_DAYS)]
        working = [day for day in days if calendar.is_working(day) and rule.weekday in (None, day.weekday())]
        if not working:
            return None
        if rule.start is None:
            return Interval(at(working[0], _OPEN_HOUR), at(working[-1], _CLOSE_HOUR))
        start = at(working[0], rule.start // 60, rule.start % 60)
        return Interval(start, Minute(start + 2 * 60))

    def _made(self, protocol: Protocol, step: Step, rule: SiteRule, turn: "_Turn") -> CaseStep:
        delivered = [a for a in self._open[rule.place, step.code] if a.window.overlaps(*_ends(turn.window))]
        same = next((a for a in delivered if a.key == turn.key), None)
        chair = self._chair(rule.place, turn.key)
        activity = same or (self._activity(protocol, step, rule, turn, chair) if chair and not delivered else None)
        done = self._world.index.facts.outcomes.get(turn.key)
        state = StepState.DONE if done is not None and done.code.done else self._state(turn)
        return CaseStep(
            key=turn.key,
            case=None,
            place=rule.place,
            asked=step,
            by=protocol,
            occurrence=turn.number,
            state=state,
            on=day_of(done.ended) if done is not None and done.code.done else None,
            anchor_day=turn.monday,
            opens=turn.window.start,
            due=turn.window.end,
            participants=rule.participants or step.participants,
            activity=activity if state.to_do else None,
            resembles=delivered[0].key if delivered and same is None else None,
        )

    def _state(self, turn: "_Turn") -> StepState:
        now = self._world.index.moment
        if turn.window.end is not None and turn.window.end <= now:
            return StepState.LATE
        return StepState.COMING if turn.window.start > now else StepState.OPEN

    def _chair(self, place: PlaceId, key: ActivityKey) -> RegievoerderId | None:
        """Return who was published as chair and still has a case there, else whose cases stay there most, or None."""
        counts = {who: number for who, number in self._chairs[place].items() if who}
        before = self._published.get(key)
        named = None if before is None else before.resource(ResourceKind.REGIEVOERDER)
        if named in counts:
            return RegievoerderId(named)
        return min(counts, key=lambda who: (-counts[who], who), default=None)

    def _activity(
        self, protocol: Protocol, step: Step, rule: SiteRule, turn: "_Turn", chair: RegievoerderId
    ) -> Activity:
        return Activity(
            key=turn.key,
            kind=ActivityKind.MEETING,
            step=step.code,
            duration=turn.minutes,
            window=turn.window,
            place=rule.place,
            performer=chair,
            occurrence=turn.number,
            protocol=protocol.ref,
        )


class _Turn:
    """One meeting of one site."""

    __slots__ = ("key", "minutes", "monday", "number", "window")

    def __init__(self, key: ActivityKey, number: int, monday: date, window: Interval, minutes: int) -> None:
        self.key, self.number, self.monday, self.window, self.minutes = key, number, monday, window, minutes


def _ends(window: Interval) -> tuple[Minute, Minute | None]:
    return window.start, window.end
