"""How many escorts each team offers from moment to moment. Pure functions of the facts; no plan, no search.

A team offers so many by the hour, or all its escorts while it is available. A team with a roster never offers more
than the officers who are available.
"""

from collections.abc import Callable, Sequence

from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, subtract, union
from solver import steps
from solver.steps import Steps

Absences = Callable[[ResourceRef], Sequence[Interval]]


def offered(team: EscortTeam, roster: Sequence[EscortOfficer], absences: Absences) -> Steps:
    """Return the steps of what a team offers."""
    away = absences(ResourceRef(ResourceKind.ESCORT, team.id))
    amounts = [(offer.interval, offer.escorts) for offer in team.offers]
    if not team.offers:
        amounts = [(stretch, team.size) for stretch in union(team.available)]
    there = steps.offers((part, amount) for when, amount in amounts for part in subtract((when,), away))
    if not roster:
        return there
    named = steps.offers((stretch, 1) for officer in roster for stretch in working(officer, absences))
    return steps.fewest(there, named)


def working(officer: EscortOfficer, absences: Absences) -> tuple[Interval, ...]:
    """Return when an officer can be on duty."""
    return subtract(officer.available, absences(ResourceRef(ResourceKind.OFFICER, officer.id)))
