"""What to know about the newest release that the release itself cannot say: what has changed since, and what presses.

Not allowed here: changing anything.
"""

from collections.abc import Iterator, Sequence

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.civil import day_of
from planner.domain.readiness import Gate, GateState
from planner.domain.release import Release
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.gate.readiness import read_gates
from planner.usecases.planning.cut_problem import PUBLISHER

NAMED = 5


def standing_warnings(store: Store, clock: Clock, release: Release) -> tuple[str, ...]:
    """Return Dutch sentences, none when there is nothing to know."""
    with store.reading() as books:
        made_at = books.plans.record(release.plan_id).made_at
        changed = books.facts.changed_since(made_at, without=PUBLISHER)
        gates = read_gates(books, now=clock.now()).gates
    now = clock.now()
    return (*_changed(changed), *_without_notice(release, now), *_not_ready(gates), *_exceptions(release, now))


def _changed(count: int) -> Iterator[str]:
    if count:
        what = "1 gegeven is" if count == 1 else f"{count} gegevens zijn"
        how = "bereken opnieuw met vertrekplanner solve om ermee te rekenen"
        yield f"{what} gewijzigd nadat dit plan is berekend; {how}"


def _not_ready(gates: tuple[Gate, ...]) -> Iterator[str]:
    """Name the departures that a rule keeps from going as they stand, and those of which something came too late."""
    held = [gate.activity for gate in gates if gate.blocked]
    late = [gate.activity for gate in gates if not gate.blocked and gate.count(GateState.LATE)]
    if held:
        yield f"tegengehouden tot het in orde is (zie vertrekplanner gate): {_named(held)}"
    if late:
        yield f"iets had al gereed moeten zijn (zie vertrekplanner gate): {_named(late)}"


def _exceptions(release: Release, now: Minute) -> Iterator[str]:
    """Name the exceptions that hold for what is published and still to come."""
    starts = {item.activity: item.start for item in release.appointments}
    found = [o for o in release.overrides if starts.get(o.activity, now) >= now]
    if found:
        words = _named([f"{override.rule} voor {override.activity}" for override in found])
        yield f"{'1 uitzondering geldt' if len(found) == 1 else f'{len(found)} uitzonderingen gelden'}: {words}"


def _named(keys: Sequence[str]) -> str:
    return ", ".join(keys[:NAMED]) + (f" en nog {len(keys) - NAMED}" if len(keys) > NAMED else "")


def _without_notice(release: Release, now: Minute) -> Iterator[str]:
    """Name the forced departures that leave within the notice term while no notice was recorded."""
    settings = Settings(release.settings)
    activities = {activity.key: activity for activity in release.activities}
    pressing: list[str] = []
    for item in sorted(release.appointments, key=lambda item: item.start):
        activity = activities.get(item.activity)
        if activity is None or activity.kind is not ActivityKind.DEPARTURE or item.start <= now:
            continue
        detail = activity.departure
        hours = settings.value("R11", "notice", on=day_of(item.start), regime=activity.regime)
        late = item.start < now + hours * MINUTES_PER_HOUR
        if late and detail.notice_given is None and detail.booked_by is BookedBy.DTV and not detail.track.independent:
            pressing.append(item.activity)
    if pressing:
        yield f"binnen de termijn van kennisgeving en nog zonder vastgelegde kennisgeving: {_named(pressing)}"
