"""Rule R28: duty and rest of escorts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from planner.domain.dutch import moment, stretch
from planner.domain.ids import EscortTeamId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute, subtract
from solver.departing import flight_of
from solver.duty import duty_interval
from solver.rule import Rule, Word
from solver.stretches import fits
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.flights import Flight
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Variables


class EscortDuty(Rule):
    """A team's duty runs from reporting to coming home, inside what KMar offers, with rest before the next duty."""

    id = RuleId("R28")
    title = "Dienst en rust van escorts"
    why = "Escorts melden zich vooraf, komen terug en rusten daarna; anders is de begeleiding niet veilig."
    source = "KMar, inzet begeleiders; Arbeidstijdenwet"
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.REST, Word.TIME_WINDOW, Word.CONFLICT})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        *(("R28", key) for key in ("before", "after", "layover", "layover-long", "rest")),
        ("R27", "long-above"),
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per duty that is wrong or not offered, and per pair without rest between."""
        if scope.resource is None or scope.resource.kind is not ResourceKind.ESCORT:
            return
        parts = view.parts(scope.resource)
        for part in parts:
            found = view.planned_as(part.appointment.activity)
            flight = None if found is None else flight_of(view.known, found.mode)
            because = _wrong(view.known, scope.resource, flight, part.participation.start, part.participation.end)
            if because is not None:
                yield self.breach(part.appointment.activity, resource=scope.resource, because=because)
        for first, second in pairwise(parts):
            end, start = first.participation.end, second.participation.start
            rest = _rest(view.known, end)
            if start < end + rest:
                team = f"escortteam {scope.resource.id}"
                yield self.breach(
                    first.appointment.activity,
                    second.appointment.activity,
                    resource=scope.resource,
                    because=f"{team} is {moment(end)} klaar, rust {rest // 60} uur, en moet {moment(start)} weer",
                )

    def encode(self, v: Variables) -> None:
        """Keep duties inside the offers and rest between them; a choice without teams gets them later."""
        for team, users in v.using(ResourceKind.ESCORT).items():
            v.no_overlap(team, users, rest=lambda end: _rest(v.known, end))
            for choice, use in users:
                flight = flight_of(v.known, choice.mode)
                start = choice.starts[0]
                end = Minute(start + choice.mode.duration + use.tail)
                if len(choice.starts) > 1 or _wrong(v.known, team, flight, Minute(start - use.lead), end) is not None:
                    v.forbid(choice)


def _rest(known: Known, end: Minute) -> int:
    return known.setting("R28", "rest", end)


def _wrong(known: Known, ref: ResourceRef, flight: Flight | None, start: Minute, end: Minute) -> str | None:
    """Say what is wrong with one duty of a team."""
    team = known.escort_teams.get(EscortTeamId(ref.id))
    if team is None:
        return f"escortteam {ref.id} is niet bekend"
    if flight is None:
        return f"escortteam {ref.id} is ingezet zonder bekende vlucht"
    asked = duty_interval(known, flight)
    if (asked.start, asked.end) != (start, end):
        whole = stretch(asked.start, asked.end) if asked.end is not None else moment(asked.start)
        return f"de dienst van escortteam {ref.id} is {whole}, ingevuld is {stretch(start, end)}"
    if not fits(subtract(team.available, known.absences(ref)), start, end):
        return f"KMar biedt escortteam {ref.id} niet aan voor de hele dienst {stretch(start, end)}"
    return None
