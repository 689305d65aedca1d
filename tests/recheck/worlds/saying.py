"""What people said beforehand and the exceptions they made, on top of a random week; placements in a VBL too.

Drawn from streams of its own, so that the rest of the week stays as it was.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole, Segment
from planner.domain.cases import Case, Regime, Specialism
from planner.domain.casework import Act, ActKind, LegalMoment, LegalMomentKind
from planner.domain.civil import at, day_interval, day_of
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.ids import RuleId, activity_key
from planner.domain.places import PlaceKind
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from tests.recheck.worlds.frame import Frame, some, weighted

_SAID = tuple(kind for kind in ClearanceKind if kind is not ClearanceKind.REMOVABILITY)
_EXCEPTED = {
    ActivityKind.CONVERSATION: ("R04", "R03", "R42", "P01"),
    ActivityKind.PRESENTATION: ("R10",),
    ActivityKind.DEPARTURE: ("R10a", "R38", "R24"),
    ActivityKind.MOVE: ("R19",),
    ActivityKind.MEETING: ("P01",),
}
"""Rules to which somebody tried to make an exception; not all may be."""
_KINDS = {
    Regime.DETENTION: (LegalMomentKind.DETENTION_ORDER, LegalMomentKind.DETENTION_EXTENDED, LegalMomentKind.APPEAL),
    Regime.FAMILY_FACILITY: (LegalMomentKind.FAMILY_PLACED, LegalMomentKind.BORDER_STARTED),
    Regime.DUBLIN: (LegalMomentKind.DUBLIN_ACCEPTED, LegalMomentKind.IMPRISONED, LegalMomentKind.ABSCONDED),
}


def with_what_was_said(frame: Frame, week: Problem) -> Problem:
    """Return the week with clearances, moments, acts, exceptions, minors who are alone, and placements."""
    dice = frame.stream("said")
    placements = tuple(_placements(frame, week))
    activities = tuple(sorted((*week.activities, *placements), key=lambda activity: activity.key))
    file = week.case_file
    together = {one.case for one in file.memberships}
    cases = tuple(_alone(dice, case) if case.id not in together else case for case in file.cases)
    leaving = {case for a in activities if a.kind is not ActivityKind.MEETING for case in a.cases}
    said = [one for case in cases if case.id in leaving for one in clearances(dice, case, week)]
    return replace(
        week,
        activities=activities,
        case_file=replace(
            file,
            cases=cases,
            clearances=tuple(said),
            moments=tuple(one for case in cases for one in _moments(dice, case, week)),
            acts=tuple(_act(dice, case, week) for case in cases if some(dice, 0.6)),
            overrides=tuple(one for activity in activities for one in _exceptions(dice, activity, week)),
        ),
    )


def clearances(dice: Random, case: Case, week: Problem) -> Iterator[Clearance]:
    """Yield mostly positive answers, of some of the kinds; the IND answers for one day."""
    ever = Interval(Minute(week.recorded_at - 1440))
    for kind in _SAID:
        state = weighted(dice, (ClearanceState.YES, 6.0), (ClearanceState.ASKED, 2.0), (ClearanceState.NO, 0.6))
        if some(dice, 0.7):
            valid = ever if some(dice, 0.7) else _part(dice, week)
            yield Clearance(case=case.id, kind=kind, state=state, valid=valid)
    for day in range(5):
        on = day_of(week.scope.start) + timedelta(days=day)
        state = weighted(dice, (ClearanceState.YES, 8.0), (ClearanceState.NO, 1.0))
        if some(dice, 0.6):
            given = on if some(dice, 0.8) else on - timedelta(days=1)
            valid = day_interval(on)
            yield Clearance(case=case.id, kind=ClearanceKind.REMOVABILITY, state=state, valid=valid, given_on=given)


def _alone(dice: Random, case: Case) -> Case:
    if not some(dice, 0.15):
        return case
    return replace(case, minor=True, specialisms=frozenset({Specialism.MINORS}))


def _moments(dice: Random, case: Case, week: Problem) -> Iterator[LegalMoment]:
    today = day_of(week.recorded_at)
    for kind in _KINDS.get(case.regime, ()):
        if some(dice, 0.3):
            yield LegalMoment(case=case.id, kind=kind, on=today - timedelta(days=dice.randint(-5, 10)))


def _act(dice: Random, case: Case, week: Problem) -> Act:
    on = day_of(week.recorded_at) - timedelta(days=dice.randint(0, 20))
    return Act(case=case.id, kind=ActKind.CONTACT, on=on)


def _exceptions(dice: Random, activity: Activity, week: Problem) -> Iterator[Override]:
    for rule in _EXCEPTED[activity.kind]:
        if some(dice, 0.5 if activity.step == "plaatsing" else 0.15):
            right = dice.choice(list(OverrideRight))
            valid = Interval(Minute(0)) if some(dice, 0.6) else _part(dice, week)
            yield Override(
                rule=RuleId(rule), activity=activity.key, right=right, by="L-0001", reason="afgesproken", valid=valid
            )


def _part(dice: Random, week: Problem) -> Interval:
    a, b = sorted(dice.sample(range(week.recorded_at, week.scope_end), 2))
    return Interval(Minute(a), Minute(b))


def _placements(frame: Frame, week: Problem) -> Iterator[Activity]:
    """Yield the moves of some single people at an azc to a VBL."""
    dice = frame.stream("placements")
    together = {one.case for one in week.case_file.memberships}
    centres = {p.id for p in week.resources.places if p.kind is PlaceKind.AZC}
    for stay in {stay.case: stay for stay in week.case_file.stays}.values():
        stays = stay.valid.covers(week.horizon.start, week.horizon_end)
        if not stays or stay.place not in centres or stay.case in together or not some(dice, 0.7):
            continue
        day = dice.choice(frame.week.days()[:5])
        window = Interval(at(day, 8), at(day, 17))
        destination = dice.choice(frame.of_kind(PlaceKind.VBL))
        detail = MoveDetail(
            destination=destination, role=MoveRole.CHAIN, segment=Segment.MEN, pickup=window, delivery=window
        )
        yield Activity(
            key=activity_key(stay.case, "plaatsing", 1),
            kind=ActivityKind.MOVE,
            step="plaatsing",
            duration=60,
            window=window,
            cases=(stay.case,),
            place=stay.place,
            detail=detail,
        )
