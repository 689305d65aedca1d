"""Rule R27: how many escorts go along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.clearances import OverrideRight
from planner.domain.escorts import EscortSkill
from planner.domain.ids import OfficerId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from solver import naming
from solver.departing import escorts_in, escorts_of, flight_of
from solver.duty import needs_nurse
from solver.rule import Rule, Word
from solver.rules.escort_duty import nurse_of
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class EscortsNeeded(Rule):
    """An escorted departure has at least the escorts that flight time, risk and carrier ask, a nurse where needed.

    They come from one or more teams; each takes part with a number.
    """

    id = RuleId("R27")
    title = Text(nl="Genoeg escorts", en="Enough escorts")
    why = Text(
        nl="Hoe langer de vlucht en hoe groter het risico, hoe meer begeleiders; bij medische zorg een"
        " verpleegkundige.",
        en="The longer the flight and the greater the risk, the more escorts; with medical care a nurse.",
    )
    source = Text(
        nl="KMar, begeleiding bij uitzetting; voorwaarden van de luchtvaartmaatschappij",
        en="KMar, escorts for removals; conditions of the carrier",
    )
    anchor = Text(nl="vertrek", en="departure")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de KMar beslist in haar antwoord op de aanvraag",
        en="the KMar decides in its answer to the request",
    )
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.CAPACITY, Word.SKILL, Word.TOGETHER})
    settings: ClassVar[tuple[tuple[str, str], ...]] = tuple(
        ("R27", key) for key in ("short-below", "long-above", "short", "medium", "long", "extra-raised", "extra-high")
    )
    empty = Text(
        nl="escortteam {team} is ingezet met nul escorts",
        en="escort team {team} is sent with no escorts",
    )
    too_few = Text(
        nl="{flight} vraagt {needed:escort|escorts}, {present:!er is er|er zijn er} {present}",
        en="{flight} asks for {needed:escort|escorts}, there {present:!is|are} {present}",
    )
    no_nurse = Text(
        nl="bij {flight} moet een verpleegkundige mee; geen van de teams heeft er een",
        en="on {flight} a nurse must go along; none of the teams has one",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when there are too few escorts or no nurse."""
        found = view.planned_as(scope.activity)
        if found is None:
            return
        because = _lacks(view.known, found.activity, found.mode)
        if because is not None:
            yield self.breach(found.activity.key, because=because)

    def encode(self, v: Variables) -> None:
        """Forbid choices with too few escorts; a choice without any gets its teams later."""
        for choice in v.choices():
            if choice.mode.resource(ResourceKind.ESCORT) is not None:
                activity = v.known.activities[choice.mode.activity]
                if _lacks(v.known, activity, choice.mode) is not None:
                    v.forbid(choice)


def _lacks(known: Known, activity: Activity, mode: Mode) -> str | None:
    flight = flight_of(known, mode)
    needed = 0 if flight is None else escorts_of(known, activity, flight)
    if flight is None or not needed:
        return None
    empty = [use.resource.id for use in mode.uses if use.resource.kind is ResourceKind.ESCORT and use.amount < 1]
    if empty:
        return EscortsNeeded.empty.say(team=empty[0])
    called, present = naming.flight(known, flight.id), escorts_in(mode)
    if present < needed:
        return EscortsNeeded.too_few.say(flight=called, needed=needed, present=present)
    if needs_nurse(known, activity) and not _nurse(known, mode):
        return EscortsNeeded.no_nurse.say(flight=called)
    return None


def _nurse(known: Known, mode: Mode) -> bool:
    """Return whether a team has a nurse, or one of the named officers is one."""
    named = (use.resource.id for use in mode.uses if use.resource.kind is ResourceKind.OFFICER)
    officers = (known.escorts.officers.get(OfficerId(code)) for code in named)
    skilled = any(EscortSkill.NURSE in officer.skills for officer in officers if officer is not None)
    return skilled or nurse_of(known, mode) is not None
