"""Why an activity has no possible moment at all: the rules in the way, fewest first, each one verified.

Looks at the activity alone, not at what others take. Not allowed here: search, and rules about several appointments.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.ids import RuleId
from planner.domain.plan import Reason, Unplanned, UnplannedCode
from planner.domain.spelling import moment, stretch
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from solver import naming
from solver.hearing import by_officer, officers
from solver.known import Known
from solver.mode import Mode
from solver.modes import modes_of
from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.rules.grid import GRID
from solver.rules.inside_session import InsideSession
from solver.rules.time_window import TimeWindow

_TAKEN = Text(
    nl="wat past, is door anderen bezet",
    en="what fits is taken by others",
)
_ELSE_POSSIBLE = Text(
    nl="{because}; anders kon het {moment}",
    en="{because}; otherwise it could be {moment}",
)
_NO_FLIGHT = Text(
    nl="geen vlucht naar {country} binnen het tijdvenster {window}",
    en="no flight to {country} within the time window {window}",
)
_NO_SESSION = Text(
    nl="{mission} heeft geen zitting in {period}",
    en="{mission} has no session in {period}",
)
_NO_MOMENT = Text(
    nl="geen enkel moment in {period} om te beginnen",
    en="no moment at all in {period} to begin",
)
_NO_LP_OFFICER = Text(
    nl="deze vertegenwoordiging ontvangt met een LP-medewerker, en er is er geen",
    en="this mission receives with an LP officer, and there is none",
)
_NOBODY = Text(
    nl="{who} heeft in het tijdvenster geen regievoerder of verblijfplaats",
    en="{who} has no regievoerder or place of stay in the time window",
)
MOST = 3
"""Reasons given at most."""
FRAMES = (TimeWindow, InsideSession)
"""Rules that say when an activity is asked at all; outside it nothing else is looked at."""
OVER_HORIZON = frozenset({ActivityKind.DEPARTURE, ActivityKind.PRESENTATION})


@dataclass(frozen=True, slots=True)
class Blocking:
    """Why nothing fits: taking away the first reason's rule leaves a moment, unless ``alone`` is False.

    Then every rule named leaves nothing by itself, or (``together``) only without all of them a moment is left.
    """

    code: UnplannedCode
    reasons: tuple[Reason, ...]
    alone: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """One mode and start, with the rules that forbid it."""

    mode: Mode
    start: Minute
    rules: frozenset[WindowRule]


def blocking(
    known: Known, activity: Activity, modes: Sequence[Mode], span: Interval, rules: Sequence[Rule] = RULEBOOK
) -> Blocking | None:
    """Return why no mode of the activity has a start inside the span; None when one has (others may have taken it).

    Only where no moment lies in the activity's own window, or in a sitting, is that window or sitting the reason.
    """
    spots = list(_spots(known, activity, modes, span, rules))
    if not spots:
        return Blocking(UnplannedCode.NO_OPTION, (_nothing(known, activity, modes, span),))
    if any(not spot.rules for spot in spots):
        return None
    for frame in FRAMES:
        spots = [spot for spot in spots if not any(isinstance(rule, frame) for rule in spot.rules)] or spots
    order = {rule: i for i, rule in enumerate(rules)}
    single = [spot for spot in spots if len(spot.rules) == 1]
    if single:
        freed = Counter(next(iter(spot.rules)) for spot in single)
        named = sorted(freed, key=lambda rule: (-freed[rule], order[rule]))
        reasons = tuple(_one_away(known, activity, rule, single) for rule in named[:MOST])
        return Blocking(_code(named), reasons, alone=True)
    always = frozenset.intersection(*(spot.rules for spot in spots))
    best = min(spots, key=lambda spot: (len(spot.rules), spot.start))
    named = sorted(always or best.rules, key=lambda rule: order[rule])
    mode = best.mode.starting(best.start)
    reasons = tuple(Reason(rule=rule.id, because=rule.because(known, activity, mode)) for rule in named)
    return Blocking(_code(named), reasons, together=not always)


def why_not(known: Known, activity: Activity, rules: Sequence[Rule] = RULEBOOK) -> Unplanned:
    """Return the activity as unplanned, with why nothing of its own fits; CAPACITY when something does."""
    problem = known.problem
    span = problem.horizon if activity.kind in OVER_HORIZON else problem.scope
    found = blocking(known, activity, modes_of(known, activity), span, rules)
    if found is None:
        because = str(_TAKEN)
        reason = Reason(rule=RuleId("P01"), because=because)
        return Unplanned(activity=activity.key, code=UnplannedCode.CAPACITY, reasons=(reason,))
    return Unplanned(activity=activity.key, code=found.code, reasons=found.reasons)


def _spots(
    known: Known, activity: Activity, modes: Sequence[Mode], span: Interval, rules: Sequence[Rule]
) -> Iterator[_Spot]:
    asked = [rule for rule in rules if isinstance(rule, WindowRule) and activity.kind in rule.kinds]
    for mode in modes:
        starts = _starts(activity, mode, span)
        left = {rule: set(rule.starts_left(known, activity, mode, starts)) for rule in asked}
        for start in starts:
            yield _Spot(mode, start, frozenset(rule for rule in asked if start not in left[rule]))


def _starts(activity: Activity, mode: Mode, span: Interval) -> list[Minute]:
    """Return the starts to look at: on the grid of the span, and the window's own when it leaves no other."""
    if mode.fixed_start is not None:
        return [mode.fixed_start] if span.contains(mode.fixed_start) else []
    step = GRID.get(activity.kind, 15)
    last = activity.latest_end if span.end is None else span.end
    starts = {Minute(start) for start in range(-(-span.start // step) * step, last - mode.duration + 1, step)}
    if activity.latest_end - activity.window.start == activity.duration and span.contains(activity.window.start):
        starts.add(activity.window.start)
    return sorted(starts)


def _one_away(known: Known, activity: Activity, rule: WindowRule, single: Sequence[_Spot]) -> Reason:
    spot = next(spot for spot in single if rule in spot.rules)
    because = rule.because(known, activity, spot.mode.starting(spot.start))
    if not isinstance(rule, TimeWindow):
        because = _ELSE_POSSIBLE.say(because=because, moment=moment(spot.start))
    return Reason(rule=rule.id, because=because)


def _code(rules: Sequence[WindowRule]) -> UnplannedCode:
    return UnplannedCode.FACT if all(rule.fact for rule in rules) else UnplannedCode.NO_OPTION


def _nothing(known: Known, activity: Activity, modes: Sequence[Mode], span: Interval) -> Reason:
    """Say what is missing when there is no way, or no moment in the span, to begin with."""
    until = activity.latest_end if span.end is None else span.end
    period = stretch(span.start, until)
    match activity.kind:
        case ActivityKind.DEPARTURE if activity.departure.booked_by is BookedBy.DTV:
            window = stretch(activity.window.start, activity.latest_end)
            because = _NO_FLIGHT.say(country=activity.departure.country, window=window)
            return Reason(rule=RuleId("P19"), because=because)
        case ActivityKind.PRESENTATION if not modes and activity.presentation.mission in known.missions:
            mission = known.missions[activity.presentation.mission]
            if known.sessions_of(mission.id):
                return Reason(rule=RuleId("P07"), because=_nobody_hears(known, activity))
            because = _NO_SESSION.say(mission=naming.place(known, mission.place), period=period)
            return Reason(rule=RuleId("P16a"), because=because)
        case ActivityKind.CONVERSATION | ActivityKind.MEETING if not modes:
            return Reason(rule=RuleId("P07"), because=_nobody(activity))
        case _:
            return Reason(rule=RuleId("P06"), because=_NO_MOMENT.say(period=period))


def _nobody_hears(known: Known, activity: Activity) -> str:
    if by_officer(known, activity) and not officers(known):
        return str(_NO_LP_OFFICER)
    return _nobody(activity)


def _nobody(activity: Activity) -> str:
    who = activity.cases[0] if activity.cases else activity.key
    return _NOBODY.say(who=who)
