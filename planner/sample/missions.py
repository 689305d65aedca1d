"""Missions, their sessions, and the persons who are to be presented there: more than the sessions hear.

Not allowed here: transport to the sessions (see ``moves``).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.activities import Activity, ActivityKind, PresentationDetail, Term
from planner.domain.cases import Case
from planner.domain.civil import at, day_of
from planner.domain.ids import NETHERLANDS, CaseId, MissionId, PlaceId, RuleId, SessionId, activity_key
from planner.domain.missions import Mission, PresentationMode, Session
from planner.domain.time import Interval
from planner.sample.caseload import split
from planner.sample.countries import BY_COUNTRY
from planner.sample.diaries import Diary
from planner.sample.lp_desk import as_heard
from planner.sample.people import Unit
from planner.sample.places import ConsularRule, consular_rules, drive_minutes, gazetteer
from planner.sample.regievoerders import HALVES, Staff
from planner.sample.world import World

OVERSUBSCRIBED = 1.3
_MINUTES = 30
_CHECK_WORKING_DAYS = 3
_BORDER_WORKING_DAYS = 5
_PER_SESSION = 3
_FEW = 4
_SOON = 2
"""One mission holds its sessions within so many days that it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentations:
    """Sessions, activities, the units presented, and those for whom no session is held."""

    sessions: tuple[Session, ...]
    activities: tuple[Activity, ...]
    units: tuple[Unit, ...]
    hopeless: tuple[Activity, ...]

    @property
    def applied(self) -> dict[CaseId, date]:
        """Since when the document is asked for, by case."""
        return {activity.cases[0]: activity.terms[0].anchor for activity in self.activities}


def draw_missions() -> list[Mission]:
    """Return every mission with a place, those without a country rule hearing people in person."""
    rules = [rule for rule in consular_rules() if rule.mission is not None]
    ruled = {rule.country for rule in rules}
    missions = [_mission(rule, rule.mission) for rule in rules if rule.mission is not None]
    for country in BY_COUNTRY:
        place = PlaceId(f"EMB-{country}")
        if country not in ruled and place in gazetteer():
            missions.append(Mission(id=MissionId(place), country=country, place=place))
    return as_heard(missions)


def _mission(rule: ConsularRule, code: MissionId) -> Mission:
    return Mission(
        id=code,
        country=rule.country,
        place=PlaceId(code),
        mode=rule.mode,
        notice_working_days=rule.notice_working_days,
        provinces=rule.provinces,
    )


def draw_presentations(
    world: World, missions: list[Mission], units: Iterable[Unit], staff: Staff, diary: Diary
) -> Presentations:
    """Return presentations: 1.3 times what the sessions hear, and one for whom no session is held."""
    return _LpDesk(world, missions, units, staff, diary).draw()


