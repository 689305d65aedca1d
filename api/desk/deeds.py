"""Edits as they are asked for in JSON, turned into those of the domain.

Not allowed here: carrying them out.
"""

import re
from collections.abc import Collection

from api.desk.edit_shapes import Add, AnyEdit, Assign, Cancel, Move, Pin, Pinning, Rearrange, Swap, Target, Unpin
from api.desk.known import resource_of
from planner.domain import editing
from planner.domain.activities import Activity, ActivityKind, InterpreterNeed
from planner.domain.clearances import OverrideRight
from planner.domain.commitments import PinGrade
from planner.domain.editing import CancelCode, Deed, Edit, Waiver
from planner.domain.ids import ActivityKey, CaseId, EscortTeamId, PlaceId, RegievoerderId, RuleId
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from planner.ports.editing import EditImpossibleError

NOT_PINNED = "geen"
_OTHERS = re.compile(r"[^a-z0-9]+")


def edit_of(asked: AnyEdit, problem: Problem, right: OverrideRight) -> Edit:
    """Return the edit that is asked for; raise EditImpossibleError for what cannot be."""
    pin: PinGrade | None = PinGrade.ALL
    expires: Minute | None = None
    if isinstance(asked, Pinning):
        pin = None if asked.pin == NOT_PINNED else PinGrade(asked.pin)
        expires = None if asked.pin_expires is None else Minute(asked.pin_expires)
    return Edit(
        deed=_deed(asked, problem),
        reason=asked.reason.strip(),
        waivers=tuple(Waiver(rule=RuleId(one.rule), reason=one.reason.strip()) for one in asked.exceptions),
        pin=pin,
        pin_expires=expires,
        right=right,
    )


def _deed(asked: AnyEdit, problem: Problem) -> Deed:
    match asked:
        case Move():
            return _move(asked)
        case Swap(activity=one, other=other):
            return editing.Swap(activity=ActivityKey(one), other=ActivityKey(other))
        case Rearrange(moves=moves, left_out=gone):
            out = tuple(ActivityKey(key) for key in gone)
            return editing.Rearrange(moves=tuple(_move(one) for one in moves), left_out=out)
        case Assign(case=case, regievoerder=who):
            return editing.Assign(case=CaseId(case), regievoerder=RegievoerderId(who))
        case Add():
            return editing.Add(activity=own_activity(asked, problem), start=Minute(asked.start))
        case _:
            return _standing(asked)


def _standing(asked: Cancel | Pin | Unpin) -> Deed:
    key = ActivityKey(asked.activity)
    match asked:
        case Cancel(code=code):
            return editing.Cancel(activity=key, code=CancelCode(code))
        case Pin(grade=grade, expires=expires):
            return editing.PinDown(
                activity=key, grade=PinGrade(grade), expires=None if expires is None else Minute(expires)
            )
        case _:
            return editing.LetGo(activity=key)


def _move(asked: Move | Target) -> editing.Move:
    return editing.Move(
        activity=ActivityKey(asked.activity),
        start=None if asked.start is None else Minute(asked.start),
        resource=None if asked.row is None else resource_of(asked.row),
        place=None if asked.place is None else PlaceId(asked.place),
        teams=None if asked.teams is None else tuple(EscortTeamId(team) for team in asked.teams),
    )


def own_activity(asked: Add, problem: Problem) -> Activity:
    """Return the activity that an officer adds: it may take place within the weeks that are planned now."""
    if asked.case is None and asked.regievoerder is None:
        raise EditImpossibleError("van wie is dit?\nGeef een zaak, een regievoerder of beide.")
    if asked.kind == "gesprek" and asked.case is None:
        raise EditImpossibleError("een gesprek is met iemand\nGeef de zaak, of voeg een overleg toe.")
    case = next((one for one in problem.case_file.cases if one.id == asked.case), None)
    if asked.case is not None and case is None:
        raise EditImpossibleError(f"zaak {asked.case} staat niet in dit concept\nKies een zaak van deze week.")
    meeting = asked.kind == "overleg"
    interpreter = asked.interpreter and case is not None
    return Activity(
        key=_free_key(asked, {activity.key for activity in problem.activities}),
        kind=ActivityKind.MEETING if meeting else ActivityKind.CONVERSATION,
        step=_step(asked.label),
        duration=asked.duration,
        window=Interval(problem.scope.start, problem.scope_end),
        cases=() if case is None else (case.id,),
        place=None if asked.place is None else PlaceId(asked.place),
        language=case.language if interpreter and case is not None else None,
        interpreter=InterpreterNeed.REQUIRED if interpreter else InterpreterNeed.NONE,
        performer=None if asked.regievoerder is None else RegievoerderId(asked.regievoerder),
    )


def _free_key(asked: Add, taken: Collection[ActivityKey]) -> ActivityKey:
    """Return a key of case (or regievoerder), step and the first number that is free."""
    about, step = asked.case or asked.regievoerder, _step(asked.label)
    number = 1
    while ActivityKey(f"{about}/{step}/{number}") in taken:
        number += 1
    return ActivityKey(f"{about}/{step}/{number}")


def _step(label: str) -> str:
    return _OTHERS.sub("-", label.lower()).strip("-") or "afspraak"
