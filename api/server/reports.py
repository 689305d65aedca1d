"""Routes of reports: what there is, each as a page or a workbook, for our own use or fit to pass on.

Not allowed here: counting and drawing.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.reports.figures import period_words
from api.reports.keeping import KeptReports, period_named
from api.reports.page import TEMPLATE, report_values
from api.reports.shelf import half_name
from api.reports.workbook import write_workbook
from api.web.declare import asks
from api.web.frame import page
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.wording import Language, speaking
from planner.ports.surroundings import Clock
from planner.usecases.reports.make import ReportKind, ReportRefusedError
from planner.usecases.reports.periods import Period, half_year_of, week_period, weeks_before
from planner.usecases.reports.shape import Report

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WEEKS, _HALVES = 8, 4


class Form(StrEnum):
    """How a report is answered."""

    PAGE = "html"
    WORKBOOK = "xlsx"


WeekName = Annotated[str, Path(description="Week, bijvoorbeeld 2026-W47.", max_length=8)]
HalfName = Annotated[str, Path(description="Half jaar, bijvoorbeeld 2026-1.", max_length=6)]
Asked = Annotated[Form, Query(alias="vorm", description="Pagina of werkmap.")]
Extern = Annotated[bool, Query(alias="extern", description="Afgerond, om door te geven.")]
Spoken = Annotated[Language | None, Query(alias="taal", description="nl of en; zonder: de taal van de pagina's.")]


def reports(kept: KeptReports, clock: Clock) -> APIRouter:
    """Return the routes of reports."""
    router = APIRouter(tags=["rapporten"], default_response_class=HTMLResponse)

    def answer(
        request: Request, kind: ReportKind, period: Period, form: Form, asked: Spoken, *, extern: bool
    ) -> Response:
        try:
            made = kept.of(kind, period, extern=extern)
        except ReportRefusedError as error:
            raise HTTPException(404) from error
        spoken = asked or language_of(request)
        with speaking(spoken):
            over = made.after <= day_of(clock.now())
            return _answer(request, made, form, spoken, chosen=asked is not None, over=over)

    @router.get("/rapporten", summary="Welke rapporten er zijn")
    @asks(Permission.SEE_REPORTS)
    def listing(request: Request) -> Response:
        return _listing(request, day_of(clock.now()))

    for path, kind, read, summary in _BY_WEEK:
        router.get(path, summary=summary)(_by_week(answer, kind, read))

    @router.get("/rapporten/halfjaar/{half}", summary="Halfjaarrapport")
    @asks(Permission.SEE_REPORTS)
    def half_page(
        request: Request,
        half: HalfName,
        form: Asked = Form.PAGE,
        spoken: Spoken = None,
        *,
        extern: Extern = False,
    ) -> Response:
        period = _parsed(lambda: period_named(ReportKind.HALF_YEAR, half))
        return answer(request, ReportKind.HALF_YEAR, period, form, spoken, extern=extern)

    @router.get("/rapporten/wachttijden/{half}", summary="Wachttijden per groep over een half jaar")
    @asks(Permission.SEE_REPORTS)
    def waiting_page(
        request: Request,
        half: HalfName,
        form: Asked = Form.PAGE,
        spoken: Spoken = None,
        *,
        extern: Extern = False,
    ) -> Response:
        period = _parsed(lambda: period_named(ReportKind.WAITING, half))
        return answer(request, ReportKind.WAITING, period, form, spoken, extern=extern)

    return router


def _by_week(
    answer: Callable[..., Response], kind: ReportKind, read: Callable[[IsoWeek], Period]
) -> Callable[..., Response]:
    """Return the answer to who asks a report by a week; such reports are for our own use."""

    @asks(Permission.SEE_REPORTS)
    def week_page(request: Request, week: WeekName, form: Asked = Form.PAGE, spoken: Spoken = None) -> Response:
        period = _parsed(lambda: read(IsoWeek.parse(week)))
        return answer(request, kind, period, form, spoken, extern=False)

    return week_page


_BY_WEEK = (
    ("/rapporten/week/{week}", ReportKind.WEEK, week_period, "Weekrapport, voor eigen gebruik"),
    ("/rapporten/verloop/{week}", ReportKind.TREND, weeks_before, "Verloop over de weken voor een week, eigen gebruik"),
)


def _answer(request: Request, made: Report, form: Form, spoken: Language, *, chosen: bool, over: bool) -> Response:
    path = request.url.path
    extern = "&extern=true" if made.external else ""
    if form is Form.WORKBOOK:
        name = f"{made.key}-{made.first.isoformat()}{'-extern' if made.external else ''}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(write_workbook(made), headers=headers, media_type=_WORKBOOK)
    dutch = spoken is Language.DUTCH
    links = [(f"{path}?taal={spoken.value}{extern}&vorm=xlsx", "Werkmap (.xlsx)" if dutch else "Workbook (.xlsx)")]
    if made.key not in {ReportKind.WEEK.value, ReportKind.TREND.value}:
        same = f"?taal={spoken.value}" if chosen else ""
        own, others = f"{path}{same}", f"{path}{same}{'&' if same else '?'}extern=true"
        words = ("Voor eigen gebruik", "Om door te geven") if dutch else ("For our own use", "To pass on")
        if made.external or over:
            links.append((own, words[0]) if made.external else (others, words[1]))
    values = report_values(made, style="/static/", links=tuple(links))
    return page(request, TEMPLATE, title=f"{made.title}, {period_words(made)}", values=values, frame="kader.html")


def _parsed(read: Callable[[], Period]) -> Period:
    try:
        return read()
    except ValueError as error:
        raise HTTPException(404) from error


def _half_words(half: Period) -> str:
    first = half.first.month == 1
    year = half.first.year
    return _("Januari t/m juni %(year)s", year=year) if first else _("Juli t/m december %(year)s", year=year)


def _listing(request: Request, today: date) -> Response:
    week = IsoWeek.of(today)
    weeks = [week.plus(-number) for number in range(_WEEKS)]
    halves = [half_year_of(today)]
    while len(halves) < _HALVES:
        halves.append(half_year_of(halves[-1].first - timedelta(days=1)))
    named = [(half_name(half), _half_words(half)) for half in halves]
    return page(
        request,
        "kader/rapporten.html",
        title="Rapporten",
        weeks=[(f"/rapporten/week/{one}", one) for one in weeks],
        trend=f"/rapporten/verloop/{week.plus(1)}",
        halves=[(f"/rapporten/halfjaar/{name}", words) for name, words in named],
        waits=[(f"/rapporten/wachttijden/{name}", words) for name, words in named],
    )
