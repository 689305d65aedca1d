"""Which teams send how many escorts along on which departure, and who goes of teams with a roster.

First as many departures as possible, then as published, then few teams, a language in common, long duties evenly.
Not allowed here: choosing flights. A departure that cannot get its escorts is returned, not dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr, LinearExprT

from planner.domain.escorts import EscortSkill
from planner.domain.ids import ActivityKey, EscortTeamId, OfficerId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.ports.search import Stopped
from solver import steps
from solver.escort_officers import demands, languages
from solver.escort_pool import Out, clash, fixed_duties, offer
from solver.escorts import Duty, Roster, Taken, able, answered, duties_of, most
from solver.known import Known
from solver.mode import Mode
from solver.rules.escort_duty import has_nurse, nurse_of
from solver.rules.escort_spread import is_long
from solver.solving import Limits, run

UNSERVED_COST = 10_000_000
CHANGE_COST = 10_000
TEAM_COST = 1_000
LANGUAGE_COST = 100
SPREAD_COST = 1
LONG_LOAD = 10
"""A long duty weighs as so many others in the even spread."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A team that may go along on a duty: how many, and whether any."""

    duty: Duty
    team: EscortTeamId
    amount: IntVar
    goes: IntVar


def pick_teams(
    known: Known,
    planned: Sequence[Appointment],
    fixed: Sequence[Appointment],
    limits: Limits,
    stopped: Stopped | None = None,
) -> Roster:
    """Give each departure its escorts."""
    duties = duties_of(known, planned)
    if not duties:
        return Roster()
    choosing = _Choosing(known, duties, fixed)
    result = run(choosing.model, limits, stopped)
    if result is None:
        return Roster(unserved=tuple(duty.activity for duty in duties))
    return choosing.roster(result[0])


