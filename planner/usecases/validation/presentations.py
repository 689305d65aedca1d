"""Issues of missions, their sittings, and presentations at them.

Not allowed here: who is heard when (that is the plan).
"""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import at, day_of, day_start
from planner.domain.ids import NETHERLANDS
from planner.domain.issues import Issue, IssueCode
from planner.domain.missions import Accompanist, Mission, PresentationMode, Session
from planner.domain.spelling import day, stretch, working_days
from planner.domain.time import Interval
from planner.domain.wording import either
from planner.usecases.validation.sight import Sight


def session_issues(sight: Sight) -> Iterator[Issue]:
    """Yield what is wrong with sittings."""
    for session in sight.problem.resources.sessions:
        mission = sight.missions.get(session.mission)
        if mission is None:
            what = either(
                f"vertegenwoordiging {session.mission} is niet bekend", f"mission {session.mission} is unknown"
            )
            remedy = either(
                "Lever haar aan in de tabel vertegenwoordigingen.", "Deliver it in the table vertegenwoordigingen."
            )
            yield _of_session(IssueCode.SESSION_NO_MISSION, session, what, remedy)
            continue
        yield from _holiday(sight, session, mission)
        if mission.hours and not _is_open(mission, session.interval):
            what = either(
                f"{_hours(session)} ligt buiten de openingstijden van de vertegenwoordiging",
                f"{_hours(session)} is outside the opening hours of the mission",
            )
            yield _of_session(
                IssueCode.SESSION_HOURS,
                session,
                what,
                either("Verbeter de zitting of de openingstijden.", "Correct the session or the opening hours."),
            )


def _holiday(sight: Sight, session: Session, mission: Mission) -> Iterator[Issue]:
    on = day_of(session.interval.start)
    here, there = sight.calendar().is_working(on), sight.calendar(mission.country).is_working(on)
    if not (here and there) and session.quota:
        where = (
            either("in Nederland", "in the Netherlands")
            if there
            else f"in {mission.country}"
            if here
            else either(f"hier en in {mission.country}", f"here and in {mission.country}")
        )
        what = either(
            f"{day(session.interval.start)} is een vrije dag {where}; dan wordt niemand gehoord",
            f"{day(session.interval.start)} is a public holiday or weekend {where}; nobody is heard then",
        )
        yield _of_session(
            IssueCode.SESSION_HOLIDAY,
            session,
            what,
            either("Vraag de vertegenwoordiging om een andere dag.", "Ask the mission for another day."),
        )


def _is_open(mission: Mission, interval: Interval) -> bool:
    on = day_of(interval.start)
    hours = (slot for slot in mission.hours if slot.weekday == on.weekday())
    return any(
        Interval(at(on, *divmod(slot.start, 60)), at(on, *divmod(slot.end, 60))).covers(
            interval.start, interval.end or interval.start
        )
        for slot in hours
    )


def _hours(session: Session) -> str:
    end = session.interval.end
    return session.id if end is None else stretch(session.interval.start, end)


