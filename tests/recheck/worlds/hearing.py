"""Missions, sessions and presentations: monthly and weekly, far and near, some on days off, some in Brussels."""

from dataclasses import dataclass
from datetime import timedelta

from planner.domain.activities import Activity, ActivityKind, PresentationDetail, Term
from planner.domain.civil import at
from planner.domain.ids import CountryCode, MissionId, PlaceId, RuleId, SessionId, activity_key
from planner.domain.missions import Accompanist, Mission, PresentationMode, Session
from planner.domain.people import WorkingHours
from planner.domain.time import Interval
from tests.recheck.worlds.frame import BRUSSELS, Frame, some
from tests.recheck.worlds.people import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What missions offer and who is to be heard, with the group of each."""

    missions: tuple[Mission, ...]
    sessions: tuple[Session, ...]
    activities: tuple[Activity, ...]
    groups: tuple[Group, ...]


def draw_hearing(frame: Frame, groups: list[Group]) -> Hearing:
    """Return one presentation for each of the groups."""
    missions = _missions(frame)
    sessions = tuple(session for mission in missions for session in _sessions(frame, mission))
    dice = frame.stream("hearing")
    activities = tuple(_presentation(frame, group, dice.choice(missions)) for group in groups)
    return Hearing(missions=missions, sessions=sessions, activities=activities, groups=tuple(groups))


def _missions(frame: Frame) -> tuple[Mission, ...]:
    dice = frame.stream("missions")
    officers = Accompanist.LP_OFFICER if some(dice, 0.2) else Accompanist.REGIEVOERDER
    open_days = tuple(WorkingHours(weekday=day, start=9 * 60, end=13 * 60) for day in range(4))
    rows = (
        ("M-NG", "NG", "EMB-1", 0, PresentationMode.IN_PERSON, ()),
        ("M-MA", "MA", "CON-1", dice.choice((5, 12)), PresentationMode.IN_PERSON, open_days),
        ("M-GN", "GN", BRUSSELS, 3, PresentationMode.IN_PERSON, ()),
        ("M-GE", "GE", "EMB-1", 0, dice.choice(list(PresentationMode)), ()),
    )
    return tuple(
        Mission(
            id=MissionId(code),
            country=CountryCode(country),
            place=PlaceId(place),
            mode=mode,
            notice_working_days=notice,
            hours=hours,
            accompanied_by=officers if code == "M-GE" else Accompanist.REGIEVOERDER,
        )
        for code, country, place, notice, mode, hours in rows
    )


def _sessions(frame: Frame, mission: Mission) -> list[Session]:
    dice = frame.stream(f"sessions {mission.id}")
    days = [day for day in frame.days if day.weekday() < 5 or some(dice, 0.1)]
    held = 1 if mission.country == "NG" else dice.randint(2, 7)
    sessions: list[Session] = []
    for day in sorted(dice.sample(days, held)):
        hour = dice.choice((9, 10, 13))
        interval = Interval(at(day, hour), at(day, hour + dice.choice((1, 2)), 30))
        code = SessionId(f"{mission.id}-{day:%m%d}")
        sessions.append(Session(id=code, mission=mission.id, interval=interval, quota=dice.randint(1, 3)))
    return sessions


def _presentation(frame: Frame, group: Group, mission: Mission) -> Activity:
    dice = frame.stream(f"presentation {group.number}")
    head = group.cases[0]
    return Activity(
        key=activity_key(head.id, "presentatie", 1),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=30,
        window=frame.horizon,
        cases=(head.id,),
        place=group.place if mission.mode is PresentationMode.TELEPHONE else mission.place,
        terms=(Term(rule=RuleId("R05"), anchor=frame.today - timedelta(days=dice.randint(10, 60))),),
        regime=head.regime,
        language=head.language,
        detail=PresentationDetail(
            mission=mission.id,
            interpreter=some(dice, 0.3),
            lawyer=some(dice, 0.2),
            border_requested=frame.today - timedelta(days=2) if some(dice, 0.6) else None,
        ),
    )
