"""When the pack that goes along with somebody is complete, from what people ticked off and from what they cleared.

Not allowed here: what stands on sheets, and rules.
"""

from collections.abc import Iterable, Iterator, Sequence

from planner.domain.activities import Activity
from planner.domain.cases import Case
from planner.domain.civil import at
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.sheet_facts import HandOverCheck, HandOverItem
from planner.domain.time import Interval, Minute

PACK = (HandOverCheck.DOCUMENT, HandOverCheck.FIT_TO_FLY, HandOverCheck.MEDICAL, HandOverCheck.BAGGAGE)
"""What must be together before the pick-up; the rest of the list is for the moment of the hand-over itself."""
CLEARED_BY = {
    HandOverCheck.FIT_TO_FLY: ClearanceKind.FIT_TO_FLY,
    HandOverCheck.IND: ClearanceKind.REMOVABILITY,
}
"""What is ticked off by an answer about everybody who leaves, so that nobody has to enter it twice."""
_NOON = 12


def ticked(
    activity: Activity, items: Iterable[HandOverItem], clearances: Iterable[Clearance], now: Minute
) -> tuple[HandOverItem, ...]:
    """Return what is done of the hand-over of a departure: as entered, and as follows from positive answers by now."""
    entered = [item for item in items if item.activity == activity.key]
    known = {item.item for item in entered}
    answers = tuple(clearances)
    return (*entered, *(item for item in _following(activity, answers, now) if item.item not in known))


def _following(activity: Activity, answers: Sequence[Clearance], now: Minute) -> Iterator[HandOverItem]:
    for item, kind in CLEARED_BY.items():
        given = [_given(case, kind, answers, now) for case in activity.cases]
        found = [answer for answer in given if answer is not None]
        if found and len(found) == len(given):
            last = max(found, key=_when)
            yield HandOverItem(activity=activity.key, item=item, done_at=_when(last), by=last.by)


def _given(case: str, kind: ClearanceKind, answers: Sequence[Clearance], now: Minute) -> Clearance | None:
    """Return the positive answer about a case; None when there is none, or a negative one."""
    mine = [a for a in answers if (a.case, a.kind) == (case, kind) and (a.valid.end is None or now < a.valid.end)]
    if any(answer.state is ClearanceState.NO for answer in mine):
        return None
    return next((answer for answer in mine if answer.state is ClearanceState.YES), None)


def _when(answer: Clearance) -> Minute:
    return answer.valid.start if answer.given_on is None else at(answer.given_on, _NOON)


def lacking(cases: Iterable[Case], done: Iterable[HandOverItem]) -> tuple[HandOverCheck, ...]:
    """Return what the pack of a departure still lacks; a medical hand-over only where a nurse goes along."""
    there = {item.item for item in done}
    medical = any(case.nurse for case in cases)
    return tuple(check for check in PACK if check not in there and (medical or check is not HandOverCheck.MEDICAL))


def packed(activity: Activity, done: Sequence[HandOverItem]) -> tuple[Clearance, ...]:
    """Return the answers that say of everybody that a complete pack is ready, since its last item."""
    last = max((item for item in done if item.item in PACK), key=lambda item: item.done_at)
    return tuple(
        Clearance(
            case=case,
            kind=ClearanceKind.HAND_OVER_PACK,
            state=ClearanceState.YES,
            valid=Interval(last.done_at),
            by=last.by,
        )
        for case in activity.cases
    )
