"""One small installation that every role has something in, with markers of a country in all that may give it away.

Not allowed here: tests.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from fastapi import FastAPI
from httpx2 import Response

from api.composition import desks, this_process
from api.scenarios.side_by_side import request_of
from api.server.app import create_app
from api.web.guard import COOKIE
from api.web.handles import Handles
from calendars.event import EventRenderer
from planner.domain.access import Role
from planner.domain.accounts import AccountId
from planner.domain.cases import Ownership
from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.plan import Assignment, Plan, Reason, Unplanned, UnplannedCode, appointment
from planner.domain.problem import Problem
from planner.domain.release import CalendarEntry, Release, operation_number
from planner.domain.release_proposal import ReleaseProposal
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import AccountWanted, create_account, disable_account
from planner.usecases.access.sessions import open_session
from planner.usecases.access.systems import admit_system, token_for
from planner.usecases.agendas.publish_calendars import publish_calendars
from planner.usecases.editing.heads import Heads
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.solve_week import SolveRequest
from planner.usecases.publishing.propose_release import propose_release
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.fork import ForkAsked, fork, remove
from tests.api.example_release import CASE
from tests.api.pages.sheets.marked import marked_release
from tests.api.privacy.planted import with_room
from tests.api.privacy.planted_casework import CASEWORK, OUTCOME
from tests.planner.codec.golden import golden_problem
from tests.planner.usecases.fakes import HandClock
from tests.security.asking import Ask, asked
from tests.security.partners import CLIENT_CODES, ties

NOW = at(date(2026, 11, 25), 12)
WEEK = IsoWeek(2026, 48)
OWN, OTHER = "RV-0001", "RV-0002"
OTHER_CASE, ELSEWHERE = CaseId("Z-26-00002"), PlaceId("AMS")
CODES: Mapping[Role, str] = {Role.REGIEVOERDER: OWN, Role.SITE: "AZC", **CLIENT_CODES}
ANONYMOUS, SYSTEM, EXPIRED, DISABLED = "anoniem", "systeem", "verlopen", "geblokkeerd"
LONG_AGO: Mapping[str, Role] = {"leidinggevende-eerder": Role.SUPERVISOR, "beheerder-eerder": Role.ADMINISTRATOR}
"""Who showed longer ago who it is than publishing and rights ask."""
VISITORS = (*(role.value for role in Role), *LONG_AGO, ANONYMOUS, SYSTEM, EXPIRED, DISABLED)
HOURS = 60


@dataclass
class Made:
    """The application, and how each visitor shows who it is."""

    store: SqlStore
    clock: HandClock
    app: FastAPI
    handles: Handles
    solve: str
    draft: int
    scenario_solve: str = ""
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def handle(self, case: str) -> str:
        """Return what stands for a case in an address."""
        return self.handles.of_case(CaseId(case))

    def again(self, visitor: str) -> dict[str, str]:
        """Return headers of a session that may be ended."""
        role = LONG_AGO.get(visitor) or next((one for one in Role if one.value == visitor), None)
        if role is None:
            return self.headers[visitor]
        return _cookie(_token(self.store, self.clock, role, f"weg-{time.monotonic_ns()}"))

    @property
    def account(self) -> str:
        """The account that an administrator looks at."""
        with self.store.reading() as books:
            found = books.accounts.by_login("toets-planner")
        assert found is not None
        return found.id

    def activity(self, key: str) -> str:
        """Return what stands for an activity in an address."""
        return self.handles.of_activity(ActivityKey(key))

    def operation(self, kind: ResourceKind) -> str:
        """Return the number of what is carried out with a kind of means: the escorted departure, or the ride."""
        return operation_number(self.release, next(a for a in self.release.appointments if a.of_kind(kind)))

    @cached_property
    def release(self) -> Release:
        """The publication."""
        with self.store.reading() as books:
            return books.releases.load(1)

    def close(self) -> None:
        """End everything."""
        self.app.state.jobs.close()
        self.app.state.scenario_runs.close()
        self.store.close()


def made(url: str, change: Callable[[Release], Release] = lambda release: release) -> Made:
    """Return an installation over an empty database; ``change`` puts other words into the publication and its facts."""
    store, clock = open_store(url), HandClock(NOW)
    owned = (Assignment(case=CASE, regievoerder=RegievoerderId(OWN)),)
    release = change(replace(_with_other(with_room(marked_release())), owners=owned))
    problem, plan = _planned(release)
    with store.transaction() as books:
        number = books.plans.add(
            plan, problem_hash=books.problems.save(problem), at=release.published_at, actor="toets", fingerprint="x"
        )
        books.releases.add(replace(release, plan_id=number), key="sleutel-1")
        _record(books.facts.record, release)
        books.outcomes.add(OUTCOME)
        publish_calendars(books, EventRenderer(), release)
    propose_release(store, clock, ReleaseProposal(plan_id=number, by="toets", at=NOW))
    app = create_app(store, clock)
    found = Made(store, clock, app, Handles(store), _ended_solve(app), 1)
    _let_in(found)
    (opened,) = answers(found, [_open_draft()])
    assert opened.status_code == 200, opened.text
    found.draft = opened.json()["id"]
    found.scenario_solve = _put_away(found)
    _wait_for_the_list(found)
    return found


def answers(made: Made, asks: Iterable[Ask]) -> list[Response]:
    """Return what visitors are answered; who they are goes with each request."""
    return asked(made.app, ((ask, made.headers[ask.visitor]) for ask in asks))


def _open_draft() -> Ask:
    return Ask(
        visitor=Role.PLANNER.value,
        method="POST",
        path="/api/v1/drafts",
        headers={"content-type": "application/json"},
        content=f'{{"week": "{WEEK}"}}'.encode(),
    )


def _wait_for_the_list(found: Made) -> None:
    """Wait until the list of cases is made; until then it is told that it is not there yet."""
    while answers(found, [Ask(visitor=Role.PLANNER.value, method="GET", path="/api/v1/cases")])[0].status_code == 503:
        time.sleep(0.05)


def _with_other(release: Release) -> Release:
    """Return the release with a conversation of a colleague with somebody else."""
    mine, asked = release.appointments[0], release.activities[0]
    key = ActivityKey(f"{OTHER_CASE}/gesprek/1")
    uses = (ResourceRef(ResourceKind.CASE, OTHER_CASE), ResourceRef(ResourceKind.REGIEVOERDER, OTHER))
    item = appointment(key, mine.start, mine.end, ELSEWHERE, uses)
    entries = tuple(
        CalendarEntry(id=one.id, participation=one, appointment=item, sequence=0, changed_at=release.published_at)
        for one in item.participations
    )
    colleague = replace(release.resources.regievoerders[0], id=RegievoerderId(OTHER))
    return replace(
        release,
        activities=(*release.activities, replace(asked, key=key, cases=(OTHER_CASE,), place=ELSEWHERE)),
        appointments=(*release.appointments, item),
        entries=(*release.entries, *entries),
        changed=(*release.changed, *(one.id for one in entries)),
        cases=(*release.cases, replace(release.cases[0], id=OTHER_CASE)),
        resources=replace(release.resources, regievoerders=(*release.resources.regievoerders, colleague)),
    )


def _planned(release: Release) -> tuple[Problem, Plan]:
    """Return a problem that the published plan answers, with one activity that is not planned."""
    golden = golden_problem()
    left = replace(release.activities[0], key=type(release.activities[0].key)(f"{CASE}/gesprek/2"))
    problem = replace(
        golden,
        activities=(*release.activities, left),
        resources=replace(
            golden.resources,
            **{
                name: getattr(release.resources, name)
                for name in ("places", "regievoerders", "missions", "sessions", "flights", "escort_teams", "vehicles")
            },
        ),
        case_file=replace(golden.case_file, cases=release.cases),
        baseline=(),
        pins=(),
        requests=(),
        settings=DEFAULT_SETTINGS,
        horizon=release.horizon,
        scope=WEEK.interval(),
        recorded_at=Minute(release.published_at),
    )
    reason = Reason(rule=RuleId("P05"), because="geen kamer vrij")
    unplanned = Unplanned(activity=left.key, code=UnplannedCode.CAPACITY, reasons=(reason,))
    return problem, Plan(appointments=release.appointments, unplanned=(unplanned,))


def _record(record: Callable[..., None], release: Release) -> None:
    means, since = release.resources, Interval(day_start(date(2026, 9, 1)))
    owned = [
        Ownership(case=CaseId(case), regievoerder=RegievoerderId(who), valid=since)
        for case, who in ((CASE, OWN), (OTHER_CASE, OTHER))
    ]
    groups = (
        means.regievoerders,
        means.places,
        means.vehicles,
        means.escort_teams,
        means.missions,
        means.sessions,
        means.flights,
        release.cases,
        owned,
        CASEWORK,
        ties(release),
    )
    for facts in groups:
        record(facts, source="toets", at=Minute(0))


def _ended_solve(app: FastAPI) -> str:
    """Return a solve that failed at once: there is nothing to plan then."""
    request = SolveRequest(
        cut=CutRequest(first=IsoWeek(2020, 2), weeks=0, as_of=Minute(0)), actor="toets", seconds=1, seed=1
    )
    job = app.state.jobs.submit(request)
    while not app.state.jobs.find(job.id).state.ended:
        time.sleep(0.01)
    return str(job.id)


def _put_away(found: Made) -> str:
    """Split a scenario off and put it away, and return a solve of it that failed at once."""
    tools = Tools(store=found.store, clock=found.clock, heads=Heads(found.store, desks()), worker=this_process())
    scenario = fork(tools, ForkAsked(name="toets", actor="toets", draft=found.draft))
    remove(tools, scenario.number, actor="toets")
    jobs = found.app.state.scenario_runs.jobs
    job = jobs.submit(request_of(scenario, actor="toets", seconds=1))
    while not jobs.find(job.id).state.ended:
        time.sleep(0.01)
    return str(job.id)


def _let_in(found: Made) -> None:
    store, clock = found.store, found.clock
    for role in Role:
        found.headers[role.value] = _cookie(_token(store, clock, role, f"toets-{role.value}"))
    earlier = HandClock(Minute(NOW - 10))
    for name, role in LONG_AGO.items():
        found.headers[name] = _cookie(_token(store, earlier, role, f"toets-{name}"))
    found.headers[ANONYMOUS] = {}
    found.headers[EXPIRED] = _cookie(_token(store, HandClock(Minute(NOW - 9 * HOURS)), Role.PLANNER, "toets-verlopen"))
    found.headers[DISABLED] = _cookie(_token(store, clock, Role.PLANNER, "toets-geblokkeerd"))
    disable_account(store, clock, "toets-geblokkeerd", actor="toets")
    admitted = admit_system(store, clock, "koppeling", Role.PLANNER, "", actor="toets")
    token = token_for(store, clock, admitted.client.id, admitted.secret)
    found.headers[SYSTEM] = {"Authorization": f"Bearer {token}"}


def _token(store: SqlStore, clock: HandClock, role: Role, login: str) -> str:
    wanted = AccountWanted(login=login, label=login, role=role, code=CODES.get(role, ""))
    return open_session(store, clock, AccountId(create_account(store, clock, wanted, actor="toets").id))


def _cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={token}"}
