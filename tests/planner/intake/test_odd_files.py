"""Deliveries that look odd but are right, as Dutch services really send them, are accepted."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.domain.activities import Activity
from planner.domain.cases import Case, Stay
from planner.domain.civil import at
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.time import Interval
from planner.intake import read_delivery
from planner.ports.intake import Known
from tests.planner.intake.broken import CASES, GOOD_CASE, PLACES
from tests.planner.intake.broken_books import workbook
from tests.planner.intake.deliveries import case

KNOWN: Known = {Case: {"Z-1"}, Place: {"AZC-1"}}
WANTED = replace(case("Z-9"), country=case("Z-9").country)
NUMBERED = replace(WANTED, id=CaseId("4711"))
CAFE = Place(id=PlaceId("A"), name="Café «Één»", kind=PlaceKind.AZC, city="Coevorden", lat=52.6601, lon=6.74)
STAY = Stay(case=CaseId("Z-1"), place=PlaceId("AZC-1"), valid=Interval(at(date(2026, 11, 23), 9, 30)))
_PLACE_ROW = "A;Café «Één»;azc;Coevorden;52,6601;6,74\n"


def accept(folder: Path, name: str, content: bytes) -> tuple[Fact, ...]:
    """Return the facts of one file; what is refused shows in the failure."""
    folder.mkdir()
    path = folder / name
    path.write_bytes(content)
    delivery = read_delivery(folder if path.suffix == ".csv" else path, source="test", known=KNOWN)
    assert delivery.refusals == ()
    return delivery.facts


def _stay(start: str, separator: str = ";") -> bytes:
    return (
        separator.join(("zaaknummer", "locatie", "van", "tot")).encode()
        + ("\r\n" + separator.join(("Z-1", "AZC-1", start, "")) + "\r\n").encode()
    )


ODD_CSV: dict[str, tuple[str, bytes, Fact]] = {
    "semicolons and byte order mark": ("zaken.csv", b"\xef\xbb\xbf" + (CASES + GOOD_CASE).encode(), WANTED),
    "commas and windows-1252": (
        "locaties.csv",
        (PLACES.replace(";", ",") + 'A,Café «Één»,azc,Coevorden,"52,6601",6.74\n').encode("cp1252"),
        CAFE,
    ),
    "windows-1252 with semicolons": ("locaties.csv", (PLACES + _PLACE_ROW).encode("cp1252"), CAFE),
    "tabs": ("zaken.csv", (CASES + GOOD_CASE).replace(";", "\t").encode(), WANTED),
    "separator line of excel": ("zaken.csv", ("sep=;\r\n" + CASES + GOOD_CASE).encode(), WANTED),
    "carriage returns of an old mac": ("zaken.csv", (CASES + GOOD_CASE).replace("\n", "\r").encode(), WANTED),
    "windows line ends and no last one": (
        "zaken.csv",
        (CASES + GOOD_CASE).replace("\n", "\r\n").encode().rstrip(),
        WANTED,
    ),
    "header in capitals with spaces and accents": (
        "ZAKEN.CSV",
        (" Zaaknummer ;DOELGROEP;Lánd;taal;Overgedragen op\n" + GOOD_CASE).encode(),
        WANTED,
    ),
    "columns in another order and an unknown one": (
        "zaken.csv",
        b"opmerking;taal;land;doelgroep;overgedragen_op;zaaknummer\nx;AR;ma;Afgewezen;2-11-2026;Z-9\n",
        WANTED,
    ),
    "empty rows and columns at the end": (
        "zaken.csv",
        (CASES.strip() + ";;\n" + GOOD_CASE.strip() + ";;\n;;;;;;\n\n  \n").encode(),
        WANTED,
    ),
    "line break inside quotes": (
        "locaties.csv",
        (PLACES + 'A;"Hal ""B""\r\nachter";azc;Coevorden;52,6601;6,74\r\n').encode(),
        replace(CAFE, name='Hal "B"\nachter'),
    ),
    "iso date": ("zaken.csv", (CASES + GOOD_CASE.replace("02-11-2026", "2026-11-02")).encode(), WANTED),
    "moment without leading zeros": ("verblijven.csv", _stay("23-11-2026 9:30"), STAY),
    "moment with seconds of zero": ("verblijven.csv", _stay("23-11-2026 09:30:00"), STAY),
    "moment in iso with offset": ("verblijven.csv", _stay("2026-11-23T08:30Z"), STAY),
    "day for a moment is midnight": (
        "verblijven.csv",
        _stay("23-11-2026"),
        replace(STAY, valid=Interval(at(date(2026, 11, 23), 0))),
    ),
    "hour that comes twice in autumn, first time": (
        "verblijven.csv",
        _stay("25-10-2026 02:30 +02:00"),
        replace(STAY, valid=Interval(at(date(2026, 10, 25), 2, 30))),
    ),
    "last hour of a day in autumn, second time": (
        "verblijven.csv",
        _stay("25-10-2026 02:30 +01:00"),
        replace(STAY, valid=Interval(at(date(2026, 10, 25), 0) + 210)),  # type: ignore[arg-type] # plain sum
    ),
}


@pytest.mark.parametrize(("name", "content", "fact"), ODD_CSV.values(), ids=ODD_CSV.keys())
def test_odd_csv_is_accepted(name: str, content: bytes, fact: Fact, tmp_path: Path) -> None:
    assert accept(tmp_path / "levering", name, content) == (fact,)


def _mac_epoch(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    _real_date(book)


def _real_date(book: Workbook) -> None:
    cell = book.worksheets[0]["E2"]
    cell.value = datetime(2026, 11, 2)  # noqa: DTZ001 - a sheet knows no zones
    cell.number_format = "dd-mm-yyyy"


def _pure_date(book: Workbook) -> None:
    book.worksheets[0]["E2"].value = date(2026, 11, 2)


def _extra_sheet(book: Workbook) -> None:
    book.create_sheet("Toelichting").append(["Zie de werkinstructie"])
    book.create_sheet("Blad3")


def _far_style(book: Workbook) -> None:
    book.worksheets[0].cell(400, 90).number_format = "0.00"


ODD_WORKBOOKS: dict[str, Callable[[Workbook], None]] = {
    "text only": lambda _: None,
    "dates counted from 1904": _mac_epoch,
    "real dates": _real_date,
    "dates without clock": _pure_date,
    "sheets that are no table": _extra_sheet,
    "styled cells far away": _far_style,
}


@pytest.mark.parametrize("change", ODD_WORKBOOKS.values(), ids=ODD_WORKBOOKS.keys())
def test_odd_workbook_is_accepted(change: Callable[[Workbook], None], tmp_path: Path) -> None:
    assert accept(tmp_path / "levering", "Levering wk 48.XLSX", workbook(change)) == (WANTED,)


def test_number_for_a_code_is_read_without_decimal_point(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["A2"].value = 4711.0

    assert accept(tmp_path / "levering", "a.xlsx", workbook(change)) == (NUMBERED,)


def test_formula_is_read_by_its_stored_value(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0]["A2"].value = '="Z-"&3*3'

    content = _rewrite(
        workbook(change),
        rb'<c r="A2"([^>]*)><f>([^<]*)</f><v ?/?>(</v>)?</c>',
        rb'<c r="A2" t="str"><f>\2</f><v>Z-9</v></c>',
    )

    assert accept(tmp_path / "levering", "a.xlsx", content) == (WANTED,)


def test_moment_of_a_workbook_with_float_rounding_is_the_whole_minute(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "verblijven"
    sheet.append(["zaaknummer", "locatie", "van", "tot"])
    sheet.append(["Z-1", "AZC-1", datetime.combine(date(2026, 11, 23), time(9, 29, 59, 999_000)), None])
    out = io.BytesIO()
    book.save(out)

    assert accept(tmp_path / "levering", "a.xlsx", out.getvalue()) == (STAY,)


def test_notes_name_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "zaken.csv").write_text("opmerking;" + CASES + "x;" + GOOD_CASE)
    (tmp_path / "LEESMIJ.txt").write_text("hallo")

    delivery = read_delivery(tmp_path, source="test", known=KNOWN)

    assert [(note.file, note.text) for note in delivery.notes] == [
        ("LEESMIJ.txt", "geen CSV-bestand; niet gelezen"),
        ("zaken.csv", "kolom 'opmerking' is niet bekend; niet gelezen"),
    ]
    assert delivery.facts == (WANTED,)
    assert delivery.tables == frozenset({"zaken"})


def test_table_with_a_header_alone_is_delivered_without_facts(tmp_path: Path) -> None:
    (tmp_path / "zaken.csv").write_text(CASES)

    delivery = read_delivery(tmp_path, source="test", known=KNOWN)

    assert delivery.accepted
    assert delivery.facts == ()
    assert delivery.tables == frozenset({"zaken"})


def _rewrite(content: bytes, pattern: bytes, replacement: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            package.writestr(name, re.sub(pattern, replacement, source.read(name)))
    return out.getvalue()


def test_request_for_a_move_that_cannot_be_met_is_accepted_so_that_the_plan_can_say_why(tmp_path: Path) -> None:
    (tmp_path / "verplaatsingen.csv").write_text(
        "kenmerk;stap;duur_minuten;venster_van;venster_tot;locatie;bestemming;rol;"
        "ophalen_van;ophalen_tot;afleveren_van;afleveren_tot\n"
        "M-1;keten;90;23-11-2026 09:00;23-11-2026 09:30;AZC-1;AZC-1;keten;"
        "23-11-2026 09:00;23-11-2026 09:10;23-11-2026 09:20;23-11-2026 09:30\n"
    )

    delivery = read_delivery(tmp_path, source="test", known=KNOWN)

    assert delivery.refusals == ()
    assert [fact.duration for fact in delivery.facts if isinstance(fact, Activity)] == [90]
