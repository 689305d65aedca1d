"""Recording what really happened to activities. Outcomes are only added; a mistake is corrected by a later one.

Not allowed here: what becomes due because of it (``due_activities``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.activities import Activity
from planner.domain.bookings import CancelReason
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.outcome_codes import wrong_outcome
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.planning.due_activities import read_due
from planner.usecases.protocols.ask_protocols import asked_activity


class OutcomeRefusedError(ValueError):
    """The outcome cannot be right; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What an officer reports. ``correction`` replaces an outcome recorded earlier by mistake."""

    activity: ActivityKey
    code: OutcomeCode
    started: Minute
    ended: Minute
    actor: str
    reason: str = ""
    cause: CancelReason | None = None
    """Coded, of a departure that failed."""
    correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of one report among many: the outcome, or why it was refused. ``new``: it was not there before."""

    happened: Happened
    outcome: Outcome | None = None
    refused: str = ""
    """First line what, second line the remedy."""
    new: bool = False


def record_outcome(store: Store, clock: Clock, happened: Happened) -> Outcome:
    """Add the outcome and return it, or the one recorded before when it says the same; raise OutcomeRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        return _Recorder(books, now).record(happened)[0]


def record_outcomes(store: Store, clock: Clock, reports: Iterable[Happened]) -> tuple[Recorded, ...]:
    """Add the outcomes that can be right, in their order, and say of each of the others why not."""
    now = clock.now()
    with store.transaction() as books:
        recorder = _Recorder(books, now)
        return tuple(_try(recorder, happened) for happened in reports)


def _try(recorder: "_Recorder", happened: Happened) -> Recorded:
    try:
        outcome, new = recorder.record(happened)
    except OutcomeRefusedError as error:
        return Recorded(happened=happened, refused=str(error))
    return Recorded(happened=happened, outcome=outcome, new=new)


class _Recorder:
    """Adds outcomes in one transaction; knows which activities there are."""

    def __init__(self, books: Transaction, now: Minute) -> None:
        self._books = books
        self._now = now
        self._known: Mapping[ActivityKey, Activity] = {}
        self._stale = True

    def record(self, happened: Happened) -> tuple[Outcome, bool]:
        """Add the outcome and return it with whether it is new; raise OutcomeRefusedError."""
        _refuse_wrong_times(happened, self._now)
        activity = self._activity(happened.activity)
        _refuse_misfit(activity, happened)
        outcome = _outcome(happened, self._now)
        history = self._books.outcomes.history(happened.activity)
        if history and replace(outcome, actor=history[-1].actor, recorded_at=history[-1].recorded_at) == history[-1]:
            return history[-1], False
        _refuse_second(history, happened)
        self._books.outcomes.add(outcome, correction=happened.correction)
        if not outcome.code.done:
            self._stale = True  # its next occurrence is known from now on
        subject = f"{happened.activity}: {happened.code}"
        self._books.events.add(Event(at=self._now, actor=happened.actor, what="outcome", subject=subject))
        return outcome, True

    def _activity(self, key: ActivityKey) -> Activity:
        if self._stale and key not in self._known:
            release = self._books.releases.newest()
            published = {activity.key: activity for activity in release.activities} if release else {}
            self._known = {**published, **read_due(self._books, until=self._now).known}
            self._stale = False
        found = self._known.get(key) or asked_activity(self._books, key, self._now)
        if found is None:
            msg = either(
                f"activiteit {key} is niet bekend\nNeem de sleutel over uit het plan of de agenda.",
                f"activity {key} is not known\nCopy the key from the plan or the calendar.",
            )
            raise OutcomeRefusedError(msg)
        return found


def _outcome(happened: Happened, now: Minute) -> Outcome:
    return Outcome(
        activity=happened.activity,
        code=happened.code,
        started=happened.started,
        ended=happened.ended,
        actor=happened.actor,
        recorded_at=now,
        reason=happened.reason,
        cause=happened.cause,
    )


def _refuse_misfit(activity: Activity, happened: Happened) -> None:
    wrong = wrong_outcome(activity.kind, happened.code, happened.cause)
    if wrong is not None:
        msg = f"{activity.key}: {wrong.problem}\n{wrong.remedy}"
        raise OutcomeRefusedError(msg)


def _refuse_wrong_times(happened: Happened, now: Minute) -> None:
    if happened.ended < happened.started:
        msg = either(
            f"{happened.activity}: het einde ligt voor het begin\nWissel de twee tijden om.",
            f"{happened.activity}: the end lies before the beginning\nSwap the two times.",
        )
        raise OutcomeRefusedError(msg)
    if happened.ended > now:
        msg = either(
            f"{happened.activity}: het einde ligt in de toekomst\nLeg vast wat al gebeurd is.",
            f"{happened.activity}: the end lies in the future\nRecord what has happened already.",
        )
        raise OutcomeRefusedError(msg)


def _refuse_second(history: tuple[Outcome, ...], happened: Happened) -> None:
    if history and not happened.correction:
        msg = either(
            f"{happened.activity} heeft al een uitkomst ({history[-1].code})\n"
            "Was die fout, leg dit dan vast als correctie.",
            f"{happened.activity} has an outcome already ({history[-1].code})\n"
            f"If that was wrong, record this as a correction.",
        )
        raise OutcomeRefusedError(msg)
    if happened.correction and not history:
        msg = either(
            f"{happened.activity} heeft nog geen uitkomst om te corrigeren\nLaat de correctie weg.",
            f"{happened.activity} has no outcome yet to correct\nLeave the correction out.",
        )
        raise OutcomeRefusedError(msg)
