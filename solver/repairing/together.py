"""Conversations, meetings and presentations that are loose, put back together by one small exact model.

What everybody else does stays. First comes what the law and realised presentations ask, then that as many as possible
have a place, then the weight of the changes, then all other levels. Not allowed here: rides and departures.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpSolver, LinearExpr

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.candidates import Candidates
from solver.clock import Budget
from solver.mode import Mode
from solver.repairing.change_cost import ChangeCost
from solver.rule import WindowRule
from solver.variables import Candidate, Variables
from solver.why.ground import Ground

WORK = 1.5
"""Deterministic time for one model."""
LEFT_OUT = 10_000
"""What leaving something out weighs beside changes: more than any changes together."""
CHANGES = Level.HARD
"""Where the model keeps what changes weigh: hard rules cost nothing there."""
ORDER = (Level.LEGAL, Level.REALISED, CHANGES, Level.TIMELY, Level.STABLE, Level.EFFICIENT)


@dataclass(frozen=True, slots=True)
class PutBack:
    """Where loose items went; None: no place. ``proven``: there is nothing better as everybody else stays."""

    appointments: Mapping[ActivityKey, Appointment | None]
    proven: bool


class _Together(Variables):
    """Variables whose changes count after what is realised and before what is timely; what nothing changes is not."""

    def always(self, level: Level, cost: Callable[[], int]) -> None:
        """Leave aside what no choice changes: it takes long to add up and decides nothing."""

    def minimise(self) -> None:
        """Set the objective: levels in this order, each outweighing everything after it together."""
        weight, parts = 1, []
        for level in reversed(ORDER):
            group = self._costs[level]
            parts += [weight * cost * literal for cost, literal in group.terms]
            weight *= group.worst + 1
        if parts:
            self.model.minimize(LinearExpr.sum(parts))


def put_back(  # noqa: PLR0913 - what a model is made of
    ground: Ground,
    candidates: Candidates,
    loose: Sequence[ActivityKey],
    cost: ChangeCost,
    clock: Budget,
    *,
    movable: Collection[ActivityKey] = (),
    avoid: Mapping[ActivityKey, Sequence[Appointment]] | None = None,
) -> PutBack:
    """Put loose items back; ``movable`` others stay planned but may move, and what is avoided is not done again."""
    known = ground.known
    keys = (*loose, *(key for key in movable if key not in loose))
    options = {key: list(_options(candidates, ground, key, (avoid or {}).get(key, ()))) for key in keys}
    able = [key for key in keys if options[key]]
    nowhere = dict.fromkeys(key for key in loose if not options[key])
    if not able:
        return PutBack(nowhere, proven=True)
    v = _Together(known, [known.activities[key] for key in able], options, _around(ground, options, able))
    for rule in ground.rules:
        rule.encode_rest(v) if isinstance(rule, WindowRule) else rule.encode(v)
    for key in able:

        def weight(mode: Mode, start: Minute, key: ActivityKey = key) -> int:
            return cost.weight(key, mode.at(start))

        v.price(CHANGES, key, weight)
        v.charge_unplanned(CHANGES, LEFT_OUT + cost.weight(key, None), key)
        if key not in loose:
            v.model.add(v.planned(key) == 1)
    v.minimise()
    return _solved(v, able, nowhere, clock)


def _options(
    candidates: Candidates, ground: Ground, key: ActivityKey, avoid: Sequence[Appointment]
) -> Iterator[Candidate]:
    for one in candidates.of(ground.known.activities[key]):
        taken = {other.start for other in avoid if other.start in one.starts and _again(one.mode, other)}
        starts = tuple(start for start in one.starts if start not in taken)
        if starts:
            yield Candidate(one.mode, starts) if taken else one


def _again(mode: Mode, appointment: Appointment) -> bool:
    """Return whether a mode is carried out as an appointment was."""
    again = mode.at(appointment.start)
    return (again.participations, again.place) == (appointment.participations, appointment.place)


def _around(
    ground: Ground, options: Mapping[ActivityKey, Sequence[Candidate]], out: Collection[ActivityKey]
) -> list[Appointment]:
    """Return what stays and uses anything that the loose items could use."""
    modes = (candidate.mode for found in options.values() for candidate in found)
    resources = dict.fromkeys(use.resource for mode in modes for use in mode.uses)
    found = {
        part.appointment.activity: part.appointment
        for ref in resources
        for part in ground.view.parts(ref)
        if part.appointment.activity not in out
    }
    return list(found.values())


def _solved(
    v: Variables, able: Sequence[ActivityKey], nowhere: Mapping[ActivityKey, Appointment | None], clock: Budget
) -> PutBack:
    solver = CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.max_time_in_seconds = max(0.1, clock.left)
    status = solver.solve(v.model)
    found: dict[ActivityKey, Appointment | None] = {**nowhere, **dict.fromkeys(able)}
    if status not in (OPTIMAL, FEASIBLE):
        return PutBack(found, proven=False)
    for choice in v.choices():
        if solver.boolean_value(choice.taken):
            found[choice.mode.activity] = choice.mode.at(Minute(solver.value(choice.start)))
    return PutBack(found, proven=status == OPTIMAL)
