"""What a scenario is split from, and its own line of plan versions; what all the use cases share.

Not allowed here: deciding what may be done with a scenario.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.domain.civil import IsoWeek, day_of
from planner.domain.clockwork import GROUP
from planner.domain.draft_line import ordered
from planner.domain.editing import Draft, Ground
from planner.domain.ids import RuleId
from planner.domain.plan import Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.scenario import KEEPS, LONGEST_NAME, Origin, Scenario, ScenarioState, ScenarioTurn
from planner.domain.steps import StepRefusedError
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import Text, either
from planner.ports.editing import Head
from planner.ports.store import Event, Store, StoreConflictError, StoreError, Transaction
from planner.ports.surroundings import Clock, Worker
from planner.usecases.clock.running import clock_settings
from planner.usecases.editing.heads import Heads, read_state
from planner.usecases.editing.landing import unproven
from planner.usecases.planning.claiming import holder_of
from planner.usecases.planning.placements import problem_of

T = TypeVar("T")
_NOT_YET = "nog niet berekend"
CLOSED = {
    ScenarioState.EXPIRED: Text(nl="scenario {number} is verlopen", en="scenario {number} has expired"),
    ScenarioState.REMOVED: Text(nl="scenario {number} is verwijderd", en="scenario {number} was put away"),
}
AFRESH = Text(nl="Splits een nieuw scenario af.", en="Split off a new scenario.")
_TRIES = 5
"""So often what was done is written down again when somebody else wrote something down of the scenario first."""


class ScenarioBusyError(StepRefusedError):
    """The scenario is being solved, by this process or by another one."""

    def __init__(self, number: int) -> None:
        super().__init__(
            either(f"scenario {number} wordt nu berekend", f"scenario {number} is being computed now"),
            either(
                "Wacht tot die berekening klaar is, of stop die berekening eerst.",
                "Wait until that computation is done, or stop it first.",
            ),
        )


class ScenarioClosedError(StepRefusedError):
    """The scenario expired or was put away."""

    def __init__(self, scenario: Scenario) -> None:
        state = scenario.state if scenario.state.closed else ScenarioState.EXPIRED
        super().__init__(CLOSED[state].say(number=scenario.number), str(AFRESH))


class ScenarioChangedError(StepRefusedError):
    """Somebody changed the scenario since the officer saw it."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"scenario {number} is intussen gewijzigd",
            either("Kijk wat er nu staat en doe het dan opnieuw.", "See what stands there now and then do it again."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What scenarios need; the versions that the desk keeps at hand need not be read again."""

    store: Store
    clock: Clock
    heads: Heads
    worker: Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a scenario is split from: the problem with what officers decided, and the plan."""

    week: IsoWeek
    problem: Problem
    plan: Plan
    origin: Origin
    stored: bool = False
    """Whether the plan is the one that the origin names, in the store."""


def base_of_draft(books: Transaction, heads: Heads, draft: int, version: int | None = None) -> Base:
    """Return a version of a draft (None: the newest) to split from; raise StoreError."""
    line, head = books.drafts.load(draft), books.drafts.head(draft)
    if line.name:
        msg = either(
            f"concept {draft} hoort bij een scenario\nSplits af van het concept van de week, of van een publicatie.",
            f"draft {draft} belongs to a scenario\nSplit off from the draft of the week, or from a publication.",
        )
        raise StoreError(msg)
    wanted = head if version in (None, head.version) else _version(books, line, version or 0)
    kept = heads.with_plan(wanted.plan)
    state = kept.state if kept is not None else read_state(books, wanted)
    answered = kept.answered if kept is not None else books.problems.load(wanted.ground.problem_hash)
    problem = state.problem(answered)
    origin = Origin(
        plan=wanted.plan,
        problem_hash=wanted.ground.problem_hash if problem is answered else "",
        draft=draft,
        version=wanted.version,
        baseline=books.plans.record(wanted.plan).release,
    )
    return Base(week=line.week, problem=problem, plan=state.plan, origin=origin, stored=True)


def _version(books: Transaction, line: Draft, version: int) -> Head:
    if version == 0:
        return Head(draft=line.id, version=0, plan=line.base, ground=line.ground)
    found = books.drafts.entries(line.id, after=version - 1, until=version)
    if not found:
        msg = either(
            f"versie {version} van concept {line.id} bestaat niet\nKies een versie die er is.",
            f"version {version} of draft {line.id} does not exist\nChoose a version that is there.",
        )
        raise StoreError(msg)
    return Head(draft=line.id, version=version, plan=found[0].plan, ground=found[0].ground)


def base_of_release(books: Transaction, number: int) -> Base:
    """Return a publication to split from, with the facts that its plan answered; raise StoreError."""
    release = books.releases.load(number)
    problem = problem_of(books, books.plans.record(release.plan_id))
    published = {item.activity: item for item in release.appointments}
    solved = books.plans.load(release.plan_id)
    here = [activity.key for activity in problem.activities]
    plan = replace(
        solved,
        appointments=tuple(published[key] for key in here if key in published),
        unplanned=tuple(item for item in solved.unplanned if item.activity not in published),
        assignments=tuple(release.assignments),
    )
    return Base(
        week=IsoWeek.of(day_of(problem.scope.start)),
        problem=problem,
        plan=ordered(plan),
        origin=Origin(plan=release.plan_id, release=number, baseline=number),
    )


def base_again(books: Transaction, scenario: Scenario) -> Base:
    """Return what a scenario was split from, with the plan that it has now."""
    head, origin = books.drafts.head(scenario.draft), scenario.origin
    return Base(
        week=scenario.week,
        problem=books.problems.load(origin.problem_hash),
        plan=books.plans.load(head.plan),
        origin=origin,
        stored=True,
    )


def lay(  # noqa: PLR0913 - one line of versions has so many parts
    books: Transaction,
    scenario: int,
    base: Base,
    problem: Problem,
    *,
    name: str,
    actor: str,
    at: Minute,
    parent: int | None = None,
) -> tuple[Draft, Origin]:
    """Begin a line of versions of a scenario: the plan of its base on a problem of its own.

    ``parent`` is the stored plan that it begins as, where that is not the one of the origin.
    """
    origin = base.origin
    if not origin.problem_hash:
        origin = replace(origin, problem_hash=books.problems.save(base.problem))
    if not base.stored:
        number = books.plans.add(
            base.plan, problem_hash=origin.problem_hash, at=at, actor=actor, release=origin.baseline, scenario=scenario
        )
        origin = replace(origin, plan=number)
    plan = fitted(base.plan, problem)
    if problem is not base.problem:
        plan = unproven(plan)
    problem_hash = origin.problem_hash if problem is base.problem else books.problems.save(problem)
    plan_id = books.plans.add(
        plan,
        problem_hash=problem_hash,
        at=at,
        actor=actor,
        parent=origin.plan if parent is None else parent,
        release=origin.baseline,
        was=base.plan,
        scenario=scenario,
    )
    ground = Ground(problem_hash=problem_hash, solved=plan_id)
    draft = books.drafts.open(base.week, base=plan_id, ground=ground, at=at, actor=actor, name=name)
    return draft, origin


def fitted(plan: Plan, problem: Problem) -> Plan:
    """Return a plan that says of everything in a problem where it is, or that it waits for a solve."""
    keys = {activity.key for activity in problem.activities}
    said = {item.activity for item in plan.appointments} | {item.activity for item in plan.unplanned}
    if said == keys:
        return ordered(plan)
    waiting = Reason(rule=RuleId("P11"), because=_NOT_YET)
    fresh = (Unplanned(activity=key, code=UnplannedCode.TIME_OUT, reasons=(waiting,)) for key in keys - said)
    return ordered(
        replace(
            plan,
            appointments=tuple(item for item in plan.appointments if item.activity in keys),
            unplanned=(*(item for item in plan.unplanned if item.activity in keys), *fresh),
            fallbacks=tuple(item for item in plan.fallbacks if item.activity in keys),
            standbys=tuple(item for item in plan.standbys if item.activity in keys),
        )
    )


def expiry(books: Transaction, at: Minute, days: int | None) -> Minute:
    """Return when a scenario ends that begins at a moment; without a number of days by the setting."""
    kept = clock_settings(books).value(GROUP, KEEPS, on=day_of(at)) if days is None else days
    if kept < 1:
        raise StepRefusedError(
            "een scenario blijft ten minste een dag open",
            either("Geef een aantal dagen vanaf 1.", "Give a number of days from 1."),
        )
    return Minute(at + kept * MINUTES_PER_DAY)


def checked_name(name: str) -> str:
    """Return a name that may be; raise StepRefusedError."""
    found = " ".join(name.split())
    if not found or len(found) > LONGEST_NAME:
        raise StepRefusedError(
            either("deze naam kan niet", "this name cannot be"),
            either(
                f"Geef een naam van 1 tot en met {LONGEST_NAME} tekens.",
                f"Give a name of 1 to {LONGEST_NAME} characters.",
            ),
        )
    return found


def open_scenario(books: Transaction, number: int, now: Minute) -> Scenario:
    """Return a scenario that something can be done with; raise ScenarioClosedError or StoreError."""
    found = books.scenarios.load(number)
    if found.state.closed or found.expires <= now:
        raise ScenarioClosedError(found)
    return found


def claim_name(number: int) -> str:
    """Return the name of the claim on solving a scenario."""
    return f"scenario {number}"


def free_scenario(books: Transaction, number: int, now: Minute, worker: Worker, *, seen: int | None = None) -> Scenario:
    """Return an open scenario that nobody is solving; ``seen``: as an officer saw it who saw so many of its turns.

    Raise ScenarioBusyError, ScenarioChangedError, ScenarioClosedError or StoreError.
    """
    found = open_scenario(books, number, now)
    if seen is not None and len(found.turns) != seen:
        raise ScenarioChangedError(number)
    if holder_of(books, claim_name(number), now, worker) is not None:
        raise ScenarioBusyError(number)
    return found


def storing(tools: Tools, number: int, scenario: Scenario, write: Callable[[Transaction], T]) -> T:
    """Write down what was done with a scenario; raise ScenarioChangedError or ScenarioBusyError when it moved on."""
    try:
        with tools.store.transaction() as books:
            free_scenario(books, number, tools.clock.now(), tools.worker, seen=len(scenario.turns))
            return write(books)
    except StoreConflictError as error:
        raise ScenarioChangedError(number) from error


def turned(store: Store, number: int, turn: ScenarioTurn) -> Scenario:
    """Write down a turn after which nothing else is otherwise, whatever was written down of the scenario meanwhile."""
    for _ in range(_TRIES - 1):
        try:
            return _turned(store, number, turn)
        except StoreConflictError:
            continue
    return _turned(store, number, turn)


def _turned(store: Store, number: int, turn: ScenarioTurn) -> Scenario:
    with store.transaction() as books:
        standing = books.scenarios.load(number)
        return noted(books, standing.after(turn), after=len(standing.turns))


def noted(books: Transaction, scenario: Scenario, after: int) -> Scenario:
    """Store how a scenario stands after its last turn, and write down that it was done."""
    books.scenarios.put(scenario, after=after)
    turn = scenario.turns[-1]
    subject = f"scenario {scenario.number}: {turn.deed}, concept {scenario.draft}"
    books.events.add(Event(at=turn.at, actor=turn.actor, what=f"scenario {turn.deed.name.lower()}", subject=subject))
    return scenario
