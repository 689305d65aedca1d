"""Taking back one's own last step, or doing it again: a step like any other, refused where others built on it.

Not allowed here: rewriting the log.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from planner.domain.draft_line import Stands
from planner.domain.editing import Crossed, Deal, EntryKind, Ground
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.wording import either
from planner.ports.editing import StepHead
from planner.ports.store import Transaction
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, Planned, take_step
from planner.usecases.editing.heads import Opened, same_ground
from planner.usecases.editing.landing import landed
from planner.usecases.editing.refusals import DraftConflictError, NothingToUndoError

GROUNDS = frozenset({EntryKind.SOLVE, EntryKind.REPAIR})
"""Steps that put a draft on another problem."""


def undo(tools: Editing, draft: int, officer: Officer) -> Applied:
    """Take back the officer's own last step.

    Raises
    ------
    NothingToUndoError
        When there is none.
    DraftConflictError
        When others changed the same items since.
    EditRefusedError
        When what was freed is taken, so that a hard rule would break.
    """
    return _step(tools, draft, officer, EntryKind.UNDO)


def redo(tools: Editing, draft: int, officer: Officer) -> Applied:
    """Do the step again that the officer took back last; raises as ``undo`` does."""
    return _step(tools, draft, officer, EntryKind.REDO)


def undoable(steps: Iterable[StepHead], actor: str) -> int | None:
    """Return the version of the officer's last step that still counts, or None."""
    back, _ = _stacks(steps, actor)
    return back[-1] if back else None


def redoable(steps: Iterable[StepHead], actor: str) -> int | None:
    """Return the version that the officer took back last, with nothing new since, or None."""
    _, again = _stacks(steps, actor)
    return again[-1] if again else None


def counting(steps: Sequence[StepHead]) -> frozenset[int]:
    """Return the versions whose steps still count: not taken back, and no taking back themselves."""
    left: set[int] = set()
    for step in steps:
        if step.kind is EntryKind.UNDO and step.of is not None:
            left.discard(step.of)
        else:
            left.add(step.version)
    return frozenset(left)


def _stacks(steps: Iterable[StepHead], actor: str) -> tuple[list[int], list[int]]:
    back: list[int] = []
    again: list[int] = []
    for step in steps:
        if step.actor != actor:
            continue
        if step.kind is EntryKind.UNDO:
            again.append(back.pop())
        elif step.kind is EntryKind.REDO:
            again.pop()
            back.append(step.version)
        else:
            back.append(step.version)
            again.clear()
    return back, again


def _step(tools: Editing, draft: int, officer: Officer, kind: EntryKind) -> Applied:
    def prepared(opened: Opened) -> Planned:
        with tools.store.reading() as books:
            steps = books.drafts.steps(draft, until=opened.version)
            find: Callable[[Iterable[StepHead], str], int | None] = undoable if kind is EntryKind.UNDO else redoable
            version = find(steps, officer.actor)
            if version is None:
                back = kind is EntryKind.UNDO
                msg = either(
                    f"er is niets van {officer.actor} om {'ongedaan te maken' if back else 'opnieuw te doen'}\n"
                    "Bekijk het logboek van het concept.",
                    f"there is nothing of {officer.actor} to {'undo' if back else 'do again'}\n"
                    "Look at the log of the draft.",
                )
                raise NothingToUndoError(msg)
            if kind is EntryKind.REDO:
                _refuse_overtaken(opened, steps, version)
            entry = books.drafts.entries(draft, after=version - 1, until=version)[0]
            deal = entry.deal.back if kind is EntryKind.UNDO else replace(entry.deal, thawed=())
            reason = "" if kind is EntryKind.UNDO else entry.reason
            _refuse_changed(books, opened, deal, version)
            ground = _ground(opened, steps, version, kind)
            if same_ground(ground, opened.state.ground):
                found = opened.desk.judge(deal)
                return Planned(found=found, kind=kind, reason=reason, of=version, whole=ground.whole, newest=True)
            answered = books.problems.load(ground.problem_hash)
            reference = books.plans.load(ground.solved)
        found, onto = landed(tools.heads.desks, opened, deal, ground, answered, reference)
        if kind is EntryKind.UNDO and version == opened.version:
            found = replace(found, objections=())  # what stood there before stands there again, to the byte
        return Planned(found=found, kind=kind, reason=reason, of=version, onto=onto, newest=True)

    return take_step(tools, draft, officer, prepared)


def _refuse_overtaken(opened: Opened, steps: Sequence[StepHead], version: int) -> None:
    """Refuse to do a solve or repair again once the draft rests on other facts than when it was taken back."""
    by_version = {step.version: step for step in steps}
    taken_back = [step for step in steps if step.kind is EntryKind.UNDO and step.of == version]
    now = opened.state.ground
    if root(by_version, version).kind not in GROUNDS or same_ground(by_version[version].ground, now):
        return
    if taken_back and not same_ground(taken_back[-1].ground, now):
        msg = either(
            f"versie {version} is niet opnieuw te doen: het concept rust sindsdien op andere feiten\nReken opnieuw.",
            f"version {version} cannot be done again: the draft rests on other facts since\nCompute again.",
        )
        raise NothingToUndoError(msg)


def _refuse_changed(books: Transaction, opened: Opened, deal: Deal, version: int) -> None:
    """Refuse when something stands otherwise than the step left it, saying who changed it."""
    stands = Stands(opened.state)
    items = {change.activity for change in deal.changes if stands.of(change.activity) != change.before}
    cases = {one.case for one in deal.hand_overs if stands.holder(one.case) != one.before}
    if not items and not cases:
        return
    changed: dict[object, Crossed] = {}
    for later in books.drafts.entries(opened.draft.id, after=version, until=opened.version):
        keys: list[tuple[ActivityKey | None, CaseId | None]] = [
            *((c.activity, None) for c in later.deal.changes if c.activity in items),
            *((None, one.case) for one in later.deal.hand_overs if one.case in cases),
        ]
        for activity, case in keys:
            changed[activity, case] = Crossed(
                activity=activity, case=case, version=later.version, actor=later.actor, at=later.at, kind=later.kind
            )
    raise DraftConflictError(tuple(changed.values()), opened.version)


def _ground(opened: Opened, steps: Sequence[StepHead], version: int, kind: EntryKind) -> Ground:
    """Return what the version rests on after the step: the last solve or repair that counts, whole if none came since.

    A repair that was taken back leaves its facts under the repairs that came after it: they are so all the same.
    """
    by_version = {step.version: step for step in steps}
    left = set(counting(steps))
    if kind is EntryKind.UNDO:
        left.discard(version)
        ends: list[int] = sorted(left)
    else:
        ends = [*sorted(left), version]
    grounds = [one for one in ends if root(by_version, one).kind in GROUNDS]
    if not grounds:
        return replace(opened.draft.ground, whole=not ends)
    last = grounds[-1]
    ground = by_version[last].ground
    return replace(ground, whole=ground.whole and ends[-1] == last)


def root(steps: Mapping[int, StepHead], version: int) -> StepHead:
    """Return the step itself, or the one that it does again."""
    step = steps[version]
    while step.kind is EntryKind.REDO and step.of is not None:
        step = steps[step.of]
    return step
