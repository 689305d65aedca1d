"""Rule R28: duty and rest of escorts, as numbers of a team."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from planner.domain.ids import EscortTeamId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import count, moment, stretch
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver import naming, steps
from solver.departing import flight_of
from solver.duty import duty_hours, needs_nurse
from solver.escort_pool import Out, clash, elsewhere, fixed_duties, offer, out, taken
from solver.escort_sending import one_at_a_time, sending
from solver.mode import Mode
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.flights import Flight
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.variables import Choice, Variables

DUTY_SETTINGS: tuple[tuple[str, str], ...] = (
    *(("R28", key) for key in ("before", "after", "layover", "layover-long", "rest")),
    ("R27", "long-above"),
)


class EscortDuty(Rule):
    """A duty runs from reporting to coming home. No more are on duty than the team offers, and who begins has rested.

    At the beginning of each duty those on duty and those still resting are together no more than the team offers
    then. A team with a nurse has one: her duties do not overlap, rest included.
    """

    id = RuleId("R28")
    title = Text(nl="Dienst en rust van escorts", en="Duty and rest of escorts")
    why = Text(
        nl="Escorts melden zich vooraf, komen terug en rusten daarna; anders is de begeleiding niet veilig.",
        en="Escorts report beforehand, come back and rest afterwards; otherwise the escort is not safe.",
    )
    source = Text(
        nl="KMar, inzet begeleiders; Arbeidstijdenwet",
        en="KMar, deployment of escorts; Working Hours Act (Arbeidstijdenwet)",
    )
    anchor = Text(nl="dienst", en="duty")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.REST, Word.TIME_WINDOW, Word.CAPACITY})
    settings: ClassVar[tuple[tuple[str, str], ...]] = DUTY_SETTINGS
    too_many = Text(
        nl="escortteam {team}, {at}: {counted}, {offered} aangeboden",
        en="escort team {team}, {at}: {counted}, {offered} offered",
    )
    busy = Text(
        nl="{escorts} op dienst",
        en="{escorts} on duty",
    )
    busy_and_resting = Text(
        nl="{escorts} op dienst en {resting} in rust tot {until}",
        en="{escorts} on duty and {resting} resting until {until}",
    )
    escort = Text(nl="escort", en="escort")
    escorts = Text(nl="escorts", en="escorts")
    one_nurse = Text(
        nl="escortteam {team} heeft één verpleegkundige; {at} is die weg of in rust",
        en="escort team {team} has one nurse; on {at} the nurse is away or resting",
    )
    unknown = Text(
        nl="{who} is niet bekend",
        en="{who} is not known",
    )
    no_flight = Text(
        nl="{who} is ingezet zonder bekende vlucht",
        en="{who} is sent without a known flight",
    )
    other_hours = Text(
        nl="de dienst van {who} is {duty}, ingevuld is {entered}",
        en="the duty of {who} is {duty}, entered is {entered}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per duty that is wrong, and per moment at which a team sends more than it has."""
        ref = scope.resource
        if ref is None or ref.kind is not ResourceKind.ESCORT:
            return
        for part in taken(view, ref):
            found = view.planned_as(part.appointment.activity)
            if found is not None:
                flight = flight_of(view.known, found.mode)
                because = wrong_duty(view.known, ref, flight, part.participation.start, part.participation.end)
                if because is not None:
                    yield self.breach(part.appointment.activity, resource=ref, because=because)
        duties = [out(view.known, part.participation, part.appointment.activity) for part in taken(view, ref)]
        yield from self._too_many(ref, offer(view.known, ref.id), [*duties, *elsewhere(view.known, ref)])
        yield from self._nurses(view, ref, duties)

    def _too_many(self, ref: ResourceRef, there: steps.Steps, duties: Sequence[Out]) -> Iterator[Breach]:
        beginnings = {duty.start for duty in duties}
        for at in sorted(beginnings | {when for when, _ in there}):
            counted = [duty for duty in duties if (duty.away(at) if at in beginnings else duty.on_duty(at))]
            keys = dict.fromkeys(duty.activity for duty in counted if duty.activity is not None)
            offered = steps.at(there, at)
            if keys and sum(duty.amount for duty in counted) > offered:
                because = self.too_many.say(team=ref.id, at=moment(at), counted=_counted(counted, at), offered=offered)
                yield self.breach(*keys, resource=ref, because=because)

    def _nurses(self, view: View, ref: ResourceRef, duties: Sequence[Out]) -> Iterator[Breach]:
        nursed = []
        for duty in duties:
            found = view.planned_as(duty.activity)
            if found is not None and nurse_of(view.known, found.mode) == ref:
                nursed.append((found.activity.key, duty))
        for (one, first), (other, second) in combinations(nursed, 2):
            if clash(first, second):
                because = self.one_nurse.say(team=ref.id, at=moment(second.start))
                yield self.breach(one, other, resource=ref, because=because)

    def encode(self, v: Variables) -> None:
        """Keep the numbers of each team; a choice without teams gets them later."""
        fixed = fixed_duties(v.known, v.fixed)
        for team, sent in sending(v, ResourceKind.ESCORT).items():
            for choice, duty in sent:
                flight = flight_of(v.known, choice.mode)
                if len(choice.starts) > 1 or wrong_duty(v.known, team, flight, duty.start, duty.end) is not None:
                    v.forbid(choice)
            there = fixed.get(team, [])
            _share(v, offer(v.known, team.id), sent, there)
            nursed = [one for one in sent if nurse_of(v.known, one[0].mode) == team]
            one_at_a_time(v, nursed, [duty for duty in there if _nursed_fixed(v, duty, team)])


