"""Sittings of missions: who is presented when, how the documents stand, and how many a sitting hears.

Not allowed here: behaviour in detention, and answering requests (``answer_routes``).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.casework.tools import show
from api.casework.words import said
from api.pages.lookup import Lookup
from api.partners.requests import DECLINES, SHOWN, waiting
from api.partners.tools import Partners, day_asked, number_in, span_of
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, country
from planner.domain.access import Field, Permission, Visitor
from planner.domain.cases import TravelDocument
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import CaseId, MissionId
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.missions import Mission, Session, SessionPattern
from planner.domain.plan import Appointment
from planner.domain.resources import ClosedDays, ResourceKind
from planner.domain.spelling import clock, long_date, week_name, year_date
from planner.domain.steps import StepRefusedError
from planner.usecases.partners.state_capacity import open_session, state_session
from planner.usecases.planning.expand_sessions import expand_sessions

PURPOSE = "zittingen"
_REFUSED = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """One person in a sitting."""

    time: str
    codes: tuple[CaseId, ...]
    regievoerder: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One sitting with who is heard."""

    code: str
    mission: str
    country: str
    time: str
    quota: int
    people: tuple[Presented, ...]
    past: bool

    @property
    def full(self) -> bool:
        """Whether nobody more can be heard."""
        return len(self.people) >= self.quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The sittings of a day."""

    title: str
    sittings: tuple[Sitting, ...]


def session_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/zittingen")
    @asks(Permission.SEE_SESSIONS)
    def listing(request: Request) -> Response:
        return sessions_answer(work, request)

    return router


def sessions_answer(
    work: Partners, request: Request, *, problem: str = "", given: Mapping[str, str] | None = None
) -> Response:
    """Return the page of a week; after a refusal with what was wrong."""
    visitor, now, lookup = visitor_of(request), work.clock.now(), work.newest()
    week = week_in(given or {}) or IsoWeek.of(day_asked(request, now))

    def values() -> Mapping[str, object]:
        days = sitting_days(work, lookup, visitor, week)
        cases = [code for day in days for one in day.sittings for person in one.people for code in person.codes]
        work.seen(request, cases=cases, purpose=PURPOSE)
        answers = visitor.may(Permission.ANSWER_REQUESTS)
        asked, requests = waiting(work, lookup, visitor) if answers else ([], [])
        return {
            "days": days,
            "week": week_name(week.monday),
            "monday": week.monday,
            "around": (week.plus(-1).monday, week.plus(1).monday),
            "missions": [("", ""), *((str(one.id), str(one.id)) for one in missions_of(work))],
            "may_state": visitor.may(Permission.STATE_CAPACITY),
            "requests": [one for one in requests if not one.crew],
            "more": max(0, len(asked) - SHOWN),
            "declines": [("", ""), *((code.value, _(text)) for code, text in DECLINES.items())],
            "release": 0 if lookup is None else lookup.release.number,
            "problem": problem,
            "given": given or {},
        }

    return show(request, "partners/zittingen.html", "Zittingen", values, status=_REFUSED if problem else 200)


def missions_of(work: Partners) -> tuple[Mission, ...]:
    """Return the missions in order of their codes."""
    with work.store.reading() as books:
        return tuple(sorted(books.facts.in_force(Mission), key=lambda one: one.id))


def sessions_of(work: Partners, week: IsoWeek) -> tuple[Session, ...]:
    """Return the sittings of a week, announced ones and those of patterns."""
    with work.store.reading() as books:
        facts = books.facts
        found = expand_sessions(
            facts.in_force(SessionPattern),
            facts.in_force(Mission),
            facts.in_force(ClosedDays),
            facts.in_force(Session),
            week.interval(),
        )
    return tuple(one for one in found if week.interval().contains(one.interval.start))


def sitting_days(work: Partners, lookup: Lookup | None, visitor: Visitor, week: IsoWeek) -> tuple[Day, ...]:
    """Return the sittings of a week by day, in order of time."""
    missions = {one.id: one for one in missions_of(work)}
    people = _people(work, lookup, visitor)
    days: dict[date, list[Sitting]] = defaultdict(list)
    for one in sorted(sessions_of(work, week), key=lambda one: (one.interval.start, one.id)):
        mission = missions.get(one.mission)
        end = one.interval.end
        days[day_of(one.interval.start)].append(
            Sitting(
                code=one.id,
                mission=str(one.mission),
                country=country(mission.country) if mission is not None and visitor.sees(Field.COUNTRY) else "",
                time=clock(one.interval.start) + ("" if end is None else f"–{clock(end)}"),  # noqa: RUF001
                quota=one.quota,
                people=tuple(people.get(one.id, ())),
                past=end is not None and end <= work.clock.now(),
            )
        )
    return tuple(Day(title=long_date(day), sittings=tuple(found)) for day, found in sorted(days.items()))


def _people(work: Partners, lookup: Lookup | None, visitor: Visitor) -> Mapping[str, list[Presented]]:
    """Return who is presented in each sitting of the release, in order of time."""
    found: dict[str, list[Presented]] = defaultdict(list)
    if lookup is None:
        return found
    heard = sorted((item for item in lookup.release.appointments if item.of_kind(ResourceKind.SESSION)), key=_when)
    presented = {item.activity: _cases(lookup, item) for item in heard}
    documents = _documents(work, {case for cases in presented.values() for case in cases})
    for item in heard:
        codes = presented[item.activity]
        shown = [documents.get(code, "") for code in codes] if visitor.sees(Field.DOCUMENTS) else []
        found[item.of_kind(ResourceKind.SESSION)[0].resource.id].append(
            Presented(
                time=clock(item.start),
                codes=codes,
                regievoerder=(item.resource(ResourceKind.REGIEVOERDER) or "") if visitor.sees(Field.STAFF) else "",
                document="; ".join(text or _("geen laissez-passer bekend") for text in shown),
            )
        )
    return found


def _cases(lookup: Lookup, item: Appointment) -> tuple[CaseId, ...]:
    """Return who is presented, those included who need not come themselves."""
    activity = lookup.activities.get(item.activity)
    return () if activity is None else activity.cases


def _when(item: Appointment) -> tuple[int, str]:
    return item.start, item.activity


def _documents(work: Partners, cases: set[CaseId]) -> Mapping[CaseId, str]:
    """Return how the replacement document of each stands, with the day of the last thing that was done."""
    with work.store.reading() as books:
        found = [one for case in cases for one in books.facts.beginning(TravelDocument, case)]
    return {one.case: _document(one) for one in found if one.kind == LAISSEZ_PASSER}


def _document(one: TravelDocument) -> str:
    moments = (one.answered_on, one.presented_on, one.checked_on, one.told_on, one.applied_on, one.ordered_on)
    last = max((day for day in moments if day is not None), default=None)
    return said(one.state) if last is None else f"{said(one.state)}, {year_date(last)}"


def state_sitting(work: Partners, given: Mapping[str, str], *, actor: str) -> None:
    """Record how many a sitting hears, or a further sitting; raise ValueError in words."""
    if given.get("vertegenwoordiging"):
        mission = MissionId(given["vertegenwoordiging"])
        open_session(work.store, work.clock, mission, span_of(given), number_in(given, "aantal"), actor=actor)
        return
    session = _session(work, given.get("zitting", ""), week_in(given) or IsoWeek.of(day_of(work.clock.now())))
    quota = 0 if given.get("sluit") == "1" else number_in(given, "aantal")
    state_session(work.store, work.clock, session, quota, actor=actor)


def week_in(given: Mapping[str, str]) -> IsoWeek | None:
    """Return the week that a form was shown with, None for one without."""
    try:
        return IsoWeek.of(date.fromisoformat(given.get("week", "")))
    except ValueError:
        return None


def _session(work: Partners, code: str, week: IsoWeek) -> Session:
    found = next((one for one in sessions_of(work, week) if one.id == code), None)
    if found is None:
        raise StepRefusedError(_("deze zitting is niet bekend"), _("Kies een zitting uit de lijst."))
    return found
