"""What is known once some facts are otherwise, without working out again what no fact was about.

Not allowed here: which facts changed, and plans.
"""

from collections.abc import Callable, Mapping

from planner.domain.ids import RegievoerderId
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from solver.known import Known
from solver.vehicle_days import share_duties

Part = Callable[[Problem], object]
"""A part of a problem; two problems that share it hold the very same."""

FROM: Mapping[str, tuple[Part, ...]] = {
    "linked": (lambda p: p.activities,),
    "_departures": (lambda p: p.activities,),
    "bookings": (lambda p: p.bookings,),
    "requests": (lambda p: p.requests,),
    "_owners": (lambda p: p.case_file.ownerships,),
    "_marked": (lambda p: p.case_file.ownerships,),
    "_households": (lambda p: p.case_file.memberships,),
    "members": (lambda p: p.case_file.memberships,),
    "_tracks": (lambda p: p.case_file.tracks,),
    "_conditions": (lambda p: p.case_file.conditions,),
    "blocks": (lambda p: p.case_file.blocks,),
    "documents": (lambda p: p.case_file.documents,),
    "_stays": (lambda p: p.case_file.stays,),
    "_absences": (lambda p: p.resources.absences,),
    "_substitutes": (lambda p: p.resources.substitutes,),
    "_capacities": (lambda p: p.resources.capacities,),
    "_flights_to": (lambda p: p.resources.flights,),
    "_sessions_of": (lambda p: p.resources.sessions,),
    "escorts": (
        lambda p: p.resources.officers,
        lambda p: p.resources.escort_teams,
        lambda p: p.resources.absences,
        lambda p: p.other_duties,
    ),
    "load": (
        lambda p: p.case_file,
        lambda p: p.activities,
        lambda p: p.baseline,
        lambda p: p.settings,
        lambda p: p.resources.regievoerders,
        lambda p: p.resources.absences,
        lambda p: p.resources.substitutes,
    ),
    "open_days": (lambda p: p.resources.closed_days,),
    "pace": (lambda p: p.settings, lambda p: p.travel),
    "longest_travel": (lambda p: p.settings, lambda p: p.travel),
    "_car_margin": (lambda p: p.settings,),
}
"""What is worked out once, with the parts of the problem that it is worked out from."""

RECORDS: Mapping[str, tuple[Part, ...]] = {
    "moments": (lambda p: p.case_file.moments,),
    "acts": (lambda p: p.case_file.acts,),
    "_clearances": (lambda p: p.case_file.clearances,),
    "_overrides": (lambda p: p.case_file.overrides,),
    "next_acts": (lambda p: p.activities,),
    "ahead": (lambda p: p.activities,),
}
TERMS: tuple[Part, ...] = (
    lambda p: p.settings,
    lambda p: p.resources.closed_days,
    lambda p: p.case_file.moments,
    lambda p: p.activities,
    lambda p: p.recorded_at,
)
NORMS: tuple[Part, ...] = (lambda p: p.settings,)
HOURS: tuple[Part, ...] = (lambda p: p.resources.regievoerders, lambda p: p.resources.closed_days)


def worked_out(known: Known) -> Known:
    """Work out at once what is otherwise worked out when first asked for, so that problems like it can share it."""
    for name in FROM:
        getattr(known, name)
    for name in RECORDS:
        getattr(known.records, name)
    return known


def known_after(known: Known, problem: Problem) -> Known:
    """Return what is known of a problem that shares stretches and most facts with another."""
    found, before = Known(problem), known.problem

    def shared(parts: tuple[Part, ...]) -> bool:
        return all(part(before) is part(problem) or _small(part(before), part(problem)) for part in parts)

    for name, parts in FROM.items():
        if name in vars(known) and shared(parts):
            vars(found)[name] = vars(known)[name]
    for name, parts in RECORDS.items():
        if name in vars(known.records) and shared(parts):
            vars(found.records)[name] = vars(known.records)[name]
    if shared(TERMS):
        vars(found)["_terms"], vars(found)["_deadlines"] = dict(vars(known)["_terms"]), dict(vars(known)["_deadlines"])
    _share_duties(known, found, hours=shared(HOURS), norms=shared(NORMS))
    return found


def _share_duties(known: Known, found: Known, *, hours: bool, norms: bool) -> None:
    """Let working hours and duties that no fact is about be worked out once."""
    before, problem = known.problem, found.problem
    if norms:
        share_duties(known, found, _changed_absences(before, problem, ResourceKind.VEHICLE))
    if hours:
        away = _changed_absences(before, problem, ResourceKind.REGIEVOERDER)
        kept: dict[RegievoerderId, object] = vars(known)["_working"]
        vars(found)["_working"] = {who: when for who, when in kept.items() if who not in away}


def _small(before: object, after: object) -> bool:
    """Return whether a number is the same."""
    return isinstance(before, int) and before == after


def _changed_absences(before: Problem, after: Problem, kind: ResourceKind) -> frozenset[str]:
    if before.resources.absences is after.resources.absences:
        return frozenset()
    was, now = set(before.resources.absences), set(after.resources.absences)
    changed: frozenset[ResourceRef] = frozenset(one.resource for one in was ^ now)
    return frozenset(ref.id for ref in changed if ref.kind is kind)
