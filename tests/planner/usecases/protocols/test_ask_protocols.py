"""What protocols add to a cut: merged with what was delivered, or shown as doubtful, never both planned unseen."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, ActivityKind, Term
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek, at, day_start
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RuleId
from planner.domain.issues import IssueCode
from planner.domain.time import Interval
from planner.ports.intake import Preview
from planner.usecases.cases.record_outcome import Happened, record_outcome
from planner.usecases.delivering.doubtful_delivery import doubtful_in
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.protocols.ask_protocols import ask_protocols, asked_activity, still_asked
from tests.planner.usecases.fakes import EvenTravel
from tests.planner.usecases.protocol_world import CASE, case, stay, talked, world
from tests.planner.usecases.world import NOW, WEEK, Desk, conversation_key, open_desk, world_facts

MOMENT = at(date(2026, 11, 19), 16)
SCOPE, HORIZON = IsoWeek(2026, 48).interval(), IsoWeek(2026, 48).interval(4)
OLD = case(handed_over=date(2026, 10, 1))
DUE = (OLD, stay(), talked(date(2026, 10, 28)))
"""A conversation is due on Friday 27 November."""


def _delivered(key: str = "Z-1/voortgang/4", *, occurrence: int = 4, week: int = 48) -> Activity:
    return Activity(
        key=ActivityKey(key),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=75,
        window=IsoWeek(2026, week).interval(),
        cases=(CASE,),
        place=PlaceId("azc"),
        terms=(Term(rule=RuleId("R03"), anchor=date(2026, 10, 30)),),
        occurrence=occurrence,
    )


def test_what_is_due_this_week_is_added() -> None:
    asked = ask_protocols(world(DUE, MOMENT), scope=SCOPE, horizon=HORIZON)

    assert [(a.key, a.protocol) for a in asked.added] == [("Z-1/voortgang/1", "basis@1")]
    assert (asked.merged, asked.doubtful) == ((), ())


def test_what_opens_after_the_week_is_not_added() -> None:
    facts = (OLD, stay(), talked(date(2026, 11, 7)))  # due on 7 December, opens on the 30th: the Monday after

    asked = ask_protocols(world(facts, MOMENT), scope=SCOPE, horizon=HORIZON)

    assert asked.added == ()


def test_a_delivered_activity_with_the_same_key_is_the_same_and_says_what_it_says() -> None:
    delivered = _delivered()

    asked = ask_protocols(world((*DUE, delivered), MOMENT), scope=SCOPE, horizon=HORIZON)

    assert asked.added == ()
    assert asked.merged == (replace(delivered, protocol="basis@1", regime=OLD.regime),)


def test_a_delivered_activity_under_another_key_is_shown_and_the_protocols_own_is_not_planned() -> None:
    asked = ask_protocols(world((*DUE, _delivered("BRON-7")), MOMENT), scope=SCOPE, horizon=HORIZON)

    assert (asked.added, asked.merged) == ((), ())
    assert [(issue.code, issue.subject, issue.what) for issue in asked.doubtful] == [
        (
            IssueCode.LOOKALIKE,
            "BRON-7",
            "lijkt op Z-1/voortgang/1 uit protocol basis@1: zelfde zaak, stap en periode",
        )
    ]


def _settled(number: int, *, talked_on: date) -> Contact:
    return Contact(
        case=CaseId(f"Z{number}"),
        at=at(talked_on, 10),
        party=Party.PERSON,
        channel=Channel.MEETING,
        actor="r1",
    )


def _desk_facts() -> tuple[Fact, ...]:
    """Return the small world in which the conversation of Z3 is left to the protocols; due on Friday 27 November."""
    facts = tuple(f for f in world_facts() if not (isinstance(f, Activity) and f.key == conversation_key("Z3")))
    return (*facts, _settled(3, talked_on=date(2026, 10, 28)))


def _cut(desk: Desk) -> dict[ActivityKey, str]:
    with desk.store.reading() as books:
        cut = cut_problem(books, EvenTravel(), CutRequest(first=WEEK, as_of=desk.clock.now()))
    return {activity.key: activity.protocol for activity in cut.problem.activities}


def test_a_cut_holds_what_protocols_ask_and_names_the_protocol_of_what_was_delivered(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(_desk_facts())

        found = _cut(desk)

    assert found[conversation_key("Z3")] == "basis@1"
    assert found[conversation_key("Z1")] == "basis@1"


def test_a_conversation_asked_by_a_protocol_is_published_held_and_followed_by_the_next(database_url: str) -> None:
    key = conversation_key("Z3")
    with open_desk(database_url) as desk:
        desk.deliver(_desk_facts())
        desk.solve()
        desk.publish("a")
        desk.wait(8 * 1440)
        held = Happened(
            activity=key,
            code=OutcomeCode.HELD,
            started=at(date(2026, 11, 25), 9),
            ended=at(date(2026, 11, 25), 10),
            actor="r1",
        )
        record_outcome(desk.store, desk.clock, held)
        with desk.store.reading() as books:
            again = asked_activity(books, conversation_key("Z3", 2), desk.clock.now())
            gone = asked_activity(books, key, desk.clock.now())

    assert gone is None
    assert again is not None
    assert [term.anchor for term in again.terms] == [date(2026, 11, 25)]


def test_a_published_conversation_that_waits_for_its_outcome_stays_published(database_url: str) -> None:
    key = conversation_key("Z3")
    with open_desk(database_url) as desk:
        desk.deliver(_desk_facts())
        desk.solve()
        first = desk.publish("a")
        desk.wait(7 * 1440)
        desk.solve(WEEK.plus(1))
        second = desk.publish("b")
        with desk.store.reading() as books:
            asked = still_asked(books, [key], moment=desk.clock.now())

    assert key in {item.activity for item in first.release.appointments}
    assert key in {item.activity for item in second.release.appointments}
    assert asked == {key}


def test_a_delivery_that_looks_like_what_was_asked_and_published_is_shown_beforehand(database_url: str) -> None:
    case_facts = [f for f in world_facts() if isinstance(f, Case) and f.id == "Z3"]
    foreign = Activity(
        key=ActivityKey("BRON-9"),
        kind=ActivityKind.CONVERSATION,
        step="voortgang",
        duration=60,
        window=Interval(day_start(WEEK.monday), day_start(WEEK.plus(1).monday)),
        cases=(case_facts[0].id,),
    )
    with open_desk(database_url) as desk:
        desk.deliver(_desk_facts())
        desk.solve()
        desk.publish("a")

        found = doubtful_in(desk.store, Preview(new=(foreign,)))

    assert [(issue.code, issue.subject) for issue in found] == [(IssueCode.LOOKALIKE, conversation_key("Z3"))]
    assert foreign.window.start > NOW
