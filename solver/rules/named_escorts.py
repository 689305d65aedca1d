"""Rule P40: who goes along, of teams with a roster."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.ids import EscortTeamId, OfficerId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.wording import Text
from solver import naming
from solver.departing import flight_of
from solver.escort_officers import demands, unfit
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.escorts import EscortOfficer
    from planner.domain.flights import Flight
    from solver.known import Known
    from solver.mode import Mode


class NamedEscorts(ModeRule):
    """A team with a roster sends officers by service number, able to enter the country; the group has what it needs.

    A commander; someone for families, for high risk and for medical care; someone of the person's sex. When a
    team without a roster goes along, KMar names part of the group and sees to it itself.
    """

    id = RuleId("P40")
    title = Text(nl="Begeleiders met naam", en="Named escorts")
    why = Text(
        nl="Wie meegaat, moet het land in mogen en samen alles kunnen wat de begeleiding vraagt.",
        en="Who goes along must be allowed into the country, and together they must be able to do all that the escort"
        " asks.",
    )
    source = Text(nl="KMar, rooster van begeleiders; aannames", en="KMar, roster of escorts; assumptions")
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TOGETHER})
    kinds = frozenset({ActivityKind.DEPARTURE})
    settings: ClassVar[tuple[tuple[str, str], ...]] = tuple(
        ("P40", key) for key in ("commanders", "families", "high-risk", "same-sex", "passport")
    )
    unknown = Text(
        nl="begeleider {officer} is niet bekend",
        en="escort officer {officer} is not known",
    )
    number = Text(
        nl="escortteam {team} gaat mee met {sent}, met naam {named:!is er|zijn er} {named}",
        en="escort team {team} sends {sent}, by name there {named:!is|are} {named}",
    )
    unfit = Text(nl="{flight}: {because}", en="{flight}: {because}")
    lacking = Text(
        nl="{flight}: onder de begeleiders moet {number} keer {what} zijn, {found:!er is er|er zijn er} {found}",
        en="{flight}: among the escorts there must be {number:time|times} {what}, there {found:!is|are} {found}",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Say what is wrong with the officers; nothing when the teams still have to be picked."""
        return next(_objections(known, activity, mode), None)


def _objections(known: Known, activity: Activity, mode: Mode) -> Iterator[str]:
    teams = {EscortTeamId(u.resource.id): u.amount for u in mode.uses if u.resource.kind is ResourceKind.ESCORT}
    codes = [OfficerId(use.resource.id) for use in mode.uses if use.resource.kind is ResourceKind.OFFICER]
    yield from (NamedEscorts.unknown.say(officer=code) for code in codes if code not in known.escorts.officers)
    group = [known.escorts.officers[code] for code in codes if code in known.escorts.officers]
    named = Counter(officer.team for officer in group)
    for team in dict.fromkeys((*teams, *named)):
        sent = teams.get(team, 0)
        if named[team] != (sent if team in known.escorts.rosters else 0):
            yield NamedEscorts.number.say(team=team, sent=sent, named=named[team])
    flight = flight_of(known, mode)
    if flight is not None and group:
        yield from _group(known, flight, group)
        if all(team in known.escorts.rosters for team in teams):
            yield from _lacking(known, activity, flight, group)


def _group(known: Known, flight: Flight, group: list[EscortOfficer]) -> Iterator[str]:
    for officer in group:
        because = unfit(known, officer, flight)
        if because is not None:
            yield NamedEscorts.unfit.say(flight=naming.flight(known, flight.id), because=because)


def _lacking(known: Known, activity: Activity, flight: Flight, group: list[EscortOfficer]) -> Iterator[str]:
    for demand in demands(known, activity, flight):
        found = sum(demand.fits(officer) for officer in group)
        if found < demand.number:
            called = naming.flight(known, flight.id)
            yield NamedEscorts.lacking.say(flight=called, number=demand.number, what=demand.what, found=found)
