"""The half-year report on a past that is counted by hand (see ``small_past``)."""

from planner.usecases.reports.disclosure import external
from planner.usecases.reports.half_year import half_year_report
from planner.usecases.reports.shape import Blank, Cell, Report
from tests.planner.usecases.reports.small_past import HALF, small_past

REPORT = half_year_report(small_past(), HALF)


def _cells(report: Report, key: str) -> dict[str, tuple[Cell, ...]]:
    table = next(table for table in report.tables if table.key == key)
    return {row.label.nl: row.cells for row in table.rows}


def _counts(key: str) -> dict[str, Cell]:
    """Return the lines that are not nought."""
    return {label: cells[0] for label, cells in _cells(REPORT, key).items() if cells[0]}


def test_dossiers() -> None:
    """Open on 1 January: C and D. Came: A, B, C again, E. Closed: A, B, C. Open on 1 July: C, D, E."""
    assert list(_counts("dossiers").values()) == [2, 4, 6, 3, 3]


def test_closings() -> None:
    assert _counts("closings") == {
        "Zelfstandig vertrek met IOM": 1,
        "Gedwongen vertrek": 1,
        "Zonder toezicht (administratief)": 1,
        "Totaal": 3,
    }


def test_senders() -> None:
    """C's second handover was by KMar; E has no dossier."""
    assert _counts("senders") == {"IND": 1, "Politie": 1, "KMar": 1, "Niet vastgelegd": 1, "Totaal": 4}


def test_target_groups() -> None:
    """A and C were refused asylum, B and E at the border."""
    assert _counts("groups") == {"Geweigerd aan de grens": 2, "Asiel afgewezen": 2, "Totaal": 4}


def test_departures() -> None:
    """A failed once and left once; C left with IOM."""
    found = _cells(REPORT, "departures")

    assert found["Gedwongen"] == (2, 1, 1, 50.0)
    assert found["Zelfstandig met IOM"] == (1, 1, 0, 100.0)
    assert found["Zelfstandig"] == (0, 0, 0, Blank.NONE)
    assert found["Totaal"] == (3, 2, 1, 2 * 100 / 3)


def test_deadlines() -> None:
    """Terms of three rules, counted with a calendar in hand.

    R02, ten working days: A's from 5 January ends on the 19th, the no show falls through; from the 12th on the 26th,
    held on the 15th. B's from Sunday 1 February ends on the 13th, held on 3 March. R03, 30 days: A's from 15 January
    ends on 14 February, held on the 20th; D's from 10 March on 9 April, held on 1 April. R05, 60 days: D's from 1 March
    on 30 April, heard on the 20th.
    """
    found = _cells(REPORT, "deadlines")

    assert found["R02 eerste gesprek"] == (3, 1, 1, 1, 0, 100 / 3)
    assert found["R03 volgend gesprek"] == (2, 1, 1, 0, 0, 50.0)
    assert found["R05 presentatie na aanvraag"] == (1, 1, 0, 0, 0, 100.0)
    assert found["Totaal"] == (6, 3, 2, 1, 0, 50.0)


def test_conversations() -> None:
    assert _counts("talks") == {"Gehouden": 4, "Niet verschenen": 1, "Totaal": 5}


def test_conversations_per_dossier() -> None:
    """At an azc A, B and D with four conversations; C twice and E nowhere on record, with none."""
    found = _cells(REPORT, "per-case")

    assert found["Azc"] == (3, 4, 4 / 3)
    assert found["Elders of niet vastgelegd"] == (3, 0, 0.0)
    assert found["Totaal"] == (6, 4, 4 / 6)


def test_bookings() -> None:
    """The one of July is outside, the one that stands has not ended."""
    assert _counts("bookings") == {"Gevlogen": 1, "Geannuleerd": 2, "Totaal": 3}
    assert _counts("cancelled") == {"Verzet": 1, "Document te laat": 1, "Totaal": 2}


def test_nothing_this_small_leaves_the_system() -> None:
    """Only the sixes and fives of this past may be shown, as ten; all else is below five."""
    shown = external(REPORT)
    figures = {cell for table in shown.tables for row in table.rows for cell in row.cells if isinstance(cell, int)}

    assert shown.external
    assert figures == {10}
