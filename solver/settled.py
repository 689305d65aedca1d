"""What stays as it is published: the past, the frozen zone, what lies outside the scope, what partners confirmed.

Not allowed here: search. An appointment that a fact has made impossible does not stay, unless it already began.
"""

from collections.abc import Sequence

from planner.domain.activities import Activity
from planner.domain.commitments import PinGrade, RequestState, Zone
from planner.domain.plan import Appointment
from planner.domain.time import MINUTES_PER_HOUR
from solver.known import Known
from solver.mode import Mode
from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.stretches import starts_that_fit


def zone(known: Known, activity: Activity, published: Appointment) -> Zone:
    """Return how firm a published appointment is at the planning moment."""
    if published.start < known.now:
        return Zone.HISTORY
    hours = known.setting("P08", f"frozen-{activity.kind.name.lower()}", published.start, activity)
    frozen_until = known.now + hours * MINUTES_PER_HOUR
    return Zone.FROZEN if published.start < frozen_until else Zone.PUBLISHED


def settled(known: Known, rules: Sequence[Rule] = RULEBOOK) -> tuple[Appointment, ...]:
    """Return the published appointments that no search may change, in the order of publication."""
    return tuple(appointment for appointment in known.problem.baseline if _stays(known, appointment, rules))


def _stays(known: Known, published: Appointment, rules: Sequence[Rule]) -> bool:
    activity = known.activities.get(published.activity)
    if published.start < known.now:
        return True
    if activity is None:
        return False
    if zone(known, activity, published) is Zone.FROZEN:
        return True
    firm = _outside(known, published) or _pinned(known, published) or _confirmed(known, published)
    return firm and not broken_by_facts(known, activity, published, rules)


def _outside(known: Known, published: Appointment) -> bool:
    return published.start < known.problem.scope.start or published.start >= known.problem.scope_end


def _pinned(known: Known, published: Appointment) -> bool:
    pin = known.pins.get(published.activity)
    return pin is not None and pin.grade is PinGrade.ALL and (pin.expires is None or pin.expires > known.now)


def _confirmed(known: Known, published: Appointment) -> bool:
    used = {part.resource for part in published.participations}
    return any(
        request.state is RequestState.CONFIRMED
        and request.activity == published.activity
        and request.resource in used
        and request.start < published.end
        and published.start < request.end
        for request in known.problem.requests
    )


def broken_by_facts(known: Known, activity: Activity, published: Appointment, rules: Sequence[Rule] = RULEBOOK) -> bool:
    """Return whether a window rule forbids the appointment as it stands."""
    mode = Mode.of(published, activity)
    for rule in rules:
        if not isinstance(rule, WindowRule) or activity.kind not in rule.kinds:
            continue
        allowed = rule.allowed(known, activity, mode)
        if allowed is not None and not starts_that_fit(allowed, (published.start,), mode.duration, whole=rule.whole):
            return True
    return False
