"""Where loose conversations, meetings and presentations go: first as all others stay, else with affected ones moved.

Not allowed here: rides, departures, and taking things out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.candidates import Candidates
from solver.clock import Budget
from solver.repairing.happened import Happened
from solver.repairing.together import PutBack, put_back
from solver.why.ground import Ground

MOST_MOVABLE = 10
"""Others that may move in the exact model."""
HELD_TOGETHER = (ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION)
"""Kinds that the exact model puts back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where items go; ``hopeless`` are proven to have no place, ``exact``: nothing better was possible.

    ``needs_other``: it is proven that without moving somebody else fewer would have a place.
    """

    appointments: Mapping[ActivityKey, Appointment | None] = field(default_factory=dict)
    hopeless: frozenset[ActivityKey] = frozenset()
    exact: bool = True
    needs_other: bool = False


def places(
    happened: Happened,
    ground: Ground,
    loose: Sequence[ActivityKey],
    avoid: Mapping[ActivityKey, Sequence[Appointment]],
    clock: Budget,
    *,
    moving: bool,
) -> Places:
    """Return where loose items go; where one has no place otherwise, with others that are affected moved."""
    if not loose:
        return Places()
    known = ground.known
    candidates = happened.candidates if known is happened.known else Candidates(known)
    found = put_back(ground, candidates, loose, happened.cost, clock, avoid=avoid)
    lacking = [k for k, a in found.appointments.items() if a is None and candidates.of(known.activities[k])]
    if not lacking:
        return Places(appointments=found.appointments, exact=found.proven)
    movable = _in_the_way(happened, ground, candidates, lacking) if moving else []
    few = [key for key in movable if known.activities[key].kind in HELD_TOGETHER][:MOST_MOVABLE]
    more = found
    if few and not clock.over:
        more = put_back(ground, candidates, loose, happened.cost, clock, movable=few, avoid=avoid)
    chosen = more if _placed(more, loose) > _placed(found, loose) else found
    whole = moving and len(few) == len(movable) and more.proven and found.proven and not clock.over
    nowhere = frozenset(key for key in loose if chosen.appointments.get(key) is None)
    return Places(
        appointments=chosen.appointments,
        hopeless=nowhere if whole else frozenset(),
        exact=whole,
        needs_other=chosen is not found and found.proven,
    )


def _in_the_way(
    happened: Happened, ground: Ground, candidates: Candidates, lacking: Iterable[ActivityKey]
) -> list[ActivityKey]:
    """Return what may move and takes what items without a place could use, those who take most room first."""
    taken: Counter[ActivityKey] = Counter()
    for key in lacking:
        found = candidates.of(ground.known.activities[key])
        uses = {use.resource for candidate in found for use in candidate.mode.uses}
        for part in (part for resource in uses for part in ground.view.parts(resource)):
            if part.appointment.activity in happened.movable:
                taken[part.appointment.activity] += 1
    return sorted(taken, key=lambda key: (-taken[key], key))


def _placed(found: PutBack, keys: Iterable[ActivityKey]) -> int:
    return sum(found.appointments.get(key) is not None for key in keys)