def _counted(duties: Sequence[Out], at: Minute) -> str:
    """Return ``4 escorts op dienst en 2 in rust tot di 24 nov 11:00``."""
    resting = [duty for duty in duties if not duty.on_duty(at)]
    busy = sum(duty.amount for duty in duties) - sum(duty.amount for duty in resting)
    escorts = count(busy, EscortDuty.escort, EscortDuty.escorts)
    if not resting:
        return EscortDuty.busy.say(escorts=escorts)
    until = moment(max(duty.rested for duty in resting))
    return EscortDuty.busy_and_resting.say(escorts=escorts, resting=sum(duty.amount for duty in resting), until=until)


def wrong_duty(known: Known, ref: ResourceRef, flight: Flight | None, start: Minute, end: Minute) -> str | None:
    """Say what is wrong with the time of one duty of a team or officer."""
    who = naming.resource(known, ref)
    if ref.id not in (known.escort_teams if ref.kind is ResourceKind.ESCORT else known.escorts.officers):
        return EscortDuty.unknown.say(who=who)
    if flight is None:
        return EscortDuty.no_flight.say(who=who)
    hours = duty_hours(known, flight)
    if hours != (start, end):
        return EscortDuty.other_hours.say(who=who, duty=stretch(*hours), entered=stretch(start, end))
    return None


def nurse_of(known: Known, mode: Mode) -> ResourceRef | None:
    """Return the first team with a nurse, of teams without a roster, when the departure needs one."""
    activity = known.activities.get(mode.activity)
    if activity is None or not needs_nurse(known, activity):
        return None
    teams = (use.resource for use in mode.uses if use.resource.kind is ResourceKind.ESCORT)
    return next((team for team in teams if has_nurse(known, team)), None)


def has_nurse(known: Known, team: ResourceRef) -> bool:
    """Return whether a team without a roster sends a nurse along."""
    found = known.escort_teams.get(EscortTeamId(team.id))
    return found is not None and found.nurse and found.id not in known.escorts.rosters


def _share(v: Variables, there: steps.Steps, sent: Sequence[tuple[Choice, Out]], fixed: Sequence[Out]) -> None:
    """Limit who is on duty where the offer changes, and who is away at the beginning of every duty."""
    for at in (when for when, _ in there):
        left = steps.at(there, at) - sum(duty.amount for duty in fixed if duty.on_duty(at))
        v.at_most([(choice, duty.amount) for choice, duty in sent if duty.on_duty(at)], max(left, 0))
    for at in {duty.start for duty in fixed}:
        left = steps.at(there, at) - sum(duty.amount for duty in fixed if duty.away(at))
        v.at_most([(choice, duty.amount) for choice, duty in sent if duty.away(at)], max(left, 0))
    for beginning, first in sent:
        left = steps.at(there, first.start) - sum(duty.amount for duty in fixed if duty.away(first.start))
        away = [(choice, duty.amount) for choice, duty in sent if duty.away(first.start)]
        v.at_most(away, left, when=beginning)


def _nursed_fixed(v: Variables, duty: Out, team: ResourceRef) -> bool:
    for appointment in v.fixed:
        activity = v.known.activities.get(appointment.activity)
        if activity is not None and appointment.activity == duty.activity:
            return nurse_of(v.known, Mode.of(appointment, activity)) == team
    return False
