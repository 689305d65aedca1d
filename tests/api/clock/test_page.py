"""The page of the clock: how each job stands, asking for one, and who may."""

from html import unescape

import pytest
from fastapi import FastAPI

from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.clockwork import JobName, RunState, Slot
from planner.usecases.clock.leading import take_lead
from planner.usecases.clock.running import ClockTools, ask_run, run_job, take_up
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import NamedWorker
from tests.planner.usecases.world import NOW, Desk


@pytest.fixture
def app(desk: Desk) -> FastAPI:
    """Give the application over a small world."""
    return create_app(desk.store, desk.clock)


def _failed(desk: Desk) -> None:
    def fails(_run: object) -> str:
        raise RuntimeError("de schijf is vol <b>")

    lead = take_lead(desk.store, NamedWorker("machine-1/7/1"), seconds=3600)
    assert lead is not None
    run = take_up(desk.store, lead, JobName.BACKUP, Slot(name="2026-11-19", due=NOW))
    assert run is not None
    run_job(ClockTools(store=desk.store, clock=desk.clock, works=dict.fromkeys(JobName, fails)), run)


def test_every_job_is_shown_with_when_it_is_due(app: FastAPI, desk: Desk) -> None:
    shown = visiting(app, desk.store, Role.ADMINISTRATOR, clock=desk.clock).get("/klok").text

    assert [job for job in JobName if f'<h2 id="{job}">' not in shown] == []
    assert "donderdag 13:00" in shown
    assert "dagelijks 01:15" in shown
    assert "Niemand draait de klok." in shown


def test_what_failed_is_named_with_why(app: FastAPI, desk: Desk) -> None:
    _failed(desk)

    shown = visiting(app, desk.store, Role.PLANNER, clock=desk.clock).get("/klok").text

    assert "De klok draait op machine-1." in shown
    assert "<strong>Mislukt</strong>: Reservekopie" in shown
    assert "de schijf is vol &lt;b&gt;" in shown


def test_a_job_is_asked_for_by_a_button(app: FastAPI, desk: Desk) -> None:
    reader = visiting(app, desk.store, Role.ADMINISTRATOR, clock=desk.clock)

    answer = reader.post("/klok", data={"werk": "reservekopie"})
    again = reader.post("/klok", data={"werk": "reservekopie"})

    with desk.store.reading() as books:
        runs = books.clock.newest(JobName.BACKUP, 9)
    assert (answer.status_code, answer.headers["location"]) == (303, "/klok")
    assert again.status_code == 409
    assert [run.state for run in runs] == [RunState.ASKED]
    assert runs[0].by
    assert "wordt gedaan" in reader.get("/klok").text


def test_unknown_work_is_refused(app: FastAPI, desk: Desk) -> None:
    answer = visiting(app, desk.store, Role.ADMINISTRATOR, clock=desk.clock).post("/klok", data={"werk": "alles"})

    assert answer.status_code == 422
    assert "Dit werk kent de klok niet." in unescape(answer.text)


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.KMAR, Role.AUDITOR])
def test_others_may_neither_see_nor_ask(app: FastAPI, desk: Desk, role: Role) -> None:
    ask_run(desk.store, desk.clock, JobName.AUDIT, by="B0001")
    reader = visiting(app, desk.store, role, clock=desk.clock)

    assert reader.get("/klok").status_code == 403
    assert reader.post("/klok", data={"werk": "reservekopie"}).status_code == 403


def test_the_page_speaks_english(app: FastAPI, desk: Desk) -> None:
    reader = visiting(app, desk.store, Role.ADMINISTRATOR, clock=desk.clock)
    reader.headers["cookie"] += "; taal=en"

    assert "Back-up" in reader.get("/klok").text
