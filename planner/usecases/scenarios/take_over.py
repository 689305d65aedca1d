"""Taking parts of the plan of a scenario over into the real draft: one step, judged by the real facts alone.

What is not possible there is refused with the reason, and told; it never goes along in silence.
Not allowed here: facts and norms that the scenario supposes; they stay where they are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.activities import MoveDetail
from planner.domain.commitments import PinGrade, Placement
from planner.domain.draft_line import Stands, State
from planner.domain.editing import Change, Deal, EntryKind, HandOver, Stand
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.scenario import Scenario, ScenarioDeed, ScenarioTurn
from planner.domain.steps import StepRefusedError
from planner.domain.wording import either
from planner.ports.editing import Prepared
from planner.ports.store import Transaction
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, Planned, take_step
from planner.usecases.editing.heads import Opened
from planner.usecases.scenarios.base import ScenarioChangedError, open_scenario, turned

ROUNDS = 60
"""So many times something that is in the way is left out, and the rest judged again."""
_ONLY_THERE = RuleId("P11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An item that is not possible on the real facts, with the rule and the reason."""

    activity: ActivityKey
    rule: RuleId
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What of the chosen items can be taken over together, as one step, and what cannot."""

    prepared: Prepared
    taken: tuple[ActivityKey, ...]
    along: tuple[ActivityKey, ...]
    """Rides that go with what was chosen."""
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What was taken over: ``applied`` is None when nothing could be."""

    scenario: Scenario
    applied: Applied | None
    possible: Possible


def take_over(
    tools: Editing,
    number: int,
    draft: int,
    chosen: Collection[ActivityKey],
    officer: Officer,
    *,
    seen: int | None = None,
) -> TakenOver:
    """Take chosen items over into a real draft; raise what ``apply_edit`` raises, and StepRefusedError.

    Items that the real facts do not allow are refused one by one, with the reason; the others are one step.
    ``seen``: how many turns of the scenario the officer saw; raise ScenarioChangedError when there are more.
    """
    now = tools.clock.now()
    with tools.store.reading() as books:
        scenario = open_scenario(books, number, now)
        if seen is not None and len(scenario.turns) != seen and not _done_before(books, draft, officer):
            raise ScenarioChangedError(number)
        _refuse_other_week(books, scenario, draft)
        theirs, theirs_problem = _theirs(books, scenario)
    last: list[Possible] = []

    def prepared(opened: Opened) -> Planned:
        found = possible(opened, theirs, theirs_problem, chosen, scenario)
        last[:] = [found]
        if not found.taken:
            raise _NothingError(found)
        reason = f"scenario {number}: {scenario.name}"
        return Planned(found=found.prepared, kind=EntryKind.REARRANGE, reason=reason)

    try:
        done = take_step(tools, draft, officer, prepared)
    except _NothingError as error:
        return TakenOver(scenario=scenario, applied=None, possible=error.found)
    found = last[0] if last else Possible(prepared=done.prepared, taken=(), along=(), refused=())
    if done.repeated:
        return TakenOver(scenario=scenario, applied=done, possible=found)
    note = f"concept {draft}, versie {done.entry.version}: {len(found.taken)} onderdelen"
    turn = ScenarioTurn(deed=ScenarioDeed.MERGED, at=now, actor=officer.actor, note=note)
    scenario = turned(tools.store, number, turn)
    return TakenOver(scenario=scenario, applied=done, possible=found)


class _NothingError(Exception):
    """None of what was chosen can be taken over."""

    def __init__(self, found: Possible) -> None:
        super().__init__()
        self.found = found


def _done_before(books: Transaction, draft: int, officer: Officer) -> bool:
    return bool(officer.key) and books.drafts.by_key(draft, officer.key) is not None


def _refuse_other_week(books: Transaction, scenario: Scenario, draft: int) -> None:
    line = books.drafts.load(draft)
    if line.name or line.week != scenario.week:
        raise StepRefusedError(
            f"concept {draft} is niet het concept van week {scenario.week}", "Open het concept van die week."
        )


def _theirs(books: Transaction, scenario: Scenario) -> tuple[State, Problem]:
    head = books.drafts.head(scenario.draft)
    plan = books.plans.load(head.plan)
    return State(plan, head.ground, plan), books.problems.load(head.ground.problem_hash)


