"""``gate``, ``exception`` and ``settings`` as an officer meets them, on books with one planned departure."""

from pathlib import Path

import pytest

from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.planner.usecases.world import Desk, conversation_key, departure_key, world_facts

NOW = ("--as-of", "2026-11-19T16:00")
TALK, LEAVING = conversation_key("Z1"), departure_key("Z1")


@pytest.fixture
def planned(run: Run, sqlite_url: str) -> Run:
    """Give a way to run commands on books with a plan."""
    store = open_store(sqlite_url)
    desk = Desk(store)
    desk.deliver(world_facts())
    desk.solve()
    store.close()
    return run


def test_the_gate_lists_departures_and_tells_one_in_full(planned: Run) -> None:
    every, one = planned("gate", *NOW), planned("gate", LEAVING, *NOW)
    unknown = planned("gate", "Z9/vertrek/1", *NOW)

    assert (every.code, every.out.splitlines()[0]) == (0, "2 vertrekken in plan 1: 0 gereed, 0 tegengehouden.")
    assert (one.code, one.out.splitlines()[0]) == (0, "Z1/vertrek/1, zo 29 nov 20:00, AT851")
    assert (unknown.code, "is geen gepland vertrek" in unknown.err) == (3, True)


def test_the_gate_as_data(planned: Run) -> None:
    found = planned("gate", "--week", "2026-W48", "--json", *NOW).data()

    assert isinstance(found["vertrekken"], list)
    (departure,) = found["vertrekken"]
    states = {item["wat"]: (item["staat"], item["wie"]) for item in departure["punten"]}
    assert departure["vertrek"] == LEAVING
    assert states["fit-to-fly"] == ("open", "medische-dienst")
    assert states["doorreis"] == ("niet-nodig", "regievoerder")


def test_without_a_plan_there_is_no_gate(run: Run, office: Path) -> None:
    run("import", office)

    assert run("gate").code == 3


def test_an_exception_is_made_listed_and_taken_back(planned: Run) -> None:
    options = ("--until", "2099-01-01", "--actor", "L-0007", "--reason", "spreekt Engels")

    refused = planned("exception", "R11", LEAVING, *options)
    nobody = planned("exception", "R04", TALK, "--until", "2099-01-01", "--reason", "x")
    endless = planned("exception", "R04", TALK, "--actor", "L-0007", "--reason", "x")
    past = planned("exception", "R04", TALK, "--actor", "L-0007", "--reason", "x", "--until", "2020-01-01")
    made = planned("exception", "r04", TALK, *options)
    listed = planned("exception", "--json").data()
    gone = planned("exception", "R04", TALK, "--withdraw", "--actor", "L-0007")

    assert [step.code for step in (refused, nobody, endless, past, made, gone)] == [2, 2, 2, 2, 0, 0]
    assert "01-01-2020 is al voorbij" in past.err
    assert gone.out.splitlines()[-1] == (
        "De volgende berekening rekent weer met de regel; de uitzondering blijft in het logboek staan."
    )
    assert "kan niemand een uitzondering maken" in refused.err
    assert isinstance(listed["uitzonderingen"], list)
    assert [(o["regel"], o["activiteit"], o["door"]) for o in listed["uitzonderingen"]] == [("R04", TALK, "L-0007")]
    assert planned("exception").out.startswith("0 uitzonderingen")


def test_a_setting_is_listed_previewed_entered_and_remembered(planned: Run) -> None:
    who = ("--actor", "L-0007", "--reason", "proef")
    change = ("settings", "set", "R24", "lead", "6", "h", "--from", "2026-12-01", *who)

    listed = planned("settings", "list", "R24")
    preview = planned(*change, "--preview")
    untouched = planned("settings", "list", "R24", "--json").data()
    entered, again = planned(*change), planned(*change)
    shown = planned("settings", "show", "R24", "lead", "--json").data()

    assert listed.out.splitlines()[0] == "1 waarde, waarvan 1 aangenomen [A]."
    assert (preview.code, preview.out.splitlines()[0]) == (0, "Voorbeschouwing op plan 1; er is niets bewaard.")
    assert isinstance(untouched["instellingen"], list)
    assert [setting["waarde"] for setting in untouched["instellingen"]] == [4]
    assert [step.out.partition(":")[0] for step in (entered, again)] == ["Vastgelegd", "Ongewijzigd"]
    assert isinstance(shown["geschiedenis"], list)
    assert [(past["waarde"], past["door"]) for past in shown["geschiedenis"]] == [(4, "meegeleverd"), (6, "L-0007")]


@pytest.mark.parametrize(
    "wrong",
    [
        ("R24", "lead", "6", "d"),
        ("R24", "lead", "6", "jaar"),
        ("R24", "los", "6", "h"),
        ("R24", "lead", "6", "h", "--regime", "maan"),
        ("R24", "lead", "6", "h", "--mark", "Z"),
    ],
)
def test_a_wrong_value_is_refused(planned: Run, wrong: tuple[str, ...]) -> None:
    found = planned("settings", "set", *wrong, "--from", "2026-12-01", "--actor", "L-0007", "--reason", "proef")

    assert found.code == 2
