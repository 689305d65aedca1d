"""Each broken delivery is refused at the right place, with what to do, and yields nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.cases import Case
from planner.domain.flights import Carrier
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.intake import Limits, read_delivery
from planner.ports.intake import Delivery, Known, Refusal
from tests.planner.intake.broken import CASES, GOOD_CASE, Broken
from tests.planner.intake.broken_books import set_cell, workbook
from tests.planner.intake.broken_cells import CELLS
from tests.planner.intake.broken_rows import ROWS
from tests.planner.intake.broken_text import TEXT
from tests.planner.intake.broken_workbooks import WORKBOOKS

KNOWN: Known = {Case: {"Z-1"}, Place: {"AZC-1"}, Regievoerder: {"RV-1"}, Carrier: {"KL"}}

FILES = (*TEXT, *CELLS, *ROWS, *WORKBOOKS)


def deliver(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files; return the folder, or the file itself where it is no CSV."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    only = folder / next(iter(files))
    return only if only.suffix != ".csv" else folder


def read(path: Path) -> Delivery:
    """Read with a few stored facts to refer to."""
    return read_delivery(path, source="test", known=KNOWN)


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry.name)
def test_broken_file_is_refused_at_its_place_with_a_remedy(entry: Broken, tmp_path: Path) -> None:
    delivery = read(deliver(tmp_path / "levering", entry.files))

    assert delivery.refusals == (entry.refusal,)
    assert delivery.refusal_count == 1
    assert delivery.facts == ()


def test_broken_files_are_at_least_forty_and_differ() -> None:
    assert len({entry.name for entry in FILES}) == len(FILES)
    assert len({(entry.refusal.problem, entry.refusal.column) for entry in FILES}) >= 40


def test_too_many_rows_are_refused_in_the_file_that_passes_the_limit(tmp_path: Path) -> None:
    rows = "".join(GOOD_CASE.replace("Z-9", f"Z-{number}") for number in range(4))
    path = deliver(tmp_path / "levering", {"zaken.csv": CASES + rows})

    refused = read_delivery(path, source="test", known=KNOWN, row_limit=3)
    accepted = read_delivery(path, source="test", known=KNOWN, row_limit=4)

    assert refused.facts == ()
    assert refused.refusals == (
        Refusal(
            file="zaken.csv",
            row=None,
            column=None,
            value=None,
            problem="de aanlevering heeft meer dan 3 rijen",
            remedy="Lever in delen aan, of verhoog de instelling van het hoogste aantal rijen.",
        ),
    )
    assert len(accepted.facts) == 4


def test_too_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = deliver(tmp_path / "levering", {"zaken.csv": CASES + GOOD_CASE})

    delivery = read_delivery(path, source="test", known=KNOWN, limits=Limits(file_bytes=50))

    assert delivery.refusals == (
        Refusal(
            file="zaken.csv",
            row=None,
            column=None,
            value=None,
            problem="het bestand is 78 bytes groot; toegestaan is 50",
            remedy="Lever minder rijen per keer aan.",
        ),
    )


def test_sheet_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    path = deliver(tmp_path / "levering", {"a.xlsx": workbook(set_cell("ZZ2", "x"))})

    assert [(r.row, r.problem) for r in read(path).refusals] == [(2, "het blad heeft meer dan 200 kolommen")]


def test_missing_path_and_folder_without_tables_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "leeg"
    empty.mkdir()

    assert [r.problem for r in read(tmp_path / "weg").refusals] == ["het bestand of de map bestaat niet"]
    assert [r.problem for r in read(empty).refusals] == ["er is geen enkele tabel gevonden"]


def test_every_fault_of_a_delivery_is_reported_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "zaken.csv": CASES + "Z-9;toerist;MAR;ar;31-02-2026\n" + GOOD_CASE,
        "verblijven.csv": "zaaknummer;locatie;van;tot\nZ-77;AZC-1;24-11-2026;23-11-2026\n",
        "zittingen.csv": b"",
    }

    delivery = read(deliver(tmp_path / "levering", files))

    assert sorted((r.file, r.row, r.column) for r in delivery.refusals if r.row) == [
        ("verblijven.csv", 2, "tot"),
        ("verblijven.csv", 2, "zaaknummer"),
        ("zaken.csv", 2, "doelgroep"),
        ("zaken.csv", 2, "land"),
        ("zaken.csv", 2, "overgedragen_op"),
        ("zaken.csv", 3, "zaaknummer"),
    ]
    assert [r.file for r in delivery.refusals if not r.row] == ["zittingen.csv"]
    assert delivery.facts == ()


def test_refusals_are_capped_but_counted(tmp_path: Path) -> None:
    rows = "".join(f"Z-{number};toerist;MA;ar;02-11-2026\n" for number in range(1_500))

    delivery = read(deliver(tmp_path / "levering", {"zaken.csv": CASES + rows}))

    assert len(delivery.refusals) == 1_000
    assert delivery.refusal_count == 1_500


def test_a_refused_row_still_counts_as_known_for_references(tmp_path: Path) -> None:
    files = {
        "zaken.csv": CASES + "Z-9;toerist;MA;ar;02-11-2026\n",
        "verblijven.csv": "zaaknummer;locatie;van;tot\nZ-9;AZC-1;24-11-2026;\n",
    }

    assert [r.column for r in read(deliver(tmp_path / "levering", files)).refusals] == ["doelgroep"]


def test_shift_of_a_vehicle_that_is_not_delivered_is_refused_although_it_is_stored(tmp_path: Path) -> None:
    files = {
        "voertuigen.csv": "voertuig;depot;zitplaatsen;compartimenten\nDVO-1;AZC-1;6;3\n",
        "diensten.csv": "voertuig;van;tot\nDVO-2;23-11-2026 06:00;23-11-2026 15:00\n",
    }
    path = deliver(tmp_path / "levering", files)

    from_store = {**KNOWN, Case: {"DVO-2"}}
    delivery = read_delivery(path, source="test", known=from_store)

    assert [replace(r, remedy="") for r in delivery.refusals] == [
        Refusal(file="diensten.csv", row=2, column="voertuig", value="DVO-2", problem="DVO-2 is niet bekend", remedy="")
    ]
