"""What-ifs as their pages show them: lines of the list, what was done, and what is planned otherwise.

Not allowed here: finding any of it out, and requests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.runs.comparison import ChangeRow, change_row
from api.runs.jobs import Job
from api.runs.shapes import SolveShown, shown
from api.web.speech import _
from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.scenario import Scenario, ScenarioDeed, ScenarioState
from planner.domain.spelling import moment
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.usecases.planning.compare_plans import PlanChange
from planner.usecases.scenarios.take_over import Possible

PAGE = 50
"""Changes shown at once."""
_LOOKS = {
    ScenarioState.OPEN: "info",
    ScenarioState.MERGED: "ok",
    ScenarioState.EXPIRED: "warn",
    ScenarioState.REMOVED: "bad",
}
_LEAVES_UNSOLVED = frozenset({ScenarioDeed.FORKED, ScenarioDeed.CHANGED, ScenarioDeed.REBASED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One scenario in the list."""

    number: int
    name: str
    week: str
    origin: str
    actor: str
    expires: str
    state: str
    look: str
    solved: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnShown:
    """One thing that was done with a scenario."""

    at: str
    deed: str
    actor: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is planned otherwise, with what names it in a form."""

    activity: ActivityKey
    row: ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesShown:
    """A page of what is planned otherwise. ``kinds``: of each kind how many."""

    items: tuple[Item, ...]
    total: int
    all: int
    page: int
    pages: int
    kind: str
    kinds: tuple[tuple[str, str, int], ...]
    cases: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedShown:
    """Something that was not taken over, with the rule that stands in the way."""

    what: str
    cases: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenShown:
    """What was taken over: with what was chosen, what goes along with it, and what was refused."""

    version: int | None
    taken: tuple[str, ...]
    along: tuple[str, ...]
    refused: tuple[RefusedShown, ...]
    repeated: bool
    cases: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A solve of a scenario, and where it can be followed."""

    scenario: int
    name: str
    solve: SolveShown
    ended: bool


def line_of(scenario: Scenario, now: Minute, names: Mapping[str, str]) -> Line:
    """Return a scenario in words; ``names`` is what colleagues are called."""
    over = scenario.expires <= now and not scenario.state.closed
    state = ScenarioState.EXPIRED if over else scenario.state
    return Line(
        number=scenario.number,
        name=scenario.name,
        week=str(scenario.week),
        origin=_origin(scenario),
        actor=names.get(scenario.actor, scenario.actor),
        expires=moment(scenario.expires),
        state=_(state.value),
        look=_LOOKS[state],
        solved=is_solved(scenario),
        closed=state.closed,
    )


def is_solved(scenario: Scenario) -> bool:
    """Return whether it was solved since what it supposes last changed."""
    for turn in reversed(scenario.turns):
        if turn.deed is ScenarioDeed.SOLVED:
            return True
        if turn.deed in _LEAVES_UNSOLVED:
            return False
    return False


def turns_of(scenario: Scenario, names: Mapping[str, str]) -> tuple[TurnShown, ...]:
    """Return what was done with a scenario, newest first."""
    return tuple(
        TurnShown(at=moment(turn.at), deed=_(turn.deed.value), actor=names.get(turn.actor, turn.actor), note=turn.note)
        for turn in reversed(scenario.turns)
    )


def changes_of(changes: Sequence[PlanChange], *, kind: str = "", page: int = 1) -> ChangesShown:
    """Return a page of what is planned otherwise, of one kind where that is asked."""
    counts = {one: sum(change.activity.kind is one for change in changes) for one in ActivityKind}
    kinds = tuple((one.value, str(word(one)), count) for one, count in counts.items() if count)
    kind = kind if any(value == kind for value, _name, _count in kinds) else ""
    chosen = [change for change in changes if kind in ("", change.activity.kind.value)]
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(max(1, page), pages)
    here = chosen[(page - 1) * PAGE : page * PAGE]
    items = tuple(Item(activity=one.activity.key, row=change_row(one, None, one.activity.cases)) for one in here)
    return ChangesShown(
        items=items,
        total=len(chosen),
        all=len(changes),
        page=page,
        pages=pages,
        kind=kind,
        kinds=kinds,
        cases=frozenset(case for one in here for case in one.activity.cases),
    )


def taken_of(found: Possible, activities: Iterable[Activity], *, version: int | None, repeated: bool) -> TakenShown:
    """Return in words what was taken over and what was not."""
    named = {*found.taken, *(one.activity for one in found.refused)}
    known = {one.key: one for one in activities if one.key in named}

    def said(key: ActivityKey) -> str:
        activity = known.get(key)
        return key if activity is None else f"{what_of(activity)} {', '.join(activity.cases)}".strip()

    return TakenShown(
        version=version,
        taken=tuple(said(key) for key in found.taken if key not in found.along),
        along=tuple(map(said, found.along)),
        refused=tuple(_refused(one.activity, known, str(one.rule), one.because) for one in found.refused),
        repeated=repeated,
        cases=frozenset(case for one in known.values() for case in one.cases),
    )


def running_of(solves: Iterable[tuple[Scenario, Job]], names: Mapping[str, str]) -> tuple[Running, ...]:
    """Return solves of scenarios as they stand; ``names`` is what colleagues are called."""
    return tuple(
        Running(scenario=one.number, name=one.name, solve=shown(job, names), ended=job.state.ended)
        for one, job in solves
    )


def what_of(activity: Activity) -> str:
    """Return what an activity is called."""
    step = activity.step or str(word(activity.kind))
    return step[:1].upper() + step[1:]


def _refused(key: ActivityKey, known: dict[ActivityKey, Activity], rule: str, because: str) -> RefusedShown:
    activity = known.get(key)
    if activity is None:
        return RefusedShown(what=key, cases="", rule=rule, because=because)
    return RefusedShown(what=what_of(activity), cases=", ".join(activity.cases), rule=rule, because=because)


def _origin(scenario: Scenario) -> str:
    origin = scenario.origin
    if origin.draft is None:
        return _("publicatie %(number)s", number=origin.release)
    return _("concept %(draft)s, versie %(version)s", draft=origin.draft, version=origin.version)
