"""Rule: who performs an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed
from planner.domain.time import Interval, union
from planner.domain.wording import Text
from solver.hearing import by_officer, officers
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class Performer(WindowRule):
    """The owner of the case performs; a substitute only while the owner is absent; or who was named for it.

    Presentations at a mission that asks so are accompanied by an LP officer.
    """

    id = RuleId("P07")
    title = Text(nl="Eigen regievoerder of vervanger", en="Own regievoerder or substitute")
    why = Text(
        nl="Iedere zaak heeft één regievoerder; alleen bij afwezigheid neemt de aangewezen vervanger waar.",
        en="Every case has one regievoerder; only during absence the substitute who was named stands in.",
    )
    source = Text(
        nl="werkwijze DT&V: één regievoerder per zaak", en="working method of DT&V: one regievoerder per case"
    )
    override = OverrideRight.SUPERVISOR
    exception_by = Text(
        nl="wijs een vervanger of een andere regievoerder aan en voer dat in",
        en="name a substitute or another regievoerder and enter that",
    )
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION})
    nobody = Text(nl="niemand", en="nobody")
    other = Text(
        nl="{performer} moet dit doen, niet {who}",
        en="{performer} must do this, not {who}",
    )
    lp_officer = Text(
        nl="deze vertegenwoordiging ontvangt met een LP-medewerker; {who} is dat niet",
        en="this mission receives with an LP officer; {who} is not one",
    )
    no_owner = Text(
        nl="zaak {case} heeft geen regievoerder in deze periode",
        en="case {case} has no regievoerder in this period",
    )
    nobody_there = Text(
        nl="er is geen regievoerder bij; {owners} {number:!is eigenaar|zijn eigenaar} van {case}",
        en="no regievoerder takes part; {owners} {number:!is the owner|are the owners} of {case}",
    )
    not_owner = Text(
        nl="{who} is dan geen regievoerder van {case} en geen vervanger ({owners} {number:!is|zijn} eigenaar)",
        en="{who} is not the regievoerder of {case} then, nor a substitute"
        " ({owners} {number:!is the owner|are the owners})",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when the one who takes part may act for the case."""
        found = mode.resource(ResourceKind.REGIEVOERDER)
        if found is None:
            return ()
        who = RegievoerderId(found)
        if activity.performer is not None:
            return None if who == activity.performer else ()
        if by_officer(known, activity):
            return None if who in officers(known) else ()
        if not activity.cases:
            return None
        return union(_turns(known, activity, who))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say who should do it."""
        who = mode.resource(ResourceKind.REGIEVOERDER) or str(self.nobody)
        if activity.performer is not None:
            return self.other.say(performer=activity.performer, who=who)
        if by_officer(known, activity):
            return self.lp_officer.say(who=who)
        case = activity.cases[0]
        owners = list(dict.fromkeys(owner for valid, owner in known.owners(case) if _in_window(activity, valid)))
        if not owners:
            return self.no_owner.say(case=case)
        if mode.resource(ResourceKind.REGIEVOERDER) is None:
            return self.nobody_there.say(case=case, owners=listed(owners), number=len(owners))
        return self.not_owner.say(who=who, case=case, owners=listed(owners), number=len(owners))


def _in_window(activity: Activity, valid: Interval) -> bool:
    return valid.overlaps(activity.window.start, activity.latest_end)


def _turns(known: Known, activity: Activity, who: RegievoerderId) -> Iterator[Interval]:
    """Yield when the person owns the case, or stands in for its absent owner."""
    for valid, owner in known.owners(activity.cases[0]):
        if owner == who:
            yield valid
            continue
        absences = known.absences(ResourceRef(ResourceKind.REGIEVOERDER, owner))
        for turn in (when for when, stand_in in known.substitutes(owner) if stand_in == who):
            for absence in absences:
                both = turn.intersect(absence)
                mine = both.intersect(valid) if both is not None else None
                if mine is not None:
                    yield mine
