"""What came of questions and edits, as JSON.

Not allowed here: asking, and routes.
"""

from collections.abc import Iterable, Mapping, Sequence

from api.desk.changes import count_changes
from api.desk.edit_shapes import Alternative, EditAnswer, Log, Logged, Move, Price, Refusal, Told, Touched
from api.desk.known import LEVELS, about, conflicts, known_of, placed, row_of, rows_of, soft_conflicts
from api.desk.shapes import (
    Changed,
    CheckAnswer,
    Draft,
    DraftHead,
    Follows,
    LevelCost,
    RowState,
    Slot,
)
from api.desk.week import item_of, looking, waiting
from api.web.speech import _
from planner.domain.editing import Change, Crossed, Entry, EntryKind
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed
from planner.domain.vocabulary import word
from planner.ports.editing import Better, FreeSlot, Objection, Prepared, RowVerdict, StepHead, Verdict
from planner.usecases.editing.apply_edit import Applied
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.undo_redo import counting, redoable, undoable
from solver.known import Known

FROZEN = "P08"


def head_of(opened: Opened, steps: Sequence[StepHead], actor: str) -> DraftHead:
    """Return a version without its changes."""
    return DraftHead(
        id=opened.draft.id,
        week=str(opened.draft.week),
        version=opened.version,
        plan=opened.plan,
        release=opened.newest,
        changed=count_changes(opened),
        can_undo=undoable(steps, actor) is not None,
        can_redo=redoable(steps, actor) is not None,
    )


def draft_of(opened: Opened, steps: Sequence[StepHead], actor: str, changes: list[Changed]) -> Draft:
    """Return a version with its changes on what is published, and its cost."""
    head = head_of(opened, steps, actor)
    levels = [
        LevelCost(level=int(value.level), name=str(LEVELS[value.level]), cost=value.cost, bound=value.bound)
        for value in opened.desk.plan.levels
    ]
    return Draft(**head.model_dump(), changes=changes, levels=levels)


def checked(opened: Opened, verdict: Verdict) -> CheckAnswer:
    """Return what the rules say of one place."""
    known, spot = known_of(opened.desk), verdict.appointment
    return CheckAnswer(
        version=opened.version,
        allowed=not verdict.objections,
        hard=conflicts(verdict.objections),
        soft=soft_conflicts(verdict.soft),
        frozen=any(objection.frozen for objection in verdict.objections),
        start=spot.start,
        end=spot.end,
        rows=rows_of(known, spot),
    )


def row_states(known: Known, verdicts: Iterable[RowVerdict]) -> list[RowState]:
    """Return rows with whether they could take it; sessions of one mission are one row."""
    found: dict[str, RowState] = {}
    for verdict in verdicts:
        row, first = row_of(known, verdict.resource), verdict.first
        state = RowState(
            row=row,
            allowed=verdict.free > 0,
            rule="" if first is None else str(first.rule),
            text="" if first is None else first.because,
            broken=verdict.broken,
            free=verdict.free,
        )
        old = found.get(row)
        if old is None or (state.allowed, -state.broken) > (old.allowed, -old.broken):
            state = state.model_copy(update={"free": state.free + (0 if old is None else old.free)})
            found[row] = state
        else:
            found[row] = old.model_copy(update={"free": old.free + state.free})
    return list(found.values())


def slot_of(known: Known, slot: FreeSlot) -> Slot:
    """Return one free start."""
    return Slot(start=slot.start, end=slot.end, row="" if slot.resource is None else row_of(known, slot.resource))


def alternative_of(known: Known, key: ActivityKey, better: Better) -> Alternative:
    """Return one placement with what it costs, whom it concerns, and the edit that makes it so."""
    mine = next(one for one in better.appointments if one.activity == key)
    shown = placed(known, mine)
    resource = better.slot.resource
    return Alternative(
        start=mine.start,
        end=mine.end,
        rows=rows_of(known, mine),
        text="" if shown is None else shown.text,
        price=[
            Price(rule=d.rule, level=int(d.level), amount=d.amount, text=f"{LEVELS[d.level]} {d.amount:+d}")
            for d in better.price
        ],
        told=[
            Told(who=row_of(known, ref), text=f"{word(ref.kind)} {ref.id}")
            for ref in better.told
            if ref.kind is not ResourceKind.ROOM
        ],
        edit=Move(activity=key, start=mine.start, row=None if resource is None else f"{resource.kind}:{resource.id}"),
    )


