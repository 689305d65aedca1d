"""Worked examples per protocol: facts, step, and the last day worked out by hand on a Dutch calendar.

Monday 2 November 2026 is the handover, Wednesday the 4th the assignment; wd are Dutch working days.
"""

from datetime import date
from typing import NamedTuple

import pytest

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, Lead, PresentationDetail
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    DocumentState,
    Regime,
    Specialism,
    TargetGroup,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import CasePhase, LegalMomentKind, PhaseChange, Reception, ReceptionKind
from planner.domain.civil import at, day_of, day_start
from planner.domain.ids import ActivityKey, CountryCode, MissionId, RuleId
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from tests.planner.usecases.protocol_world import (
    ALWAYS,
    CASE,
    case,
    ended,
    moment_of_law,
    owned,
    stay,
    steps_by_code,
    talked,
    world,
)

NOW = at(date(2026, 11, 12), 16)
"""Thursday afternoon of week 46."""
LEAVING = ActivityKey("Z-1/vertrek/1")
HEARD = ActivityKey("Z-1/presentatie/1")
_M = LegalMomentKind
_FORCED = TrackFact(case=CASE, track=Track.FORCED, valid=ALWAYS)


def _phase(phase: CasePhase) -> PhaseChange:
    return PhaseChange(case=CASE, phase=phase, at=at(date(2026, 11, 4), 9), actor="RV-1")


def _document(
    *, ordered_on: date | None = None, applied_on: date | None = None, refused_on: date | None = None
) -> TravelDocument:
    asked = DocumentState.ORDERED if applied_on is None else DocumentState.APPLIED
    return TravelDocument(
        case=CASE,
        kind="laissez-passer",
        state=asked if refused_on is None else DocumentState.REFUSED,
        ordered_on=ordered_on,
        applied_on=applied_on,
        answered_on=refused_on,
    )


def _departure() -> Activity:
    return Activity(
        key=LEAVING,
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=180,
        window=Interval(at(date(2026, 11, 12), 0), at(date(2027, 4, 30), 0)),
        cases=(CASE,),
        detail=DepartureDetail(track=Track.FORCED, country=CountryCode("MA"), booked_by=BookedBy.DTV),
    )


def _presentation() -> Activity:
    return Activity(
        key=HEARD,
        kind=ActivityKind.PRESENTATION,
        step="presentatie",
        duration=30,
        window=Interval(at(date(2026, 11, 12), 0), at(date(2026, 12, 31), 0)),
        cases=(CASE,),
        detail=PresentationDetail(mission=MissionId("EMB-MA")),
    )


WEDNESDAY = at(date(2026, 11, 25), 14)
"""When the departure is planned."""
THURSDAY = at(date(2026, 11, 26), 10)
"""When the presentation is planned."""
_TALKED, _REJECTED = talked(date(2026, 11, 5)), moment_of_law(_M.DECISION, date(2026, 10, 1))


class Example(NamedTuple):
    """What is known beside the case, and the last day on which a step is in time."""

    step: str
    facts: tuple[object, ...]
    last: date
    level: Level = Level.TIMELY


