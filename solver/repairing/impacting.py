"""What a disruption does to a plan, as nothing is mended yet. Not allowed here: mending."""

from collections.abc import Iterable, Iterator

from planner.domain.activities import ActivityKind
from planner.domain.editing import Deal
from planner.domain.freed import Freed
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.ports.repairing import Dependent, Impact, Struck
from solver.editing.placing import household_on_board
from solver.editing.work import Work
from solver.repairing import wording
from solver.repairing.fact_reach import about
from solver.repairing.happened import Happened
from solver.what_if import own_rides

AT_RISK = (Level.LEGAL, Level.REALISED, Level.TIMELY)
"""Levels of deadlines and of what is realised."""
BY_ITSELF = (ResourceKind.FLIGHT, ResourceKind.SESSION)
"""Means that have a time of their own."""
HELD_BACK = frozenset({UnplannedCode.FACT, UnplannedCode.NO_OPTION})
"""Why something was left out that new facts may free."""


def impact_of(happened: Happened) -> Impact:
    """Return what breaks, leans on it, is at risk, comes free and becomes possible, and who is told."""
    struck = happened.struck
    dependents = tuple(_dependents(happened, struck))
    out = (*(one.activity for one in struck if not one.begun), *(one.activity for one in dependents))
    worse, better = _differences(happened, out)
    gone = [one.appointment for one in struck]
    gone += [happened.view.appointments[one.activity] for one in dependents]
    return Impact(
        struck=struck,
        dependents=dependents,
        at_risk=worse,
        relieved=better,
        possible=tuple(_possible(happened, gone)),
        unlocked=tuple(_unlocked(happened)),
        told=told_of(gone),
    )


def told_of(appointments: Iterable[Appointment]) -> tuple[ResourceRef, ...]:
    """Return everybody and everything that takes part, each once."""
    return tuple(dict.fromkeys(part.resource for one in appointments for part in one.participations))


def _dependents(happened: Happened, struck: Iterable[Struck]) -> Iterator[Dependent]:
    known, view = happened.known, happened.view
    keys = {one.activity: None for one in struck if one.activity in known.activities}
    found: set[ActivityKey] = set(keys)
    for key in keys:
        mates = household_on_board(happened.ground, known.activities[key])
        for served, words in ((key, wording.LEANS_RIDE), *((mate, wording.LEANS_HOUSEHOLD) for mate in mates)):
            if served not in found:
                found.add(served)
                yield Dependent(activity=served, on=key, because=words.say(served=key))
            for ride in own_rides(view, served):
                if ride not in found:
                    found.add(ride)
                    yield Dependent(activity=ride, on=served, because=wording.LEANS_RIDE.say(served=served))


def _differences(happened: Happened, out: Iterable[ActivityKey]) -> tuple[tuple[Breach, ...], tuple[Breach, ...]]:
    """Return what costs more, and what no longer costs, once what is struck is out of the plan."""
    work = Work(happened.version.state, happened.version.stands, happened.ground)
    keys = [key for key in dict.fromkeys(out) if key in happened.known.activities]
    work.forget(set(keys))
    for key in keys:
        work.leave_out(key, UnplannedCode.NO_OPTION, "P11", str(wording.NO_PLACE))
    step = happened.desk.judged(Deal(changes=work.changes()), whole=False).step if keys else happened.step
    found = tuple(breach for breach in step.new if breach.level in AT_RISK)
    if keys:
        found = (*(breach for breach in happened.step.new if breach.level in AT_RISK), *found)
    return found, tuple(breach for breach in happened.step.old if breach.level in AT_RISK)


def _possible(happened: Happened, gone: Iterable[Appointment]) -> Iterator[Freed]:
    """Yield what comes free, without the means that the facts themselves are about."""
    struck = {ref for ref, _ in about(happened.steps, happened.known).uses}
    seen: set[tuple[object, object]] = set()
    for appointment in gone:
        for part in appointment.participations:
            ref = part.resource
            if ref in struck or ref.kind in (ResourceKind.CASE, ResourceKind.OFFICER, ResourceKind.PARTNER):
                continue
            when = None if ref.kind in BY_ITSELF else Interval(part.start, part.end)
            if (ref, when) not in seen and part.end > happened.known.now:
                seen.add((ref, when))
                yield Freed(resource=ref, when=when)


def _unlocked(happened: Happened) -> Iterator[ActivityKey]:
    """Yield what was left out for facts and could be planned by its own rules now, and what is due newly."""
    subject = about(happened.steps, happened.known)
    yield from happened.fresh
    for item in happened.version.state.plan.unplanned:
        activity = happened.known.activities.get(item.activity)
        if activity is None or item.code not in HELD_BACK or activity.kind is ActivityKind.MOVE:
            continue
        concerned = not subject.cases.isdisjoint(activity.cases) or item.activity in subject.activities
        if concerned and happened.candidates.of(activity):
            yield item.activity
