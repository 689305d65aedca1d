"""Saying of every activity without an appointment why it has none, and placing what turns out to fit after all.

A reason is looked up, not guessed: each possible moment is tried on the plan as it stands.
Not allowed here: search beyond that single activity.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import FlightId, RuleId
from planner.domain.legal_terms import AIM
from planner.domain.plan import Appointment, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed, moment
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from solver.blocking import why_not
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget
from solver.escort_choice import pick_teams
from solver.escort_pool import fixed_duties
from solver.escort_reasons import lack_of_escorts
from solver.escorts import Roster, needs_escorts, with_escorts
from solver.mode import Mode
from solver.naming import resource as name_of
from solver.occupancy import Occupancy
from solver.solving import Limits
from solver.trial import Trials
from solver.variables import Candidate

MOST_NAMED = 3
_NOT_YET = Text(
    nl="mag pas vanaf {first}, na deze planperiode",
    en="may begin only from {first}, after this planning period",
)
_NOT_OFFERED = Text(
    nl="{what} is er op {number} van de {total} toegestane momenten niet (lang genoeg)",
    en="{what} is not there (long enough) at {number} of the {total:moment|moments} allowed",
)
_FLIGHTS = Text(
    nl="mogelijke vluchten",
    en="possible flights",
)
_MOMENTS = Text(
    nl="mogelijke momenten",
    en="possible moments",
)
_ALL = Text(
    nl="alle {number} {what} vallen af",
    en="all {number} {what} are ruled out",
)
_ONLY = Text(
    nl="de enige mogelijkheid valt af",
    en="the only possibility is ruled out",
)
_REST = Text(
    nl=", en {number} door andere oorzaken",
    en=", and {number} for other causes",
)
_OUT_OF_TIME = Text(
    nl="de zoektijd was op voordat dit geprobeerd was",
    en="the search time was over before this was tried",
)
POOL_RULES: Mapping[ResourceKind, RuleId] = {
    ResourceKind.ROOM: RuleId("P05"),
    ResourceKind.INTERPRETER: RuleId("P05"),
    ResourceKind.REGIEVOERDER: RuleId("P01"),
    ResourceKind.CASE: RuleId("P01"),
}
"""The rule that a taken resource stands for."""
ESCORTS_RULE = RuleId("R27")
FEW_TEAMS = Limits(work=0.5, seconds=2.0)


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way at one moment: a rule, and the resource that is taken or the words of the rule."""

    rule: RuleId
    what: str


