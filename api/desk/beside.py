"""What is told beside an item and before an edit, as JSON. Not allowed here: routes, and repairs (``mending``)."""

from collections.abc import Callable, Mapping, Sequence

from api.desk.answers import follows_of
from api.desk.changes import what_of
from api.desk.choice_shapes import (
    AboutAnswer,
    CaseShown,
    Escorts,
    Holder,
    HoldersAnswer,
    Overridden,
    Team,
    TryAnswer,
)
from api.desk.known import code_of, conflicts, known_of, label_of, place_name, placed, soft_conflicts
from api.desk.reported import told
from api.desk.shapes import Changed, Conflict
from api.web.speech import _
from planner.domain.editing import Change
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.operation_status import OperationReport
from planner.domain.plan import Fallback
from planner.domain.spelling import moment, stamp
from planner.domain.thawed import Thawed
from planner.domain.vocabulary import word
from planner.ports.editing import EscortChoice, Prepared
from planner.usecases.editing.heads import Opened
from solver.known import Known

CASES = "/zaken"
CaseHandle = Callable[[CaseId], str]


def tried(opened: Opened, prepared: Prepared) -> TryAnswer:
    """Return what an edit would do."""
    known = known_of(opened.desk)
    moved = [c for c in prepared.deal.changes if c.before.appointment != c.after.appointment]
    return TryAnswer(
        version=opened.version,
        allowed=not prepared.objections,
        hard=conflicts(prepared.objections),
        soft=soft_conflicts(prepared.soft),
        frozen=any(objection.frozen for objection in prepared.objections),
        changes=[_changed(known, change) for change in moved],
        follows=follows_of(known, prepared),
    )


def holders(opened: Opened, case: CaseId) -> HoldersAnswer:
    """Return everybody who could have a case; raise EditImpossibleError."""
    given = next((one.regievoerder for one in opened.desk.plan.assignments if one.case == case), None)
    found = [
        Holder(
            regievoerder=one.regievoerder,
            allowed=not one.obstacles,
            rules=[Conflict(rule=o.rule, text=o.because, level=0) for o in one.obstacles],
        )
        for one in opened.desk.holders(case)
    ]
    return HoldersAnswer(version=opened.version, given=given, holders=found)


def about(
    opened: Opened,
    key: ActivityKey,
    reports: Sequence[OperationReport],
    handle: CaseHandle | None,
    override: Overridden | None = None,
) -> AboutAnswer:
    """Return what is told beside an item; raise EditImpossibleError. ``handle`` is for who may see cases."""
    known, choice = known_of(opened.desk), opened.desk.escorts(key)
    activity = known.activities.get(key)
    mine = [one for one in opened.desk.plan.fallbacks if one.activity == key]
    return AboutAnswer(
        version=opened.version,
        activity=key,
        cases=[_case(opened, known, case, handle) for case in (() if activity is None else activity.cases)],
        escorts=None if choice is None else escorts_of(choice),
        fallbacks=[_fallback(known, one) for one in sorted(mine, key=lambda one: one.known_at)],
        reports=told(reports),
        override=override,
    )


def overridden(one: Thawed | None, names: Mapping[str, str]) -> Overridden | None:
    """Return who changed something although it was frozen; ``names`` is what people are called."""
    if one is None:
        return None
    who, reason = names.get(one.actor, one.actor), one.reason or _("nieuwe gegevens")
    text = _("door %(who)s op %(at)s: %(reason)s", who=who, at=stamp(one.at), reason=reason)
    return Overridden(who=who, at=one.at, reason=one.reason, text=text)


def escorts_of(choice: EscortChoice) -> Escorts:
    """Return which escorts could go."""
    return Escorts(
        start=choice.start,
        end=choice.end,
        rested=choice.rested,
        needed=choice.needed,
        nurse=choice.nurse,
        teams=[Team(id=one.team, size=one.size, free=one.free, sent=one.sent) for one in choice.teams],
    )


def _changed(known: Known, change: Change) -> Changed:
    activity = known.activities.get(change.activity)
    before, after = change.before.appointment, change.after.appointment
    return Changed(
        activity=change.activity,
        kind="" if activity is None else str(activity.kind),
        code=code_of(activity),
        label=label_of(activity),
        what=what_of(before, after),
        before=placed(known, before),
        after=placed(known, after),
    )


def _case(opened: Opened, known: Known, case: CaseId, handle: CaseHandle | None) -> CaseShown:
    start = opened.desk.problem.scope.start
    assignable = known.needs_owner(case)
    page = "" if handle is None else f"{CASES}/{handle(case)}"
    return CaseShown(
        code=case,
        page=page,
        regievoerder=str(known.owner(case, start) or ""),
        assignable=assignable,
        hand_over=f"{page}/overdracht" if page and not assignable else "",
    )


def _fallback(known: Known, one: Fallback) -> str:
    stage = word(one.stage)
    if one.vehicle is None or one.leaves is None:
        return _("bij %(stage)s: niemand staat klaar; %(because)s", stage=stage, because=one.because)
    return _(
        "bij %(stage)s: %(vehicle)s rijdt %(leaves)s naar %(place)s",
        stage=stage,
        vehicle=one.vehicle,
        leaves=moment(one.leaves),
        place=place_name(known, one.returns_to),
    )
