"""Escorts as the facts say: rosters, what each team offers, and duties elsewhere. No plan, no search."""

from collections.abc import Callable, Sequence

from planner.domain.escorts import EscortOfficer
from planner.domain.ids import EscortTeamId, OfficerId
from planner.domain.plan import Participation
from planner.domain.problem import Problem
from planner.domain.resources import ResourceRef
from planner.domain.time import Interval
from solver.escort_offers import offered
from solver.steps import Steps


class EscortFacts:
    """Looks up facts about the escorts of one problem."""

    def __init__(self, problem: Problem, absences: Callable[[ResourceRef], Sequence[Interval]]) -> None:
        self.officers: dict[OfficerId, EscortOfficer] = {who.id: who for who in problem.resources.officers}
        self.rosters: dict[EscortTeamId, list[EscortOfficer]] = {}
        """Officers by service number, of the teams that have a roster."""
        for officer in problem.resources.officers:
            self.rosters.setdefault(officer.team, []).append(officer)
        self.offered: dict[EscortTeamId, Steps] = {
            team.id: offered(team, self.rosters.get(team.id, ()), absences) for team in problem.resources.escort_teams
        }
        """How many escorts each team offers from moment to moment."""
        self.elsewhere: dict[ResourceRef, list[Participation]] = {}
        """Published duties of departures outside the problem, by team and by officer."""
        for appointment in problem.other_duties:
            for part in appointment.participations:
                self.elsewhere.setdefault(part.resource, []).append(part)
