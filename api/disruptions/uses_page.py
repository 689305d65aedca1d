"""What could use what a disruption leaves free, as a page, the terminal and JSON show it.

Not allowed here: finding it out, and requests.
"""

from dataclasses import dataclass

from api.desk.freed import freed_name
from api.desk.known import LEVELS, code_of, known_of, label_of
from planner.domain.freed import Backfill, Freed, FreedUse
from planner.domain.ids import ActivityKey
from planner.domain.spelling import moment
from planner.ports.repairing import Impact
from planner.usecases.disruptions.mending import Bench


@dataclass(frozen=True, slots=True, kw_only=True)
class UseShown:
    """One activity that could use it: now, then, what it improves per level, and what is in the way."""

    activity: ActivityKey
    what: str
    cases: str
    now: str
    then: str
    gains: tuple[tuple[str, int], ...]
    in_the_way: tuple[tuple[str, str], ...]
    rides: int
    """Rides of it to be planned anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsesShown:
    """What could use one thing, best first; ``others`` came into account and do not fit for more than one rule."""

    free: str
    fits: tuple[UseShown, ...]
    one_rule_away: tuple[UseShown, ...]
    others: int


def free_of(impact: Impact) -> dict[str, Freed]:
    """Return what comes free by its name on the screen, with the time where that matters."""
    return {freed_name(one): one for one in impact.possible}


def uses_shown(bench: Bench, found: Backfill) -> UsesShown:
    """Return what could use something in words."""
    return UsesShown(
        free=freed_name(found.freed),
        fits=tuple(_use(bench, one) for one in found.uses),
        one_rule_away=tuple(_use(bench, one) for one in found.one_rule_away),
        others=found.others,
    )


def _use(bench: Bench, use: FreedUse) -> UseShown:
    activity = known_of(bench.desk).activities.get(use.activity)
    return UseShown(
        activity=use.activity,
        what=label_of(activity) or str(use.activity),
        cases=code_of(activity),
        now=use.why,
        then="" if use.appointment is None else moment(use.appointment.start),
        gains=tuple((str(LEVELS[level]), gain) for level, gain in use.gains),
        in_the_way=tuple((str(one.rule), one.because) for one in use.in_the_way),
        rides=len(use.rides),
    )
