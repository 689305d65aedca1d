"""Re-planning a few diary activities exactly, around everything else.

Not allowed here: which activities to re-plan (``neighbourhoods``) and when to stop (``diaries``).
"""

from collections.abc import Iterable, Mapping, Sequence

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.ports.search import Stopped
from solver.candidates import Candidates
from solver.known import Known
from solver.occupancy import Occupancy
from solver.posting import post_rules
from solver.solving import Limits, Outcome, at_once, hint
from solver.variables import Candidate, Variables


class Part:
    """A sub-problem: these activities free, what else uses their people and means fixed."""

    def __init__(self, candidates: Candidates, occupancy: Occupancy, activities: Sequence[Activity]) -> None:
        """Cut the sub-problem out; ``occupancy`` must not hold the activities themselves."""
        self.known: Known = candidates.known
        self.activities = tuple(activities)
        self.options = {a.key: _open(occupancy, candidates.of(a)) for a in activities}
        self.fixed = _around(occupancy, self.options.values())

    def solve(
        self, current: Mapping[ActivityKey, Appointment | None], limits: Limits, stopped: Stopped
    ) -> Outcome | None:
        """Return the best appointments found, starting from the current ones."""
        v = Variables(self.known, self.activities, self.options, self.fixed)
        post_rules(v)
        hint(v, {key: found for key, found in current.items() if found is not None})
        return at_once(v, limits, stopped)


def _open(occupancy: Occupancy, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates with the starts at which nobody else is in the way."""
    narrowed = (Candidate(c.mode, occupancy.open_starts(c.mode, c.starts)) for c in found)
    return tuple(candidate for candidate in narrowed if candidate.starts)


def _around(occupancy: Occupancy, options: Iterable[Sequence[Candidate]]) -> list[Appointment]:
    """Return what uses the same people and means, each once."""
    resources = dict.fromkeys(use.resource for found in options for c in found for use in c.mode.uses)
    return list({a.activity: a for resource in resources for a in occupancy.users(resource)}.values())


def resources_of(candidates: Candidates, activities: Iterable[Activity]) -> frozenset[ResourceRef]:
    """Return everything the activities might use."""
    return frozenset(use.resource for a in activities for c in candidates.of(a) for use in c.mode.uses)
