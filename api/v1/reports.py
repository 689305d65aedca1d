"""The route of reports for programs: the same figures as the pages.

Not allowed here: counting.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.reports.keeping import KeptReports, period_named
from api.v1.report_shapes import FigureColumn, FigureShown, FiguresShown, FigureTable, ReportName, ReportShown
from api.v1.tools import RefusedError, answered, spoken
from api.web.declare import asks
from api.web.speech import _
from planner.domain.access import Permission
from planner.usecases.reports.make import ReportKind, ReportRefusedError
from planner.usecases.reports.shape import Blank, Cell, Report, Row, Span, Table

KINDS = {
    ReportName.WEEK: ReportKind.WEEK,
    ReportName.TREND: ReportKind.TREND,
    ReportName.HALF_YEAR: ReportKind.HALF_YEAR,
    ReportName.WAITING: ReportKind.WAITING,
}
PeriodName = Annotated[
    str,
    Path(max_length=8, description="Week, of half jaar zoals 2026-1; van verloop de week erna.", examples=["2026-W47"]),
]
Extern = Annotated[bool, Query(description="Afgerond, om door te geven: alleen hele halve jaren.")]


def reports(kept: KeptReports) -> APIRouter:
    """Return the route."""
    router = APIRouter(tags=["rapporten"])

    @router.get("/api/v1/reports/{kind}/{period}", summary="Een rapport", response_model=ReportShown)
    @asks(Permission.SEE_REPORTS)
    def report(request: Request, kind: ReportName, period: PeriodName, *, extern: Extern = False) -> Response:
        def make() -> Response:
            try:
                found = kept.of(KINDS[kind], period_named(KINDS[kind], period), extern=extern)
            except ReportRefusedError as error:
                raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error
            except (ValueError, OverflowError) as error:
                said = _("die periode bestaat niet\nGeef een week, zoals 2026-W47, of een half jaar, zoals 2026-1.")
                raise RefusedError(HTTPStatus.NOT_FOUND, said) from error
            return answered(_shown(kind, found))

        return spoken(request, make)

    return router


def _shown(kind: ReportName, found: Report) -> ReportShown:
    return ReportShown(
        report=kind,
        title=str(found.title),
        first=found.first.isoformat(),
        after=found.after.isoformat(),
        external=found.external,
        tables=[_table(table) for table in found.tables],
        notes=[str(note) for note in found.notes],
    )


def _table(table: Table) -> FigureTable:
    return FigureTable(
        key=table.key,
        title=str(table.title),
        head=str(table.head),
        columns=[FigureColumn(title=str(one.title), unit=one.unit.value) for one in table.columns],
        rows=[_row(row) for row in table.rows],
        note=None if table.note is None else str(table.note),
    )


def _row(row: Row) -> FiguresShown:
    return FiguresShown(label=str(row.label), total=row.total, cells=[_cell(cell) for cell in row.cells])


def _cell(cell: Cell) -> FigureShown:
    if isinstance(cell, Blank):
        return FigureShown(none=cell.value)
    if isinstance(cell, Span):
        return FigureShown(low=float(cell.low), high=float(cell.high))
    return FigureShown(value=float(cell))
