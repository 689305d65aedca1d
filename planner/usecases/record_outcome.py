"""Recording what really happened to an activity. Outcomes are only added; a mistake is corrected by a later one.

Not allowed here: what becomes due because of it (``due_activities``).
"""

from dataclasses import dataclass, replace

from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.due_activities import read_due


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
    correction: bool = False


def record_outcome(store: Store, clock: Clock, happened: Happened) -> Outcome:
    """Add the outcome and return it, or the one recorded before when it says the same; raise OutcomeRefusedError."""
    now = clock.now()
    _refuse_wrong_times(happened, now)
    outcome = Outcome(
        activity=happened.activity,
        code=happened.code,
        started=happened.started,
        ended=happened.ended,
        actor=happened.actor,
        recorded_at=now,
        reason=happened.reason,
    )
    with store.transaction() as books:
        _refuse_unknown(books, happened.activity, now)
        history = books.outcomes.history(happened.activity)
        if history and replace(outcome, actor=history[-1].actor, recorded_at=history[-1].recorded_at) == history[-1]:
            return history[-1]
        _refuse_second(history, happened)
        books.outcomes.add(outcome, correction=happened.correction)
        subject = f"{happened.activity}: {happened.code}"
        books.events.add(Event(at=now, actor=happened.actor, what="outcome", subject=subject))
    return outcome


def _refuse_wrong_times(happened: Happened, now: Minute) -> None:
    if happened.ended < happened.started:
        msg = f"{happened.activity}: het einde ligt voor het begin\nWissel de twee tijden om."
        raise OutcomeRefusedError(msg)
    if happened.ended > now:
        msg = f"{happened.activity}: het einde ligt in de toekomst\nLeg vast wat al gebeurd is."
        raise OutcomeRefusedError(msg)


def _refuse_unknown(books: Transaction, activity: ActivityKey, now: Minute) -> None:
    if activity in read_due(books, until=now).known:
        return
    release = books.releases.newest()
    if release is None or all(known.key != activity for known in release.activities):
        msg = f"activiteit {activity} is niet bekend\nNeem de sleutel over uit het plan of de agenda."
        raise OutcomeRefusedError(msg)


def _refuse_second(history: tuple[Outcome, ...], happened: Happened) -> None:
    if history and not happened.correction:
        msg = (
            f"{happened.activity} heeft al een uitkomst ({history[-1].code})\n"
            "Was die fout, leg dit dan vast als correctie."
        )
        raise OutcomeRefusedError(msg)
    if happened.correction and not history:
        msg = f"{happened.activity} heeft nog geen uitkomst om te corrigeren\nLaat de correctie weg."
        raise OutcomeRefusedError(msg)
