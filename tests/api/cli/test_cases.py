"""``zaak`` and ``outcomes``: what officers enter about cases from the terminal, and what they see of it."""

from pathlib import Path

import pytest

from api.cli.case_entry import COMMANDS, entry_command
from planner.intake.entry import ENTERED
from planner.ports.intake import EntryMode
from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.planner.usecases.world import Desk, departure_key, world_facts

ACTOR = ("--actor", "RV-0001")


@pytest.fixture
def world(sqlite_url: str) -> str:
    """Give the address of a store with the small world, its week published."""
    store = open_store(sqlite_url)
    desk = Desk(store)
    desk.deliver(world_facts())
    desk.solve()
    desk.publish("one")
    store.close()
    return sqlite_url


def test_every_table_that_is_entered_has_a_command_and_every_mode_is_one() -> None:
    assert {spec.table for spec in COMMANDS.values()} == set(ENTERED)
    assert {spec.mode for spec in COMMANDS.values()} <= {mode.value for mode in EntryMode}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_the_columns_of_its_table_as_options_and_says_so_in_dutch(run: Run, name: str) -> None:
    table = ENTERED[COMMANDS[name].table]

    told = run("zaak", name, "--help").out

    options = {column.header.replace("_", "-") for column in table.columns if column.path not in ("case", "actor")}
    assert [option for option in options if f"--{option}" not in told] == []
    assert ("--sluit-aan" in told) is bool(table.apart)
    assert f"vertrekplanner zaak {name}" in told.partition("Voorbeelden:")[2]
    assert entry_command(name).__name__ == name


def test_a_case_is_taken_through_its_life_by_commands(run: Run, world: str) -> None:
    del world
    codes = [
        run("zaak", "phase", "Z1", "vertrek", *ACTOR).code,
        run("zaak", "phase", "Z1", "overgedragen", "--op", "2020-01-02T09:00", *ACTOR).code,
        run("zaak", "phase", "Z1", "toegewezen", *ACTOR).code,
        run("zaak", "phase", "Z1", "gesloten", *ACTOR).code,
        run("zaak", "phase", "Z1", "gesloten", "--sluiting", "administratief", *ACTOR).code,
        run("zaak", "phase", "Z1", "toegewezen", "--correctie", *ACTOR).code,
        run("zaak", "phase", "Z1", "toegewezen", "--correctie", "--reden", "verkeerde zaak", *ACTOR).code,
        run("zaak", "phase", "Z1", "klaar", *ACTOR).code,
        run("zaak", "phase", "Z1", "dossierstudie", "--sluiting", "zomaar", *ACTOR).code,
    ]

    told = run("zaak", "show", "Z1", *ACTOR).out

    assert "Ontbrekende gegevens" in told
    assert "er is geen dossier ontvangen" in told
    assert codes == [2, 0, 0, 2, 0, 2, 0, 2, 2]
    assert "Fase: toegewezen sinds" in told
    assert "hersteld" in told


def test_what_is_entered_shows_in_the_view_and_as_data(run: Run, world: str) -> None:
    del world
    barrier = ("--soort", "reisdocument", "--eigenaar", "lp-loket", "--actie", "kopie opvragen")
    codes = [
        run("zaak", "barrier", "Z1", *barrier, "--uiterlijk", "04-12-2099", *ACTOR).code,
        run("zaak", "wigk", "Z1", "--fase", "actie", "--van", "2020-01-02", *ACTOR).code,
        run("zaak", "wigk", "Z1", "--fase", "terugval", "--van", "2020-01-09", *ACTOR).code,
        run("zaak", "wigk", "Z1", "--fase", "terugval", "--van", "2020-01-09", "--sluit-aan", *ACTOR).code,
        run("zaak", "document", "Z1", "--status", "aangevraagd", *ACTOR).code,
        run("zaak", "barrier", "Z9", *barrier, "--uiterlijk", "04-12-2099", *ACTOR).code,
        run("zaak", "document", "Z1", "--status", "onzin", *ACTOR).code,
    ]

    told = run("zaak", "show", "Z1", *ACTOR)
    data = run("zaak", "show", "Z1", "--json", *ACTOR).data()

    assert codes == [0, 0, 2, 0, 0, 2, 2]
    assert [word for word in ("kopie opvragen", "Wigk-fase: terugval", "aangevraagd") if word not in told.out] == []
    motivation = data["motivation"]
    assert isinstance(motivation, dict)
    assert motivation["phase"] == "terugval"
    assert run("zaak", "show", "Z9", *ACTOR).code == 3


def test_a_refusal_names_column_and_remedy_and_every_other_one(run: Run, world: str) -> None:
    del world
    done = run("zaak", "barrier", "Z1", "--soort", "onzin", "--eigenaar", "niemand", "--actie", "x", *ACTOR)

    assert (done.code, done.out) == (2, "")
    assert [word for word in ("soort: ", "eigenaar: ", "uiterlijk: ", "Kies uit:") if word not in done.err] == []


def test_entering_again_and_entering_as_data(run: Run, world: str) -> None:
    del world
    moment = ("zaak", "moment", "Z1", "--moment", "besluit", "--op", "16-11-2026", *ACTOR)

    first, again = run(*moment, "--json").data(), run(*moment)

    assert first == {
        "tabel": "rechtsmomenten",
        "vastgelegd": True,
        "rijen": [{"zaaknummer": "Z1", "moment": "besluit", "op": "16-11-2026"}],
    }
    assert again.out == "Er verandert niets: dit stond er al.\n"


