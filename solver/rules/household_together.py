"""Rule R25: a household departs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.settings import Mark
from planner.domain.spelling import day, listed
from planner.domain.wording import Text
from solver import naming
from solver.mode import Mode
from solver.rule import Rule, Word
from solver.view import Planned, Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.ids import HouseholdId
    from planner.domain.plan import Appointment, Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.variables import Choice, Variables


class HouseholdTogether(Rule):
    """All open departures of the members of a household are on one flight, or none is planned.

    Who is a member on the day counts; the director's approval to travel apart lifts the rule.
    """

    id = RuleId("R25")
    title = Text(nl="Gezin blijft bij elkaar", en="Household stays together")
    why = Text(
        nl="Een gezin wordt niet gescheiden, tenzij de directeur het heeft goedgekeurd.",
        en="A household is not separated, unless the director approved it.",
    )
    source = Text(nl="EVRM, art. 8; werkwijze DT&V", en="ECHR, art. 8; working method of DT&V")
    norm = frozenset({Mark.SECONDARY})
    override = OverrideRight.DIRECTOR
    exception_by = Text(
        nl="de directeur keurt de scheiding goed: voer een scheidingsgoedkeuring in",
        en="the director approves the separation: enter a separation approval",
    )
    level = Level.HARD
    scope = ScopeKind.HOUSEHOLD
    words = frozenset({Word.TOGETHER})
    apart = Text(
        nl="{who} vertrekt met {how}; gezinsleden {left} niet",
        en="{who} departs with {how}; household members {left} do not",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per planned departure that leaves members behind."""
        household = scope.household
        if household is None:
            return
        departures = _departures(view.known, household)
        for activity in departures:
            mine = view.planned_as(activity.key)
            if mine is None or not _binds(view.known, household, activity, mine.appointment.start):
                continue
            start = mine.appointment.start
            behind = [
                other
                for other in departures
                if other is not activity
                and _member(view.known, household, other, start)
                and not _together(mine, view.planned_as(other.key))
            ]
            if behind:
                flight = mine.mode.resource(ResourceKind.FLIGHT)
                how = day(start) if flight is None else naming.flight(view.known, flight)
                left = listed(case for other in behind for case in other.cases)
                yield self.breach(
                    activity.key,
                    *(other.key for other in behind),
                    because=self.apart.say(who=listed(activity.cases), how=how, left=left),
                )

    def encode(self, v: Variables) -> None:
        """Take a flight only when every other member takes it too."""
        for household in v.known.members:
            departures = _departures(v.known, household)
            if len(departures) > 1:
                self._bind(v, household, departures)

    @staticmethod
    def _bind(v: Variables, household: HouseholdId, departures: list[Activity]) -> None:
        fixed = {a.activity: _journey(Mode.of(a, v.known.activities[a.activity]), a.start) for a in _known(v)}
        _follow_fixed(v, household, departures)
        options = {activity.key: _options(v, activity) for activity in departures}
        for activity in departures:
            for choice, start, journey in options[activity.key]:
                if not _binds(v.known, household, activity, start):
                    continue
                for other in departures:
                    if other is activity or not _member(v.known, household, other, start):
                        continue
                    if fixed.get(other.key) != journey:
                        theirs = [(c, at) for c, at, where in options[other.key] if where == journey]
                        v.needs((choice, start), theirs)


def _follow_fixed(v: Variables, household: HouseholdId, departures: list[Activity]) -> None:
    """Let nobody leave otherwise than the members whose departure is fixed."""
    keys = {activity.key for activity in departures}
    for appointment in _known(v):
        activity = v.known.activities[appointment.activity]
        if activity.key not in keys or not _binds(v.known, household, activity, appointment.start):
            continue
        journey = _journey(Mode.of(appointment, activity), appointment.start)
        for other in departures:
            if _member(v.known, household, other, appointment.start):
                for choice in v.choices(other.key):
                    v.keep(choice, [start for start in choice.starts if _journey(choice.mode, start) == journey])


_Journey = tuple[str | None, bool, "Minute"]
"""Flight (None: booked elsewhere), whether only the day is known, and the start."""


def _journey(mode: Mode, start: Minute) -> _Journey:
    return mode.resource(ResourceKind.FLIGHT), mode.all_day, start


def _options(v: Variables, activity: Activity) -> list[tuple[Choice, Minute, _Journey]]:
    return [
        (choice, start, _journey(choice.mode, start)) for choice in v.choices(activity.key) for start in choice.starts
    ]


def _known(v: Variables) -> Iterator[Appointment]:
    return (appointment for appointment in v.fixed if appointment.activity in v.known.activities)


def _departures(known: Known, household: HouseholdId) -> list[Activity]:
    members = set(known.members.get(household, ()))
    found = dict.fromkeys(activity.key for case in sorted(members) for activity in known.departures_of(case))
    return [known.activities[key] for key in found]


def _binds(known: Known, household: HouseholdId, activity: Activity, moment: Minute) -> bool:
    return _member(known, household, activity, moment) and not known.separation_approved(household, moment)


def _member(known: Known, household: HouseholdId, activity: Activity, moment: Minute) -> bool:
    return any(known.household(case, moment) == household for case in activity.cases)


def _together(mine: Planned, theirs: Planned | None) -> bool:
    """Return whether two departures are on one flight, or, without flights, on one day."""
    if theirs is None:
        return False
    return _journey(mine.mode, mine.appointment.start) == _journey(theirs.mode, theirs.appointment.start)
