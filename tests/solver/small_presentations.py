"""Small problems of presentations in sessions, drawn so that every rule about them is broken now and then."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.activities import Activity, ActivityKind, PresentationDetail
from planner.domain.cases import Stay
from planner.domain.civil import at
from planner.domain.ids import NETHERLANDS, CaseId, MissionId
from planner.domain.missions import Accompanist, Mission, PresentationMode, Session
from planner.domain.plan import Appointment
from planner.domain.provinces import Province
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.mode import Mode
from solver.variables import Candidate
from tests.solver import world as w
from tests.solver.agreement import Small, candidate

FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 25)
PLACES = w.default_resources().places
STARTS = (
    at(FRIDAY, 10),
    w.clock(10),
    w.clock(10, 20),
    w.clock(10, 23),
    w.clock(11, 45),
    w.clock(10, 0, w.TUESDAY),
    w.clock(10, 20, w.TUESDAY),
    at(WEDNESDAY, 10),
)


@st.composite
def presentations(draw: st.DrawFn) -> Small:
    """Draw two or three presentations, one of them perhaps fixed."""
    activities = [_activity(draw, i) for i in range(draw(st.integers(2, 3)))]
    options = {a.key: [_candidate(draw, a) for _ in range(1 if i else 2)] for i, a in enumerate(activities)}
    baseline = [_published(draw, options[a.key]) for a in activities if draw(st.booleans())]
    world = w.World(
        activities=activities, baseline=baseline, now=draw(st.sampled_from((w.NOW, w.clock(8), w.clock(10, 30))))
    ).with_resources(
        places=tuple(replace(place, country=draw(st.sampled_from((NETHERLANDS, w.XX)))) for place in PLACES),
        regievoerders=(replace(w.regievoerder(w.R1), lp_officer=draw(st.booleans())), w.regievoerder(w.R2)),
        capacities=(w.interpreters(draw(st.integers(0, 1))),),
        missions=(
            Mission(
                id=w.MISSION,
                country=w.XX,
                place=w.MISSION_PLACE,
                notice_working_days=draw(st.sampled_from((0, 1, 2, 3))),
                mode=draw(st.sampled_from((PresentationMode.IN_PERSON, *PresentationMode))),
                accompanied_by=draw(st.sampled_from((Accompanist.REGIEVOERDER, *Accompanist))),
                interpreter_welcome=draw(st.booleans()),
            ),
            Mission(id=MissionId("N"), country=w.YY, place=w.OFFICE),
        ),
        sessions=(
            Session(id=w.SESSION, mission=w.MISSION, interval=Interval(w.clock(10), w.clock(12)), quota=2),
            Session(
                id=w.OTHER_SESSION,
                mission=draw(st.sampled_from((w.MISSION, w.MISSION, MissionId("N")))),
                interval=Interval(w.clock(9, 0, w.TUESDAY), at(WEDNESDAY, 12)),
                quota=1,
            ),
        ),
    )
    world = world.with_cases(stays=tuple(_stay(draw, code) for code in (w.A, w.B)))
    fixed: tuple[Appointment, ...] = ()
    if len(activities) > 2:
        last = options.pop(activities[-1].key)[0]
        fixed = (last.mode.at(last.starts[0]),)
    return Small(world.problem(), options, fixed)


@st.composite
def of_provinces(draw: st.DrawFn) -> Small:
    """Draw presentations at a mission that serves Zeeland, of persons who live there, elsewhere, or nobody knows."""
    found = draw(presentations())
    problem, homes = found.problem, st.sampled_from((None, Province.ZEELAND, Province.UTRECHT))
    missions = tuple(replace(m, provinces=frozenset({Province.ZEELAND})) for m in problem.resources.missions)
    cases = tuple(replace(case, province=draw(homes)) for case in problem.case_file.cases)
    resources = replace(problem.resources, missions=missions)
    changed = replace(problem, resources=resources, case_file=replace(problem.case_file, cases=cases))
    return replace(found, problem=changed)


def _activity(draw: st.DrawFn, number: int) -> Activity:
    return Activity(
        key=w.key(f"presentatie-{number}"),
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=20,
        window=w.HORIZON,
        cases=draw(st.sampled_from(((w.A,), (w.B,), (w.A, w.B)))),
        language=w.TIGRINYA,
        detail=PresentationDetail(
            mission=w.MISSION,
            interpreter=draw(st.booleans()),
            border_requested=draw(st.sampled_from((None, date(2026, 11, 16), date(2026, 11, 17)))),
        ),
    )


def _stay(draw: st.DrawFn, code: CaseId) -> Stay:
    return Stay(case=code, place=draw(st.sampled_from((w.AZC, w.OFFICE))), valid=w.EVER)


def _candidate(draw: st.DrawFn, activity: Activity) -> Candidate:
    session = draw(st.sampled_from((w.SESSION, w.SESSION, w.OTHER_SESSION)))
    place = draw(st.sampled_from((w.MISSION_PLACE, w.MISSION_PLACE, w.OFFICE, w.AZC)))
    amount = len(activity.cases) if draw(st.integers(0, 5)) else 1
    who = draw(st.sampled_from((w.R1, w.R1, w.R2)))
    uses = [w.use(ResourceKind.REGIEVOERDER, who), w.use(ResourceKind.SESSION, session, amount=amount)]
    if draw(st.integers(0, 2)) == 0:
        uses.append(w.use(ResourceKind.INTERPRETER, w.TIGRINYA))
    starts = draw(st.lists(st.sampled_from(STARTS), min_size=1, max_size=2, unique=True))
    if draw(st.integers(0, 3)) == 0:
        return candidate(Mode(activity.key, place, activity.duration, tuple(uses)), *starts)
    return candidate(w.mode(activity, place, *uses), *starts)


def _published(draw: st.DrawFn, options: list[Candidate]) -> Appointment:
    found = draw(st.sampled_from(options))
    return found.mode.at(found.starts[0])
