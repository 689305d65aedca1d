"""``absences`` and ``tasks`` as the officer who settles a proposal meets them."""

from dataclasses import replace

import pytest

from planner.domain.absences import AbsenceProposal
from planner.domain.ids import RegievoerderId
from planner.domain.resources import Absence, ResourceKind
from planner.domain.time import Interval, Minute
from planner.store import open_store
from planner.usecases.agendas.propose_absence import propose_absence
from tests.api.cli.conftest import Ran, Run
from tests.api.example_release import add_example_release, example_release
from tests.planner.usecases.fakes import HandClock

WHO = RegievoerderId("RV-0001")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """Give the clock that commands read: the moment of publication, when nothing of the release is over yet."""
    clock = HandClock(example_release().published_at)
    monkeypatch.setattr("api.composition.SystemClock", lambda: clock)
    return clock


@pytest.fixture
def during(sqlite_url: str, clock: HandClock) -> AbsenceProposal:
    """Let somebody propose to be away during a published appointment, and one time after it."""
    store = open_store(sqlite_url)
    release = add_example_release(store)
    with store.transaction() as books:
        books.facts.record(release.resources.regievoerders, source="test", at=Minute(0))
    taken = next(
        part
        for item in release.appointments
        for part in item.participations
        if part.resource.kind is ResourceKind.REGIEVOERDER
    )
    later = Interval(Minute(taken.start + 14400), Minute(taken.end + 14400))
    proposal = AbsenceProposal(
        owner=WHO,
        name="arts.ics",
        uid="u1",
        intervals=(Interval(taken.start, taken.end), later),
        body="",
        recorded_at=Minute(0),
    )
    propose_absence(store, clock, proposal)
    store.close()
    return proposal


def absences(sqlite_url: str) -> set[Interval]:
    store = open_store(sqlite_url)
    with store.reading() as books:
        found = {absence.interval for absence in books.facts.in_force(Absence)}
    store.close()
    return found


def rows(listed: Ran, name: str) -> list[dict[str, object]]:
    found = listed.data()[name]
    assert isinstance(found, list)
    return found


def test_a_proposal_is_listed_with_its_state_and_what_it_meets(run: Run, during: AbsenceProposal) -> None:
    (found,) = rows(run("absences", "list", "--json"), "voorstellen")
    listed = run("absences", "list", WHO)
    (task,) = rows(run("tasks", "list", "--json"), "taken")

    assert (found["naam"], found["stand"], found["door"]) == ("arts.ics", "voorgesteld", "")
    assert found["botst_met"] == [task["betreft"]]
    assert len(during.intervals) == 2
    assert "en nog 1 keer" in listed.out
    assert listed.out.endswith("1 voorstel.\n")


@pytest.mark.usefixtures("during")
def test_somebody_elses_proposals_are_left_out(run: Run) -> None:
    assert run("absences", "list", "RV-0002").out == "0 voorstellen.\n"


def test_what_is_accepted_is_planned_around_and_leaves_the_work_list(
    run: Run, sqlite_url: str, during: AbsenceProposal
) -> None:
    done = run("absences", "accept", WHO, during.name, "--actor", "T-0042")

    (found,) = rows(run("absences", "list", "--json"), "voorstellen")
    assert done.code == 0
    assert (found["stand"], found["door"]) == ("aanvaard", "T-0042")
    assert absences(sqlite_url) == set(during.intervals)
    assert run("tasks", "list").out == "0 taken.\n"


def test_what_is_declined_is_not_planned_around(run: Run, sqlite_url: str, during: AbsenceProposal) -> None:
    run("absences", "accept", WHO, during.name)
    done = run("absences", "decline", WHO, during.name, "--actor", "T-0042")

    (found,) = rows(run("absences", "list", "--json"), "voorstellen")
    assert done.out == "Afgewezen: RV-0001, arts.ics.\n"
    assert found["stand"] == "afgewezen"
    assert absences(sqlite_url) == set()


@pytest.mark.usefixtures("during")
def test_a_task_is_done_once(run: Run) -> None:
    (task,) = rows(run("tasks", "list", "--json"), "taken")
    key = str(task["kenmerk"])

    first, second = run("tasks", "done", key), run("tasks", "done", key)

    assert first.out == f"Gedaan: {task['tekst']}.\n"
    assert second.code == 3
    assert "staat niet open" in second.err
    assert run("tasks", "list").out == "0 taken.\n"


@pytest.mark.usefixtures("during")
@pytest.mark.parametrize("what", ["accept", "decline"])
def test_an_unknown_proposal_is_told(run: Run, what: str) -> None:
    done = run("absences", what, WHO, "anders.ics")

    assert (done.code, "heeft geen voorstel anders.ics" in done.err) == (3, True)


def test_a_proposal_outside_what_is_planned_is_listed_without_a_moment(
    run: Run, sqlite_url: str, during: AbsenceProposal, clock: HandClock
) -> None:
    store = open_store(sqlite_url)
    propose_absence(store, clock, replace(during, name="later.ics", uid="u2", intervals=()))
    store.close()

    assert "geen keer binnen wat wordt gepland" in run("absences", "list").out
