"""The pages of what-ifs over the draft of a small week."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.composition import this_process
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports.search import Report, Stopped
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario
from tests.api.web.visiting import visiting
from tests.planner.usecases.editing.drafted import ANNE, Drafted, drafted
from tests.planner.usecases.editing.small_week import small_week

HERE = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}


class LastPlaces:
    """The ``Search`` port: everything at its last free place."""

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:  # noqa: ARG002 - of the port
        """Return the plan."""
        assert problem.activities
        return small_week(last=True)[1]


@dataclass
class WhatIfSite:
    """The application over the draft of a small week."""

    week: Drafted
    app: FastAPI

    def visit(self, role: Role = Role.PLANNER) -> TestClient:
        """Return a reader of pages with a session."""
        client = visiting(self.app, self.week.store, role, clock=self.week.clock, page=True)
        client.headers.update(HERE)
        return client

    @property
    def base(self) -> str:
        """What a scenario of the draft is split from, as a field says it."""
        return f"week:{self.week.draft.week}"

    def solve(self, number: int) -> int:
        """Solve a scenario with everything at its last place."""
        tools = Tools(store=self.week.store, clock=self.week.clock, heads=self.week.tools.heads, worker=this_process())
        asked = ScenarioSolve(scenario=number, actor=ANNE)
        return solve_scenario(tools, LastPlaces(), asked, report=lambda _: None, stopped=lambda: False)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[WhatIfSite]:
    """Give the pages."""
    week = drafted(f"sqlite:///{tmp_path / 'watals.sqlite'}")
    app = create_app(week.store, week.clock)
    yield WhatIfSite(week, app)
    app.state.jobs.close()
    app.state.scenario_runs.close()
    week.store.close()
