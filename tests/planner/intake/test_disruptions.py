"""Reading what people report: from cells of a form, and from files row by row."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.civil import at
from planner.domain.disruption import DisruptionKind
from planner.domain.disruption_life import CODES
from planner.domain.ids import CaseId, FlightId, SessionId, VehicleId
from planner.domain.time import Interval
from planner.intake.disruptions import BY_HEADER, FIELDS, read_disruptions, read_report
from planner.ports.intake import Refusal
from planner.usecases.disruptions.happened import (
    KIND_OF,
    DocumentGranted,
    DocumentLate,
    DocumentRefused,
    FlightCancelled,
    FlightRetimed,
    Report,
    SessionMoved,
    VehicleDown,
)

WHO, DAY = "RV-001", date(2026, 11, 24)
MADE = {
    "vlucht-vervallen": ({"vlucht": "KL1", "reden": "weer"}, FlightCancelled(flight=FlightId("KL1"))),
    "vlucht-verplaatst": (
        {"vlucht": "KL1", "vertrekt": "24-11-2026 13:15"},
        FlightRetimed(flight=FlightId("KL1"), departs=at(DAY, 13, 15)),
    ),
    "voertuig-uitgevallen": (
        {"voertuig": "DVO-1", "van": "2026-11-24T08:00"},
        VehicleDown(vehicle=VehicleId("DVO-1"), span=Interval(at(DAY, 8))),
    ),
    "zitting-verplaatst": ({"zitting": "ZIT-1"}, SessionMoved(session=SessionId("ZIT-1"))),
}


@pytest.mark.parametrize("kind", MADE)
def test_a_row_of_cells_becomes_a_report(kind: str) -> None:
    cells, happened = MADE[kind]

    found = read_report({"soort": kind, **cells, "toelichting": " kort ", "tot": "  "}, actor=WHO)

    assert isinstance(found, Report)
    assert (found.happened, found.note, found.actor, found.kind) == (happened, "kort", WHO, DisruptionKind(kind))


@pytest.mark.parametrize(
    ("reason", "happened"),
    [
        ("verstrekt", DocumentGranted(case=CaseId("Z1"), valid=Interval(at(DAY, 0)))),
        ("te-laat", DocumentLate(case=CaseId("Z1"), expected=at(DAY, 0))),
    ],
)
def test_what_happened_to_a_document_is_its_reason(reason: str, happened: object) -> None:
    cells = {"soort": "document-gewijzigd", "zaaknummer": "Z1", "reden": reason}

    found, lacking = read_report({**cells, "van": "24-11-2026"}, actor=WHO), read_report(cells, actor=WHO)

    assert isinstance(found, Report)
    assert found.happened == happened
    assert [one.column for one in lacking if isinstance(one, Refusal)] == ["van"]  # type: ignore[union-attr]


def test_a_refused_document_needs_no_day() -> None:
    found = read_report({"soort": "document-gewijzigd", "zaaknummer": "Z1", "reden": "geweigerd"}, actor=WHO)

    assert isinstance(found, Report)
    assert found.happened == DocumentRefused(case=CaseId("Z1"))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({}, "soort"),
        ({"soort": "brand"}, "soort"),
        ({"soort": "vlucht-vervallen"}, "vlucht"),
        ({"soort": "vlucht-vervallen", "vlucht": "KL1", "zaaknummer": "Z1"}, "zaaknummer"),
        ({"soort": "vlucht-vervallen", "vlucht": "KL1", "reden": "pech"}, "reden"),
        ({"soort": "vlucht-verplaatst", "vlucht": "KL1", "vertrekt": "morgen"}, "vertrekt"),
        ({"soort": "vervoer-vertraagd", "kenmerk": "Z1/rit/1", "minuten": "0"}, "minuten"),
        ({"soort": "voertuig-uitgevallen", "voertuig": "V", "van": "24-11-2026", "tot": "23-11-2026"}, "tot"),
        ({"soort": "zitting-verplaatst", "zitting": "ZIT-1", "tot": "23-11-2026"}, "tot"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_cell(cells: dict[str, str], column: str) -> None:
    found = read_report(cells, actor=WHO)

    assert isinstance(found, tuple)
    assert [one.column for one in found] == [column]
    assert all(one.remedy for one in found)


def test_every_kind_has_columns_that_exist_and_reasons() -> None:
    assert set(FIELDS) == set(DisruptionKind) == set(CODES) == set(KIND_OF.values())
    assert {header for fields in FIELDS.values() for header in fields.all} <= set(BY_HEADER)


def test_a_file_is_taken_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "verstoringen.csv"
    path.write_text(
        "soort;vlucht;voertuig;van\n"
        "vlucht-vervallen;KL1;;\n"
        "vlucht-vervallen;;;\n"
        "voertuig-uitgevallen;;DVO-1;24-11-2026 08:00\n",
        encoding="utf-8",
    )

    found = read_disruptions(path, actor=WHO)

    assert [(row.row, row.report.kind.value) for row in found.rows] == [
        (2, "vlucht-vervallen"),
        (4, "voertuig-uitgevallen"),
    ]
    assert [(one.row, one.column) for one in found.refusals] == [(3, "vlucht")]
