"""What is said, whole and word for word, when an activity has no moment of its own. R1 works from 9 to 17."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from planner.domain.activities import Activity, PresentationDetail
from planner.domain.cases import BlockingFact, BlockReason, Condition, ConditionFact, Specialism, Track, TrackFact
from planner.domain.flights import Flight
from planner.domain.ids import MissionId, RuleId
from planner.domain.missions import Accompanist
from planner.domain.plan import Reason, Unplanned, UnplannedCode
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.blocking import Blocking, blocking, why_not
from solver.known import Known
from solver.modes import modes_of
from solver.rulebook import RULEBOOK
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, move, presentation

NO_OPTION, FACT = UnplannedCode.NO_OPTION, UnplannedCode.FACT
MONDAY = Interval(w.clock(0), w.clock(24))
LAST_MONDAY = date(2026, 11, 16)
FORCED = TrackFact(case=w.A, track=Track.FORCED, valid=w.EVER)
UNFIT = "verwijderbaar (A), beschikbaar (A), maatregel (A) en reisdocument (A)"


def _away(start: int, end: int) -> Absence:
    r1 = ResourceRef(ResourceKind.REGIEVOERDER, w.R1)
    return Absence(resource=r1, interval=Interval(w.clock(start), w.clock(end)))


@dataclass(frozen=True)
class Asked:
    """A world of which the first activity does not fit."""

    activity: Activity
    resources: dict[str, object] | None = None
    cases: dict[str, object] | None = None

    def world(self) -> w.World:
        """Return the world."""
        world = w.World(activities=[self.activity])
        return world.with_resources(**self.resources or {}).with_cases(**self.cases or {})


@pytest.mark.parametrize(
    ("asked", "code", "reasons"),
    [
        pytest.param(
            Asked(conversation(), cases={"ownerships": ()}),
            NO_OPTION,
            [("P07", "A heeft in het tijdvenster geen regievoerder of verblijfplaats")],
            id="a conversation that nobody holds",
        ),
        pytest.param(
            Asked(replace(small.meeting(w.R1, w.clock(10)), performer=None)),
            NO_OPTION,
            [("P07", "overleg-R1-1 heeft in het tijdvenster geen regievoerder of verblijfplaats")],
            id="a meeting of nobody",
        ),
        pytest.param(
            Asked(departure(window=Interval(w.clock(13), w.clock(14))), resources={"flights": ()}),
            NO_OPTION,
            [("P19", "geen vlucht naar XX binnen het tijdvenster ma 23 nov 13:00-14:00")],
            id="no flight",
        ),
        pytest.param(
            Asked(presentation(), resources={"sessions": ()}),
            NO_OPTION,
            [("P16a", "ambassade X heeft geen zitting in ma 23 nov 00:00 - ma 21 dec 00:00")],
            id="no session",
        ),
        pytest.param(
            Asked(presentation(), cases={"ownerships": ()}),
            NO_OPTION,
            [("P07", "A heeft in het tijdvenster geen regievoerder of verblijfplaats")],
            id="a presentation that nobody accompanies",
        ),
        pytest.param(
            Asked(presentation(detail=PresentationDetail(mission=MissionId("ZZ")))),
            NO_OPTION,
            [("P06", "geen enkel moment in ma 23 nov 00:00 - ma 21 dec 00:00 om te beginnen")],
            id="a mission that is not known",
        ),
        pytest.param(
            Asked(move()),
            NO_OPTION,
            [("P06", "geen enkel moment in ma 23 nov 00:00 - ma 30 nov 00:00 om te beginnen")],
            id="a move: those are searched as routes",
        ),
        pytest.param(
            Asked(conversation(window=Interval(w.clock(9, 0, LAST_MONDAY), w.clock(12, 0, LAST_MONDAY)))),
            NO_OPTION,
            [("P06", "het tijdvenster is ma 16 nov 09:00-12:00, op een Nederlandse werkdag")],
            id="a window before the scope",
        ),
        pytest.param(
            Asked(conversation(window=Interval(w.clock(13), w.clock(13, 30)))),
            NO_OPTION,
            [("P06", "het tijdvenster is ma 23 nov 13:00-13:30, op een Nederlandse werkdag")],
            id="a window that is too short",
        ),
        pytest.param(
            Asked(
                conversation(window=Interval(w.clock(11), w.clock(16))),
                resources={"absences": (_away(9, 17),)},
            ),
            NO_OPTION,
            [
                (
                    "P03",
                    "R1 werkt ma 23 nov 11:00 niet (rooster, feestdag of afwezigheid); anders kon het ma 23 nov 11:00",
                )
            ],
            id="away the whole window: the first moment is said",
        ),
        pytest.param(
            Asked(
                conversation(window=Interval(w.clock(13), w.clock(16)), specialism=Specialism.MINORS),
                resources={"absences": (_away(12, 17),)},
            ),
            NO_OPTION,
            [
                ("P03", "R1 werkt ma 23 nov 13:00 niet (rooster, feestdag of afwezigheid)"),
                ("P04", "R1 heeft het specialisme amv niet"),
            ],
            id="away, and not able either",
        ),
        pytest.param(
            Asked(departure(), cases={"tracks": (FORCED,)}),
            FACT,
            [("P20", f"ma 23 nov 12:00 ontbreekt: {UNFIT}; anders kon het ma 23 nov 12:00")],
            id="a fact",
        ),
        pytest.param(
            Asked(departure(window=Interval(w.clock(13), w.clock(14)))),
            NO_OPTION,
            [
                ("P06", "het tijdvenster is ma 23 nov 13:00-14:00"),
                ("P21", "A: het spoor gedwongen geldt ma 23 nov 12:00 niet (of een zelfstandig spoor staat nog open)"),
                ("P20", f"ma 23 nov 12:00 ontbreekt: {UNFIT}"),
            ],
            id="the only flight leaves too early, and facts lack",
        ),
    ],
)
def test_why_not_says_it_all(asked: Asked, code: UnplannedCode, reasons: Sequence[tuple[str, str]]) -> None:
    said = why_not(Known(asked.world().problem()), asked.activity)

    expected = tuple(Reason(rule=RuleId(rule), because=because) for rule, because in reasons)
    assert said == Unplanned(activity=asked.activity.key, code=code, reasons=expected)


@pytest.mark.parametrize(
    ("window", "minutes"),
    [
        pytest.param(Interval(w.clock(9), w.clock(10)), 60, id="the whole window"),
        pytest.param(Interval(w.clock(13, 10), w.clock(14, 10)), 60, id="off the grid, as its window leaves no other"),
        pytest.param(Interval(w.clock(16), w.clock(17)), 60, id="the last hour of the day"),
        pytest.param(Interval(w.clock(13, 5), w.clock(14, 15)), 60, id="one start on the grid"),
    ],
)
def test_what_fits_is_taken_by_others(window: Interval, minutes: int) -> None:
    activity = conversation(window=window, duration=minutes)

    said = why_not(Known(w.World(activities=[activity]).problem()), activity)

    taken = Reason(rule=RuleId("P01"), because="wat past, is door anderen bezet")
    assert said == Unplanned(activity=activity.key, code=UnplannedCode.CAPACITY, reasons=(taken,))


def _blocking(world: w.World, span: Interval) -> Blocking | None:
    known, activity = Known(world.problem()), world.activities[0]
    return blocking(known, activity, modes_of(known, activity), span, RULEBOOK)


@pytest.mark.parametrize(
    ("span", "fits"),
    [
        pytest.param(Interval(w.clock(9), w.clock(10)), True, id="just long enough"),
        pytest.param(Interval(w.clock(9), Minute(w.clock(10) - 1)), False, id="a minute short"),
        pytest.param(Interval(w.clock(9)), True, id="without an end"),
        pytest.param(Interval(Minute(w.clock(15, 1))), True, id="without an end, up to the window's"),
        pytest.param(Interval(Minute(w.clock(15, 46))), False, id="without an end, past the last start"),
    ],
)
def test_only_starts_in_the_span_count(span: Interval, *, fits: bool) -> None:
    """The conversation of an hour may be until 16:45 on the Monday."""
    world = w.World(activities=[conversation(window=Interval(w.clock(9), w.clock(16, 45)))])

    assert (_blocking(world, span) is None) == fits


def test_a_span_without_a_start_says_its_period() -> None:
    """A span of half an hour, and one without an end that begins after the last start."""
    world = w.World(activities=[conversation(window=Interval(w.clock(9), w.clock(16)))])

    said = [_blocking(world, span) for span in (Interval(w.clock(9), w.clock(9, 30)), Interval(w.clock(15, 30)))]

    assert [one and one.reasons[0].because for one in said] == [
        "geen enkel moment in ma 23 nov 09:00-09:30 om te beginnen",
        "geen enkel moment in ma 23 nov 15:30-16:00 om te beginnen",
    ]
    assert [one and (one.alone, one.together) for one in said] == [(False, False), (False, False)]


HALF_PAST_TWO, TWO = Minute(w.clock(14, 30)), w.clock(14)
CLOSED = replace(w.flight(w.F3, w.clock(15)), booking_closes=w.clock(8, 0, LAST_MONDAY))
EARLY = (w.flight(w.F1, w.clock(12)), w.flight(w.F2, w.clock(13)))


def _leaving(*flights: Flight, **facts: object) -> w.World:
    """Return a world in which A may leave by force, but for some facts."""
    known: dict[str, object] = {
        "tracks": (FORCED,),
        "conditions": tuple(ConditionFact(case=w.A, condition=c, valid=w.EVER) for c in Condition),
        "clearances": w.gate_open(w.A),
    }
    due = departure(window=MONDAY, notice_given=w.clock(9, 0, LAST_MONDAY), risk_form_sent=LAST_MONDAY)
    world = w.World(activities=[due]).with_resources(flights=flights)
    return world.with_cases(**{**known, **facts})


def test_the_rule_that_most_starts_fail_on_alone_comes_first() -> None:
    """Two flights leave before the track holds; a third may be booked no longer. The first moment of each is said."""
    late_track = (replace(FORCED, valid=Interval(TWO)),)

    two = _blocking(_leaving(*EARLY, CLOSED, tracks=late_track), w.HORIZON)
    one = _blocking(_leaving(EARLY[1], CLOSED, tracks=late_track), w.HORIZON)

    track = "A: het spoor gedwongen geldt ma 23 nov {} niet (of een zelfstandig spoor staat nog open)"
    assert two is not None
    assert one is not None
    assert (two.alone, two.together) == (True, False)
    assert [reason.rule for reason in two.reasons] == ["P21", "P51"]
    assert two.reasons[0].because == f"{track.format('12:00')}; anders kon het ma 23 nov 12:00"
    assert one.reasons[0].because == f"{track.format('13:00')}; anders kon het ma 23 nov 13:00"
    assert two.code is NO_OPTION


def test_rules_that_leave_a_moment_only_without_all_of_them_are_named_together() -> None:
    """Before two o'clock neither track nor conditions hold; at three booking is over, and a new application blocks."""
    blocked = BlockingFact(case=w.A, reason=BlockReason.NEW_APPLICATION, valid=Interval(HALF_PAST_TWO))
    world = _leaving(
        *EARLY,
        CLOSED,
        tracks=(replace(FORCED, valid=Interval(TWO)),),
        conditions=tuple(ConditionFact(case=w.A, condition=c, valid=Interval(TWO)) for c in Condition),
        blocks=(blocked,),
    )

    said = _blocking(world, w.HORIZON)

    assert said is not None
    assert (said.code, said.alone, said.together) == (FACT, False, True)
    assert [reason.rule for reason in said.reasons] == ["P21", "P20"]
    assert said.reasons[1].because == f"ma 23 nov 12:00 ontbreekt: {UNFIT}"


def test_a_mission_may_ask_for_an_officer_who_is_not_there() -> None:
    """R1 and R2 are no LP officers."""
    activity = presentation()
    world = w.World(activities=[activity])
    ask = "deze vertegenwoordiging ontvangt met een LP-medewerker, en er is er geen"
    missions = tuple(replace(m, accompanied_by=Accompanist.LP_OFFICER) for m in world.resources.missions)

    unplanned = why_not(Known(world.with_resources(missions=missions).problem()), activity)

    assert unplanned.reasons == (Reason(rule=RuleId("P07"), because=ask),)
