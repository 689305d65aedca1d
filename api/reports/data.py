"""A report as plain data for a script. Not allowed here: words of the screen."""

from planner.usecases.reports.shape import Blank, Cell, Report, Span, Table


def report_data(report: Report) -> dict[str, object]:
    """Return the report: names in the language spoken, figures as numbers, or why there is none."""
    return {
        "rapport": report.key,
        "titel": str(report.title),
        "van": report.first.isoformat(),
        "tot": report.after.isoformat(),
        "extern": report.external,
        "tabellen": [_table(table) for table in report.tables],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "tabel": table.key,
        "titel": str(table.title),
        "kolommen": [{"naam": str(column.title), "eenheid": column.unit.value} for column in table.columns],
        "rijen": [
            {"naam": str(row.label), "totaal": row.total, "cijfers": [_cell(cell) for cell in row.cells]}
            for row in table.rows
        ],
    }


def _cell(cell: Cell) -> object:
    if isinstance(cell, Span):
        return {"van": cell.low, "tot": cell.high}
    return {"geen": cell.value} if isinstance(cell, Blank) else cell
