"""What an edit is about, and the pins that go with it. Not allowed here: judging."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.domain.commitments import PinGrade, Placement
from planner.domain.crossing import uses_of
from planner.domain.editing import Add, Assign, Edit, Rearrange, Stand, Swap, Touched
from planner.domain.ids import ActivityKey
from solver.editing.wording import BY_HAND
from solver.editing.work import Work


def subjects(edit: Edit) -> tuple[ActivityKey, ...]:
    """Return the activities that an edit names."""
    match edit.deed:
        case Assign():
            return ()
        case Add(activity=activity):
            return (activity.key,)
        case Swap(activity=one, other=other):
            return (one, other)
        case Rearrange(moves=moves, left_out=left_out):
            return (*(move.activity for move in moves), *left_out)
        case deed:
            return (deed.activity,)


def pin_what_moved(work: Work, edit: Edit, mine: Sequence[ActivityKey], *, frozen: bool) -> None:
    """Fix what the edit put somewhere, as firmly as it says; out of the frozen zone always."""
    grade = edit.pin or (PinGrade.ALL if frozen else None)
    published = work.known.pins
    for key in mine:
        stand = work.stand(key)
        if stand.appointment is None:
            continue
        placed = Placement(
            activity=key,
            grade=grade,
            reason=edit.reason or str(BY_HAND),
            expires=edit.pin_expires,
            appointment=None if grade is None else stand.appointment,
            with_edit=True,
        )
        work.set(key, replace(stand, placement=placed if grade is not None or key in published else None))


def placements_after(
    old: Mapping[ActivityKey, Placement], after: Mapping[ActivityKey, Stand]
) -> dict[ActivityKey, Placement]:
    """Return what is fixed once some activities are held otherwise."""
    both = {**old, **{key: stand.placement for key, stand in after.items()}}
    return {key: placed for key, placed in sorted(both.items()) if placed is not None}


def read_by(work: Work) -> Touched:
    """Return the items and resource-days that an edit looked at: what it changes, what that is tied to, and where."""
    changes = work.changes()
    keys = {change.activity for change in changes} | work.read
    linked = {other for key in keys for other in work.known.linked.get(key, ())}
    moved = [change for change in changes if change.before.appointment != change.after.appointment]
    placed = (one for change in moved for one in (change.before.appointment, change.after.appointment))
    activities = (work.known.activities.get(change.activity) for change in moved)
    owned = {case for activity in activities if activity is not None for case in activity.cases}
    return Touched(
        items=frozenset(keys | linked),
        uses=uses_of(one for one in placed if one is not None),
        cases=frozenset(owned | work.holders.keys()),
    )
