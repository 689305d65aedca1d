"""Rule: persons of one site go to a session together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.domain.ids import PlaceId, RuleId, SessionId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock
from planner.domain.wording import Text
from solver import naming
from solver.hearing import site_of
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.variables import Choice, Variables


class OneTripToSession(Rule):
    """Each site that persons come from costs the drive to the session and back, and the wait from first to last.

    So persons of one site are heard in one session, one after another. The wait is between their starts.
    """

    id = RuleId("P54")
    title = Text(nl="Samen naar een zitting", en="Together to a session")
    why = Text(
        nl="Wie van één locatie komt, reist samen en wacht kort; dat scheelt voertuigen en bewaking.",
        en="Persons from one site travel together and wait briefly; that saves vehicles and guards.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.EFFICIENT
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.COST})
    trip = Text(
        nl="{number} van {site}, gehoord van {first} tot en met {last}: {minutes:minuut|minuten} rijden en wachten",
        en="{number} from {site}, heard from {first} to {last}: {minutes:minute|minutes} of driving and waiting",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the minutes per site of one session."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.SESSION:
            return
        groups: dict[PlaceId, list[tuple[ActivityKey, Minute]]] = defaultdict(list)
        for part in view.parts(scope.resource):
            key = part.appointment.activity
            site = _site(view.known, key, scope.resource)
            if site is not None:
                groups[site].append((key, part.appointment.start))
        for site, heard in groups.items():
            first, last = min(start for _, start in heard), max(start for _, start in heard)
            minutes = _drive(view.known, site, scope.resource) + last - first
            if minutes:
                yield self.breach(
                    *(key for key, _ in heard),
                    cost=minutes,
                    resource=scope.resource,
                    because=self.trip.say(
                        number=len(heard),
                        site=naming.place(view.known, site),
                        first=clock(first),
                        last=clock(last),
                        minutes=minutes,
                    ),
                )

    def encode(self, v: Variables) -> None:
        """Charge every site that sends somebody to a session, and the time between its first and last."""
        for resource, users in v.using(ResourceKind.SESSION).items():
            groups: dict[PlaceId, list[Choice]] = defaultdict(list)
            for choice, _ in users:
                site = _site(v.known, choice.mode.activity, resource)
                if site is not None:
                    groups[site].append(choice)
            fixed = _fixed(v, resource)
            for site, choices in groups.items():
                heard = fixed.get(site, [])
                drive = _drive(v.known, site, resource)
                if drive and not heard:
                    v.charge(self.level, drive, v.any_of(choices))
                v.spread(self.level, choices, heard)


def _fixed(v: Variables, session: ResourceRef) -> dict[PlaceId, list[Minute]]:
    """Return when persons are heard in what is fixed, by site."""
    found: dict[PlaceId, list[Minute]] = defaultdict(list)
    for appointment in v.fixed:
        if any(part.resource == session for part in appointment.participations):
            site = _site(v.known, appointment.activity, session)
            if site is not None:
                found[site].append(appointment.start)
    return found


def _site(known: Known, key: ActivityKey, session: ResourceRef) -> PlaceId | None:
    activity, sitting = known.activities.get(key), known.sessions.get(SessionId(session.id))
    return None if activity is None or sitting is None else site_of(known, activity, sitting.interval.start)


def _drive(known: Known, site: PlaceId, session: ResourceRef) -> int:
    sitting = known.sessions.get(SessionId(session.id))
    mission = None if sitting is None else known.missions.get(sitting.mission)
    if mission is None:
        return 0
    return known.travel(site, mission.place) + known.travel(mission.place, site)
