"""Equal treatment: the same plan whatever countries, languages and sexes are called. `make nightly` takes 100 weeks."""

from dataclasses import replace

import pytest

from benchmarks.equal import search
from planner.domain.activities import Segment
from planner.domain.cases import Sex
from planner.domain.ids import CountryCode, LanguageCode
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.search import Report, Stopped
from tests.recheck.equal import Change, Stage, compare_week, differences, labels_of
from tests.recheck.relabel import Labels, drawn_labels, in_order, relabelled
from tests.recheck.solved import SEEDS, solved
from tests.recheck.worlds.build import random_week


@pytest.mark.parametrize("seed", SEEDS)
def test_plan_is_the_same_under_other_names(seed: int) -> None:
    """Nationality, language and sex are labels: permuted with the rules about them they change nothing."""
    found = {week.change: week.different for week in compare_week(seed, (Change.NOTHING, Change.ALL), search())}

    assert found == {Change.NOTHING: {}, Change.ALL: {}}


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(1, 101))
def test_plan_is_the_same_in_a_hundred_weeks(seed: int) -> None:
    """Each label apart and all of them together."""
    found = {week.change: week.different for week in compare_week(seed, tuple(Change), search())}

    assert found == {change: {} for change in Change}


class _Biased:
    """A search that leaves out who comes from a country late in the alphabet."""

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        plan = search().solve(problem, seconds=seconds, seed=seed, report=report, stopped=stopped)
        late = {case.id for case in problem.case_file.cases if case.country >= "L"}
        about = {activity.key: activity.cases for activity in problem.activities}
        kept = tuple(item for item in plan.appointments if late.isdisjoint(about[item.activity]))
        return replace(plan, appointments=kept)


def test_search_that_looks_at_countries_is_noticed() -> None:
    """Under other names others are left out; a change of the sexes alone shows nothing of it."""
    found = {week.change: week for week in compare_week(SEEDS[0], (Change.COUNTRY, Change.SEX), _Biased())}

    assert found[Change.COUNTRY].wrong() != ()
    assert found[Change.SEX].wrong() == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_change_a_week_and_back(seed: int) -> None:
    """Nothing keeps its old name by accident, and undoing gives the week again."""
    problem, labels = in_order(random_week(seed)), labels_of(seed, Change.ALL)
    other = relabelled(problem, labels)

    pairs = list(zip(problem.case_file.cases, other.case_file.cases, strict=True))
    assert [labels.countries[one.country] for one, _ in pairs] == [two.country for _, two in pairs]
    assert [labels.languages[one.language] for one, _ in pairs] == [two.language for _, two in pairs]
    assert all(one.sex is not two.sex for one, two in pairs if one.sex is not Sex.OTHER)
    assert relabelled(other, labels.back()) == problem


def test_labels_reach_everything_that_names_a_country_a_language_or_a_sex() -> None:
    """Every field that holds one, wherever it lies: flights, transits, missions, visas, days off, settings, pools."""
    problem = in_order(random_week(2))
    labels = Labels(
        countries={CountryCode("GN"): CountryCode("QQ"), CountryCode("DE"): CountryCode("FR")},
        languages={LanguageCode("ar"): LanguageCode("xx")},
        sexes=True,
    )
    other = relabelled(problem, labels)
    text = repr(other)

    assert "'GN'" not in text.replace("id='M-GN", "")
    assert "key='notice-DE'" not in text
    assert "'ar'" not in text
    assert [c.resource for c in other.resources.capacities if c.resource.id == "xx"] != []
    assert all(c.resource.kind is ResourceKind.INTERPRETER for c in other.resources.capacities if c.resource.id == "xx")
    assert _segments(problem, Segment.MEN) == _segments(other, Segment.WOMEN)
    assert [o.sex for o in problem.resources.officers] != [o.sex for o in other.resources.officers]


def _segments(problem: object, segment: Segment) -> int:
    return repr(problem).count(f"<Segment.{segment.name}:")


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_differences_are_told_by_stage(seed: int) -> None:
    """A plan that is not the same is told as such, under the stage that made the difference."""
    problem, plan = solved(seed)
    moved = plan.appointments[0]
    kind = next(a.kind for a in problem.activities if a.key == moved.activity)
    later = replace(plan, appointments=(replace(moved, end=Minute(moved.end + 1)), *plan.appointments[1:]))
    stages = {"gesprek": Stage.DIARIES, "overleg": Stage.DIARIES, "vervoer": Stage.TRANSPORT}

    assert set(differences(problem, plan, later, Labels())) == {stages.get(kind, Stage.COMMITMENTS)}
    assert set(differences(problem, plan, replace(plan, levels=()), Labels())) == {Stage.REST}
    assert differences(problem, plan, plan, Labels()) == {}


def test_pool_of_interpreters_is_compared_under_its_old_name() -> None:
    """The plan of the relabelled week speaks of the new language."""
    labels = drawn_labels(1, languages=True)
    seed = next(seed for seed in SEEDS if _pools(solved(seed)[1]))
    problem, plan = solved(seed)
    ref = next(iter(_pools(plan)))
    new = labels.languages[LanguageCode(ref.id)]
    renamed = replace(
        plan,
        appointments=tuple(
            replace(
                item,
                participations=tuple(
                    replace(part, resource=replace(part.resource, id=labels.languages[LanguageCode(part.resource.id)]))
                    if part.resource.kind is ResourceKind.INTERPRETER
                    else part
                    for part in item.participations
                ),
            )
            for item in plan.appointments
        ),
    )

    assert ResourceRef(ResourceKind.INTERPRETER, new) in _pools(renamed)
    assert differences(problem, plan, renamed, labels) == {}
    assert differences(problem, plan, renamed, Labels()) != {}


def _pools(plan: Plan) -> set[ResourceRef]:
    return {
        part.resource
        for item in plan.appointments
        for part in item.participations
        if part.resource.kind is ResourceKind.INTERPRETER
    }