def answer_of(applied: Applied, steps: Sequence[StepHead], actor: str) -> EditAnswer:
    """Return what a step did."""
    opened, changes = applied.opened, applied.entry.deal.changes
    look = looking(opened, applied.entry.at)
    keys = [change.activity for change in changes]
    left = {item.activity: item for item in opened.desk.plan.unplanned}
    return EditAnswer(
        draft=head_of(opened, steps, actor),
        number=applied.entry.version,
        merged=applied.merged,
        repeated=applied.repeated,
        items=[item_of(look, look.appointments[key]) for key in keys if key in look.appointments],
        unplanned=waiting(look, [left[key] for key in keys if key in left]),
        gone=[key for key in keys if key not in look.appointments],
        follows=follows_of(look.known, applied.prepared),
        soft=soft_conflicts(applied.prepared.soft),
    )


def follows_of(known: Known, prepared: Prepared) -> list[Follows]:
    """Return what else changes with an edit."""
    return [
        Follows(activity=one.activity, code=code, label=label, text=one.text, planned=one.planned)
        for one in prepared.follows
        for code, label in (about(known, one.activity),)
    ]


def conflict_refusal(
    opened: Opened, changed: Sequence[Crossed], status: int, names: Mapping[str, str], entries: Iterable[Entry] = ()
) -> Refusal:
    """Return that others changed the same, with what, who and when; ``entries`` say how it stood and stands."""
    known = known_of(opened.desk)
    steps = {entry.version: entry for entry in entries}
    touched = [_touched(known, one, names, steps.get(one.version)) for one in changed]
    first = listed(f"{one.code or one.label} ({one.who})" for one in touched[:NAMED_FIRST])
    said = _("intussen gewijzigd: %(what)s\nBekijk de nieuwe versie en doe het dan opnieuw.", what=first)
    return Refusal(title=_("Intussen gewijzigd"), status=status, detail=said, version=opened.version, changed=touched)


def rule_refusal(opened: Opened, objections: Iterable[Objection], status: int, text: str) -> Refusal:
    """Return that rules forbid it, with which."""
    return Refusal(
        title=_("Kan niet volgens de regels"),
        status=status,
        detail=text,
        version=opened.version,
        broken=conflicts(objections),
    )


def log_of(opened: Opened, entries: Sequence[Entry], steps: Sequence[StepHead], names: Mapping[str, str]) -> Log:
    """Return the log, newest first."""
    counted = counting(steps)
    known = known_of(opened.desk)
    lines = [
        Logged(
            number=entry.version,
            at=entry.at,
            who=names.get(entry.actor, entry.actor),
            what=str(entry.kind),
            text=summary(known, entry),
            reason=entry.reason,
            before=entry.version - 1,
            after=entry.version,
            activities=[change.activity for change in entry.deal.changes[:MOST_NAMED]],
            undone=entry.version not in counted and entry.kind is not EntryKind.UNDO,
        )
        for entry in sorted(entries, key=lambda one: -one.version)
    ]
    return Log(draft=opened.draft.id, version=opened.version, lines=lines)


MOST_NAMED = 50
"""Items of one step that the log names."""
NAMED_FIRST = 3
"""Items that somebody else changed that are named at once; all of them follow."""


def summary(known: Known, entry: Entry) -> str:
    """Return what a step did, in one line."""
    deal = entry.deal
    moved = [c for c in deal.changes if c.before.appointment != c.after.appointment]
    if not moved and len(deal.hand_overs) == 1:
        one = deal.hand_overs[0]
        nobody = _("niemand")
        return f"{one.case}: {one.before.regievoerder or nobody} → {one.after.regievoerder or nobody}"
    if len(moved) != 1:
        return _("%(n)s wijzigingen", n=len(deal.changes) + len(deal.hand_overs))
    was, now = _both(known, moved[0])
    code, label = about(known, moved[0].activity)
    return f"{code or label}: {was} → {now}"


def _both(known: Known, change: Change) -> tuple[str, str]:
    """Return how something stood and stands, in words."""
    before, after = (placed(known, one) for one in (change.before.appointment, change.after.appointment))
    nowhere = _("niet gepland")
    return nowhere if before is None else before.text, nowhere if after is None else after.text


def _touched(known: Known, one: Crossed, names: Mapping[str, str], entry: Entry | None) -> Touched:
    code, label = ("", "") if one.activity is None else about(known, one.activity)
    changes = () if entry is None else entry.deal.changes
    change = next((change for change in changes if change.activity == one.activity), None)
    before, after = ("", "") if change is None else _both(known, change)
    return Touched(
        activity=one.activity or "",
        code=code or str(one.case or ""),
        label=label,
        who=names.get(one.actor, one.actor),
        at=one.at,
        what=str(one.kind),
        before=before,
        after=after,
    )
