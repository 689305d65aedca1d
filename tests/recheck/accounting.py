"""Nothing dropped, nothing made up: every activity once, complete, at a time it may have."""

from collections import Counter

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.civil import day_interval, day_of
from planner.domain.ids import appointment_id, participation_id
from planner.domain.resources import ResourceKind
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock

_GRID = {
    ActivityKind.CONVERSATION: 15,
    ActivityKind.MEETING: 15,
    ActivityKind.PRESENTATION: 5,
    ActivityKind.MOVE: 5,
}
_IN_SCOPE = (ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.MOVE)
_ON_WORKING_DAYS = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION)


def nothing_dropped(facts: Facts) -> Findings:
    """Every activity is planned once or unplanned with a reason; nothing else is in the plan."""
    planned = Counter(item.activity for item in facts.plan.appointments)
    unplanned = Counter(item.activity for item in facts.plan.unplanned)
    for key in facts.activities:
        times = planned[key] + unplanned[key]
        if times != 1:
            yield Finding("dropped", f"{key} is accounted for {times} times", (key,))
    for key in (planned.keys() | unplanned.keys()) - facts.activities.keys():
        yield Finding("dropped", f"{key} is in the plan, but is not due", (key,))
    for item in facts.plan.unplanned:
        if not any(reason.rule and reason.because.strip() for reason in item.reasons):
            yield Finding("dropped", f"{item.activity} is unplanned without a reason", (item.activity,))


def identities(facts: Facts) -> Findings:
    """Appointments and parts keep the identity that follows from what they are."""
    for item in facts.planned:
        if item.at.id != appointment_id(item.key):
            yield Finding("identity", f"{item.key} has an identity of its own making", (item.key,))
        for part in item.at.participations:
            if part.id != participation_id(item.at.id, part.resource.kind, part.resource.id):
                yield Finding("identity", f"{item.key}: the part of {part.resource.id} has another identity")
        refs = Counter(part.resource for part in item.at.participations)
        for ref, times in refs.items():
            if times > 1:
                yield Finding("identity", f"{item.key}: {ref.id} takes part {times} times", (item.key,))


def complete(facts: Facts) -> Findings:
    """All persons concerned take part from beginning to end, and nobody else."""
    for item in facts.planned:
        persons = item.parts(ResourceKind.CASE)
        codes = sorted(part.resource.id for part in persons)
        if codes != sorted(facts.present(item.activity)):
            yield Finding("complete", f"{item.key} is with {codes}, not with {item.activity.cases}", (item.key,))
        for part in persons:
            if (part.start, part.end) != (item.at.start, item.at.end):
                yield Finding("complete", f"{item.key}: {part.resource.id} is there only part of the time", (item.key,))


def times(facts: Facts) -> Findings:
    """Appointments last as long as they must, in their window, not in the past, on the grid, on the right days."""
    for item in facts.planned:
        yield from _length(item)
        yield from _window(facts, item)
        grid = _GRID.get(item.activity.kind)
        if grid and item.at.start % grid:
            yield Finding("grid", f"{item.key} starts at {clock(item.at.start)}", (item.key,))
        if item.activity.kind in _ON_WORKING_DAYS and not facts.works(day_of(item.at.start)):
            yield Finding("day", f"{item.key} is on {clock(item.at.start)}, not a working day", (item.key,))


def _length(item: Planned) -> Findings:
    activity, at = item.activity, item.at
    if at.end <= at.start:
        yield Finding("length", f"{item.key} ends before it starts", (item.key,))
    own = (ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION)
    if activity.kind in own and at.end - at.start != activity.duration:
        yield Finding("length", f"{item.key} lasts {at.end - at.start} minutes, not {activity.duration}", (item.key,))
    by_others = activity.kind is ActivityKind.DEPARTURE and activity.departure.booked_by is not BookedBy.DTV
    if by_others != at.all_day:
        yield Finding("length", f"{item.key}: all_day is {at.all_day}", (item.key,))
    day = day_interval(day_of(at.start))
    if by_others and (at.start, at.end) != (day.start, day.end):
        yield Finding("length", f"{item.key} is not the whole day", (item.key,))


def _window(facts: Facts, item: Planned) -> Findings:
    window, at, kind = item.activity.window, item.at, item.activity.kind
    ends = at.start + 1 if kind is ActivityKind.DEPARTURE and not at.all_day else at.end
    if at.start < window.start or ends > item.activity.latest_end:
        words = f"{item.key} is {clock(at.start)} - {clock(at.end)}, outside its window"
        yield Finding("window", words, (item.key,))
    if not facts.new(item):
        return
    if at.start < facts.now and not (at.all_day and at.end > facts.now):
        yield Finding("past", f"{item.key} starts {clock(at.start)}, in the past", (item.key,))
    room = facts.problem.scope if kind in _IN_SCOPE else facts.problem.horizon
    if not room.contains(at.start):
        yield Finding("scope", f"{item.key} starts {clock(at.start)}, outside what may be planned", (item.key,))
