"""What could use a place in a session, or an hour of a room, an interpreter or a regievoerder."""

from collections.abc import Sequence
from functools import partial

from planner.domain.activities import Activity, ActivityKind
from planner.domain.freed import Freed
from planner.domain.ids import SessionId
from planner.domain.plan import Appointment, Reason
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.backfill.options import MOST_TRIED, Option, state_words
from solver.blocking import blocking
from solver.candidates import Candidates
from solver.mode import Mode
from solver.modes import modes_of, performers, places_of
from solver.view import View

TALKS = (ActivityKind.CONVERSATION, ActivityKind.MEETING)


def for_session(view: View, freed: Freed) -> Sequence[Option]:
    """Return the presentations to the session's mission that are not in it."""
    session = view.known.sessions.get(SessionId(freed.resource.id))
    if session is None:
        return ()
    candidates = Candidates(view.known)
    found = [
        activity
        for activity in view.known.problem.activities
        if activity.kind is ActivityKind.PRESENTATION and activity.presentation.mission == session.mission
    ]
    return [
        _option(view, candidates, activity, freed, session.interval)
        for activity in found
        if _uses(view, activity) != session.id
    ]


def for_slot(view: View, freed: Freed) -> Sequence[Option]:
    """Return the conversations and meetings that could be held with what is free, and are not yet planned in time."""
    if freed.when is None:
        return ()
    candidates = Candidates(view.known)
    return [
        _option(view, candidates, activity, freed, freed.when)
        for activity in view.known.problem.activities
        if activity.kind in TALKS
        and activity.window.overlaps(freed.when.start, freed.when.end)
        and _could_use(view, activity, freed)
        and not _in_time(view, activity)
    ]


def _option(view: View, candidates: Candidates, activity: Activity, freed: Freed, when: Interval) -> Option:
    return Option(
        activity,
        state_words(view, activity),
        partial(_ways, candidates, activity, freed, when),
        partial(_never, view, activity, freed, when),
    )


def _ways(candidates: Candidates, activity: Activity, freed: Freed, when: Interval) -> Sequence[Appointment]:
    moments = [
        (start, candidate.mode)
        for candidate in candidates.of(activity)
        if _has(candidate.mode, freed)
        for start in candidate.starts
        if when.covers(start, Minute(start + candidate.mode.duration))
    ]
    moments.sort(key=lambda pair: pair[0])
    return [mode.at(start) for start, mode in moments[:MOST_TRIED]]


def _never(view: View, activity: Activity, freed: Freed, when: Interval) -> tuple[Reason, ...]:
    """Return the one rule that keeps the activity out of the stretch, if it is one; several if each does alone."""
    modes = [mode for mode in modes_of(view.known, activity) if _has(mode, freed)]
    if not modes:
        return ()
    found = blocking(view.known, activity, modes, when)
    return found.reasons if found is not None and found.alone else ()


def _has(mode: Mode, freed: Freed) -> bool:
    return any(use.resource == freed.resource for use in mode.uses)


def _uses(view: View, activity: Activity) -> str | None:
    planned = view.planned(activity)
    return None if planned is None else planned.resource(ResourceKind.SESSION)


def _could_use(view: View, activity: Activity, freed: Freed) -> bool:
    """Return whether it is worth looking closer: the right site, person or language."""
    match freed.resource.kind:
        case ResourceKind.ROOM:
            return freed.resource.id in places_of(view.known, activity)
        case ResourceKind.REGIEVOERDER:
            return freed.resource.id in performers(view.known, activity)
        case _:
            return True


def _in_time(view: View, activity: Activity) -> bool:
    """Return whether an activity is planned before every term of it runs out."""
    planned, known = view.planned(activity), view.known
    return planned is not None and all(planned.end <= known.deadline(activity, t) for t in known.terms(activity))