class _Choosing:
    """The model: a number per duty and team, an officer per duty and roster."""

    def __init__(self, known: Known, duties: Sequence[Duty], fixed: Sequence[Appointment]) -> None:
        self.model = CpModel()
        self._known, self._duties = known, duties
        self._taken = fixed_duties(known, fixed)
        self._served = {duty.activity: self.model.new_bool_var(f"{duty.activity}") for duty in duties}
        self._sent: dict[ActivityKey, list[_Sent]] = {duty.activity: list(self._teams(duty)) for duty in duties}
        self._named: dict[tuple[ActivityKey, OfficerId], IntVar] = {}
        self._nurses: dict[tuple[ActivityKey, EscortTeamId], IntVar] = {}
        self._costs: list[LinearExprT] = [UNSERVED_COST * (1 - served) for served in self._served.values()]
        for duty in duties:
            self._staff(duty)
        for team in known.problem.resources.escort_teams:
            self._share([sent for group in self._sent.values() for sent in group if sent.team == team.id])
        self._rest()
        self._one_nurse_per_team(_nursed(known, fixed))
        for group in _households(known, duties):
            for other in group[1:]:
                self.model.add(self._served[other] == self._served[group[0]])
        self._spread()
        self.model.minimize(LinearExpr.sum(self._costs))

    def roster(self, solver: CpSolver) -> Roster:
        """Return what was chosen; the team that sends the nurse comes first."""
        chosen = [duty.activity for duty in self._duties if solver.boolean_value(self._served[duty.activity])]
        nursing = {pair for pair, literal in self._nurses.items() if solver.boolean_value(literal)}
        teams = {}
        for key in chosen:
            first = [((key, one.team) not in nursing, one.team, solver.value(one.amount)) for one in self._sent[key]]
            teams[key] = tuple((team, amount) for _, team, amount in sorted(first) if amount)
        going = [pair for pair, literal in self._named.items() if solver.boolean_value(literal)]
        officers = {key: tuple(sorted(who for k, who in going if k == key)) for key in chosen}
        return Roster(teams, tuple(key for key in self._served if key not in teams), officers)

    # --- one duty -------------------------------------------------------------

    def _teams(self, duty: Duty) -> Iterable[_Sent]:
        for team in self._known.problem.resources.escort_teams:
            number = min(duty.escorts, most(self._known, duty, team.id, self._taken))
            if number > 0:
                amount = self.model.new_int_var(0, number, f"{duty.activity}-{team.id}")
                goes = self.model.new_bool_var(f"{duty.activity}-{team.id}?")
                self.model.add(amount >= 1).only_enforce_if(goes)
                self.model.add(amount == 0).only_enforce_if(~goes)
                yield _Sent(duty, team.id, amount, goes)

    def _staff(self, duty: Duty) -> None:
        """Send exactly as many as needed, officers of rosters by name, what the group must have among them."""
        served, sent = self._served[duty.activity], self._sent[duty.activity]
        self.model.add(LinearExpr.sum([one.amount for one in sent]) == duty.escorts * served)
        self._keep_confirmed(duty, served)
        for one in sent:
            if one.team in self._known.escorts.rosters:
                self._name(one)
        self._qualify(duty, served)
        self._change(duty)

    def _keep_confirmed(self, duty: Duty, served: IntVar) -> None:
        """Keep what KMar confirmed; without it the departure is not served."""
        sent = {one.team: one.amount for one in self._sent[duty.activity]}
        for team in self._known.problem.resources.escort_teams:
            fewest, _ = answered(self._known, duty, ResourceRef(ResourceKind.ESCORT, team.id))
            if fewest:
                self.model.add(sent.get(team.id, 0) >= fewest * served)

    def _name(self, sent: _Sent) -> None:
        key = sent.duty.activity
        for officer in able(self._known, sent.duty, sent.team, self._taken):
            self._named[key, officer] = self.model.new_bool_var(f"{key}-{officer}")
        named = self._officers(key, sent.team)
        self.model.add(LinearExpr.sum([literal for _, literal in named]) == sent.amount)
        for officer, literal in named:
            if answered(self._known, sent.duty, ResourceRef(ResourceKind.OFFICER, officer))[0]:
                self.model.add(literal == 1).only_enforce_if(self._served[key])

    def _officers(self, key: ActivityKey, team: EscortTeamId | None = None) -> list[tuple[OfficerId, IntVar]]:
        found = [(who, literal) for (k, who), literal in self._named.items() if k == key]
        return [one for one in found if team is None or self._known.escorts.officers[one[0]].team == team]

    def _qualify(self, duty: Duty, served: IntVar) -> None:
        """Let a group of named officers have what it must; a nurse comes from a team or is an officer."""
        activity, officers = self._known.activities[duty.activity], self._officers(duty.activity)
        pools = [one for one in self._sent[duty.activity] if one.team not in self._known.escorts.rosters]
        if duty.nurse:
            self._nurse(duty, pools, served)
        if not officers:
            return
        all_named = self.model.new_bool_var("named")
        self.model.add_bool_or([~served, all_named, *(one.goes for one in pools)])
        for demand in demands(self._known, activity, duty.flight):
            fitting = [literal for who, literal in officers if demand.fits(self._known.escorts.officers[who])]
            self.model.add(LinearExpr.sum(fitting) >= demand.number).only_enforce_if(all_named)
        spoken = languages(self._known, activity)
        mute = self.model.new_bool_var("mute")
        speaking = [literal for who, literal in officers if self._known.escorts.officers[who].languages & spoken]
        for _, literal in officers:
            self.model.add_bool_or([~literal, mute, *speaking])
        self._costs.append(LANGUAGE_COST * mute)

    def _nurse(self, duty: Duty, pools: Sequence[_Sent], served: IntVar) -> None:
        able_ = [one for one in pools if has_nurse(self._known, ResourceRef(ResourceKind.ESCORT, one.team))]
        literals = []
        for one in able_:
            literal = self._nurses[duty.activity, one.team] = self.model.new_bool_var("verpleegkundige")
            self.model.add_implication(literal, one.goes)
            literals.append(literal)
        for one in able_:
            self.model.add_bool_or([~one.goes, *literals])
        skilled = [
            literal
            for who, literal in self._officers(duty.activity)
            if EscortSkill.NURSE in self._known.escorts.officers[who].skills
        ]
        self.model.add_bool_or([~served, *literals, *skilled])
        self.model.add_at_most_one(literals)

    def _change(self, duty: Duty) -> None:
        """Charge teams, and published parts that are not kept."""
        published = self._known.baseline.get(duty.activity)
        before = {part.resource: part.amount for part in published.participations} if published else {}
        for one in self._sent[duty.activity]:
            self._costs.append(TEAM_COST * one.goes)
            amount = before.get(ResourceRef(ResourceKind.ESCORT, one.team))
            if amount is not None:
                kept = self.model.new_bool_var("blijft")
                self.model.add(one.amount == amount).only_enforce_if(kept)
                self._costs.append(CHANGE_COST * (1 - kept))
        for who, literal in self._officers(duty.activity):
            if ResourceRef(ResourceKind.OFFICER, who) in before:
                self._costs.append(CHANGE_COST * (1 - literal))

    # --- duties beside each other -------------------------------------------------

    def _share(self, sent: Sequence[_Sent]) -> None:
        """Keep the numbers of one team, as the rule says them."""
        if not sent:
            return
        ref = ResourceRef(ResourceKind.ESCORT, sent[0].team)
        there, fixed = offer(self._known, ref.id), self._taken.get(ref, ())
        starts = {one.duty.away.start for one in sent}
        for at in sorted({*starts, *(moment for moment, _ in there)}):
            left = steps.at(there, at) - sum(other.amount for other in fixed if other.on_duty(at))
            self._at_most([one for one in sent if one.duty.away.on_duty(at)], left)
        for at in sorted({other.start for other in fixed}):
            left = steps.at(there, at) - sum(other.amount for other in fixed if other.away(at))
            self._at_most([one for one in sent if one.duty.away.away(at)], left)
        for one in sent:
            at = one.duty.away.start
            left = steps.at(there, at) - sum(other.amount for other in fixed if other.away(at))
            self._at_most([other for other in sent if other.duty.away.away(at)], left, one)

    def _at_most(self, sent: Sequence[_Sent], left: int, when: _Sent | None = None) -> None:
        if len(sent) > 1:
            bound = self.model.add(LinearExpr.sum([one.amount for one in sent]) <= max(left, 0))
            if when is not None:
                bound.only_enforce_if(when.goes)

    def _rest(self) -> None:
        """Let each officer do one duty at a time, with rest between."""
        of = {duty.activity: duty.away for duty in self._duties}
        mine: dict[OfficerId, list[tuple[Out, IntVar]]] = defaultdict(list)
        for (key, officer), literal in self._named.items():
            mine[officer].append((of[key], literal))
        for duties in mine.values():
            self._apart(duties)

    def _one_nurse_per_team(self, fixed: Taken) -> None:
        of = {duty.activity: duty.away for duty in self._duties}
        mine: dict[EscortTeamId, list[tuple[Out, IntVar]]] = defaultdict(list)
        for (key, team), literal in self._nurses.items():
            mine[team].append((of[key], literal))
            if any(clash(of[key], other) for other in fixed.get(ResourceRef(ResourceKind.ESCORT, team), ())):
                self.model.add(literal == 0)
        for duties in mine.values():
            self._apart(duties)

    def _apart(self, duties: Sequence[tuple[Out, IntVar]]) -> None:
        for number, (first, one) in enumerate(duties):
            for second, other in duties[number + 1 :]:
                if clash(first, second):
                    self.model.add_bool_or(~one, ~other)

    def _spread(self) -> None:
        """Charge what a team or officer does beyond one, two and three rounds; long duties weigh most."""
        for team in self._known.problem.resources.escort_teams:
            ref = ResourceRef(ResourceKind.ESCORT, team.id)
            mine = [one for group in self._sent.values() for one in group if one.team == team.id]
            if mine and team.id not in self._known.escorts.rosters:
                load = LinearExpr.sum([self._weight(one.duty.away) * one.amount for one in mine])
                self._even(load, ref, max(1, steps.highest(offer(self._known, team.id))))
        of = {duty.activity: duty.away for duty in self._duties}
        mine_: dict[OfficerId, list[LinearExprT]] = defaultdict(list)
        for (key, officer), literal in self._named.items():
            mine_[officer].append(self._weight(of[key]) * literal)
        for officer, terms in mine_.items():
            self._even(LinearExpr.sum(terms), ResourceRef(ResourceKind.OFFICER, officer), 1)

    def _weight(self, duty: Out) -> int:
        return LONG_LOAD if is_long(self._known, duty) else 1

    def _even(self, load: LinearExprT, ref: ResourceRef, heads: int) -> None:
        done = sum(self._weight(other) * other.amount for other in self._taken.get(ref, ()))
        for rounds in (1, 2, 3):
            above = self.model.new_int_var(0, 1_000_000, "meer")
            self.model.add(above >= load + done - rounds * LONG_LOAD * heads)
            self._costs.append(SPREAD_COST * above)
        above = self.model.new_int_var(0, 1_000_000, "meer")
        self.model.add(above >= load + done - heads)
        self._costs.append(SPREAD_COST * above)


def _nursed(known: Known, fixed: Iterable[Appointment]) -> dict[ResourceRef, list[Out]]:
    """Return the fixed duties that take a team's nurse."""
    found: dict[ResourceRef, list[Out]] = defaultdict(list)
    for appointment in fixed:
        activity = known.activities.get(appointment.activity)
        team = None if activity is None else nurse_of(known, Mode.of(appointment, activity))
        if team is not None:
            found[team] += fixed_duties(known, [appointment])[team][-1:]
    return found


def _households(known: Known, duties: Sequence[Duty]) -> list[list[ActivityKey]]:
    """Return the departures that go together: members of one household without approval to part."""
    groups: dict[str, list[ActivityKey]] = defaultdict(list)
    for duty in duties:
        for case in known.activities[duty.activity].cases:
            household = known.household(case, duty.flight.departs)
            if household and not known.separation_approved(household, duty.flight.departs):
                groups[household].append(duty.activity)
    return list(groups.values())
