"""Cases that were closed in the last months, each way of closing in its share. They are nobody's caseload.

Not allowed here: open cases (``people``).
"""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from planner.domain.cases import Case, TargetGroup
from planner.domain.casework import CasePhase, Closing, Dossier, PhaseChange
from planner.domain.civil import at
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.people import Regievoerder
from planner.sample.casework import SENDERS
from planner.sample.countries import ORIGINS
from planner.sample.world import World, pick

_SHARE = 4
"""One closed case to so many open ones: about what a year closes, kept small where the sample is large."""
_FEWEST, _MOST = 12, 600
_CLOSINGS = (
    (Closing.ADMINISTRATIVE, 36.0),
    (Closing.INDEPENDENT_IOM, 14.0),
    (Closing.FORCED, 18.0),
    (Closing.INDEPENDENT, 7.0),
    (Closing.STAY_GRANTED, 13.0),
    (Closing.OTHER, 12.0),
)
"""38 % demonstrable departure and 36 % to an unknown destination, as in 2024; the rest is an assumption."""
_LIFE = (
    (CasePhase.HANDED_OVER, 0),
    (CasePhase.ASSIGNED, 3),
    (CasePhase.STUDY, 5),
    (CasePhase.PLANNING, 9),
    (CasePhase.GUIDANCE, 20),
)
_TARGETS = ((TargetGroup.REJECTED, 65.0), (TargetGroup.SUPERVISION, 20.0), (TargetGroup.BORDER, 15.0))
_LEFT = (Closing.INDEPENDENT, Closing.INDEPENDENT_IOM, Closing.FORCED)


def draw_closed_cases(world: World, staff: tuple[Regievoerder, ...]) -> list[Fact]:
    """Return the cases with their dossiers and phases; the first of them close in each way once."""
    stream = world.stream("closed-cases")
    count = max(_FEWEST, min(_MOST, world.scale.cases // _SHARE))
    closings = [*Closing, *(pick(stream, _CLOSINGS) for _ in range(count - len(Closing)))]
    facts: list[Fact] = []
    for number, closing in enumerate(closings, start=1):
        facts += _closed(stream, world, number, closing, stream.choice(staff).id)
    return facts


def _closed(stream: Random, world: World, number: int, closing: Closing, owner: RegievoerderId) -> Iterator[Fact]:
    ended = world.today - timedelta(days=stream.randint(1, 320))
    begun = ended - timedelta(days=stream.randint(30, 400))
    code = CaseId(f"Z-{begun.year % 100:02d}-{number:05d}")
    origin = pick(stream, tuple((one, one.weight) for one in ORIGINS))
    yield Case(
        id=code,
        target_group=pick(stream, _TARGETS),
        country=origin.country,
        language=pick(stream, origin.languages),
        handed_over=begun,
        closed_on=ended,
    )
    yield Dossier(
        case=code, handed_over_by=pick(stream, SENDERS), received_on=begun, complete_on=begun + timedelta(days=2)
    )
    life = [*_LIFE, (CasePhase.LEAVING, (ended - begun).days - 5)] if closing in _LEFT else [*_LIFE]
    for phase, days in life:
        yield PhaseChange(case=code, phase=phase, at=at(begun + timedelta(days=days), 10), actor=owner)
    yield PhaseChange(case=code, phase=CasePhase.CLOSED, at=at(ended, 11), actor=owner, closing=closing)
