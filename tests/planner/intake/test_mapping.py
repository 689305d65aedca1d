"""A source's own names for files and columns, saved and applied."""

from pathlib import Path

import pytest

from planner.domain.cases import Case
from planner.intake import MappingError, mapping_from_json, mapping_to_json, read_delivery
from planner.ports.intake import ColumnMapping
from tests.planner.intake.deliveries import case

MAPPING = ColumnMapping(
    source="indigo",
    tables={"Export dossiers": "zaken"},
    columns={
        "zaken": {"V-nummer": "zaaknummer", "Nationaliteit (code)": "land", "Datum overdracht": "overgedragen_op"}
    },
)


def test_mapping_renames_files_and_columns(tmp_path: Path) -> None:
    (tmp_path / "export_dossiers.csv").write_text(
        "V-NUMMER;doelgroep;nationaliteit code;taal;datum overdracht\nZ-9;afgewezen;MA;ar;02-11-2026\n"
    )

    delivery = read_delivery(tmp_path, source="indigo", known={}, mapping=MAPPING)

    assert delivery.refusals == ()
    assert delivery.facts == (case("Z-9"),)
    assert delivery.mapping == MAPPING


def test_refusal_names_the_column_as_the_source_does(tmp_path: Path) -> None:
    (tmp_path / "export_dossiers.csv").write_text(
        "V-NUMMER;doelgroep;nationaliteit code;taal;datum overdracht\nZ-9;afgewezen;MAR;ar;02-11-2026\n"
    )

    delivery = read_delivery(tmp_path, source="indigo", known={}, mapping=MAPPING)

    assert [(r.file, r.row, r.column, r.value) for r in delivery.refusals] == [
        ("export_dossiers.csv", 2, "nationaliteit code", "MAR")
    ]


def test_mapping_survives_json() -> None:
    assert mapping_from_json(mapping_to_json(MAPPING)) == MAPPING


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "de kolomindeling is geen geldige JSON"),
        (b"[]", "de kolomindeling heeft een onbekend schema\nZet schema op vertrekplanner-kolommen/1."),
        (b'{"schema": "vertrekplanner-kolommen/1"}', "bron in de kolomindeling is geen tekst\nSla haar opnieuw op."),
        (
            b'{"schema": "vertrekplanner-kolommen/1", "bron": "x", "kolommen": {"zaken": 3}}',
            "de kolomindeling is onvolledig\nSla haar opnieuw op.",
        ),
        (
            b'{"schema": "vertrekplanner-kolommen/1", "bron": "x", "kolommen": {"zaken": {"a": "zaaknr"}}}',
            "de tabel zaken heeft geen kolom zaaknr\nKies uit: zaaknummer, doelgroep, land, taal, overgedragen_op,",
        ),
        (
            b'{"schema": "vertrekplanner-kolommen/1", "bron": "x", "kolommen": {"zaken": {" ": "land"}}}',
            "een kolom van zaken heeft geen naam\nVul de kop uit het bronbestand in.",
        ),
        (
            b'{"schema": "vertrekplanner-kolommen/1", "bron": "x", "kolommen": {"zaken": {"a": "land", "b": "land"}}}',
            "in zaken wijzen twee kolommen naar dezelfde kolom\nLaat er één over.",
        ),
        (
            b'{"schema": "vertrekplanner-kolommen/1", "bron": "x", "tabellen": {"a": "zaak"}}',
            "de tabel zaak bestaat niet\nKies uit: locaties,",
        ),
    ],
)
def test_wrong_mapping_is_refused_with_a_remedy(content: bytes, message: str) -> None:
    with pytest.raises(MappingError) as raised:
        mapping_from_json(content)

    assert str(raised.value)[: len(message)] == message


def test_own_header_keeps_working_beside_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "zaken.csv").write_text(
        "zaaknummer;doelgroep;land;taal;overgedragen_op\nZ-9;afgewezen;MA;ar;02-11-2026\n"
    )

    delivery = read_delivery(tmp_path, source="indigo", known={Case: set()}, mapping=MAPPING)

    assert delivery.facts == (case("Z-9"),)
