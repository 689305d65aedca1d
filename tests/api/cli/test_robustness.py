"""``simulate``, ``standby`` and ``backfill``: what the week comes to, who may stand by, what could use what is free."""

from dataclasses import replace

import pytest

from api.cli.summary import show_summary
from planner.domain.bookings import StandbyApproval
from planner.domain.cases import BlockingFact, BlockReason
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.solver import world as w
from tests.solver.test_standby import approval, plan, world

AS_OF = ("--as-of", "2026-11-19T16:00")


@pytest.fixture
def stored(sqlite_url: str) -> str:
    """Give a store with a plan: A on the flight of Monday noon, C not planned."""
    small = world()
    store = open_store(sqlite_url)
    with store.transaction() as books:
        known = books.problems.save(small.problem())
        books.plans.add(plan(small), problem_hash=known, at=Minute(1), actor="test")
    store.close()
    return sqlite_url


@pytest.mark.usefixtures("stored")
def test_simulate_gives_the_same_figures_for_the_same_seed(run: Run) -> None:
    first, second = run("simulate", "--json"), run("simulate", "--json")

    assert first.code == 0
    assert first.data() == second.data()
    assert first.data()["periode"] == {"van": "2026-11-22T23:00:00+00:00", "tot": "2026-11-29T23:00:00+00:00"}
    assert first.data()["vertrekken"] != run("simulate", "--json", "--seed", "2").data()["vertrekken"]


@pytest.mark.usefixtures("stored")
def test_simulate_says_in_words_what_is_to_be_expected(run: Run) -> None:
    done = run("simulate", "--runs", "200")

    assert done.code == 0
    assert "Plan 1, 200 keer doorgespeeld" in done.out
    assert "De aantallen gaan over vertrekken van ma 23 nov 2026 00:00 tot ma 30 nov 2026 00:00." in done.out
    assert "Vertrekken: 1 gepland" in done.out
    assert "Nieuwe aanvraag" in done.out


def test_without_a_plan_there_is_nothing_to_run_through(run: Run, sqlite_url: str) -> None:
    open_store(sqlite_url).close()

    assert run("simulate").code == 4


@pytest.mark.usefixtures("stored")
def test_standby_lists_who_could_take_over(run: Run) -> None:
    found = run("standby", w.F1, *AS_OF, "--json").data()["reserve"]

    assert found == [
        {
            "vertrek": "vertrek-C",
            "kan": True,
            "goedgekeurd_door": "",
            "in_de_weg": [],
            "vervoer_opnieuw_te_plannen": [],
        }
    ]


def test_an_approval_is_recorded_with_who_gave_it_and_shown_from_then_on(run: Run, stored: str) -> None:
    done = run("standby", w.F1, "--approve", "vertrek-C", "--actor", "T-77", *AS_OF)

    store = open_store(stored)
    with store.reading() as books:
        kept = books.facts.in_force(StandbyApproval)
    store.close()
    assert done.code == 0
    assert [(item.activity, item.flight, item.approved_by) for item in kept] == [
        (ActivityKey("vertrek-C"), w.F1, "T-77")
    ]
    assert "T-77" in run("standby", w.F1, *AS_OF).out


def test_an_approval_that_no_longer_holds_is_named_with_who_gave_it(
    sqlite_url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """C was approved, and now waits for an appeal: told by ``standby``, and in the summary after solving."""
    appeal = BlockingFact(case=w.C, reason=BlockReason.APPEAL, valid=w.EVER)
    small = replace(world().with_cases(blocks=(appeal,)), standbys=(approval(),))
    store = open_store(sqlite_url)
    with store.transaction() as books:
        books.facts.record([approval()], source="test", at=Minute(1))
        known = books.problems.save(small.problem())
        books.plans.add(plan(small), problem_hash=known, at=Minute(1), actor="test")
    store.close()

    listed = run("standby", w.F1, *AS_OF).out
    show_summary(small.problem(), plan(small))
    summary = " ".join(capsys.readouterr().out.split())

    assert "goedgekeurd door T-77" in listed
    assert "Goedgekeurde reserve houdt niet: vertrek-C op vlucht F1 (goedgekeurd door T-77). R22" in summary


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--approve", "vertrek-C"), 2),  # nobody says who approves
        (("--approve", "vertrek-A", "--actor", "T-77"), 3),  # is on the flight
        (("--approve", "vertrek-C", "--actor", "T-77", "--as-of", "2026-11-22T12:00"), 1),  # no notice, no risk form
    ],
)
def test_an_approval_that_cannot_be_is_refused_and_not_recorded(
    run: Run, stored: str, options: tuple[str, ...], code: int
) -> None:
    when = () if "--as-of" in options else AS_OF

    done = run("standby", w.F1, *options, *when)

    store = open_store(stored)
    with store.reading() as books:
        kept = books.facts.in_force(StandbyApproval)
    store.close()
    assert (done.code, kept) == (code, ())


@pytest.mark.usefixtures("stored")
def test_backfill_ranks_who_could_take_the_seat_of_who_fell_out(run: Run) -> None:
    done = run("backfill", "--flight", w.F1, "--fallen", "vertrek-A", *AS_OF, "--json").data()

    assert done["mogelijk"] == [
        {
            "activiteit": "vertrek-C",
            "nu": "nu niet gepland",
            "dan": "ma 23 nov 12:00",
            "winst": {"2": 1},
            "in_de_weg": [],
            "vervoer_opnieuw_te_plannen": [],
        }
    ]


@pytest.mark.usefixtures("stored")
def test_backfill_names_the_one_rule_in_the_way_in_words(run: Run) -> None:
    done = run("backfill", "--flight", w.F1, *AS_OF)

    assert done.code == 0
    assert "Eén regel ertussen" in done.out
    assert "R34" in done.out


def test_backfill_names_how_many_more_rules_keep_out_and_says_it_in_good_dutch(run: Run, sqlite_url: str) -> None:
    """C is blocked, and A has the only place: two rules at once."""
    small = world().with_cases(blocks=(BlockingFact(case=w.C, reason=BlockReason.APPEAL, valid=w.EVER),))
    store = open_store(sqlite_url)
    with store.transaction() as books:
        known = books.problems.save(small.problem())
        books.plans.add(plan(small), problem_hash=known, at=Minute(1), actor="test")
    store.close()

    assert run("backfill", "--flight", w.F1, *AS_OF, "--json").data()["valt_af_op_meer_dan_een_regel"] == 1
    assert "Nog 1 activiteit valt af op meer dan een regel." in run("backfill", "--flight", w.F1, *AS_OF).out


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 2),
        (("--flight", "F1", "--session", "S1"), 2),
        (("--vehicle", "V1"), 2),
        (("--vehicle", "V1", "--from", "2026-11-23T09:00", "--until", "2026-11-23T08:00"), 2),
        (("--flight", "F9"), 3),
        (("--room", "nergens", "--from", "2026-11-23T09:00", "--until", "2026-11-23T10:00"), 3),
    ],
)
def test_backfill_asks_for_one_known_thing_and_a_time(run: Run, options: tuple[str, ...], code: int) -> None:
    assert run("backfill", *options).code == code
