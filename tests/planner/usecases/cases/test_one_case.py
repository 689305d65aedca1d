"""Books narrowed to a case: the same answers about it as the whole books give, and writing goes into those."""

from planner.domain.activities import Activity
from planner.domain.cases import Case, Membership, Stay
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import CaseId
from planner.domain.places import Place
from planner.domain.time import Minute
from planner.usecases.cases.case_view import case_view
from planner.usecases.cases.one_case import OneCaseStore, household_of, narrowed
from planner.usecases.cases.record_outcome import Happened, record_outcome
from planner.usecases.gate.readiness import gates_of, read_gates
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine
from tests.planner.usecases.casework import CASE, DOSSIER, GUIDED, tell
from tests.planner.usecases.world import CASES, NOW, Desk, conversation_key, household, open_desk, weeks, world_facts


def _ready(desk: Desk) -> None:
    desk.deliver((*world_facts(), *household("Z1", "Z3")))
    tell(desk, *GUIDED, DOSSIER)
    desk.solve()
    desk.publish("a")
    desk.wait(5 * 1440)
    start = Minute(weeks(0, 1).start + 540)
    happened = Happened(
        activity=conversation_key("Z1"), code=OutcomeCode.NO_SHOW, started=start, ended=Minute(start + 60), actor="r1"
    )
    record_outcome(desk.store, desk.clock, happened)


def test_a_case_looks_the_same_in_narrowed_books(database_url: str) -> None:
    with open_desk(database_url) as desk:
        _ready(desk)
        now = desk.clock.now()
        with desk.store.reading() as books:
            for code in CASES:
                small = narrowed(books, code)
                worlds = [read_step_world(one, moment=now, until=weeks(0, 4).end or now) for one in (books, small)]
                steps = [StepEngine(world).steps(world.index.cases[code]) for world in worlds]

                assert case_view(small, code, now) == case_view(books, code, now)
                assert steps[1] == steps[0]
                assert gates_of(small, code, now=now) == tuple(
                    gate for gate in read_gates(books, now=now).gates if code in gate.cases
                )


def test_nothing_of_others_is_read(database_url: str) -> None:
    with open_desk(database_url) as desk:
        _ready(desk)
        with desk.store.reading() as books:
            facts = narrowed(books, CASE).facts

            found = {fact.case for fact in facts.in_force(Stay)} | {case.id for case in facts.in_force(Case)}
            activities = {case for activity in facts.in_force(Activity) for case in activity.cases}
            members = {fact.case for fact in facts.in_force(Membership)}
            places = facts.in_force(Place)
            every_place = books.facts.in_force(Place)

    assert (found, activities, members) == ({"Z1", "Z3"}, {"Z1", "Z3"}, {"Z1", "Z3"})
    assert places == every_place


def test_the_household_is_everybody_who_ever_shared_it(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver((*world_facts(), *household("Z1", "Z3")))
        with desk.store.reading() as books:
            found = [household_of(books, CaseId(code)) for code in ("Z1", "Z2", "Z3")]

    assert found == [("Z1", "Z3"), ("Z2",), ("Z3", "Z1")]


def test_what_is_recorded_through_a_narrowed_store_is_in_the_books(database_url: str) -> None:
    with open_desk(database_url) as desk:
        _ready(desk)
        start = Minute(weeks(0, 1).start + 540)
        happened = Happened(
            activity=conversation_key("Z3"),
            code=OutcomeCode.HELD,
            started=start,
            ended=Minute(start + 60),
            actor="r1",
        )

        record_outcome(OneCaseStore(desk.store, CASE), desk.clock, happened)

        with desk.store.reading() as books:
            found = books.outcomes.history(conversation_key("Z3"))
    assert [(one.code, one.recorded_at > NOW) for one in found] == [(OutcomeCode.HELD, True)]
