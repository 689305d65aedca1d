"""Repairs as JSON, each with the edit that makes it so; or with who comes first when an edit alone does not.

Not allowed here: finding repairs.
"""

from pydantic import BaseModel

from api.desk.choice_shapes import RepairsAnswer, RepairShown
from api.desk.edit_shapes import Move, Price, Rearrange, Target
from api.desk.known import LEVELS, known_of
from api.desk.shapes import Conflict
from api.web.speech import _
from planner.domain.civil import IsoWeek, day_of
from planner.domain.clearances import OverrideRight
from planner.domain.explaining import Proof, Repair, RepairKind
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.usecases.editing.heads import Opened
from solver.editing.placing import main_of
from solver.known import Known
from solver.rulebook import RULEBOOK

BY_EDIT = frozenset({RepairKind.FREE, RepairKind.MOVE, RepairKind.INSTEAD, RepairKind.EXCEPTION})
"""What an officer can do at the desk; for the others somebody else enters something first."""


def repairs(opened: Opened, key: ActivityKey) -> BaseModel:
    """Return ways to plan something after all; raise EditImpossibleError."""
    found, known = opened.desk.mending(key), known_of(opened.desk)
    shown = [_shown(opened, known, key, one) for one in found.repairs]
    return RepairsAnswer(version=opened.version, repairs=shown, nothing=found.nothing)


def _shown(opened: Opened, known: Known, key: ActivityKey, one: Repair) -> RepairShown:
    mine = next(a for a in one.appointments if a.activity == key)
    week = IsoWeek.of(day_of(mine.start))
    there = week == opened.draft.week
    rule = next((rule for rule in RULEBOOK if rule.id == one.rule), None)
    waived = one.kind is RepairKind.EXCEPTION and rule is not None
    return RepairShown(
        kind=_(one.kind.value),
        text=one.what,
        price=[
            Price(rule=d.rule, level=int(d.level), amount=d.amount, text=f"{LEVELS[d.level]} {d.amount:+d}")
            for d in one.price
        ],
        by=one.by,
        rule=one.rule,
        edit=_edit(known, key, one) if there and one.kind in BY_EDIT else None,
        hard=[
            Conflict(
                rule=rule.id,
                text=str(rule.title),
                level=0,
                overridable=rule.override is not OverrideRight.NOBODY,
                by=one.by,
            )
        ]
        if waived and rule is not None
        else [],
        week=None if there else str(week),
        proven=one.bound is Proof.PROVEN,
    )


def _edit(known: Known, key: ActivityKey, one: Repair) -> Move | Rearrange:
    mine = next(a for a in one.appointments if a.activity == key)
    others = [a for a in one.appointments if a.activity != key]
    if not others and not one.left_out:
        return Move(activity=key, start=mine.start, row=_row(known, mine), place=mine.place)
    moves = [_target(known, appointment) for appointment in (mine, *others)]
    return Rearrange(what="herschik", moves=moves, left_out=list(one.left_out))


def _target(known: Known, one: Appointment) -> Target:
    return Target(activity=one.activity, start=one.start, row=_row(known, one))


def _row(known: Known, one: Appointment) -> str | None:
    activity = known.activities.get(one.activity)
    ref: ResourceRef | None = None if activity is None else main_of(activity, one)
    return None if ref is None else f"{ref.kind}:{ref.id}"
