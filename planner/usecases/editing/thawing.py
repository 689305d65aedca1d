"""What a step moves out of the frozen zone as it is now: of the newest publication, seen from this moment.

A draft rests on facts of an earlier moment; meanwhile things were published and time passed. Not allowed here: rules
(the desk objects by the facts that the draft rests on), and storing.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from planner.domain.clearances import OverrideRight
from planner.domain.commitments import Zone
from planner.domain.editing import Deal
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.spelling import stretch
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.domain.zones import RULE, firm_items, moment_for
from planner.ports.editing import Objection, Prepared, Verdict
from planner.usecases.editing.heads import Opened
from planner.usecases.publishing.compose_release import same_appointment

_FROZEN = Text("gepubliceerd voor {when} en bevroren", "published for {when} and frozen")
_BEGUN = Text("gepubliceerd voor {when} en al begonnen", "published for {when} and begun")


def firm_now(opened: Opened, now: Minute, keys: Collection[ActivityKey] | None = None) -> Mapping[ActivityKey, Zone]:
    """Return what is past or frozen now of what is published of a draft, of some activities or of all."""
    published = opened.published
    if keys is not None:
        published = {key: published[key] for key in keys if key in published}
    return firm_items(opened.desk.problem, published, moment_for(opened.desk.problem, now)) if published else {}


def moved_out(opened: Opened, deal: Deal, now: Minute) -> Mapping[ActivityKey, Zone]:
    """Return what a step changes of what is past or frozen now, so that it is no longer as published."""
    moved = [change for change in deal.changes if change.before.appointment != change.after.appointment]
    return _elsewhere(opened, {change.activity: change.after.appointment for change in moved}, now)


def looked_at_now(opened: Opened, verdict: Verdict, now: Minute) -> Verdict:
    """Return what the rules say of a place, with what the frozen zone of now says of it."""
    spot = verdict.appointment
    more = objections_to(opened, _elsewhere(opened, {spot.activity: spot}, now), verdict.objections, reason="")
    return replace(verdict, objections=(*verdict.objections, *more)) if more else verdict


def prepared_now(opened: Opened, prepared: Prepared, now: Minute, *, reason: str) -> Prepared:
    """Return what an edit would do, with what the frozen zone of now has against it."""
    more = objections_to(opened, moved_out(opened, prepared.deal, now), prepared.objections, reason=reason)
    return replace(prepared, objections=(*prepared.objections, *more)) if more else prepared


def _elsewhere(
    opened: Opened, places: Mapping[ActivityKey, Appointment | None], now: Minute
) -> Mapping[ActivityKey, Zone]:
    published = opened.published
    touched = {k for k, place in places.items() if k in published and not same_appointment(place, published[k])}
    return firm_now(opened, now, touched) if touched else {}


def objections_to(
    opened: Opened, moved: Mapping[ActivityKey, Zone], said: Collection[Objection], *, reason: str
) -> tuple[Objection, ...]:
    """Return what is against that: what has begun stays, what is frozen asks a reason; ``said`` was said already."""
    known = {key for one in said if one.breach.rule == RULE for key in one.breach.activities}
    return tuple(
        _objection(opened, key, zone)
        for key, zone in sorted(moved.items())
        if key not in known and (zone is Zone.HISTORY or not reason.strip())
    )


def _objection(opened: Opened, key: ActivityKey, zone: Zone) -> Objection:
    item = opened.published[key]
    words = _BEGUN if zone is Zone.HISTORY else _FROZEN
    because = words.say(when=stretch(item.start, item.end))
    return Objection(
        breach=Breach(rule=RuleId(RULE), level=Level.HARD, cost=1, because=because, activities=(key,)),
        waivable=zone is Zone.FROZEN,
        by=OverrideRight.REGIEVOERDER,
        frozen=True,
    )
