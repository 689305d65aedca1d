"""What people and partners already decided stays: published and soon, pinned, confirmed, declined."""

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.commitments import PinGrade, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, UnplannedCode
from planner.domain.resources import ResourceKind
from tests.recheck.facts import Facts
from tests.recheck.finding import Finding, Findings

_KEY = {
    ActivityKind.CONVERSATION: "frozen-conversation",
    ActivityKind.PRESENTATION: "frozen-presentation",
    ActivityKind.DEPARTURE: "frozen-departure",
    ActivityKind.MOVE: "frozen-move",
    ActivityKind.MEETING: "frozen-meeting",
}
_HOUR = 60


def frozen(facts: Facts, loosened: frozenset[ActivityKey]) -> Findings:
    """Look whether what was published for the past, the coming hours or outside the scope is as it was.

    ``loosened`` are activities whose published appointment the facts of today forbid.
    """
    unplanned = {item.activity: item for item in facts.plan.unplanned}
    for before in facts.problem.baseline:
        activity = facts.activities.get(before.activity)
        if activity is None or activity.key in loosened or not _is_frozen(facts, activity, before):
            continue
        item = facts.by_key.get(before.activity)
        if item is not None:
            if signature(item.at) != signature(before):
                yield Finding("frozen", f"{activity.key} is frozen, but was changed", (activity.key,))
        elif unplanned[activity.key].code not in (UnplannedCode.FACT, UnplannedCode.DEPENDS):
            yield Finding("frozen", f"{activity.key} is frozen, but was dropped", (activity.key,))


def _is_frozen(facts: Facts, activity: Activity, before: Appointment) -> bool:
    hours = facts.norm("P08", _KEY[activity.kind], day_of(facts.now))
    soon = before.start < facts.now + hours * _HOUR
    return soon or not facts.problem.scope.contains(before.start)


def signature(item: Appointment) -> tuple[object, ...]:
    """Return what makes two appointments the same."""
    parts = sorted((p.resource.kind, p.resource.id, p.start, p.end, p.amount, p.stops) for p in item.participations)
    return item.start, item.end, item.place, item.all_day, tuple(parts)


def pins(facts: Facts) -> Findings:
    """Look whether a pinned appointment keeps the time, day or person that somebody fixed."""
    for pin in facts.problem.pins:
        before, item = facts.published.get(pin.activity), facts.by_key.get(pin.activity)
        if before is None or item is None or (pin.expires is not None and pin.expires <= facts.now):
            continue
        kept = {
            PinGrade.TIME: item.at.start == before.start,
            PinGrade.DAY: day_of(item.at.start) == day_of(before.start),
            PinGrade.PERSON: _performer(item.at) == _performer(before),
            PinGrade.ALL: signature(item.at) == signature(before),
        }
        if not kept[pin.grade]:
            yield Finding("pin", f"{pin.activity} is pinned by {pin.grade}, but changed", (pin.activity,))


def _performer(item: Appointment) -> str | None:
    return item.resource(ResourceKind.REGIEVOERDER)


def answers(facts: Facts) -> Findings:
    """Look whether what a partner confirmed is used as confirmed, what they declined is not used then."""
    for request in facts.problem.requests:
        item = facts.by_key.get(request.activity)
        if item is None:
            continue
        mine = [part for part in item.at.participations if part.resource == request.resource]
        if request.state is RequestState.DECLINED:
            for part in mine:
                if part.start < request.end and request.start < part.end:
                    words = f"{request.activity} uses {request.resource.id}, which was declined"
                    yield Finding("declined", words, (request.activity,))
        if request.state is RequestState.CONFIRMED and not mine:
            words = f"{request.activity} does not use {request.resource.id}, which was confirmed"
            yield Finding("confirmed", words, (request.activity,))
