"""What is due after what really happened: done activities leave, failed ones come back as the next occurrence.

Not allowed here: choosing what a solve looks at (``cut_problem``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, Detail, MoveDetail
from planner.domain.civil import day_of
from planner.domain.commitments import Outcome
from planner.domain.ids import ActivityKey, activity_key
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Activities by key: ``open`` are still to be done; ``known`` are all, done and failed ones too."""

    open: Mapping[ActivityKey, Activity]
    known: Mapping[ActivityKey, Activity]
    outcomes: Mapping[ActivityKey, Outcome]


def read_due(books: Transaction, *, until: Minute, known_at: Minute | None = None) -> Due:
    """Return what the books say is due; what came back may be planned up to ``until``."""
    return due_activities(books.facts.in_force(Activity, at=known_at), books.outcomes.effective(at=known_at), until)


def due_activities(activities: Iterable[Activity], outcomes: Mapping[ActivityKey, Outcome], until: Minute) -> Due:
    """Return what is due. An activity that a source delivered wins from the one made here under its key."""
    known = {activity.key: activity for activity in activities}
    successors = _add_next_occurrences(known, outcomes, until)
    _move_to_successors(known, successors, outcomes, until)
    superseded = successors.keys() | outcomes.keys()
    remaining = {key: activity for key, activity in known.items() if key not in superseded}
    return Due(open=remaining, known=known, outcomes=outcomes)


def next_occurrence(activity: Activity, after: Minute, until: Minute) -> Activity | None:
    """Return the activity due anew from ``after``; None when nothing is left before ``until``.

    Its terms count from the day it failed; what belonged to the failed date (invitation, notice,
    risk form, agreed pick-up) has to be done again.
    """
    if after >= until:
        return None
    window = Interval(after, until)
    return replace(
        activity,
        key=next_key(activity),
        occurrence=activity.occurrence + 1,
        window=window,
        terms=tuple(replace(term, anchor=day_of(after)) for term in activity.terms),
        invited_on=None,
        detail=_renewed(activity.detail, window),
    )


def next_key(activity: Activity) -> ActivityKey:
    """Return the key under which what failed comes back."""
    if activity.cases:
        return activity_key(activity.cases[0], activity.step, activity.occurrence + 1)
    return ActivityKey(f"{activity.key}/{activity.occurrence + 1}")


def _renewed(detail: Detail | None, window: Interval) -> Detail | None:
    if isinstance(detail, DepartureDetail):
        return replace(detail, risk_form_sent=None, notice_given=None)
    if isinstance(detail, MoveDetail) and detail.serves is None:
        return replace(detail, pickup=window, delivery=window)
    return detail


def _add_next_occurrences(
    known: dict[ActivityKey, Activity], outcomes: Mapping[ActivityKey, Outcome], until: Minute
) -> dict[ActivityKey, ActivityKey]:
    """Add what failed once more, and once more for each time that failed too; return old to new key."""
    successors: dict[ActivityKey, ActivityKey] = {}
    failed = [activity for key, activity in known.items() if key in outcomes and not outcomes[key].code.done]
    while failed:
        activity = failed.pop()
        successor = next_occurrence(activity, outcomes[activity.key].ended, until)
        if successor is None:
            continue
        successors[activity.key] = successor.key
        if successor.key not in known:
            known[successor.key] = successor
            outcome = outcomes.get(successor.key)
            if outcome is not None and not outcome.code.done:
                failed.append(successor)
    return successors


def _move_to_successors(
    known: dict[ActivityKey, Activity],
    successors: dict[ActivityKey, ActivityKey],
    outcomes: Mapping[ActivityKey, Outcome],
    until: Minute,
) -> None:
    """Make transport serve what came back: a failed departure needs its ride again."""
    heirs = set(successors.values())
    moves = [key for key, activity in known.items() if activity.kind is ActivityKind.MOVE and key not in heirs]
    while moves:
        key = moves.pop()
        served = known[key].move.serves
        if served in successors and key not in successors:
            again = next_occurrence(known[key], outcomes[served].ended, until)
            if again is None:
                continue
            successors[key] = again.key
            known.setdefault(again.key, again)
        if key in successors:
            moves.append(successors[key])
            if served in successors:
                _let_serve(known, successors[key], served, successors[served])


def _let_serve(known: dict[ActivityKey, Activity], move: ActivityKey, before: ActivityKey, after: ActivityKey) -> None:
    detail = known[move].move
    if detail.serves == before:
        known[move] = replace(known[move], detail=replace(detail, serves=after))
