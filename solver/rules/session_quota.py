"""Rule: quota and order of a session."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId, SessionId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock, count
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach
    from solver.variables import Variables


class SessionQuota(Rule):
    """A session hears its persons one after another, and no more of them than its quota."""

    id = RuleId("P16")
    title = Text(nl="Quotum en volgorde van een zitting", en="Quota and order of a session")
    why = Text(
        nl="Een vertegenwoordiging hoort per zitting een beperkt aantal personen, een voor een.",
        en="A mission hears a limited number of persons per session, one by one.",
    )
    source = Text(nl="opgave van de vertegenwoordiging", en="as stated by the mission")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de vertegenwoordiging wijzigt de zitting: leg haar opgave vast",
        en="the mission changes the session: record what it states",
    )
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CAPACITY, Word.SHARED_SLOT, Word.ORDER})
    too_many = Text(
        nl="{session} hoort ten hoogste {most}, gepland: {heard}",
        en="{session} hears {most} at most, {heard} {heard:!is|are} planned",
    )
    person = Text(nl="persoon", en="person")
    persons = Text(nl="personen", en="persons")
    overlap = Text(
        nl="de volgende persoon begint om {begins}, de vorige is pas om {ready} klaar",
        en="the next person begins at {begins}, the one before is not ready until {ready}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach for too many persons, and one per pair heard at the same time."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.SESSION:
            return
        parts = view.parts(scope.resource)
        session = view.known.sessions.get(SessionId(scope.resource.id))
        heard = sum(part.participation.amount for part in parts)
        if session is not None and heard > session.quota:
            called = naming.session(view.known, session.id)
            most = count(session.quota, self.person, self.persons)
            yield self.breach(
                *(part.appointment.activity for part in parts),
                resource=scope.resource,
                because=self.too_many.say(session=called, most=most, heard=heard),
            )
        for first, second in pairwise(parts):
            if second.participation.start < first.participation.end:
                yield self.breach(
                    first.appointment.activity,
                    second.appointment.activity,
                    resource=scope.resource,
                    because=self.overlap.say(
                        begins=clock(second.participation.start), ready=clock(first.participation.end)
                    ),
                )

    def encode(self, v: Variables) -> None:
        """Limit each session to what its quota leaves, one person at a time."""
        for resource, users in v.using(ResourceKind.SESSION).items():
            v.no_overlap(resource, users)
            session = v.known.sessions.get(SessionId(resource.id))
            if session is not None:
                left = session.quota - sum(part.amount for part in v.fixed_parts(resource))
                v.at_most([(choice, use.amount) for choice, use in users], max(0, left))
