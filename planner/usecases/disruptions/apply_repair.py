"""Applying a repair: the draft comes to stand on the facts as they are now, and takes the step; an entry of its log.

Taking it back, doing it again, replaying and merging work as for other steps. Not allowed here: finding repairs.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from planner.domain.commitments import PinGrade, Placement
from planner.domain.crossing import crossed
from planner.domain.disruption_life import DisruptionState, Reported, Turn
from planner.domain.draft_line import stepped
from planner.domain.editing import Change, Deal, EntryKind, Ground
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.editing import EditImpossibleError, Objection, Prepared
from planner.ports.repairing import Repair
from planner.ports.store import Event, Transaction
from planner.usecases.disruptions.mending import Bench, Workbench
from planner.usecases.disruptions.report import turned
from planner.usecases.editing.apply_edit import Applied, Officer, Planned, looked_at, take_step
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.landing import Onto, lay_ground, unproven
from planner.usecases.editing.refusals import DraftConflictError
from planner.usecases.editing.undo_redo import counting

_NOWHERE = Ground(problem_hash="", solved=0, whole=False)


def apply_repair(bench: Workbench, number: int, draft: int, mark: str, officer: Officer) -> Applied:
    """Take a repair that was shown on the newest version and store it; the disruption is repaired with it.

    Raises
    ------
    EditImpossibleError
        When the repair is no longer known: it must be looked at anew.
    DraftConflictError
        When somebody changed meanwhile what it looked at.
    EditRefusedError
        When it would break hard rules, after what others changed.
    StepRefusedError
        When the disruption was withdrawn.
    """
    with bench.tools.store.reading() as books:
        reported = books.disruptions.load(number)
    found = bench.offered(reported, draft, mark)
    if found is None:
        done = _done_before(bench, draft, officer)
        if done is not None:
            return done
        raise EditImpossibleError(
            either(
                "dit voorstel is er niet meer\nBekijk de herstelvoorstellen opnieuw en kies er een.",
                "this proposal is gone\nLook at the proposals for repair again and choose one.",
            )
        )
    version, repair = found

    def prepared(opened: Opened) -> Planned:
        _refuse_crossed(bench, opened, version, repair.deal)
        return _planned(bench, opened, reported, repair, officer.actor)

    return take_step(bench.tools, draft, replace(officer, seen=version), prepared)


def state_of(books: Transaction, reported: Reported) -> DisruptionState:
    """Return how a disruption stands: new again when its repair was taken back in the draft."""
    last = reported.turns[-1] if reported.turns else None
    if last is None or last.state is not DisruptionState.REPAIRED or last.draft is None:
        return reported.state
    steps = books.drafts.steps(last.draft)
    counted = counting(steps)
    again = {step.version for step in steps if step.kind is EntryKind.REDO and step.of == last.version}
    return DisruptionState.REPAIRED if counted & {last.version, *again} else DisruptionState.NEW


def _done_before(bench: Workbench, draft: int, officer: Officer) -> Applied | None:
    """Return what was stored under the officer's key before, or None."""
    if not officer.key:
        return None
    with bench.tools.store.reading() as books:
        entry = books.drafts.by_key(draft, officer.key)
        opened = bench.tools.heads.seen_by(books, draft)
    if entry is None:
        return None
    return Applied(entry=entry, opened=opened, prepared=Prepared(deal=entry.deal, levels=entry.levels), repeated=True)


def _refuse_crossed(bench: Workbench, opened: Opened, version: int, deal: Deal) -> None:
    """Refuse what newer versions changed of what the repair looked at."""
    with bench.tools.store.reading() as books:
        later = books.drafts.entries(opened.draft.id, after=version, until=opened.version)
    changed = crossed(looked_at(deal), later)
    if changed:
        raise DraftConflictError(changed, opened.version)


def _planned(bench: Workbench, opened: Opened, reported: Reported, repair: Repair, actor: str) -> Planned:
    """Return the step as it would be taken on the facts as they are now, judged whole."""
    now = bench.bench(opened.draft.id)
    steps = reported.disruption.steps
    answered, desks = now.repairer.after(steps), bench.tools.heads.desks
    deal = replace(repair.deal, changes=tuple(_held(change, reported.number) for change in repair.deal.changes))
    bare = unproven(opened.state.reference)
    desk = desks.make(answered, stepped(opened.state, deal, _NOWHERE, (), bare))
    found = desk.broken()
    fresh = _fresh(found, now, desks.make(answered, opened.state).broken(), answered)
    prepared = Prepared(
        deal=deal,
        objections=tuple(Objection(breach=breach) for breach in fresh),
        levels=desks.levels(found, ()),
    )
    onto = Onto(
        ground=_NOWHERE,
        answered=answered,
        reference=bare,
        desk=desk,
        lay=_layer(opened, reported, bare, answered, actor, bench.tools.clock.now()),
        release=opened.newest,
    )
    reason = f"verstoring {reported.number}: {reported.disruption.kind}, {repair.way}"
    return Planned(found=prepared, kind=EntryKind.REPAIR, reason=reason, of=reported.number, newest=True, onto=onto)


def _held(change: Change, number: int) -> Change:
    """Hold on to what the repair placed, as an edit does; what it left out may come back by itself."""
    after = change.after
    if after.appointment is None or after.appointment == change.before.appointment:
        return change
    if after.placement is not None and after.placement != change.before.placement:
        return change
    placed = Placement(
        activity=change.activity,
        grade=PinGrade.ALL,
        reason=f"herstel na verstoring {number}",
        appointment=after.appointment,
        with_edit=True,
    )
    return replace(change, after=replace(after, placement=placed))


def _fresh(found: Iterable[Breach], now: Bench, unmended: Iterable[Breach], answered: Problem) -> tuple[Breach, ...]:
    """Return what is broken hard newly: not before the disruption, and not about what has begun already."""
    begun = {item.activity for item in now.desk.plan.appointments if item.start < answered.recorded_at}
    allowed = Counter(_name(breach) for breach in now.desk.broken())
    allowed.update(_name(breach) for breach in unmended if begun & set(breach.activities))
    return tuple(one for one in found if one.level is Level.HARD and not allowed[_name(one)])


def _name(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.activities, breach.resource


def _layer(
    opened: Opened, reported: Reported, bare: Plan, answered: Problem, actor: str, at: Minute
) -> Callable[[Transaction], Ground]:
    """Return what puts the new ground into the books, and says that the disruption is repaired."""

    def lay(books: Transaction) -> Ground:
        solved = opened.state.ground.solved
        ground = lay_ground(books, answered, bare, opened, parent=solved, actor=actor, at=at)
        turn = Turn(
            state=DisruptionState.REPAIRED,
            at=at,
            actor=actor,
            draft=opened.draft.id,
            version=opened.version + 1,
        )
        turned(books, reported.number, turn)
        subject = f"verstoring {reported.number}: concept {opened.draft.id}, versie {opened.version + 1}"
        books.events.add(Event(at=at, actor=actor, what="disruption repaired", subject=subject))
        return ground

    return lay