BASIS = [
    # 3-6 Nov is 4 wd, 9-13 is 9, Monday 16 is the tenth
    Example("eerste-gesprek", (stay(),), date(2026, 11, 16)),
    # from Wednesday the 4th: 5, 6, 9, 10, 11
    Example("dossierstudie", (owned(),), date(2026, 11, 11)),
    # 5-6 (2), 9-13 (7), 16-20 (12), 23-27 (17), 30 Nov, 1 and 2 Dec (20)
    Example("vertrekplan", (owned(),), date(2026, 12, 2)),
    # 30 days after Thursday 5 Nov
    Example("voortgang", (stay(), _TALKED), date(2026, 12, 5)),
    # 28 days once there is a decision, 21 after the final ruling, 14 when the departure is near
    Example("voortgang", (stay(), _TALKED, _REJECTED), date(2026, 12, 3)),
    Example(
        "voortgang",
        (stay(), _TALKED, _REJECTED, moment_of_law(_M.FINAL_RULING, date(2026, 10, 20))),
        date(2026, 11, 26),
    ),
    Example("voortgang", (stay(), _TALKED, _REJECTED, _phase(CasePhase.LEAVING)), date(2026, 11, 19)),
    # known on Friday the 6th: 9-13 (5), 16-20 (10)
    Example("zitting", (stay(), moment_of_law(_M.HEARING, date(2026, 12, 9), date(2026, 11, 6))), date(2026, 11, 20)),
    # ruling on Tuesday the 10th: 11-13 (3), 16-20 (8), 23, 24
    Example("na-uitspraak", (stay(), moment_of_law(_M.FINAL_RULING, date(2026, 11, 10))), date(2026, 11, 24)),
    # from the conversation of Thursday the 5th: 6 (1), 9-13 (6), 16-19 (10)
    Example("steun-intake", (stay(), talked(date(2026, 11, 5), "eerste-gesprek")), date(2026, 11, 19)),
    # ordered on Monday the 9th: 10-13 (4), 16-20 (9), 23
    Example("lp-aanvraag", (_document(ordered_on=date(2026, 11, 9)),), date(2026, 11, 23)),
    # applied for on Monday the 9th: 10-13 (4), 16
    Example("lp-afschrift", (_document(applied_on=date(2026, 11, 9)),), date(2026, 11, 16), Level.LEGAL),
    # 60 days: 21 in November, 31 in December, 8 in January
    Example("presentatie", (_document(applied_on=date(2026, 11, 9)),), date(2027, 1, 8)),
    Example("presentatiedatum", (stay(), _document(applied_on=date(2026, 11, 9))), date(2026, 12, 9)),
    # three wd before Thursday the 26th: 25, 24, 23
    Example("presenteerbaarheidstoets", (_presentation(),), date(2026, 11, 23), Level.LEGAL),
    # refused on Monday the 2nd: 3-6 (4), then four weeks of 5 less the last Tuesday up to Friday
    Example(
        "advies-buiten-schuld",
        (_document(applied_on=date(2026, 9, 1), refused_on=date(2026, 11, 2)),),
        date(2026, 11, 30),
    ),
    # before Wednesday the 25th: two wd, one wd, three wd
    Example("fit-to-fly", (_departure(), _FORCED), date(2026, 11, 23)),
    Example("overdrachtsdossier", (_departure(), _FORCED), date(2026, 11, 24)),
    Example("eindgesprek", (stay(), _departure(), _phase(CasePhase.LEAVING)), date(2026, 11, 20)),
]
REJECTED = [
    # 28 days after Thursday 15 Oct; then 13 and 16-19; then 13 (1), three weeks (16), 7-10 Dec (20)
    Example("vertrektermijn", (moment_of_law(_M.DECISION, date(2026, 10, 15)),), date(2026, 11, 12), Level.LEGAL),
    Example("einde-vertrektermijn", (moment_of_law(_M.DECISION, date(2026, 10, 15)),), date(2026, 11, 19)),
    Example("einde-opvang", (stay(), moment_of_law(_M.DECISION, date(2026, 10, 15))), date(2026, 11, 19)),
    Example("advies-schrijnendheid", (moment_of_law(_M.DECISION, date(2026, 10, 15)),), date(2026, 12, 10)),
    # a later ruling lets the term run anew
    Example(
        "vertrektermijn",
        (moment_of_law(_M.DECISION, date(2026, 10, 15)), moment_of_law(_M.RULING, date(2026, 11, 3))),
        date(2026, 12, 1),
        Level.LEGAL,
    ),
]
SUPERVISION = [Example("dossier-opvragen", (), date(2026, 11, 5))]
BORDER = [
    # 84 days after 2 Nov: 28 in November, 31 in December, 25 in January
    Example("grenstermijn", (moment_of_law(_M.BORDER_STARTED, date(2026, 11, 2)),), date(2027, 1, 25), Level.LEGAL),
    Example("vervoerder-aanspreken", (), date(2026, 11, 4)),
]
_ORDER = moment_of_law(_M.DETENTION_ORDER, date(2026, 11, 2))
DETENTION = [
    Example("kennisgeving-rechtbank", (stay("dc"), _ORDER), date(2026, 11, 30), Level.LEGAL),
    # 75 days after 10 Nov: 20, 31 and 24
    Example(
        "voortgangsrapportage",
        (stay("dc"), _ORDER, moment_of_law(_M.DETENTION_RULING, date(2026, 11, 10))),
        date(2027, 1, 24),
        Level.LEGAL,
    ),
    # 180 days after 2 Nov: 28, 31, 31, 28, 31, 30 and 1
    Example("bewaringstermijn", (stay("dc"), _ORDER), date(2027, 5, 1), Level.LEGAL),
    Example("eerste-gesprek", (stay("dc"), _ORDER), date(2026, 11, 9)),
    Example("voortgang", (stay("dc"), _ORDER, _TALKED), date(2026, 12, 3)),
]
RESTRICTED = [
    Example(
        "vbl-termijn",
        (stay("vbl"), moment_of_law(_M.RESTRICTED_PLACED, date(2026, 11, 2))),
        date(2027, 1, 25),
        Level.LEGAL,
    ),
    # ten wd before Monday 25 January: 18-22 (5), 11-15 (10)
    Example("vbl-evaluatie", (stay("vbl"), moment_of_law(_M.RESTRICTED_PLACED, date(2026, 11, 2))), date(2027, 1, 11)),
    Example("voortgang", (stay("vbl"), _TALKED), date(2026, 11, 19)),
]
FAMILIES = [
    Example("gezin-samen", (stay("glo"), _departure()), date(2026, 11, 18)),
    Example(
        "ggv-termijn",
        (
            stay("glo"),
            Reception(case=CASE, kind=ReceptionKind.CLOSED_FAMILY, valid=ALWAYS),
            moment_of_law(_M.FAMILY_PLACED, date(2026, 11, 2)),
        ),
        date(2026, 11, 16),
        Level.LEGAL,
    ),
]
MINORS = [
    Example("voogd-uitnodigen", (), date(2026, 11, 9)),
    Example("opvang-bij-aankomst", (_departure(),), date(2026, 11, 18), Level.LEGAL),
]
DUBLIN = [
    Example("dublintermijn", (moment_of_law(_M.DUBLIN_ACCEPTED, date(2026, 11, 2)),), date(2027, 5, 1), Level.LEGAL),
    # twelve months when imprisoned: 365 days
    Example(
        "dublintermijn",
        (moment_of_law(_M.DUBLIN_ACCEPTED, date(2026, 11, 2)), moment_of_law(_M.IMPRISONED, date(2026, 11, 5))),
        date(2027, 11, 2),
        Level.LEGAL,
    ),
    Example("aankondiging-lidstaat", (_departure(),), date(2026, 11, 20), Level.LEGAL),
    Example("lp-bestelling", (moment_of_law(_M.DUBLIN_ACCEPTED, date(2026, 11, 2)),), date(2026, 11, 16)),
]
_DEFERRED = BlockingFact(
    case=CASE, reason=BlockReason.MEDICAL, valid=Interval(ALWAYS.start, day_start(date(2026, 12, 1)))
)
MEDICAL = [
    Example("medisch-advies", (), date(2026, 11, 9)),
    # ten wd before Tuesday 1 December: 30 (1), 23-27 (6), 20, 19, 18, 17 (10)
    Example("uitstel-loopt-af", (_DEFERRED,), date(2026, 11, 17)),
    Example("fit-to-fly", (_departure(),), date(2026, 11, 18)),
]


