"""A delivery of national size."""

from planner.domain.cases import (
    Condition,
    ConditionFact,
    Ownership,
    Stay,
    Track,
    TrackFact,
)
from planner.domain.facts import Fact
from planner.domain.ids import (
    CaseId,
    PlaceId,
    RegievoerderId,
)
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from tests.planner.intake.deliveries import SINCE, WEEK, case, conversation, one_of_each


def national() -> tuple[Fact, ...]:
    """Return about 60,000 facts, in the proportions of the whole country."""
    facts: list[Fact] = list(one_of_each())
    for number in range(10_000):
        code = f"N-{number:05}"
        facts += [
            case(code),
            Stay(case=CaseId(code), place=PlaceId("AZC-1"), valid=SINCE),
            TrackFact(case=CaseId(code), track=Track.INDEPENDENT, valid=SINCE),
            Ownership(case=CaseId(code), regievoerder=RegievoerderId("RV-1"), valid=SINCE),
            ConditionFact(case=CaseId(code), condition=Condition.REMOVABLE, valid=SINCE),
        ]
    for number in range(6_000):
        moment = Minute(WEEK.start + 15 * (number % 300))
        facts.append(conversation(f"N-{number:05}/1/1", f"N-{number:05}", Interval(moment, Minute(moment + 1_500))))
    for number in range(4_000):
        start = Minute(WEEK.start + 1_000 * number)
        facts.append(
            Absence(
                resource=ResourceRef(ResourceKind.REGIEVOERDER, "RV-2"),
                interval=Interval(start, Minute(start + 500)),
            )
        )
    return tuple(facts)
