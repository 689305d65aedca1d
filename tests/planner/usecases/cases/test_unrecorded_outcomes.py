"""The work list of outcomes, and files of outcomes with rows that are refused one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.activities import ActivityKind
from planner.domain.bookings import CancelReason
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.ids import ActivityKey
from planner.domain.sheet_facts import Partner
from planner.domain.time import Minute
from planner.intake.outcomes import read_outcomes
from planner.usecases.cases.record_outcome import Happened, OutcomeRefusedError, record_outcome, record_outcomes
from planner.usecases.cases.unrecorded_outcomes import Unrecorded, unrecorded_outcomes
from tests.planner.usecases.edits import happen
from tests.planner.usecases.world import NOW, Desk, conversation_key, departure_key, move_key, open_desk, world_facts

DAY = 1440


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with a published week."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        opened.solve()
        opened.publish("one")
        yield opened


def waiting(desk: Desk) -> dict[ActivityKey, Unrecorded]:
    with desk.store.reading() as books:
        return {item.activity: item for item in unrecorded_outcomes(books, now=desk.clock.now())}


def test_nothing_waits_before_anything_has_ended(desk: Desk) -> None:
    assert waiting(desk) == {}


def test_what_has_ended_waits_with_whose_it_is_and_what_fits(desk: Desk) -> None:
    desk.wait(12 * DAY)

    found = waiting(desk)

    talks = {conversation_key(f"Z{number}") for number in range(1, 7)}
    assert set(found) == talks | {departure_key("Z1"), move_key("Z1")}
    talk, leaving, ride = (found[key] for key in (conversation_key("Z1"), departure_key("Z1"), move_key("Z1")))
    assert (talk.kind, talk.regievoerders, talk.partners) == (ActivityKind.CONVERSATION, ("r1",), ())
    assert (leaving.partners, leaving.codes) == ((Partner.KMAR,), (OutcomeCode.REALISED, OutcomeCode.FAILED))
    assert ride.partners == (Partner.DJI,)


def test_the_longest_ended_is_first_and_an_outcome_ends_the_wait(desk: Desk) -> None:
    desk.wait(12 * DAY)
    with desk.store.reading() as books:
        before = unrecorded_outcomes(books, now=desk.clock.now())
    first = before[0]

    happen(desk, first.activity, first.codes[0], first.start, first.end)

    with desk.store.reading() as books:
        after = unrecorded_outcomes(books, now=desk.clock.now())
    assert [item.end for item in before] == sorted(item.end for item in before)
    assert after == before[1:]


def report(key: ActivityKey, code: OutcomeCode, **more: object) -> Happened:
    start = Minute(NOW + 5 * DAY)
    return Happened(
        activity=key,
        code=code,
        started=start,
        ended=Minute(start + 60),
        actor="r1",
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (report(conversation_key("Z1"), OutcomeCode.REALISED), "bij gesprek past niet de uitkomst gerealiseerd"),
        (report(departure_key("Z1"), OutcomeCode.FAILED), "waardoor het vertrek mislukte"),
        (
            report(conversation_key("Z1"), OutcomeCode.HELD, cause=CancelReason.MEDICAL),
            "een oorzaak hoort bij een mislukt vertrek",
        ),
    ],
)
def test_a_result_that_does_not_fit_is_refused(desk: Desk, wrong: Happened, words: str) -> None:
    desk.wait(12 * DAY)

    with pytest.raises(OutcomeRefusedError, match=words):
        record_outcome(desk.store, desk.clock, wrong)

    with desk.store.reading() as books:
        assert books.outcomes.history(wrong.activity) == ()


def test_the_cause_of_a_failure_is_kept(desk: Desk) -> None:
    desk.wait(12 * DAY)

    outcome = record_outcome(
        desk.store, desk.clock, report(departure_key("Z1"), OutcomeCode.FAILED, cause=CancelReason.RESISTANCE)
    )

    with desk.store.reading() as books:
        assert books.outcomes.effective()[departure_key("Z1")] == outcome
    assert outcome.cause is CancelReason.RESISTANCE


def test_of_many_the_good_ones_are_stored_and_the_others_named(desk: Desk) -> None:
    desk.wait(12 * DAY)
    good, unknown, misfit = (
        report(conversation_key("Z1"), OutcomeCode.HELD),
        report(ActivityKey("nergens"), OutcomeCode.HELD),
        report(conversation_key("Z2"), OutcomeCode.RECOGNISED),
    )

    done = record_outcomes(desk.store, desk.clock, (good, unknown, misfit))
    again = record_outcomes(desk.store, desk.clock, (good,))

    assert [(item.outcome is not None, item.new, item.refused.partition("\n")[0]) for item in done] == [
        (True, True, ""),
        (False, False, "activiteit nergens is niet bekend"),
        (False, False, "Z2/voortgang/1: bij gesprek past niet de uitkomst erkend"),
    ]
    assert (again[0].outcome, again[0].new) == (done[0].outcome, False)


def test_a_no_show_and_the_conversation_after_it_may_stand_in_one_file(desk: Desk) -> None:
    desk.wait(12 * DAY)

    done = record_outcomes(
        desk.store,
        desk.clock,
        (
            report(conversation_key("Z1"), OutcomeCode.NO_SHOW),
            report(conversation_key("Z1", 2), OutcomeCode.HELD),
        ),
    )

    assert [item.refused for item in done] == ["", ""]


FILE = """kenmerk;uitkomst;begin;einde;door;oorzaak;correctie
Z1/voortgang/1;gehouden;24-11-2026 09:00;24-11-2026 10:00;RV-1;;
Z2/voortgang/1;misschien;24-11-2026 09:00;24-11-2026 10:00;;;
Z3/voortgang/1;gehouden;24-11-2026 09:00;;;;
Z1/vertrek/1;mislukt;29-11-2026 18:00;29-11-2026 19:00;;verzet;
Z4/voortgang/1;gehouden;24-11-2026 09:00;24-11-2026 10:00;;;
Z4/voortgang/1;niet-verschenen;24-11-2026 09:00;24-11-2026 10:00;;;
Z5/voortgang/1;gehouden;24-11-2026 09:00;24-11-2026 10:00;;;ja
"""


def test_a_file_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "week48.csv"
    path.write_text(FILE, encoding="utf-8")

    found = read_outcomes(path, actor="LG-1")

    assert [(row.row, row.happened.activity, row.happened.actor, row.happened.correction) for row in found.rows] == [
        (2, "Z1/voortgang/1", "RV-1", False),
        (5, "Z1/vertrek/1", "LG-1", False),
        (8, "Z5/voortgang/1", "LG-1", True),
    ]
    assert found.rows[1].happened.cause is CancelReason.RESISTANCE
    assert [(refusal.row, refusal.column) for refusal in found.refusals] == [
        (3, "uitkomst"),
        (4, "einde"),
        (6, "kenmerk"),
        (7, "kenmerk"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("leeg.csv", "", "het bestand is leeg"),
        ("week.csv", "kenmerk;uitkomst\n", "de verplichte kolom ontbreekt"),
        ("week.txt", "x", "dit soort bestand wordt niet gelezen"),
        ("weg.csv", None, "het bestand of de map bestaat niet"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, name: str, content: str | None, problem: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")

    found = read_outcomes(path, actor="LG-1")

    assert (found.rows, found.refusals[0].problem) == ((), problem)


def test_outcomes_of_before_causes_were_coded_can_still_be_read() -> None:
    old = Outcome(
        activity=ActivityKey("Z1/vertrek/1"),
        code=OutcomeCode.FAILED,
        started=NOW,
        ended=NOW,
        actor="r1",
        recorded_at=NOW,
        reason="verzet",
    )

    assert b"cause" not in to_bytes(old)
    assert from_bytes(to_bytes(old), Outcome) == old