class Accounting:
    """Goes through what is not planned, on top of what is."""

    def __init__(self, candidates: Candidates, trials: Trials, occupancy: Occupancy, clock: Budget) -> None:
        self._candidates = candidates
        self._known = candidates.known
        self._trials = trials
        self._occupancy = occupancy
        self._clock = clock

    def settle(self, activity: Activity) -> Appointment | Unplanned:
        """Return an appointment that breaks neither rule nor law if there is one, else why there is none."""
        if self._hurried():
            return _out_of_time(activity)
        options = self._candidates.of(activity)
        if not options:
            return self._never(activity)
        blockers: Counter[Blocker] = Counter()
        for mode, start in _moments(options):
            if self._hurried():
                return _out_of_time(activity)
            found = self._try(activity, mode, start)
            if isinstance(found, Appointment):
                self._trials.add(found)
                self._occupancy.add(found)
                return found
            blockers[found] += 1
        return self._taken(activity, blockers)

    def _hurried(self) -> bool:
        return self._clock.over

    def _try(self, activity: Activity, mode: Mode, start: Minute) -> Appointment | Blocker:
        if activity.kind not in COMMITMENTS:
            taken = self._occupancy.blockers(mode, start)
            if taken:
                return self._resource_blocker(taken)
        appointment = mode.at(start)
        if needs_escorts(activity):
            appointment = self._escorted(appointment)
        breaches = self._trials.hard_breaches(appointment)
        if not breaches:
            beyond = self._trials.beyond_law(appointment)
            return appointment if beyond is None else Blocker(beyond.rule, beyond.because)
        first = breaches[0]
        lacking = first.rule == ESCORTS_RULE and not appointment.of_kind(ResourceKind.ESCORT)
        return Blocker(first.rule, self._lacking(activity, mode) if lacking else first.because)

    def _lacking(self, activity: Activity, mode: Mode) -> str:
        """Say who was free when, of the escorts that the departure asks on a flight."""
        flight = self._known.flights[FlightId(mode.resource(ResourceKind.FLIGHT) or "")]
        taken = fixed_duties(self._known, self._trials.appointments.values())
        return lack_of_escorts(self._known, activity, flight, taken)

    def _escorted(self, departure: Appointment) -> Appointment:
        others = tuple(self._trials.appointments.values())
        roster: Roster = pick_teams(self._known, (departure,), others, FEW_TEAMS)
        return with_escorts(self._known, departure, roster)

    def _resource_blocker(self, taken: Sequence[ResourceRef]) -> Blocker:
        order = list(POOL_RULES)
        order.sort(key=[ResourceKind.INTERPRETER, ResourceKind.ROOM, *order].index)
        first = min(taken, key=lambda resource: order.index(resource.kind))
        return Blocker(POOL_RULES[first.kind], name_of(self._known, first))

    def _never(self, activity: Activity) -> Unplanned:
        """Say why there is no moment at all: later, a means that nobody offers, or a rule or fact."""
        solved = self._solved(activity)
        if solved.end is not None and activity.window.start >= solved.end:
            because = _NOT_YET.say(first=moment(activity.window.start))
            return _unplanned(activity, UnplannedCode.LATER, Reason(rule=RuleId("P06"), because=because))
        moments = list(_moments(self._candidates.allowed(activity)))
        if moments and activity.kind not in COMMITMENTS:
            return _unplanned(activity, UnplannedCode.NO_OPTION, self._not_offered(moments))
        return why_not(self._known, activity)

    def _not_offered(self, moments: Sequence[tuple[Mode, Minute]]) -> Reason:
        """Name what is not on offer at the moments that the rules allow."""
        offer = Occupancy(self._known)
        missing = Counter(self._resource_blocker(offer.blockers(mode, start)) for mode, start in moments)
        blocker, number = max(missing.items(), key=lambda item: (item[1], item[0].what))
        because = _NOT_OFFERED.say(what=blocker.what, number=number, total=len(moments))
        return Reason(rule=blocker.rule, because=because)

    def _solved(self, activity: Activity) -> Interval:
        problem = self._known.problem
        return problem.horizon if activity.kind in COMMITMENTS else problem.scope

    def _taken(self, activity: Activity, blockers: Counter[Blocker]) -> Unplanned:
        code = UnplannedCode.LATER if self._may_wait(activity) else UnplannedCode.CAPACITY
        return _unplanned(activity, code, *capacity_reasons(activity, blockers))

    def _may_wait(self, activity: Activity) -> bool:
        """Return whether the activity is due, and still possible, after the stretch that is solved."""
        end = self._solved(activity).end
        if end is None or activity.latest_end <= end:
            return False
        due = (term for term in self._known.terms(activity) if term.key != AIM)
        return all(self._known.deadline(activity, term) > end for term in due)


def _moments(options: Sequence[Candidate]) -> Iterator[tuple[Mode, Minute]]:
    """Yield every mode and start, earliest first within a mode."""
    for candidate in options:
        for start in candidate.starts:
            yield candidate.mode, start


def capacity_reasons(activity: Activity, blockers: Counter[Blocker]) -> tuple[Reason, ...]:
    """Say what takes the moments, the most frequent first, under the rule that stands in the way most."""
    total = sum(blockers.values())
    what = _FLIGHTS if activity.kind is ActivityKind.DEPARTURE else _MOMENTS
    most = sorted(blockers.items(), key=lambda item: (-item[1], item[0].what))
    named = listed(f"{blocker.what} ({number})" for blocker, number in most[:MOST_NAMED])
    rest = total - sum(number for _, number in most[:MOST_NAMED])
    tail = _REST.say(number=rest) if rest else ""
    begin = _ALL.say(number=total, what=what) if total > 1 else str(_ONLY)
    return (Reason(rule=most[0][0].rule, because=f"{begin}: {named}{tail}"),)


def _out_of_time(activity: Activity) -> Unplanned:
    because = str(_OUT_OF_TIME)
    return _unplanned(activity, UnplannedCode.TIME_OUT, Reason(rule=RuleId("P11"), because=because))


def _unplanned(activity: Activity, code: UnplannedCode, *reasons: Reason) -> Unplanned:
    return Unplanned(activity=activity.key, code=code, reasons=reasons)