def _cases() -> list[object]:
    groups: list[tuple[str, object, list[Example]]] = [
        ("basis", case(group=TargetGroup.REJECTED), BASIS),
        ("afgewezen", case(group=TargetGroup.REJECTED), REJECTED),
        ("ingetrokken", case(group=TargetGroup.WITHDRAWN), REJECTED),
        ("toezicht", case(group=TargetGroup.SUPERVISION), SUPERVISION),
        ("grens", case(group=TargetGroup.BORDER, regime=Regime.BORDER), BORDER),
        ("bewaring", case(regime=Regime.DETENTION), DETENTION),
        ("vbl", case(regime=Regime.VBL), RESTRICTED),
        ("gezinnen", case(specialisms=[Specialism.FAMILIES]), FAMILIES),
        ("amv", case(specialisms=[Specialism.MINORS], minor=True), MINORS),
        ("dublin", case(specialisms=[Specialism.DUBLIN], regime=Regime.DUBLIN), DUBLIN),
        ("medisch", case(specialisms=[Specialism.MEDICAL]), MEDICAL),
    ]
    return [
        pytest.param(who, example, id=f"{name}-{example.step}-{number}")
        for name, who, examples in groups
        for number, example in enumerate(examples)
    ]


@pytest.mark.parametrize(("who", "example"), _cases())
def test_a_step_is_due_on_the_day_worked_out_by_hand(who: object, example: Example) -> None:
    planned = {LEAVING: WEDNESDAY, HEARD: THURSDAY}

    step = steps_by_code(world((who, *example.facts), NOW, planned=planned))[example.step]

    assert step.due is not None
    assert (day_of(Minute(step.due - 1)), step.level) == (example.last, example.level)