def presentation_issues(sight: Sight) -> Iterator[Issue]:
    """Yield what is wrong with presentations."""
    officers = any(person.lp_officer for person in sight.people.values())
    for activity in sight.of_kind(ActivityKind.PRESENTATION):
        detail, mission = activity.presentation, sight.missions.get(activity.presentation.mission)
        if mission is None:
            what = either(f"vertegenwoordiging {detail.mission} is niet bekend", f"mission {detail.mission} is unknown")
            remedy = either(
                "Verbeter de code of lever de vertegenwoordiging aan.", "Correct the code or deliver the mission."
            )
            yield _of_activity(IssueCode.PRESENTATION_NO_MISSION, activity, what, remedy)
            continue
        yield from _sessions(sight, activity, mission)
        if detail.interpreter and not mission.interpreter_welcome:
            what = either(
                "er is een tolk gevraagd, maar de vertegenwoordiging stemt daar niet mee in",
                "an interpreter was asked for, but the mission does not agree to one",
            )
            remedy = either(
                "Overleg met de vertegenwoordiging; zonder instemming gaat er geen tolk mee.",
                "Consult the mission; without its consent no interpreter comes along.",
            )
            yield _of_activity(IssueCode.INTERPRETER_UNWELCOME, activity, what, remedy)
        if detail.lawyer and not mission.lawyer_welcome:
            what = either(
                "er is een advocaat gevraagd, maar de vertegenwoordiging stemt daar niet mee in",
                "a lawyer was asked for, but the mission does not agree to one",
            )
            remedy = either(
                "Overleg met de vertegenwoordiging en laat het de advocaat weten.",
                "Consult the mission and let the lawyer know.",
            )
            yield _of_activity(IssueCode.LAWYER_UNWELCOME, activity, what, remedy)
        if mission.accompanied_by is Accompanist.LP_OFFICER and not officers and activity.performer is None:
            what = either(
                "deze vertegenwoordiging ontvangt met een LP-medewerker, en er is er geen bekend",
                "this mission receives with an LP officer, and none is known",
            )
            remedy = either(
                "Lever LP-medewerkers aan in de tabel regievoerders (lp_medewerker ja).",
                "Deliver LP officers in the table regievoerders (lp_medewerker ja).",
            )
            yield _of_activity(IssueCode.NO_LP_OFFICER, activity, what, remedy)
    yield from _moves(sight)


def _sessions(sight: Sight, activity: Activity, mission: Mission) -> Iterator[Issue]:
    """Yield an issue when no sitting is left in the window and the horizon after the mission's notice."""
    if activity.key in {appointment.activity for appointment in sight.problem.baseline}:
        return
    notice, now = mission.notice_working_days, sight.problem.recorded_at
    first = max(now, day_start(sight.calendar(NETHERLANDS).add(day_of(now), notice)) if notice else now)
    wanted = activity.window.intersect(sight.problem.horizon)
    sittings = [session for session in sight.problem.resources.sessions if session.mission == mission.id]
    if wanted is None or any(
        session.quota
        and session.interval.start >= first
        and wanted.overlaps(session.interval.start, session.interval.end)
        for session in sittings
    ):
        return
    asked = (
        either(f" na de {working_days(notice)} aanmelding", f" after the notice of {working_days(notice)}")
        if notice
        else ""
    )
    what = either(
        f"geen zitting{asked} in het venster en de planperiode (bekend: {len(sittings)})",
        f"no session{asked} in the window and the planning period (known: {len(sittings)})",
    )
    remedy = either(
        "Vraag een zitting aan of lever een zittingspatroon aan.", "Ask for a session or deliver a session pattern."
    )
    yield _of_activity(IssueCode.PRESENTATION_NO_SESSION, activity, what, remedy)


def _moves(sight: Sight) -> Iterator[Issue]:
    for activity in sight.of_kind(ActivityKind.MOVE):
        served = activity.detail.serves if isinstance(activity.detail, MoveDetail) else None
        hearing = sight.activities.get(served) if served is not None else None
        if hearing is None or hearing.kind is not ActivityKind.PRESENTATION:
            continue
        mission = sight.missions.get(hearing.presentation.mission)
        if mission is not None and mission.mode is not PresentationMode.IN_PERSON:
            what = either(
                f"het vervoer is voor {hearing.key}, maar die presentatie is niet in persoon",
                f"the transport is for {hearing.key}, but that presentation is not in person",
            )
            yield Issue(
                code=IssueCode.MOVE_TO_DISTANT_HEARING,
                table="verplaatsingen",
                subject=activity.key,
                what=what,
                remedy=either(
                    "Trek de verplaatsing in, of verbeter de wijze van de vertegenwoordiging.",
                    "Withdraw the move, or correct how the mission hears.",
                ),
                activity=activity.key,
            )


def _of_session(code: IssueCode, session: Session, what: str, remedy: str) -> Issue:
    return Issue(code=code, table="zittingen", subject=session.id, what=what, remedy=remedy)


def _of_activity(code: IssueCode, activity: Activity, what: str, remedy: str) -> Issue:
    return Issue(code=code, table="presentaties", subject=activity.key, what=what, remedy=remedy, activity=activity.key)
