"""What an edit may not do without more: what it breaks newly, what is frozen or pinned, and exceptions people make.

Not allowed here: what an edit does (``deeds``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from planner.domain.civil import day_interval, day_of
from planner.domain.clearances import Override, OverrideRight
from planner.domain.editing import Change, Edit
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach
from planner.ports.editing import Objection
from solver.known import Known
from solver.pinned import pinned
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.frozen_stays import FrozenStays
from solver.rules.pins import Pins
from solver.view import Scope, ScopeKind, View

FROZEN, PINNED = FrozenStays.id, Pins.id
FIRM = (FROZEN, PINNED)
"""Rules that give way to an explicit reason alone."""
_RULES: dict[RuleId, Rule] = {rule.id: rule for rule in RULEBOOK}


def objections(new: Iterable[Breach], right: OverrideRight) -> tuple[Objection, ...]:
    """Return the hard rules among what is newly broken, with whether somebody with this right may let it be."""
    hard = dict.fromkeys(breach for breach in new if breach.level is Level.HARD)
    return tuple(_objection(breach, right) for breach in hard)


def firm(view: View, known: Known, keys: Iterable[ActivityKey]) -> Iterator[Objection]:
    """Yield what is frozen or pinned of activities that stand elsewhere, or nowhere; ``known`` is from before."""
    look = view.changed(known, view.plan, {})
    rules = [rule for rule in RULEBOOK if isinstance(rule, (FrozenStays, Pins))]
    for key in keys:
        scope = Scope(ScopeKind.ACTIVITY, activity=key)
        for rule in rules:
            for breach in rule.check(look, scope):
                yield _firm(known, key, breach)
        fixed = pinned(known, key)
        if key not in look.appointments and fixed is not None and fixed.appointment is not None:
            yield _firm(
                known, key, Breach(rule=PINNED, level=Level.HARD, cost=1, because=fixed.reason, activities=(key,))
            )


def excused(edit: Edit, objection: Objection) -> bool:
    """Return whether the officer gave the reason that an objection asks for."""
    if not objection.waivable:
        return False
    if objection.frozen and edit.reason.strip():
        return True
    return any(waiver.rule == objection.breach.rule and waiver.reason.strip() for waiver in edit.waivers)


def overrides(
    edit: Edit, found: Sequence[Objection], changes: Sequence[Change], actor: str
) -> dict[ActivityKey, tuple[Override, ...]]:
    """Return the exceptions that make objections void, by activity."""
    reasons = {waiver.rule: waiver.reason for waiver in edit.waivers}
    placed = {change.activity: change.after.appointment for change in changes}
    made: dict[ActivityKey, tuple[Override, ...]] = {}
    for objection in found:
        breach = objection.breach
        if breach.rule in FIRM or not excused(edit, objection):
            continue
        for key in breach.activities:
            appointment = placed.get(key)
            if appointment is None:
                continue
            one = Override(
                rule=breach.rule,
                activity=key,
                right=edit.right,
                by=actor,
                reason=reasons[breach.rule],
                valid=day_interval(day_of(appointment.start)),
            )
            made[key] = tuple(dict.fromkeys((*made.get(key, ()), one)))
    return made


def with_overrides(changes: Sequence[Change], made: dict[ActivityKey, tuple[Override, ...]]) -> tuple[Change, ...]:
    """Return changes that carry exceptions as well."""
    return tuple(
        replace(
            change,
            after=replace(change.after, overrides=_joined(change.after.overrides, made.get(change.activity, ()))),
        )
        for change in changes
    )


def _joined(old: tuple[Override, ...], new: tuple[Override, ...]) -> tuple[Override, ...]:
    taken = {(one.rule, one.valid.start) for one in new}
    return (*(one for one in old if (one.rule, one.valid.start) not in taken), *new)


def _objection(breach: Breach, right: OverrideRight) -> Objection:
    rule = _RULES.get(breach.rule)
    if rule is None:
        return Objection(breach=breach)
    may = rule.overridable and right.suffices_for(rule.override)
    return Objection(breach=breach, waivable=may, by=rule.override)


def _firm(known: Known, key: ActivityKey, breach: Breach) -> Objection:
    published = known.baseline.get(key)
    history = published is not None and published.start < known.now
    frozen = breach.rule == FROZEN
    return Objection(
        breach=breach,
        waivable=not (frozen and history),
        by=OverrideRight.REGIEVOERDER,
        frozen=frozen,
    )
