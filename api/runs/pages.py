"""Pages of solves: ask for one, follow it, stop it.

Not allowed here: solving.
"""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.runs.jobs import Jobs, TooManyJobsError
from api.runs.routes import SOLVES, submitted
from api.runs.shapes import SolveAsked, SolveShown, shown
from api.web.declare import asks
from api.web.forms import form_of
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.wording import speaking
from planner.ports.surroundings import Clock

PAGE = "/berekeningen"
WEEKS_AHEAD = 6
DURATIONS = (10, 30, 60, 120, 300)
_WRONG_WEEK = "Die week kan niet: kies een week die nog niet voorbij is, en een zoektijd."
_TOO_MANY = "Er wachten al veel berekeningen. Wacht tot er een klaar is, of stop er een."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What stands in the form."""

    week: str
    seconds: str = "60"
    again: bool = False


def solve_pages(jobs: Jobs, clock: Clock) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAGE)
    @asks(Permission.SOLVE)
    def overview(request: Request, week: str = "") -> Response:
        coming = IsoWeek.of(day_of(clock.now())).plus(1)
        return _page(request, jobs, clock, _Asked(week=week or str(coming)))

    @router.post(PAGE)
    @asks(Permission.SOLVE)
    async def begin(request: Request) -> Response:
        fields = await form_of(request)
        form = _Asked(
            week=fields.get("week", ""), seconds=fields.get("seconds", ""), again=fields.get("again", "") == "1"
        )
        try:
            asked = SolveAsked(week=form.week, seconds=int(form.seconds), again=form.again)
            submitted(jobs, clock, asked, actor=visitor_of(request).account)
        except (ValidationError, ValueError):
            return _page(request, jobs, clock, form, said=_WRONG_WEEK, status=HTTPStatus.BAD_REQUEST)
        except TooManyJobsError:
            return _page(request, jobs, clock, form, said=_TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
        return RedirectResponse(PAGE, HTTPStatus.SEE_OTHER)

    @router.post(PAGE + "/{solve}/stop")
    @asks(Permission.SOLVE)
    def stop(solve: str) -> Response:
        jobs.stop(solve)
        return RedirectResponse(PAGE, HTTPStatus.SEE_OTHER)

    return router


def _page(
    request: Request, jobs: Jobs, clock: Clock, form: _Asked, *, said: str = "", status: int = HTTPStatus.OK
) -> Response:
    this = IsoWeek.of(day_of(clock.now()))
    weeks = [this.plus(number) for number in range(WEEKS_AHEAD)]
    with speaking(language_of(request)):
        found = jobs.all()
        listed = [shown(job, jobs.names(found)) for job in found]
        told = _(said) if said else ""
    return page(
        request,
        "runs/berekeningen.html",
        title="Berekenen",
        status=status,
        form=form,
        weeks=[(str(week), week) for week in weeks],
        durations=DURATIONS,
        said=told,
        solves=listed,
        events={one.id: f"{SOLVES}/{one.id}/events" for one in listed},
        gaps=_gaps,
    )


def _gaps(solve: SolveShown) -> bool:
    """Return whether there are levels to show."""
    return solve.progress is not None and bool(solve.progress.levels)
