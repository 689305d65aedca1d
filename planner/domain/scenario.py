"""A what-if: a draft beside the real one, on facts and norms that somebody supposes and that nobody entered.

What is supposed never becomes a fact: only parts of the plan of a scenario can be taken over, judged by the real facts.
Not allowed here: storing, solving, and the words on screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.domain.cases import Regime
from planner.domain.civil import IsoWeek
from planner.domain.disruption import FactStep
from planner.domain.fact_patch import with_steps
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import RuleId
from planner.domain.problem import Problem
from planner.domain.settings import LAST_DAY_OFF, Setting, Unit
from planner.domain.time import Minute
from planner.domain.wording import either

KEEPS = "scenario-kept"
"""The setting of the clock that says how many days a scenario stays open."""
LONGEST_NAME = 80
LONGEST_NOTE = 300


class ScenarioState(StrEnum):
    """How a scenario stands; the value is the screen word."""

    OPEN = "open"
    MERGED = "samengevoegd"
    """Parts of it were taken over; it can still be looked at, and more can be taken over."""
    EXPIRED = "verlopen"
    REMOVED = "verwijderd"

    @property
    def closed(self) -> bool:
        """Whether nothing can be done with it any more."""
        return self in (ScenarioState.EXPIRED, ScenarioState.REMOVED)


class ScenarioDeed(StrEnum):
    """What was done with a scenario; the value is the screen word."""

    FORKED = "afgesplitst"
    CHANGED = "gewijzigd"
    SOLVED = "berekend"
    MERGED = "samengevoegd"
    REBASED = "overgezet"
    EXPIRED = "verlopen"
    REMOVED = "verwijderd"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnValue:
    """A value of a setting that only the scenario has, whatever the dates."""

    rule: RuleId
    key: str
    value: int
    regime: Regime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a scenario was split from: a version of a draft, or a publication.

    ``plan`` and ``problem_hash`` are the plan and the real facts that it began with, as they are stored.
    """

    plan: int
    problem_hash: str = ""
    draft: int | None = None
    version: int | None = None
    release: int | None = None
    baseline: int = 0
    """The publication that was the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What a scenario supposes beside the real facts and norms."""

    steps: tuple[FactStep, ...] = ()
    values: tuple[OwnValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A step or value that does not apply to the base, and why, in words."""

    what: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTurn:
    """One line of what was done with a scenario."""

    deed: ScenarioDeed
    at: Minute
    actor: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario as it stands. ``draft`` is its own line of plan versions; ``left_out`` no longer applies."""

    number: int
    name: str
    week: IsoWeek
    actor: str
    at: Minute
    expires: Minute
    origin: Origin
    supposed: Supposed
    draft: int
    state: ScenarioState = ScenarioState.OPEN
    left_out: tuple[LeftOut, ...] = ()
    turns: tuple[ScenarioTurn, ...] = ()

    def after(self, turn: ScenarioTurn) -> "Scenario":
        """Return it after a turn; what the turn changes beside the state is for the caller."""
        state = _STATE_AFTER.get(turn.deed, self.state)
        return replace(self, state=state, turns=(*self.turns, turn))


_STATE_AFTER = {
    ScenarioDeed.MERGED: ScenarioState.MERGED,
    ScenarioDeed.EXPIRED: ScenarioState.EXPIRED,
    ScenarioDeed.REMOVED: ScenarioState.REMOVED,
}


# --- applying what is supposed ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A problem with what is supposed, and what of it did not apply."""

    problem: Problem
    supposed: Supposed
    left_out: tuple[LeftOut, ...] = ()


def applied(problem: Problem, supposed: Supposed) -> Applied:
    """Put what is supposed into a problem; a step whose fact is otherwise there than it says is left out, and told."""
    about = {type(fact) for step in supposed.steps for fact in (step.before, step.after) if fact is not None}
    known = {(type(fact), fact_key(fact)): fact for fact in facts_in(problem) if type(fact) in about}
    steps: list[FactStep] = []
    left: list[LeftOut] = []
    for step in supposed.steps:
        because = _against(step, known)
        if because:
            left.append(LeftOut(what=step_name(step), because=because))
        else:
            steps.append(step)
            _take(step, known)
    values: list[OwnValue] = []
    for value in supposed.values:
        because = value_refused(problem, value)
        if because:
            left.append(LeftOut(what=f"{value.rule} {value.key}", because=because))
        else:
            values.append(value)
    return Applied(
        problem=with_values(with_steps(problem, steps) if steps else problem, values),
        supposed=Supposed(steps=tuple(steps), values=tuple(values)),
        left_out=tuple(left),
    )


def with_values(problem: Problem, values: Sequence[OwnValue]) -> Problem:
    """Return the problem with other values of settings, whatever the dates."""
    if not values:
        return problem
    own = {(one.rule, one.key, one.regime): one.value for one in values}
    settings = tuple(
        replace(one, value=own[_place(one)], source="scenario") if _place(one) in own else one
        for one in problem.settings
    )
    return replace(problem, settings=settings)


def value_refused(problem: Problem, value: OwnValue) -> str:
    """Return why a value cannot be supposed of a problem, empty when it can."""
    found = [one for one in problem.settings if _place(one) == (value.rule, value.key, value.regime)]
    if not found:
        return either("deze norm staat niet in de gegevens van deze week", "this norm is not in the data of this week")
    if value.value < 0:
        return either("een waarde is nooit kleiner dan nul", "a value is never less than zero")
    if found[0].unit is Unit.DAY_OFF and value.value > LAST_DAY_OFF:
        return either("deze norm kent alleen 0, 1 en 2", "this norm knows 0, 1 and 2 alone")
    return ""


def facts_in(problem: Problem) -> Iterable[Fact]:
    """Yield the facts of a problem that can be supposed otherwise: means, capacity and what is due."""
    means = problem.resources
    yield from means.escort_teams
    yield from means.sessions
    yield from means.capacities
    yield from means.flights
    yield from means.vehicles
    yield from means.regievoerders
    yield from means.absences
    yield from means.closed_days
    yield from means.missions
    yield from means.places
    yield from problem.activities
    for group in (problem.case_file.cases, problem.case_file.blocks, problem.case_file.documents):
        yield from group


def step_name(step: FactStep) -> str:
    """Return which fact a step is about."""
    fact = step.after if step.after is not None else step.before
    if fact is None:  # excluded by FactStep
        raise AssertionError(step)
    return f"{type(fact).__name__} {fact_key(fact)}"


def _against(step: FactStep, known: dict[tuple[type[Fact], str], Fact]) -> str:
    fact = step.after if step.after is not None else step.before
    found = None if fact is None else known.get((type(fact), fact_key(fact)))
    if step.before is None:
        return "" if found is None else either("dit gegeven bestaat intussen al", "this fact exists already meanwhile")
    if found is None:
        return either("dit gegeven is er niet meer", "this fact is there no more")
    return (
        "" if found == step.before else either("dit gegeven is intussen gewijzigd", "this fact was changed meanwhile")
    )


def _take(step: FactStep, known: dict[tuple[type[Fact], str], Fact]) -> None:
    fact = step.after if step.after is not None else step.before
    if fact is None:
        return
    place = (type(fact), fact_key(fact))
    if step.after is None:
        known.pop(place, None)
    else:
        known[place] = step.after


def _place(setting: Setting) -> tuple[RuleId, str, Regime | None]:
    return setting.rule, setting.key, setting.regime