def possible(
    opened: Opened, theirs: State, their_problem: Problem, chosen: Collection[ActivityKey], scenario: Scenario
) -> Possible:
    """Return what of the chosen items goes together on the real facts, and why the others do not."""
    real, mine, other = opened.desk.problem, Stands(opened.state), Stands(theirs)
    wanted = _with_rides(their_problem, chosen)
    refused: dict[ActivityKey, Refused] = {}
    known, means = {activity.key for activity in real.activities}, _means(real)
    for key in sorted(wanted):
        because = _unknown(key, other.of(key), known, means)
        if because:
            refused[key] = Refused(activity=key, rule=_ONLY_THERE, because=because)
    for _ in range(ROUNDS):
        going = [key for key in sorted(wanted) if key not in refused]
        deal = _deal(going, mine, other, theirs.plan, real, scenario)
        found = opened.desk.judge(deal)
        fresh = _in_the_way(found, going, deal)
        if not fresh:
            break
        refused.update(fresh)
    else:
        raise StepRefusedError(
            either("dit gaat niet samen met het echte concept", "this does not go together with the real draft"),
            either("Kies minder onderdelen tegelijk.", "Choose fewer parts at once."),
        )
    changed = {change.activity for change in deal.changes}
    return Possible(
        prepared=found,
        taken=tuple(key for key in going if key in changed),
        along=tuple(key for key in going if key in changed and key not in chosen),
        refused=tuple(refused[key] for key in sorted(refused)),
    )


def _unknown(
    key: ActivityKey, stand: Stand, known: Collection[ActivityKey], means: Mapping[ResourceKind, Collection[str]]
) -> str:
    """Return why an item only goes with what the scenario supposes, empty when that is for the rules to say."""
    if key not in known:
        return "dit onderdeel is er niet in het echte concept"
    if stand.appointment is None:
        return ""
    missing = [ref for ref in _refs(stand.appointment) if ref.kind in means and ref.id not in means[ref.kind]]
    if missing:
        return f"{missing[0].kind.value} {missing[0].id} bestaat alleen in het scenario"
    return ""


def _refs(item: Appointment) -> Iterable[ResourceRef]:
    return (part.resource for part in item.participations)


def _means(problem: Problem) -> dict[ResourceKind, set[str]]:
    means = problem.resources
    return {
        ResourceKind.ESCORT: {one.id for one in means.escort_teams},
        ResourceKind.OFFICER: {one.id for one in means.officers},
        ResourceKind.SESSION: {one.id for one in means.sessions},
        ResourceKind.FLIGHT: {one.id for one in means.flights},
        ResourceKind.VEHICLE: {one.id for one in means.vehicles},
        ResourceKind.REGIEVOERDER: {one.id for one in means.regievoerders},
    }


def _deal(
    going: Iterable[ActivityKey], mine: Stands, other: Stands, plan: Plan, real: Problem, scenario: Scenario
) -> Deal:
    changes = []
    cases: set[CaseId] = set()
    of = {activity.key: activity.cases for activity in real.activities}
    for key in going:
        before, after = mine.of(key), other.of(key)
        if (before.appointment, before.unplanned) == (after.appointment, after.unplanned):
            continue
        changes.append(Change(activity=key, before=before, after=_taken(key, before, after, scenario)))
        cases.update(of.get(key, ()))
    assigned = {one.case for one in plan.assignments}
    given = (
        HandOver(case=case, before=mine.holder(case), after=other.holder(case)) for case in sorted(cases & assigned)
    )
    return Deal(changes=tuple(changes), hand_overs=tuple(one for one in given if one.before != one.after))


def _taken(key: ActivityKey, before: Stand, after: Stand, scenario: Scenario) -> Stand:
    """Return the item as the scenario has it, held as an edit holds it; what it leaves out may come back by itself."""
    placed = before.placement
    if after.appointment is not None:
        placed = Placement(
            activity=key,
            grade=PinGrade.ALL,
            reason=f"uit scenario {scenario.number}",
            appointment=after.appointment,
            with_edit=True,
        )
    return replace(
        before,
        appointment=after.appointment,
        unplanned=after.unplanned,
        placement=placed,
        fallbacks=after.fallbacks,
        standbys=after.standbys,
    )


def _in_the_way(found: Prepared, going: Collection[ActivityKey], deal: Deal) -> dict[ActivityKey, Refused]:
    """Return what of the items must stay behind, with the rule: of each breach the last of its items that goes."""
    changed = {change.activity for change in deal.changes} & set(going)
    fresh: dict[ActivityKey, Refused] = {}
    for objection in found.objections:
        breach = objection.breach
        here = [key for key in breach.activities if key in changed]
        if not here:
            here = sorted(changed)[-1:]
        if here and not any(key in fresh for key in here):
            fresh[here[-1]] = Refused(activity=here[-1], rule=breach.rule, because=breach.because)
    return fresh


def _with_rides(problem: Problem, chosen: Collection[ActivityKey]) -> set[ActivityKey]:
    """Return what was chosen with the rides that serve it, or follow on them."""
    found = set(chosen)
    moves = [(a.key, a.detail) for a in problem.activities if isinstance(a.detail, MoveDetail)]
    while more := {key for key, detail in moves if key not in found and {detail.serves, detail.after} & found}:
        found |= more
    return found