def test_the_service_number_is_asked(run: Run, world: str) -> None:
    del world
    assert run("zaak", "show", "Z1").code == 2
    assert run("zaak", "contact", "Z1", "--met", "iom", "--wijze", "telefoon", "--actor", "Jan de Vries").code == 2


def test_what_cases_ask_is_listed_with_the_command_that_does_it(run: Run, world: str) -> None:
    del world
    run("zaak", "dossier", "Z1", "--overgedragen-door", "ind", "--ontvangen-op", "03-08-2026", *ACTOR)
    run("zaak", "request", "Z2", "--aan", "ind", "--vraag", "stand", "--uiterlijk", "04-12-2099", *ACTOR)

    told = run("zaak", "todo", "--at", "2027-01-04T09:00").out
    data = run("zaak", "todo", "--at", "2027-01-04T09:00", "--json").data()
    nobody = run("zaak", "todo", "--regievoerder", "r9").out

    assert "zaak phase Z1 overgedragen" in told
    assert "antwoord van ind over stand" in told
    steps = data["steps"]
    assert isinstance(steps, list)
    assert [step["case"] for step in steps] == ["Z1"]
    assert nobody.startswith("0 zaken kunnen verder, 0 gegevens ontbreken")


def test_what_waits_for_an_outcome_is_listed_and_a_file_records_it(run: Run, world: str, tmp_path: Path) -> None:
    del world
    waiting = run("outcomes", "open", "--at", "2026-12-01T09:00", "--json").data()["wachtend"]
    kmar = run("outcomes", "open", "--at", "2026-12-01T09:00", "--partner", "kmar").out
    file = tmp_path / "uitkomsten.csv"
    file.write_text(
        "kenmerk;uitkomst;begin;einde;oorzaak\n"
        "Z1/voortgang/1;gehouden;02-01-2020 09:00;02-01-2020 10:00;\n"
        "Z2/voortgang/1;erkend;02-01-2020 09:00;02-01-2020 10:00;\n"
        "Z3/voortgang/1;misschien;02-01-2020 09:00;02-01-2020 10:00;\n"
        "Z1/vertrek/1;mislukt;02-01-2020 09:00;02-01-2020 10:00;verzet\n",
        encoding="utf-8",
    )

    done = run("outcomes", "import", file, *ACTOR)
    again = run("outcomes", "import", file, "--json", *ACTOR)

    assert isinstance(waiting, list)
    assert len(waiting) == 8
    assert (departure_key("Z1") in kmar, "1 uitkomst nog niet vastgelegd." in kmar) == (True, True)
    assert (done.code, done.out) == (2, "2 uitkomsten vastgelegd.\n")
    assert "2 rijen zijn geweigerd" in done.err
    refusals = again.data()["weigeringen"]
    assert isinstance(refusals, list)
    assert (again.data()["vastgelegd"], again.data()["al_bekend"]) == (0, 2)
    assert sorted((row["row"], row["column"]) for row in refusals) == [(3, "kenmerk"), (4, "uitkomst")]


def test_a_failed_departure_is_recorded_with_its_cause(run: Run, world: str) -> None:
    del world
    times = ("--start", "2020-01-02T09:00", "--end", "2020-01-02T10:00", *ACTOR)
    key = departure_key("Z1")

    codes = [
        run("outcome", key, "mislukt", *times).code,
        run("outcome", key, "mislukt", "--cause", "zomaar", *times).code,
        run("outcome", key, "mislukt", "--cause", "verzet", *times).code,
    ]

    assert codes == [2, 2, 0]


def test_the_work_list_says_how_much_waits_in_cases(run: Run, world: str) -> None:
    del world
    run("zaak", "dossier", "Z1", "--overgedragen-door", "ind", "--ontvangen-op", "03-08-2020", *ACTOR)

    told = run("tasks", "list").out
    data = run("tasks", "list", "--json").data()

    assert "1 zaak kan naar de volgende fase: vertrekplanner zaak todo." in told
    assert data["zaken_die_verder_kunnen"] == 1


def test_a_delivered_life_that_cannot_be_is_refused_with_its_row(run: Run, world: str, tmp_path: Path) -> None:
    del world
    run("zaak", "phase", "Z1", "overgedragen", "--op", "2020-01-02T09:00", *ACTOR)
    rows = (
        "Z1;toegewezen;03-01-2020 09:00;RV-1",
        "Z2;overgedragen;03-01-2020 09:00;RV-1",
        "Z2;vertrek;04-01-2020;RV-1",
    )
    file = tmp_path / "fasen.csv"
    file.write_text("\n".join(("zaaknummer;fase;op;door", *rows)), encoding="utf-8")

    refused = run("import", file, "--json")
    file.write_text("\n".join(("zaaknummer;fase;op;door", *rows[:2])), encoding="utf-8")

    weigeringen = refused.data()["weigeringen"]
    assert isinstance(weigeringen, list)
    assert (refused.code, [(row["file"], row["row"], row["column"]) for row in weigeringen]) == (
        2,
        [("fasen.csv", 4, "fase")],
    )
    assert weigeringen[0]["remedy"] == "Hierna kan: toegewezen en gesloten."
    assert run("import", file).code == 0
