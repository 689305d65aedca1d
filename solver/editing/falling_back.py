"""What becomes of fallbacks when journeys or rides change: those that still hold stay, others are arranged anew.

Nothing drops silently: what cannot be arranged is said. Not allowed here: moving anything for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey, VehicleId
from planner.domain.plan import Fallback
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from solver.editing import wording
from solver.editing.work import Work
from solver.failing import Failing, with_rides
from solver.fallbacks import Claims, Finder, claim_of, holds
from solver.idle_vehicles import Idle, idle_vehicles

JOURNEYS = frozenset({ActivityKind.DEPARTURE, ActivityKind.MOVE})
Given = Mapping[ActivityKey, Sequence[Fallback]]
IdleOnes = Mapping[VehicleId, Sequence[Idle]]


def see_to_fallbacks(work: Work) -> None:
    """Keep the fallbacks that hold after an edit, arrange the others anew, and say what changed."""
    moved = set(work.moved())
    activities = (work.known.activities.get(key) for key in moved)
    if not any(activity is None or activity.kind in JOURNEYS for activity in activities):
        return
    given = _given(work)
    failing = {f.departure.key: f for f in with_rides(work.known, work.view.appointments) if f.needs_fallback}
    for key in sorted(given.keys() - failing.keys()):
        if key in moved and work.now(key) is not None:
            work.follow(key, str(wording.FALLBACK_NO_RIDE), planned=True)
        _hold(work, key, ())
    asked = _asked(work, failing, given, moved)
    if asked:
        _arrange(work, failing, given, asked)


def _arrange(work: Work, failing: Mapping[ActivityKey, Failing], given: Given, asked: Sequence[ActivityKey]) -> None:
    """Look anew for what no longer holds of some departures, beside what all others count on."""
    idle = _idle(work, [failing[key] for key in asked], given)
    kept = {key: _still(work, failing[key], given.get(key, ()), idle) for key in asked}
    claims = Claims(work.known)
    for key, item in failing.items():
        for fallback in kept.get(key, given.get(key, ())):
            _claim(claims, item, fallback)
    finder = Finder(work.known, idle, claims)
    for key in asked:
        have = {fallback.stage: fallback for fallback in kept[key]}
        found = tuple(have.get(stage) or finder.fallback(failing[key], stage) for stage in FailStage)
        _tell(work, key, found, given.get(key, ()))
        _hold(work, key, found)


def _given(work: Work) -> Given:
    given: dict[ActivityKey, list[Fallback]] = defaultdict(list)
    for fallback in work.ground.plan.fallbacks:
        given[fallback.activity].append(fallback)
    return given


def _asked(
    work: Work, failing: Mapping[ActivityKey, Failing], given: Given, moved: Collection[ActivityKey]
) -> list[ActivityKey]:
    """Return the departures to look at: those that moved, or whose ride or returning vehicle did."""
    vehicles = {code for key in moved for code in _vehicles(work, key)}
    return [
        key
        for key, item in failing.items()
        if key in moved
        or item.ride.move.key in moved
        or any(fallback.vehicle in vehicles for fallback in given.get(key, ()))
    ]


def _vehicles(work: Work, key: ActivityKey) -> Iterator[str | None]:
    for appointment in (work.before(key), work.now(key)):
        if appointment is not None:
            yield appointment.resource(ResourceKind.VEHICLE)


def _idle(work: Work, items: Sequence[Failing], given: Given) -> IdleOnes:
    """Return when vehicles are idle around the departures that are looked at."""
    moments = [at for item in items for at in (item.ride.appointment.start, item.appointment.start)]
    moments += [at for item in items for f in given.get(item.departure.key, ()) for at in (f.known_at, f.back_at) if at]
    wait = work.known.setting("R35", "wait", max(moments))
    late = work.known.setting("R35", "captain", max(moments)) + work.known.setting("R35", "handling", max(moments))
    when = Interval(min(moments), Minute(max(moments) + wait + late))
    return idle_vehicles(work.known, work.view.appointments.values(), when)


def _still(work: Work, item: Failing, given: Sequence[Fallback], idle: IdleOnes) -> tuple[Fallback, ...]:
    """Return those of the fallbacks of a departure that hold as things are now."""
    found = (f for f in given if f.vehicle is not None)
    return tuple(f for f in found if holds(work.known, item, f, idle.get(f.vehicle or VehicleId(""), ())))


def _claim(claims: Claims, item: Failing, fallback: Fallback) -> None:
    claim = claim_of(item, fallback)
    if claim is not None and fallback.vehicle is not None:
        claims.add(fallback.vehicle, claim)


def _tell(work: Work, key: ActivityKey, found: Sequence[Fallback], before: Sequence[Fallback]) -> None:
    """Say what is otherwise: once what is arranged, and each stage at which nobody is ready any more."""
    old = {fallback.stage: fallback for fallback in before}
    fresh = [f for f in found if f.vehicle is not None and f != old.get(f.stage)]
    if fresh:
        vehicles = listed(dict.fromkeys(str(f.vehicle) for f in fresh))
        work.follow(key, wording.FALLBACK_ANEW.say(vehicles=vehicles), planned=True)
    for fallback in found:
        was = old.get(fallback.stage)
        if fallback.vehicle is None and (was is None or was.vehicle is not None):
            text = wording.FALLBACK_NONE.say(stage=word(fallback.stage), because=fallback.because or "")
            work.follow(key, text, planned=True)


def _hold(work: Work, key: ActivityKey, fallbacks: Sequence[Fallback]) -> None:
    stand = work.stand(key)
    ordered = tuple(sorted(fallbacks, key=lambda fallback: fallback.stage))
    if stand.fallbacks != ordered:
        work.set(key, replace(stand, fallbacks=ordered))
