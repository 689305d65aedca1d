"""The exchange file: round trip exact, under its schema, and clear refusals."""

from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator

from planner.codec.problems import problem_hash
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.ports.store import StoreError
from planner.usecases.planning.exchange import (
    Exchange,
    ExchangeError,
    RuleCost,
    export_exchange,
    import_exchange,
    make_exchange,
    read_exchange,
    write_exchange,
)
from tests.planner.examples import example_plan, example_problem
from tests.planner.usecases.fakes import OverlapJudge
from tests.planner.usecases.world import Desk, open_desk
from tools.make_exchange_schema import TARGET, exchange_schema


def exchange(plan: Plan | None = None) -> Exchange:
    return make_exchange(example_problem(), plan, OverlapJudge())


def test_the_schema_in_the_documentation_is_that_of_the_classes() -> None:
    assert exchange_schema() == TARGET.read_bytes()


@pytest.mark.parametrize("plan", [None, example_plan(3)])
def test_a_round_trip_is_exact(plan: Plan | None) -> None:
    first = exchange(plan)

    data = write_exchange(first)

    assert read_exchange(data) == first
    assert write_exchange(read_exchange(data)) == data


def test_costs_stand_per_rule_and_levels_keep_the_bound_the_search_proved() -> None:
    found = exchange(example_plan(3))

    unplanned = RuleCost(rule=found.rule_costs[1].rule, level=Level.TIMELY, cost=3, breaches=1)
    accounted = len(example_problem().activities) + 4
    assert found.rule_costs == (
        RuleCost(rule=found.rule_costs[0].rule, level=Level.HARD, cost=accounted, breaches=accounted),
        unplanned,
    )
    assert [cost.rule for cost in found.rule_costs] == ["P11", "R03"]
    timely = next(value for value in found.levels if value.level is Level.TIMELY)
    assert timely == LevelValue(level=Level.TIMELY, cost=3, bound=9)


def validator() -> Draft202012Validator:
    schema = orjson.loads(TARGET.read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("plan", [None, example_plan(3)])
def test_what_is_written_is_valid_under_the_schema(plan: Plan | None) -> None:
    assert list(validator().iter_errors(orjson.loads(write_exchange(exchange(plan))))) == []


def test_the_schema_refuses_what_is_not_in_the_format() -> None:
    plain = orjson.loads(write_exchange(exchange(example_plan(1))))
    plain["plan"]["appointments"][0]["begin"] = 5
    plain["problem"]["activities"][0]["kind"] = "feest"
    del plain["schema"]

    found = [error.message for error in validator().iter_errors(plain)]

    assert len(found) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "geen JSON"),
        (b"[]", "schema 'None' is onbekend"),
        (b'{"schema": "vertrekplanner/2"}', "schema 'vertrekplanner/2' is onbekend"),
        (b'{"schema": "vertrekplanner/1"}', "klopt niet"),
    ],
)
def test_a_file_that_is_not_an_exchange_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        read_exchange(data)


def test_a_problem_that_was_changed_on_the_way_is_refused() -> None:
    data = write_exchange(exchange()).replace(b'"seats":6', b'"seats":7')

    with pytest.raises(ExchangeError, match="past niet bij zijn hash"):
        read_exchange(data)


def test_a_file_made_by_others_may_leave_the_hash_out() -> None:
    plain = orjson.loads(write_exchange(exchange()))
    del plain["problem_hash"]

    assert read_exchange(orjson.dumps(plain)).problem == example_problem()


def test_an_exported_plan_is_brought_into_another_store_once(desk: Desk, tmp_path: Path) -> None:
    solved = desk.solve()
    data = export_exchange(desk.store, desk.judge)

    with open_desk(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        first = import_exchange(other.store, other.clock, read_exchange(data), actor="planner")
        second = import_exchange(other.store, other.clock, read_exchange(data), actor="planner")

        assert first == second == 1
        with other.store.reading() as books:
            assert books.plans.load(1) == solved.plan
            assert books.problems.load(books.plans.record(1).problem_hash) == solved.cut.problem
        assert export_exchange(other.store, desk.judge) == data


def test_a_problem_without_a_plan_is_stored(desk: Desk) -> None:
    assert import_exchange(desk.store, desk.clock, exchange(), actor="planner") is None

    with desk.store.reading() as books:
        assert books.problems.load(problem_hash(example_problem())) == example_problem()


def test_without_a_plan_there_is_nothing_to_export(desk: Desk) -> None:
    with pytest.raises(StoreError, match="plan 0 bestaat niet"):
        export_exchange(desk.store, desk.judge)
