"""What becomes due because of what happened."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, DepartureDetail, Term
from planner.domain.civil import at
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.time import Interval, Minute
from planner.usecases.planning.due_activities import due_activities
from tests.planner.usecases.world import (
    SUNDAY_NIGHT,
    conversation_key,
    departure,
    departure_key,
    move_key,
    weeks,
    world_facts,
)

UNTIL = weeks(0, 4).end or Minute(0)
TUESDAY = at(date(2026, 11, 24), 11)


def activities() -> tuple[Activity, ...]:
    return tuple(fact for fact in world_facts() if isinstance(fact, Activity))


def outcome(key: ActivityKey, code: OutcomeCode, ended: Minute = TUESDAY) -> Outcome:
    return Outcome(activity=key, code=code, started=Minute(ended - 30), ended=ended, actor="r1", recorded_at=ended)


def due_after(*outcomes: Outcome, among: tuple[Activity, ...] | None = None) -> dict[ActivityKey, Activity]:
    found = due_activities(among or activities(), {item.activity: item for item in outcomes}, UNTIL)
    return dict(found.open)


def test_a_held_conversation_leaves() -> None:
    before, after = due_after(), due_after(outcome(conversation_key("Z1"), OutcomeCode.HELD))

    assert before.keys() - after.keys() == {conversation_key("Z1")}
    assert after.keys() - before.keys() == set()


def test_a_no_show_makes_the_next_conversation_due_from_that_day() -> None:
    first = {activity.key: activity for activity in activities()}[conversation_key("Z1")]

    after = due_after(outcome(first.key, OutcomeCode.NO_SHOW))

    assert first.key not in after
    assert after[conversation_key("Z1", 2)] == replace(
        first,
        key=conversation_key("Z1", 2),
        occurrence=2,
        window=Interval(TUESDAY, UNTIL),
        terms=(Term(rule=RuleId("R03"), anchor=date(2026, 11, 24)),),
    )


def test_a_second_no_show_makes_the_third_due() -> None:
    later = Minute(TUESDAY + 2880)

    after = due_after(
        outcome(conversation_key("Z1"), OutcomeCode.NO_SHOW),
        outcome(conversation_key("Z1", 2), OutcomeCode.INTERPRETER_ABSENT, later),
    )

    due = [key for key in after if key.startswith("Z1/voortgang")]
    assert due == [conversation_key("Z1", 3)]
    assert after[due[0]].window == Interval(later, UNTIL)


def test_a_delivered_next_activity_wins_from_the_one_made_here() -> None:
    first = {activity.key: activity for activity in activities()}[conversation_key("Z1")]
    own = replace(first, key=conversation_key("Z1", 2), occurrence=2, duration=90)

    after = due_after(outcome(first.key, OutcomeCode.REFUSED), among=(first, own))

    assert after == {own.key: own}


def test_what_failed_after_the_horizon_is_not_due_yet() -> None:
    assert conversation_key("Z1", 2) not in due_after(outcome(conversation_key("Z1"), OutcomeCode.NO_SHOW, UNTIL))


def test_a_failed_departure_comes_back_with_its_ride_and_needs_notice_again() -> None:
    leaving, ride = departure("Z1", SUNDAY_NIGHT)
    detail = replace(leaving.departure, notice_given=Minute(5), risk_form_sent=date(2026, 11, 2))

    after = due_after(outcome(leaving.key, OutcomeCode.FAILED), among=(replace(leaving, detail=detail), ride))

    assert set(after) == {departure_key("Z1", 2), move_key("Z1", 2)}
    assert after[departure_key("Z1", 2)].detail == DepartureDetail(
        track=detail.track, country=detail.country, escorted=True
    )
    assert after[move_key("Z1", 2)].move.serves == departure_key("Z1", 2)


def test_a_departure_that_fails_twice_with_its_rides_leaves_one_of_each() -> None:
    leaving, ride = departure("Z1", SUNDAY_NIGHT)
    later = Minute(TUESDAY + 2880)

    after = due_after(
        outcome(leaving.key, OutcomeCode.FAILED),
        outcome(ride.key, OutcomeCode.REFUSED),
        outcome(departure_key("Z1", 2), OutcomeCode.FAILED, later),
        among=(leaving, ride),
    )

    assert set(after) == {departure_key("Z1", 3), move_key("Z1", 3)}
    assert after[move_key("Z1", 3)].move.serves == departure_key("Z1", 3)


def test_a_ride_that_failed_alone_still_serves_its_departure() -> None:
    leaving, ride = departure("Z1", SUNDAY_NIGHT)

    after = due_after(outcome(ride.key, OutcomeCode.FAILED), among=(leaving, ride))

    assert set(after) == {leaving.key, move_key("Z1", 2)}
    assert after[move_key("Z1", 2)].move.serves == leaving.key


def test_an_activity_without_a_case_gets_a_key_of_its_own() -> None:
    meeting = replace(activities()[0], key=ActivityKey("lto"), cases=())

    after = due_after(outcome(meeting.key, OutcomeCode.FAILED), among=(meeting,))

    assert set(after) == {ActivityKey("lto/2")}
