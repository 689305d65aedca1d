"""Which weeks a disruption is about: where what it names is published, or else when its facts hold.

Not allowed here: what it breaks.
"""

from collections.abc import Iterator

from planner.domain.civil import IsoWeek, day_of
from planner.domain.disruption import Disruption
from planner.domain.disruption_life import Reported
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.release import Release
from planner.domain.time import Interval, Minute

MOST = 4


def weeks_of(reported: Reported, release: Release | None, now: Minute) -> tuple[IsoWeek, ...]:
    """Return the weeks in order; at least one."""
    disruption = reported.disruption
    moments = sorted({max(moment, now) for moment in (*_published(disruption, release), *_held(disruption))})
    weeks = tuple(dict.fromkeys(IsoWeek.of(day_of(moment)) for moment in moments))
    return weeks[:MOST] or (IsoWeek.of(day_of(now)),)


def _published(disruption: Disruption, release: Release | None) -> Iterator[Minute]:
    if release is None:
        return
    named, keys = set(disruption.resources), set(disruption.activities)
    held = [span for step in disruption.steps for span in _spans(step.after)]
    for item in release.appointments:
        used = any(part.resource in named for part in item.participations)
        then = not held or any(span.overlaps(item.start, item.end) for span in held)
        if item.activity in keys or (used and then):
            yield item.start


def _held(disruption: Disruption) -> Iterator[Minute]:
    for step in disruption.steps:
        if isinstance(step.before, Flight):
            yield step.before.departs
    if not any(isinstance(step.before, Flight) for step in disruption.steps):
        yield from (span.start for step in disruption.steps for span in _spans(step.after))


def _spans(fact: Fact | None) -> Iterator[Interval]:
    for name in ("interval", "valid", "window"):
        found: object = getattr(fact, name, None)
        if isinstance(found, Interval):
            yield found
