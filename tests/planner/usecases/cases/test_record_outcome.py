"""Recording outcomes: only what can be right, never overwriting."""

from collections.abc import Iterator

import pytest

from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.usecases.cases.record_outcome import Happened, OutcomeRefusedError, record_outcome
from tests.planner.usecases.world import NOW, Desk, conversation_key, open_desk, world_facts

KEY = conversation_key("Z1")


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with the small world, a week later."""
    with open_desk(sqlite_url) as opened:
        opened.deliver(world_facts())
        opened.wait(7 * 1440)
        yield opened


def happened(key: ActivityKey = KEY, code: OutcomeCode = OutcomeCode.HELD, *, correction: bool = False) -> Happened:
    start = Minute(NOW + 5 * 1440)
    return Happened(activity=key, code=code, started=start, ended=Minute(start + 60), actor="r1", correction=correction)


def test_an_outcome_is_added_and_logged(desk: Desk) -> None:
    outcome = record_outcome(desk.store, desk.clock, happened())

    with desk.store.reading() as books:
        assert books.outcomes.history(KEY) == (outcome,)
        assert books.events.newest(1)[0].subject == f"{KEY}: gehouden"
    assert outcome.recorded_at == desk.clock.now()


def test_an_unknown_activity_is_refused(desk: Desk) -> None:
    with pytest.raises(OutcomeRefusedError, match="niet bekend"):
        record_outcome(desk.store, desk.clock, happened(ActivityKey("nergens")))


def test_an_activity_that_became_due_by_a_no_show_is_known(desk: Desk) -> None:
    record_outcome(desk.store, desk.clock, happened(code=OutcomeCode.NO_SHOW))

    outcome = record_outcome(desk.store, desk.clock, happened(conversation_key("Z1", 2)))

    assert outcome.activity == conversation_key("Z1", 2)


@pytest.mark.parametrize(
    ("started", "ended", "words"),
    [(NOW + 60, NOW, "het einde ligt voor het begin"), (NOW, NOW + 8 * 1440, "in de toekomst")],
)
def test_impossible_times_are_refused(desk: Desk, started: int, ended: int, words: str) -> None:
    wrong = Happened(activity=KEY, code=OutcomeCode.HELD, started=Minute(started), ended=Minute(ended), actor="r1")

    with pytest.raises(OutcomeRefusedError, match=words):
        record_outcome(desk.store, desk.clock, wrong)


def test_the_same_outcome_again_is_the_one_recorded_before(desk: Desk) -> None:
    first = record_outcome(desk.store, desk.clock, happened())
    desk.wait(60)

    again = record_outcome(desk.store, desk.clock, happened())

    with desk.store.reading() as books:
        assert books.outcomes.history(KEY) == (first,)
    assert again == first


def test_a_second_outcome_is_refused_unless_it_corrects_the_first(desk: Desk) -> None:
    first = record_outcome(desk.store, desk.clock, happened(code=OutcomeCode.NO_SHOW))

    with pytest.raises(OutcomeRefusedError, match=r"al een uitkomst \(niet-verschenen\)"):
        record_outcome(desk.store, desk.clock, happened())
    second = record_outcome(desk.store, desk.clock, happened(correction=True))

    with desk.store.reading() as books:
        assert books.outcomes.history(KEY) == (first, second)
        assert books.outcomes.effective()[KEY] == second


def test_a_correction_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(OutcomeRefusedError, match="nog geen uitkomst"):
        record_outcome(desk.store, desk.clock, happened(correction=True))