class _LpDesk:
    """Asks missions for sessions and enters persons for them."""

    def __init__(
        self, world: World, missions: list[Mission], units: Iterable[Unit], staff: Staff, diary: Diary
    ) -> None:
        self._world, self._stream = world, world.stream("missions")
        self._staff, self._diary = staff, diary
        self._wanting: dict[Mission, list[Unit]] = defaultdict(list)
        by_country: dict[str, list[Mission]] = defaultdict(list)
        for mission in missions:
            if mission.mode is PresentationMode.IN_PERSON:
                by_country[mission.country].append(mission)
        for unit in units:
            near = by_country.get(unit.head.country, [])
            if near and len(unit.cases) == 1:
                mission = min(near, key=lambda m: (drive_minutes(unit.place, m.place), m.id))
                self._wanting[mission].append(unit)
        for wanting in self._wanting.values():
            self._stream.shuffle(wanting)
        self._busy = {(talk.performer, talk.day) for talk in diary.talks}
        self._monthly = {rule.mission for rule in consular_rules() if rule.monthly}

    def draw(self) -> Presentations:
        """Return the sessions and who is to be heard."""
        total = self._world.scale.presentations
        hopeless = total // 25 if total >= 25 else int(total > _FEW)  # noqa: PLR2004
        wishes = total - hopeless
        missions = self._choose(wishes)
        shares = split(wishes, [1.0] * len(missions))
        quotas = split(int(wishes / OVERSUBSCRIBED), [float(share) for share in shares])
        sessions: list[Session] = []
        chosen: list[tuple[Activity, Unit]] = []
        for mission, share, quota in zip(missions, shares, quotas, strict=True):
            held = self._sessions(mission, quota, soon=mission is missions[-1])
            sessions += held
            chosen += self._enter(mission, held, share)
        without = self._without_session(set(missions), hopeless)
        return Presentations(
            sessions=tuple(sessions),
            activities=tuple(activity for activity, _ in (*chosen, *without)),
            units=tuple(unit for _, unit in (*chosen, *without)),
            hopeless=tuple(activity for activity, _ in without),
        )

    def _choose(self, wishes: int) -> list[Mission]:
        """Return about one mission to three persons, each with enough persons of its own."""
        wanted = max(1, wishes // 2 if wishes <= _FEW else wishes // 3)
        able = sorted(self._wanting, key=lambda m: m.id)
        self._stream.shuffle(able)
        able.sort(key=lambda m: m.id.startswith("EMB-"))
        wanted = min(wanted, len(able) - 2)
        per_mission = -(-wishes // wanted)
        enough = [mission for mission in able if len(self._wanting[mission]) >= per_mission + 2]
        consulates = [m for m in enough if not m.id.startswith("EMB-")][: max(1, wanted // 4)]
        others = [m for m in enough if m.id.startswith("EMB-")]
        return [*consulates, *others][:wanted]

    def _sessions(self, mission: Mission, quota: int, *, soon: bool) -> list[Session]:
        """Return sessions of at most three persons on days open here and there; a monthly one hears all."""
        world = self._world
        border = 0 if gazetteer()[mission.place].country == NETHERLANDS else _BORDER_WORKING_DAYS
        notice = max(mission.notice_working_days, _CHECK_WORKING_DAYS, border)
        earliest = world.dutch.add(world.today, notice + 1)
        theirs = world.calendars[mission.country]
        days = [
            day
            for day in world.horizon_days
            if day >= earliest and world.dutch.is_working(day) and theirs.is_working(day)
        ]
        held = 1 if mission.id in self._monthly else max(1, -(-quota // _PER_SESSION))
        days = days[:_SOON] if soon else days
        chosen = sorted(self._stream.sample(days, min(held, len(days))))
        sizes = split(quota, [1.0] * len(chosen))
        return [self._session(mission, day, size) for day, size in zip(chosen, sizes, strict=True) if size]

    def _session(self, mission: Mission, day: date, quota: int) -> Session:
        start = self._stream.choice((9, 10, 10, 13))
        minutes = max(2 * 60, quota * _MINUTES + 30)
        interval = Interval(at(day, start), at(day, start + minutes // 60, minutes % 60))
        return Session(id=SessionId(f"{mission.id}-{day:%Y%m%d}"), mission=mission.id, interval=interval, quota=quota)

    def _enter(self, mission: Mission, sessions: list[Session], share: int) -> list[tuple[Activity, Unit]]:
        """Enter persons, first those whose regievoerder can be there."""
        days = [day_of(session.interval.start) for session in sessions]
        wanting = self._wanting[mission]
        wanting.sort(key=lambda unit: not self._can_be_there(unit, days))
        detained = [unit for unit in wanting if unit.group.pool == "detention" and self._can_be_there(unit, days)]
        units = detained[: -(-share // 2)]
        units += [unit for unit in wanting if unit not in units][: share - len(units)]
        self._wanting[mission] = [unit for unit in wanting if unit not in units]
        anchor = days[0] if days else self._world.horizon_days[-1]
        return [(self._presentation(mission, unit, anchor), unit) for unit in units]

    def _can_be_there(self, unit: Unit, days: list[date]) -> bool:
        return any(self._present(unit, day) for day in days)

    def _present(self, unit: Unit, day: date) -> bool:
        number = self._staff.acting.get(unit.group.owner, unit.group.owner)
        if day in self._world.working_days:
            whole_day = {(day, half) for half in range(len(HALVES))}
            return whole_day <= self._diary.free[number] and (number, day) not in self._busy
        return day.weekday() in {hours.weekday for hours in self._staff.regievoerders[number].hours}

    def _presentation(self, mission: Mission, unit: Unit, day: date) -> Activity:
        head: Case = unit.head
        applied = max(unit.head.handed_over, day - timedelta(days=self._stream.randint(15, 55)))
        return Activity(
            key=activity_key(head.id, "presentatie", 1),
            kind=ActivityKind.PRESENTATION,
            step="presentatie",
            duration=_MINUTES,
            window=self._world.horizon,
            cases=(head.id,),
            place=mission.place,
            terms=(Term(rule=RuleId("R05"), anchor=min(applied, self._world.today)),),
            regime=head.regime,
            language=head.language,
            detail=PresentationDetail(mission=mission.id),
        )

    def _without_session(self, used: set[Mission], count: int) -> list[tuple[Activity, Unit]]:
        silent = [m for m in sorted(self._wanting, key=lambda m: m.id) if m not in used and self._wanting[m]]
        chosen: list[tuple[Activity, Unit]] = []
        for number in range(count):
            mission = silent[number % len(silent)]
            unit = self._wanting[mission].pop()
            chosen.append((self._presentation(mission, unit, self._world.horizon_days[10]), unit))
        return chosen
