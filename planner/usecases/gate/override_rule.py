"""Making an exception to one rule for one activity: by who may, with a reason, until a day; and taking it back.

Not allowed here: which rules know exceptions (they say so themselves, see ``RuleRight``), and what follows from one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.clearances import Override, OverrideRight
from planner.domain.exceptions import RuleRight, in_force
from planner.domain.facts import fact_key
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.spelling import listed, moment
from planner.domain.time import Interval, Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.planning.due_activities import read_due
from planner.usecases.protocols.ask_protocols import asked_activity

SOURCE = "uitzonderingen"
"""Source of the facts that exceptions are recorded as."""


class OverrideRefusedError(ValueError):
    """The exception may not be made; first line why, second line what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRequest:
    """What somebody asks. ``valid`` says for which starts of the activity the exception holds; it ends some day."""

    rule: RuleId
    activity: ActivityKey
    right: OverrideRight
    actor: str
    reason: str
    valid: Interval


def override_rule(
    store: Store, clock: Clock, rights: Mapping[RuleId, RuleRight], request: OverrideRequest
) -> tuple[Override, bool]:
    """Record the exception; return it and whether it was new. Raise OverrideRefusedError."""
    now = clock.now()
    right = _right(rights, request)
    _refuse_incomplete(request, now)
    override = Override(
        rule=request.rule,
        activity=request.activity,
        right=request.right,
        by=request.actor.strip(),
        reason=request.reason.strip(),
        valid=request.valid,
    )
    with store.transaction() as books:
        _refuse_activity(_activity(books, request.activity, request.valid), right)
        if override in books.facts.in_force(Override):
            return override, False
        books.facts.record((override,), source=SOURCE, at=now)
        _log(books, override, "exception", now)
    return override, True


def withdraw_override(
    store: Store, clock: Clock, *, rule: RuleId, activity: ActivityKey, actor: str
) -> tuple[Override, ...]:
    """Take back every exception to a rule for an activity; return what was taken back. Raise OverrideRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        found = tuple(o for o in books.facts.in_force(Override) if (o.rule, o.activity) == (rule, activity))
        if not found:
            raise OverrideRefusedError(
                either(
                    f"er is geen uitzondering op {rule} voor {activity}\nZie vertrekplanner exception.",
                    f"there is no exception to {rule} for {activity}\nSee vertrekplanner exception.",
                )
            )
        books.facts.retire(((Override, fact_key(override)) for override in found), at=now)
        for override in found:
            books.events.add(
                Event(at=now, actor=actor, what="exception-withdrawn", subject=f"{override.rule}: {override.activity}")
            )
    return found


def standing_overrides(books: Transaction, now: Minute) -> tuple[Override, ...]:
    """Return every exception that holds or will hold, the first to expire first."""
    found = (override for override in books.facts.in_force(Override) if in_force(override, now))
    return tuple(sorted(found, key=lambda o: (o.valid.end is None, o.valid.end or 0, o.rule, o.activity)))


def _right(rights: Mapping[RuleId, RuleRight], request: OverrideRequest) -> RuleRight:
    right = rights.get(request.rule)
    known = listed(sorted(rule for rule, found in rights.items() if found.open))
    if right is None:
        raise OverrideRefusedError(
            either(
                f"regel {request.rule} is niet bekend\nUitzonderingen kunnen op {known}.",
                f"rule {request.rule} is not known\nExceptions can be made to {known}.",
            )
        )
    if right.instead is not None:
        raise OverrideRefusedError(
            f"op {right.rule} ({right.title}) wordt zo geen uitzondering gemaakt\n{right.instead}."
        )
    if not right.open:
        raise OverrideRefusedError(
            either(
                f"op {right.rule} ({right.title}) kan niemand een uitzondering maken\n"
                f"Uitzonderingen kunnen op {known}.",
                f"nobody can make an exception to {right.rule} ({right.title})\nExceptions can be made to {known}.",
            )
        )
    if not request.right.suffices_for(right.right):
        raise OverrideRefusedError(
            either(
                f"een uitzondering op {right.rule} ({right.title}) vraagt een {right.right}, niet een {request.right}\n"
                f"Leg de uitzondering voor aan een {right.right}.",
                f"an exception to {right.rule} ({right.title}) asks for a {right.right}, not a {request.right}\n"
                f"Put the exception to a {right.right}.",
            )
        )
    return right


def _refuse_incomplete(request: OverrideRequest, now: Minute) -> None:
    if not request.actor.strip():
        raise OverrideRefusedError(
            either(
                "een uitzondering heeft een dienstnummer nodig\nGeef wie haar maakt.",
                "an exception needs a service number\nGive who makes it.",
            )
        )
    if not request.reason.strip():
        raise OverrideRefusedError(
            either(
                "een uitzondering heeft een reden nodig\nSchrijf kort waarom, zonder namen.",
                "an exception needs a reason\nWrite shortly why, without names.",
            )
        )
    end = request.valid.end
    if end is None:
        raise OverrideRefusedError(
            either(
                "een uitzondering loopt af\nGeef tot en met welke dag zij geldt.",
                "an exception comes to an end\nGive the last day on which it holds.",
            )
        )
    if end <= now:
        raise OverrideRefusedError(
            either(
                f"de uitzondering liep al af op {moment(end)}\nGeef een latere dag.",
                f"the exception ended already on {moment(end)}\nGive a later day.",
            )
        )


def _activity(books: Transaction, key: ActivityKey, valid: Interval) -> Activity:
    until = valid.start if valid.end is None else valid.end
    found = read_due(books, until=until).open.get(key) or asked_activity(books, key, valid.start)
    if found is None:
        raise OverrideRefusedError(
            either(
                f"activiteit {key} is niet bekend, of is al afgerond\nNeem de sleutel over uit het plan of de agenda.",
                f"activity {key} is not known, or is settled already\nCopy the key from the plan or the calendar.",
            )
        )
    return found


def _refuse_activity(activity: Activity, right: RuleRight) -> None:
    if activity.kind not in right.kinds:
        kinds = listed(sorted(kind.value for kind in right.kinds))
        raise OverrideRefusedError(
            either(
                f"{right.rule} ({right.title}) gaat niet over een {activity.kind}\nDe regel gaat over {kinds}.",
                f"{right.rule} ({right.title}) is not about a {activity.kind}\nThe rule is about {kinds}.",
            )
        )


def _log(books: Transaction, override: Override, what: str, now: Minute) -> None:
    until = "" if override.valid.end is None else f" tot {moment(override.valid.end)}"
    subject = f"{override.rule}: {override.activity}{until}, {override.right}"
    books.events.add(Event(at=now, actor=override.by, what=what, subject=subject))
