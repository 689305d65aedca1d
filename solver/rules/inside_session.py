"""Rule: a presentation lies inside a session of its mission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import at, days_between
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId, SessionId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stretch
from planner.domain.time import MINUTES_PER_HOUR, Interval, intersection
from planner.domain.wording import Text
from solver import naming
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.missions import Session
    from solver.known import Known
    from solver.mode import Mode


class InsideSession(WindowRule):
    """A presentation takes place during a session of the mission that must hear the person, in its opening hours."""

    id = RuleId("P16a")
    title = Text(nl="Binnen een zitting", en="Inside a session")
    why = Text(
        nl="Een vertegenwoordiging hoort alleen op haar eigen zittingen.",
        en="A mission hears persons only in its own sessions.",
    )
    source = Text(nl="opgave van de vertegenwoordiging", en="as stated by the mission")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de vertegenwoordiging wijzigt de zitting: leg haar opgave vast",
        en="the mission changes the session: record what it states",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.SHARED_SLOT})
    kinds = frozenset({ActivityKind.PRESENTATION})
    no_session = Text(
        nl="de presentatie heeft geen (bekende) zitting",
        en="the presentation has no (known) session",
    )
    other_mission = Text(
        nl="{session} is van een andere vertegenwoordiging",
        en="{session} is of another mission",
    )
    outside = Text(
        nl="de zitting is {hours}; de presentatie past daar niet in",
        en="the session is {hours}; the presentation does not fit in it",
    )
    partly_open = Text(
        nl="de zitting is {hours}, waarvan een deel buiten de openingstijden; de presentatie past daar niet in",
        en="the session is {hours}, a part of it outside the opening hours; the presentation does not fit in it",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the session."""
        session = known.sessions.get(SessionId(mode.resource(ResourceKind.SESSION) or ""))
        if session is None or session.mission != activity.presentation.mission:
            return ()
        return _received(known, session)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the session's hours."""
        code = mode.resource(ResourceKind.SESSION)
        session = known.sessions.get(SessionId(code or ""))
        if code is None or session is None:
            return str(self.no_session)
        if session.mission != activity.presentation.mission:
            return self.other_mission.say(session=naming.session(known, code))
        end = session.interval.end
        hours = stretch(session.interval.start, end) if end is not None else naming.session(known, code)
        shorter = _received(known, session) != (session.interval,)
        return (self.partly_open if shorter else self.outside).say(hours=hours)


def _received(known: Known, session: Session) -> tuple[Interval, ...]:
    """Return the parts of a session in which the mission is open; all of it when its hours are not known."""
    mission = known.missions.get(session.mission)
    if mission is None or not mission.hours or session.interval.end is None:
        return (session.interval,)
    days = days_between(session.interval.start, session.interval.end)
    opened = [
        Interval(at(day, *divmod(one.start, MINUTES_PER_HOUR)), at(day, *divmod(one.end, MINUTES_PER_HOUR)))
        for day in days
        for one in mission.hours
        if one.weekday == day.weekday()
    ]
    return intersection(((session.interval,), opened))
