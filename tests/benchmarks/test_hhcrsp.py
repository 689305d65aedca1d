"""Home health care instances: what is said to the kernel, our own check, and the figures; with the set, its checker."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.hhcrsp import OURS, Row, Task, _conclude, solve
from benchmarks.hhcrsp_instance import (
    Instance,
    Patient,
    Plan,
    Visit,
    as_solution,
    check,
    plan_of,
    read_instance,
    route_problem,
)
from benchmarks.hhcrsp_rivals import RIVALS
from solver.kernel.search import Budget, search

SET = Path("/work/shared/benchmarks")
SMALL = {
    "patients": [
        {"id": "a", "time_window": [0, 5], "required_caregivers": [{"service": "x", "duration": 4}]},
        {
            "id": "b",
            "time_window": [0, 50],
            "required_caregivers": [{"service": "x", "duration": 4}, {"service": "y"}],
            "synchronization": {"type": "sequential", "distance": [10, 20]},
        },
    ],
    "services": [{"id": "x", "default_duration": 4}, {"id": "y", "default_duration": 6.5}],
    "caregivers": [{"id": "one", "abilities": ["x"]}, {"id": "two", "abilities": ["x", "y"]}],
    "distances": [[0, 8, 30.5], [8, 0, 25], [30.5, 25, 0]],
}


@pytest.fixture
def small(tmp_path: Path) -> Instance:
    """Return two patients on a road; the second asks for two people, 10 to 20 minutes apart."""
    path = tmp_path / "small.json.gz"
    path.write_bytes(gzip.compress(json.dumps(SMALL).encode()))
    return read_instance(path)


def best(instance: Instance) -> Plan:
    """Return the plan the kernel finds."""
    found = search(route_problem(instance), Budget(iterations=200), seed=1)
    return plan_of(instance, found.routes, found.schedule.starts)


def test_an_instance_is_read_with_the_lengths_of_its_services(small: Instance) -> None:
    assert small.patients[1] == Patient(name="b", opens=0, due=50, services=(("x", 4.0), ("y", 6.5)), least=10, most=20)


def test_the_kernel_gives_the_best_plan_and_it_is_what_the_check_says(small: Instance) -> None:
    # One goes by way of the first patient, who is reached at 8, due at 5: there at 8 + 4 + 25 = 37, and the other
    # comes 10 minutes later, at 47: in time. Travel 8 + 25 + 30.5 and twice 30.5.
    checked = check(small, best(small))

    assert (checked.distance, checked.tardiness, checked.worst, checked.wrong) == (124.5, 3, 3, ())
    assert checked.cost == (124.5 + 3 + 3) / 3


@pytest.mark.parametrize("rival", sorted(RIVALS))
def test_rivals_are_told_the_same_problem(small: Instance, rival: str) -> None:
    checked = check(small, RIVALS[rival](small, 2.0))

    assert (checked.wrong, round(checked.cost, 3)) == ((), round(check(small, best(small)).cost, 3))


def visit(plan: Plan, who: str, number: int, **changes: object) -> Plan:
    """Return a plan with one visit changed."""
    rows = {name: list(row) for name, row in plan.items()}
    rows[who][number] = replace(rows[who][number], **changes)  # type: ignore[arg-type]  # by name
    return rows


def test_the_check_sees_what_is_wrong(small: Instance) -> None:
    plan = best(small)
    one, two = list(plan["one"]), list(plan["two"])

    cases = {
        "one is not at b by 30.0": visit(plan, "one", 1, start=30.0, end=40.0),
        "b: y is cut short": visit(plan, "two", 0, end=two[0].start + 6),
        "b: 27.000 apart, 10 to 20 allowed": visit(plan, "two", 0, start=64.0, end=71.0),
        "not every service is given exactly once": {"one": one[:1], "two": two},
        "one lacks y": {"one": [*one[:1], *two], "two": one[1:]},
        "b: one caregiver gives both services": {"one": one[:1], "two": [one[1], *two]},
        "two is not at b by 5.0": {"one": one, "two": [Visit(patient=1, service="y", start=5.0, end=90.0)]},
    }
    for line, wrong in cases.items():
        assert line in check(small, wrong).wrong


def row(**changes: object) -> Row:
    """Return a row of 50 patients just good enough."""
    good = Row(
        instance="i",
        patients=50,
        seed=1,
        solver=OURS,
        seconds=1.0,
        processor_seconds=1.0,
        cost=1.0,
        bound=None,
        gap_percent=0.5,
        valid=True,
        best_cost=1.0,
        iterations=1,
        load=0.0,
        wrong=(),
    )
    return replace(good, **changes)  # type: ignore[arg-type]  # by name


def test_figures_are_missed_by_a_mean_that_is_too_high_and_by_any_plan_that_is_wrong() -> None:
    assert _conclude([row(gap_percent=0.2), row(gap_percent=0.8)]) == []
    assert _conclude([row(gap_percent=0.6)]) == ["50 patients: mean +0.600 %, +0.5 % wanted"]
    assert _conclude([row(patients=75, gap_percent=-0.4)]) == ["75 patients: mean -0.400 %, -0.5 % wanted"]
    assert _conclude([row(valid=False)]) == ["i seed 1 is not valid"]
    assert _conclude([row(solver="cp-sat", gap_percent=50.0, valid=False)]) == []


@pytest.mark.parametrize("name", ["CPLEX_HCSRP_10_3", "CPLEX_HCSRP_25_6", "CPLEX_HCSRP_50_1", "VNS_HCSRP_100_1"])
def test_solutions_pass_the_checker_of_the_set(name: str, tmp_path: Path) -> None:
    path = SET / "hhcrsp" / f"Instanz{name}.json.gz"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    task = Task(path=path, seed=1, solver=OURS, budget=Budget(iterations=300), out=tmp_path, best=None)

    found = solve(task)

    said = subprocess.run(
        [sys.executable, str(SET / "check.py"), "hhcrsp", str(path), str(tmp_path / f"Instanz{name}.1.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(said.stdout)
    assert (found.valid, said.returncode, answer["violations"]) == (True, 0, [])
    assert answer["cost"] == pytest.approx(found.cost, abs=0.002)


def test_a_solution_is_written_in_the_words_of_the_set(small: Instance) -> None:
    routes = as_solution(small, best(small))["routes"]

    assert isinstance(routes, list)
    assert [route["caregiver_id"] for route in routes] == ["one", "two"]
    assert routes[1]["locations"] == [{"patient": "b", "service": "y", "arrival_time": 47.0, "departure_time": 53.5}]
