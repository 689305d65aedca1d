"""What the protocols add to a cut: their conversations, presentations and meetings beside those that were delivered.

What a source delivered under the same key is the same thing and stays as the source says; what looks like it under
another key is shown, and then only the delivered one is planned.
Not allowed here: finding steps (``protocol_steps``).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.case_steps import CaseStep, StepState
from planner.domain.ids import ActivityKey
from planner.domain.issues import Issue
from planner.domain.protocol_facts import FactKind
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.ports.store import Transaction
from planner.usecases.protocols.casework_index import key_parts
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine, StepWorld
from planner.usecases.protocols.site_meetings import Chairing, site_meetings
from planner.usecases.validation.lookalikes import lookalike

_AHEAD = 28 * MINUTES_PER_DAY
_FOLLOWS = (FactKind.DEPARTURE, FactKind.PRESENTATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Activities by protocol: delivered ones that belong to a step, and those the protocols add.

    ``following`` follow from what is planned or published and so are no facts of themselves.
    """

    merged: tuple[Activity, ...]
    added: tuple[Activity, ...]
    following: frozenset[ActivityKey]
    doubtful: tuple[Issue, ...]


def ask_protocols(world: StepWorld, *, scope: Interval, horizon: Interval, chairing: Chairing | None = None) -> Asked:
    """Return what the protocols ask in the weeks of ``scope`` (presentations: of ``horizon``)."""
    chairing = chairing or Chairing()
    engine = StepEngine(world)
    cases = world.index.cases
    steps = [step for case in sorted(cases) for step in engine.scheduled(cases[case])]
    steps += site_meetings(world, scope, chairing)
    merged: list[Activity] = []
    added: list[Activity] = []
    for step in steps:
        if step.activity is None:
            continue
        if step.key in world.index.facts.open:
            merged.append(step.activity)
        elif step.key in chairing.published or _opens(step, horizon if _heard(step) else scope):
            added.append(step.activity)
    return Asked(
        merged=tuple(merged),
        added=tuple(added),
        following=frozenset(step.key for step in steps if _follows(step, world)),
        doubtful=tuple(_doubtful(steps, world)),
    )


def asked_activity(books: Transaction, key: ActivityKey, moment: Minute) -> Activity | None:
    """Return the activity that the protocols ask under a key, or None; for one that nobody published yet."""
    parts = key_parts(key)
    if parts is None:
        return None
    world = read_step_world(books, moment=moment, until=Minute(moment + _AHEAD))
    case = world.index.cases.get(parts[0])
    steps = StepEngine(world).scheduled(case) if case is not None else ()
    return next((step.activity for step in steps if step.key == key), None)


def still_asked(books: Transaction, keys: Collection[ActivityKey], *, moment: Minute) -> frozenset[ActivityKey]:
    """Return which of these published activities the protocols still ask; meetings of sites stay until they ended."""
    if not keys:
        return frozenset()
    world = read_step_world(books, moment=moment, until=Minute(moment + _AHEAD))
    engine, cases = StepEngine(world), world.index.cases
    asked: set[ActivityKey] = set()
    for key in keys:
        parts = key_parts(key)
        case = cases.get(parts[0]) if parts is not None else None
        if case is None or any(step.key == key and step.activity is not None for step in engine.scheduled(case)):
            asked.add(key)
    return frozenset(asked)


def _follows(step: CaseStep, world: StepWorld) -> bool:
    """Return whether a step is there because of what we published: a departure, a presentation or who has cases."""
    if step.case is None:
        return step.key not in world.index.facts.open
    anchor = () if step.anchor is None else (step.anchor,)
    return any(fact.kind in _FOLLOWS for fact in (*anchor, *step.asked.needs))


def _heard(step: CaseStep) -> bool:
    return step.activity is not None and step.activity.kind is ActivityKind.PRESENTATION


def _opens(step: CaseStep, stretch: Interval) -> bool:
    return step.opens is None or stretch.end is None or step.opens < stretch.end


def _doubtful(steps: Iterable[CaseStep], world: StepWorld) -> Iterator[Issue]:
    for step in steps:
        twin = world.index.facts.open.get(step.resembles) if step.resembles is not None else None
        if twin is not None and step.state in (StepState.OPEN, StepState.LATE, StepState.COMING):
            remedy = f"Is het hetzelfde, lever het dan aan als {step.key}; anders onder een andere stap."
            yield lookalike(twin, f"{step.key} uit protocol {step.protocol}", remedy)
