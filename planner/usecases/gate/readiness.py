"""The readiness gate: what must be complete before each planned departure, with who must see to it and until when.

Not allowed here: blocking a departure; the rules do that, and the gate says which.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import IsoWeek
from planner.domain.clearances import Override
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.plan import Appointment
from planner.domain.readiness import Gate, GateItem, GateState
from planner.domain.spelling import moment
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from planner.ports.store import StoreError, Transaction
from planner.usecases.gate.gate_answers import answers
from planner.usecases.gate.gate_facts import GateFacts, Leaving
from planner.usecases.gate.gate_items import arranged
from planner.usecases.planning.current_plan import stored_plan

_ORDER = (GateState.REFUSED, GateState.LATE, GateState.OPEN, GateState.DONE, GateState.NOT_NEEDED)
_EXCEPTION = Text(
    nl="uitzondering op {rule} door {right} {by}, {until}: {reason}",
    en="exception to {rule} by {right} {by}, {until}: {reason}",
)
_UNTIL = Text(nl="tot {moment}", en="until {moment}")
_ENDLESS = Text(nl="zonder einde", en="without an end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """The gates of a publication, or of a plan when nothing was published; ``release`` is 0 then."""

    release: int
    plan: int
    seen_at: Minute
    gates: tuple[Gate, ...]


def read_gates(books: Transaction, *, now: Minute, week: IsoWeek | None = None, plan: int | None = None) -> Gates:
    """Return the gates of departures still to come, in order of time; of the newest release, unless a plan is asked.

    Raise StoreError when there is neither a publication nor a plan.
    """
    release = books.releases.newest() if plan is None else None
    if release is not None:
        activities, appointments, number = release.activities, release.appointments, release.plan_id
    else:
        stored = stored_plan(books, plan)
        activities, appointments, number = stored.problem.activities, stored.plan.appointments, stored.number
    facts = GateFacts(books, activities, appointments, now)
    span = None if week is None else week.interval()
    coming = _coming(activities, appointments, now, span)
    gates = tuple(gate_of(facts.of(item.activity)) for item in sorted(coming, key=lambda a: (a.start, a.activity)))
    return Gates(release=release.number if release else 0, plan=number, seen_at=now, gates=gates)


def gates_of(books: Transaction, case: CaseId, *, now: Minute) -> tuple[Gate, ...]:
    """Return the gates of the published departures of one case that are still to come, in order of time."""
    release = books.releases.newest()
    if release is None:
        return ()
    mine = {a.key for a in release.activities if case in a.cases}
    served = (a for a in release.activities if isinstance(a.detail, MoveDetail) and a.detail.serves in mine)
    keys = mine.union(a.key for a in served)
    activities = tuple(a for a in release.activities if a.key in keys)
    appointments = tuple(item for item in release.appointments if item.activity in keys)
    coming = [item for item in _coming(activities, appointments, now, None) if item.activity in mine]
    facts = GateFacts(books, activities, appointments, now) if coming else None
    ordered = sorted(coming, key=lambda a: (a.start, a.activity))
    return () if facts is None else tuple(gate_of(facts.of(item.activity)) for item in ordered)


def one_gate(gates: Gates, activity: str) -> Gate:
    """Return the gate of one departure; raise StoreError when it is not among those still to come."""
    found = next((gate for gate in gates.gates if gate.activity == activity), None)
    if found is None:
        msg = f"{activity} is geen gepland vertrek dat nog moet komen\nZie vertrekplanner gate voor de lijst."
        raise StoreError(msg)
    return found


def gate_of(leaving: Leaving) -> Gate:
    """Return everything of one departure: what presses first, what needs nothing last."""
    items = sorted((*answers(leaving), *arranged(leaving)), key=_urgency)
    return Gate(
        activity=leaving.activity.key,
        cases=leaving.activity.cases,
        departs=leaving.starts,
        flight="" if leaving.flight is None else leaving.flight.number,
        items=tuple(items),
        exceptions=tuple(exception_words(override) for override in leaving.overrides),
        all_day=leaving.planned.all_day,
    )


def exception_words(override: Override) -> str:
    """Say an exception in one line."""
    end = override.valid.end
    until = str(_ENDLESS) if end is None else _UNTIL.say(moment=moment(end))
    return _EXCEPTION.say(
        rule=override.rule, right=override.right.value, by=override.by, until=until, reason=override.reason
    )


def _urgency(item: GateItem) -> tuple[bool, int, Minute, str]:
    return not item.blocks, _ORDER.index(item.state), item.until or Minute(0), item.what


def _coming(
    activities: tuple[Activity, ...], appointments: tuple[Appointment, ...], now: Minute, span: Interval | None
) -> Iterator[Appointment]:
    departures: set[ActivityKey] = {a.key for a in activities if a.kind is ActivityKind.DEPARTURE}
    for item in appointments:
        leaves = item.end if item.all_day else item.start
        if item.activity in departures and leaves > now and (span is None or span.contains(item.start)):
            yield item
