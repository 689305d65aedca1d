"""What the tests of publishing do with plans and releases: edits, and ways to look at the result."""

from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import CancelReason
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey, ParticipationId
from planner.domain.plan import Plan
from planner.domain.release import CalendarEntry, Release, ReleaseScope
from planner.domain.time import Interval, Minute
from planner.usecases.cases.record_outcome import Happened, record_outcome
from planner.usecases.planning.solve_week import Solved
from tests.planner.usecases.world import (
    Desk,
    conversation_key,
    world_facts,
)


def kinds(*wanted: ActivityKind) -> ReleaseScope:
    return ReleaseScope(kinds=frozenset(wanted))


def entries(release: Release) -> dict[ParticipationId, CalendarEntry]:
    return {entry.id: entry for entry in release.entries}


def keys(release: Release) -> set[ActivityKey]:
    return {item.activity for item in release.appointments}


def edit(desk: Desk, solved: Solved, plan: Plan) -> int:
    """Store an edited version of a solved plan."""
    with desk.store.transaction() as books:
        return books.plans.add(
            plan, problem_hash=solved.problem_hash, at=desk.clock.now(), actor="planner", parent=solved.plan_id
        )


def moved(plan: Plan, key: ActivityKey, minutes: int) -> Plan:
    """Return the plan with one appointment at another time."""
    return replace(
        plan,
        appointments=tuple(
            replace(
                item,
                start=Minute(item.start + minutes),
                end=Minute(item.end + minutes),
                participations=tuple(
                    replace(part, start=Minute(part.start + minutes), end=Minute(part.end + minutes))
                    for part in item.participations
                ),
            )
            if item.activity == key
            else item
            for item in plan.appointments
        ),
    )


def without(plan: Plan, key: ActivityKey) -> Plan:
    return replace(plan, appointments=tuple(item for item in plan.appointments if item.activity != key))


def shifted(window: Interval, minutes: int) -> Interval:
    return Interval(Minute(window.start + minutes), Minute((window.end or window.start) + minutes))


def extra_conversation(key: str = "extra", days: int = 7) -> tuple[Activity]:
    base = next(f for f in world_facts() if isinstance(f, Activity) and f.key == conversation_key("Z2"))
    return (replace(base, key=ActivityKey(key), window=shifted(base.window, days * 1440)),)


def happen(desk: Desk, key: ActivityKey, code: OutcomeCode, started: Minute, ended: Minute) -> None:
    cause = CancelReason.OTHER if code is OutcomeCode.FAILED else None
    happened = Happened(activity=key, code=code, started=started, ended=ended, actor="r1", cause=cause)
    record_outcome(desk.store, desk.clock, happened)


def entries_of(release: Release, case: str) -> list[CalendarEntry]:
    return [entry for entry in release.entries if entry.appointment.activity == conversation_key(case)]