def test_a_laissez_passer_is_ordered_ten_working_days_after_the_vertrekplan() -> None:
    done = [ended("Z-1/dossierstudie/1", date(2026, 11, 9)), ended("Z-1/vertrekplan/1", date(2026, 11, 10))]

    step = steps_by_code(world((case(), owned()), NOW, outcomes=done))["lp-bestelling"]

    # after Tuesday the 10th: 11-13 (3), 16-20 (8), 23, 24
    assert step.due == day_start(date(2026, 11, 25))


def test_notice_is_due_thirty_six_real_hours_before_the_flight() -> None:
    found = steps_by_code(world((case(), _departure(), _FORCED), NOW, planned={LEAVING: WEDNESDAY}))

    assert found["aanzegging"].due == at(date(2026, 11, 24), 2)
    assert found["toets-ind"].due == WEDNESDAY


def test_a_closing_conversation_says_before_which_departure_it_is_due() -> None:
    facts = (case(), stay(), _departure(), _phase(CasePhase.LEAVING))

    step = steps_by_code(world(facts, NOW, planned={LEAVING: WEDNESDAY}))["eindgesprek"]

    assert step.activity is not None
    assert (step.activity.leads, step.activity.terms) == (
        (Lead(before=LEAVING, rule=RuleId("T10"), key="closing"),),
        (),
    )


def test_notice_counts_real_hours_over_the_night_that_clocks_go_forward() -> None:
    # Monday 29 March 2027, 01:00 summer time; of the Sunday night one hour does not exist
    planned = {LEAVING: at(date(2027, 3, 29), 1)}

    found = steps_by_code(world((case(), _departure(), _FORCED), at(date(2027, 3, 22), 9), planned=planned))

    assert found["aanzegging"].due == at(date(2027, 3, 27), 12)


def test_working_days_pass_over_christmas_week_53_and_new_year() -> None:
    ruled = moment_of_law(_M.FINAL_RULING, date(2026, 12, 18))

    step = steps_by_code(world((case(), stay(), ruled), at(date(2026, 12, 21), 9)))["na-uitspraak"]

    # 21-24 Dec (4), not the 25th; 28-31 Dec of week 53 (8), not 1 January; 4 and 5 January (10)
    assert step.due == day_start(date(2027, 1, 6))


def test_working_days_before_pass_over_easter() -> None:
    planned = {LEAVING: at(date(2027, 3, 31), 14)}

    found = steps_by_code(world((case(), _departure(), _FORCED), at(date(2027, 3, 22), 9), planned=planned))

    # two wd before Wednesday 31 March: Tuesday 30, and Friday 26 for Monday is a holiday
    assert found["fit-to-fly"].due == day_start(date(2027, 3, 27))
