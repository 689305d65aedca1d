"""What could use something that came free: tried on the plan by the whole rulebook, and ranked by what it improves.

A person is named only where every hard and legal rule holds, the own notice included. Nobody is compared by who they
are: equal improvements go by legal term, days in detention and key.
Not allowed here: finding what comes into account (its neighbours do).
"""

from collections.abc import Collection, Mapping, Sequence

from planner.domain.bookings import BookingState
from planner.domain.freed import Backfill, Freed, FreedUse
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan, Reason
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from solver.backfill.options import Finder, Option
from solver.backfill.places import for_session, for_slot
from solver.backfill.seats import for_escorts, for_flight
from solver.backfill.vehicles import for_vehicle
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import PLANNED
from solver.standby import rank
from solver.view import View
from solver.what_if import own_rides, taken_out, tried

FINDERS: Mapping[ResourceKind, Finder] = {
    ResourceKind.FLIGHT: for_flight,
    ResourceKind.ESCORT: for_escorts,
    ResourceKind.SESSION: for_session,
    ResourceKind.VEHICLE: for_vehicle,
    ResourceKind.ROOM: for_slot,
    ResourceKind.INTERPRETER: for_slot,
    ResourceKind.REGIEVOERDER: for_slot,
}
"""What can come free, and who looks what could use it."""


def backfill(
    problem: Problem, plan: Plan, freed: Freed, fallen: Collection[ActivityKey] = (), rules: Sequence[Rule] = PLANNED
) -> Backfill:
    """Return what could use something free, best first; ``fallen`` and cancelled bookings are out of the plan."""
    return backfill_in(View(Known(problem), plan), freed, fallen, rules)


def backfill_in(
    whole: View, freed: Freed, fallen: Collection[ActivityKey] = (), rules: Sequence[Rule] = PLANNED
) -> Backfill:
    """Return the same of a plan that was indexed already."""
    out = {*fallen, *_cancelled(whole)}
    view = taken_out(whole, out)
    options = [o for o in FINDERS[freed.resource.kind](view, freed) if o.activity.key not in out]
    found = [_use(view, rules, option) for option in options]
    useful = [use for use in found if use is not None]
    useful.sort(key=lambda use: _order(view, use))
    return Backfill(
        freed=freed,
        uses=tuple(use for use in useful if use.fits),
        one_rule_away=tuple(use for use in useful if not use.fits and _rules(use.in_the_way) == 1),
        others=sum(1 for use in useful if _rules(use.in_the_way) > 1),
    )


def _use(view: View, rules: Sequence[Rule], option: Option) -> FreedUse | None:
    """Try the ways of one activity; None when it would gain nothing, or has no way at all."""
    best: tuple[Appointment, dict[Level, int], tuple[Breach, ...]] | None = None
    for way in option.ways():
        found = tried(view, rules, way)
        if found is None:
            continue
        if best is None or _number(found[1]) < _number(best[2]):
            best = (way, *found)
        if not found[1]:
            break
    if best is None:
        reasons = option.never()
        use = FreedUse(activity=option.activity.key, why=option.why, in_the_way=reasons[:1])
        return use if reasons else None
    appointment, gains, breaches = best
    return FreedUse(
        activity=option.activity.key,
        why=option.why,
        appointment=appointment,
        gains=tuple(sorted(gains.items())),
        in_the_way=tuple(dict.fromkeys(Reason(rule=b.rule, because=b.because) for b in breaches)),
        rides=own_rides(view, option.activity.key),
    )


def _number(breaches: Sequence[Breach]) -> int:
    return len({breach.rule for breach in breaches})


def _rules(reasons: Sequence[Reason]) -> int:
    return len({reason.rule for reason in reasons})


def _order(view: View, use: FreedUse) -> tuple[object, ...]:
    change = dict(use.gains)
    return (*(-change.get(level, 0) for level in Level), *rank(view.known, view.known.activity(use.activity)))


def _cancelled(view: View) -> set[ActivityKey]:
    """Return the planned departures whose booking on their flight was cancelled."""
    newest = {(b.activity, b.flight): b.state for b in sorted(view.known.problem.bookings, key=lambda b: b.since)}
    return {
        key
        for (key, flight), state in newest.items()
        if state is BookingState.CANCELLED
        and key in view.appointments
        and view.appointments[key].resource(ResourceKind.FLIGHT) == flight
    }
