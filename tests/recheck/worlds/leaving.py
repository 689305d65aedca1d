"""Departures and the facts around them: tracks, conditions, blocks, documents; drawn so that most can go somewhere."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, DublinTransfer, Term
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Case,
    Condition,
    ConditionFact,
    DocumentState,
    Regime,
    RiskLevel,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import at, day_interval, day_start
from planner.domain.ids import CountryCode, PlaceId, RuleId, activity_key
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from tests.recheck.worlds.frame import Frame, some, weighted
from tests.recheck.worlds.people import Group


@dataclass(slots=True)
class Leaving:
    """Departures and facts, as they are drawn."""

    activities: list[Activity] = field(default_factory=list)
    tracks: list[TrackFact] = field(default_factory=list)
    conditions: list[ConditionFact] = field(default_factory=list)
    blocks: list[BlockingFact] = field(default_factory=list)
    documents: list[TravelDocument] = field(default_factory=list)


def draw_leaving(frame: Frame, groups: list[Group]) -> Leaving:
    """Return a departure for each group; a household sometimes in two parts."""
    leaving = Leaving()
    for group in groups:
        dice = frame.stream(f"leaving {group.number}")
        track = Track.FORCED if group.held else _track(dice)
        split = len(group.cases) > 1 and some(dice, 0.3)
        first, last = _days(frame, dice)
        for cases in (group.cases[:-1], group.cases[-1:]) if split else (group.cases,):
            leaving.activities.append(_departure(frame, dice, group, cases, track, (first, last)))
        for case in group.cases:
            _facts(frame, dice, leaving, case, track, (first, last))
    return leaving


def _track(dice: Random) -> Track:
    return weighted(dice, (Track.FORCED, 5.0), (Track.INDEPENDENT, 3.0), (Track.INDEPENDENT_IOM, 2.0))


def _days(frame: Frame, dice: Random) -> tuple[date, date]:
    first = dice.choice(frame.days[:22])
    return first, min(frame.days[-1], first + timedelta(days=dice.choice((1, 4, 9, 20))))


def _departure(
    frame: Frame, dice: Random, group: Group, cases: tuple[Case, ...], track: Track, days: tuple[date, date]
) -> Activity:
    booked_by = BookedBy.DTV
    if track is Track.INDEPENDENT_IOM:
        booked_by = BookedBy.IOM
    elif track is Track.INDEPENDENT and some(dice, 0.4):
        booked_by = BookedBy.SELF
    whole = day_interval(days[0])
    by_dtv = booked_by is BookedBy.DTV
    window = Interval(day_start(days[0]), day_start(days[1] + timedelta(days=1))) if by_dtv else whole
    head = cases[0]
    detail = DepartureDetail(
        track=track,
        country=head.country,
        booked_by=booked_by,
        escorted=by_dtv and track is Track.FORCED and (head.risk is not RiskLevel.NONE or some(dice, 0.3)),
        risk_form_sent=dice.choice((None, frame.today - timedelta(days=dice.randint(0, 4)))),
        notice_given=dice.choice((None, None, Minute(frame.now - dice.randint(0, 4000)))),
        transit_requested=dice.choice((None, frame.today - timedelta(days=1))),
        transfer=_transfer(frame, dice, head) if track is Track.FORCED else None,
    )
    return Activity(
        key=activity_key(head.id, "vertrek", 1),
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=180 if by_dtv else (whole.end or whole.start) - whole.start,
        window=window,
        cases=tuple(case.id for case in cases),
        place=PlaceId("SPL"),
        terms=_terms(frame, dice, group) if track is Track.FORCED else (),
        regime=head.regime,
        detail=detail,
    )


def _transfer(frame: Frame, dice: Random, case: Case) -> DublinTransfer | None:
    if case.country != CountryCode("DE"):
        return None
    return DublinTransfer(
        accepted_on=frame.today - timedelta(days=dice.randint(20, 170)),
        special_needs=case.minor or some(dice, 0.15),
        collective=some(dice, 0.1),
        announced_on=dice.choice((None, frame.today - timedelta(days=dice.randint(0, 15)))),
    )


def _terms(frame: Frame, dice: Random, group: Group) -> tuple[Term, ...]:
    regime, placed = group.cases[0].regime, frame.today - timedelta(days=dice.randint(0, 8))
    if regime is Regime.FAMILY_FACILITY:
        return (Term(rule=RuleId("R16"), anchor=placed, level=Level.HARD),)
    if regime is Regime.DUBLIN:
        return (Term(rule=RuleId("R20"), anchor=placed - timedelta(days=dice.randint(100, 175)), level=Level.HARD),)
    if group.held:
        anchor = placed - timedelta(days=dice.choice((10, 100, 165)))
        return (Term(rule=RuleId("R15"), anchor=anchor, level=Level.HARD),)
    return (Term(rule=RuleId("R17"), anchor=placed - timedelta(days=70), level=Level.LEGAL),)


def _facts(frame: Frame, dice: Random, leaving: Leaving, case: Case, track: Track, days: tuple[date, date]) -> None:
    ever, window = Interval(at(frame.today - timedelta(days=40), 0)), Interval(at(days[0], 0), at(days[1], 24))
    leaving.tracks.append(TrackFact(case=case.id, track=track, valid=_cut(dice, ever, window)))
    if track is Track.FORCED and some(dice, 0.05):
        leaving.tracks.append(TrackFact(case=case.id, track=Track.INDEPENDENT, valid=_part(dice, window)))
    if track is Track.FORCED:
        for condition in Condition:
            leaving.conditions.append(ConditionFact(case=case.id, condition=condition, valid=_cut(dice, ever, window)))
    if some(dice, 0.08):
        reason = dice.choice(list(BlockReason))
        leaving.blocks.append(BlockingFact(case=case.id, reason=reason, valid=_part(dice, window)))
    state = weighted(dice, (DocumentState.GRANTED, 6.0), (DocumentState.PROMISED, 3.0), (DocumentState.APPLIED, 1.0))
    valid = _cut(dice, ever, window) if state is DocumentState.GRANTED else None
    if valid is not None and valid.end is None:
        valid = Interval(valid.start, Minute(valid.start + 200 * 1440))
    asked = frame.today - timedelta(days=dice.randint(20, 60))
    leaving.documents.append(
        TravelDocument(case=case.id, kind="laissez-passer", state=state, valid=valid, applied_on=asked)
    )


def _cut(dice: Random, ever: Interval, window: Interval) -> Interval:
    """Return a stretch that mostly holds throughout, and else begins or ends inside the window."""
    part = _part(dice, window)
    return weighted(dice, (ever, 7.0), (Interval(part.start), 1.0), (Interval(ever.start, part.end), 1.0), (part, 0.5))


def _part(dice: Random, window: Interval) -> Interval:
    end = window.end or window.start
    a, b = sorted(dice.sample(range(window.start, end), 2))
    return Interval(Minute(a), Minute(b))
