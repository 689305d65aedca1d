"""The page about delivering data is the one that the tables make, and its examples can be read."""

import csv
import io
from pathlib import Path

import pytest

from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.intake import read_delivery
from planner.intake.document import PAGE, page
from planner.intake.readers.raw import normalised
from planner.intake.tables import TABLES, Column, Table
from planner.ports.intake import Known

ROOT = Path(__file__).parents[3]


def test_committed_page_is_the_generated_one() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(), "run: python -m planner.intake.document"


@pytest.mark.parametrize(
    "column",
    [column for table in TABLES for column in table.columns],
    ids=[f"{table.name}.{column.header}" for table in TABLES for column in table.columns],
)
def test_example_of_a_column_can_be_read(column: Column) -> None:
    if column.example:
        assert column.kind.parse(column.kind.show(column.kind.parse(column.example))) == column.kind.parse(
            column.example
        )
    assert column.example or not column.required


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_headers_and_names_are_already_normalised_and_differ(table: Table) -> None:
    assert [normalised(column.header) for column in table.columns] == [column.header for column in table.columns]
    assert len(table.by_header) == len(table.by_path) == len(table.columns)
    assert normalised(table.name) == table.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_example_of_a_table_has_a_cell_for_each_column(table: Table) -> None:
    example = page().split(f"### {table.name}\n")[1].split("```\n")[1]
    header, row = csv.reader(io.StringIO(example), delimiter=";")

    assert header == [column.header for column in table.columns]
    assert len(row) == len(header)


def test_examples_of_the_page_together_are_a_delivery_that_is_accepted(tmp_path: Path) -> None:
    for table in TABLES:
        example = page().split(f"### {table.name}\n")[1].split("```\n")[1]
        (tmp_path / f"{table.name}.csv").write_text(example, encoding="utf-8")
    elsewhere: Known = {
        Place: {"KAN-ZWOLLE", "LH-AMS", "AMB-MA-DENHAAG", "DEP-ZWOLLE"},
        Regievoerder: {"RV-021"},
    }

    delivery = read_delivery(tmp_path, source="test", known=elsewhere)

    assert delivery.refusals == ()
    assert len(delivery.facts) == len([table for table in TABLES if not table.owner])
