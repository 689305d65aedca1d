"""What could use something that came free, each with the edit that makes it so.

Not allowed here: finding it out (the desk of the draft does), doing it (that is an edit), and the page.
"""

from collections.abc import Collection, Iterable

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.desk.drafts import DRAFT, REFUSALS, Drafts, answered, cases_of
from api.desk.edit_shapes import Move, Rearrange, Target
from api.desk.filling import resource_at
from api.desk.freed_shapes import BackfillAnswer, BackfillAsk, FreedUseShown
from api.desk.known import LEVELS, code_of, known_of, label_of, placed
from api.desk.shapes import Conflict
from api.web.declare import asks
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.freed import Backfill, Freed, FreedUse
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stretch
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.ports.editing import EditImpossibleError
from planner.usecases.editing.came_free import came_free
from planner.usecases.editing.heads import Opened
from solver.editing.placing import main_of
from solver.known import Known

PURPOSE = "vrijgekomen tijd vullen"


def add_freed(router: APIRouter, drafts: Drafts) -> None:
    """Add the route."""

    @router.post(
        DRAFT + "/backfill",
        summary="Wat kan gebruiken wat vrijkwam?",
        response_model=BackfillAnswer,
        responses=REFUSALS,
    )
    @asks(Permission.SEE_DESK)
    def backfill(request: Request, draft: int, asked: BackfillAsk) -> Response:
        opened = drafts.opened(draft)

        def answer() -> BaseModel:
            shown = uses_of(opened, asked)
            drafts.note(request, named(opened, shown), PURPOSE)
            return shown

        return answered(request, opened, answer)


def uses_of(opened: Opened, asked: BackfillAsk) -> BackfillAnswer:
    """Return what could use what came free in a version of a draft; raise EditImpossibleError."""
    known = known_of(opened.desk)
    freed, fallen = _freed(opened, asked), [ActivityKey(key) for key in dict.fromkeys(asked.fallen)]
    for key in fallen:
        if key not in known.activities:
            raise EditImpossibleError(f"{key} staat niet in dit concept\nNeem de sleutel over uit de week.")
    return shown_of(opened, opened.desk.uses(freed, fallen), fallen)


def shown_of(opened: Opened, found: Backfill, fallen: Collection[ActivityKey] = ()) -> BackfillAnswer:
    """Return what was found, in words and with edits."""
    standing = [one.activity for one in opened.desk.plan.appointments if one.activity in set(fallen)]
    return BackfillAnswer(
        version=opened.version,
        free=freed_name(found.freed),
        fits=[_shown(opened, one, found.freed, standing) for one in found.uses],
        one_rule_away=[_shown(opened, one, found.freed, standing) for one in found.one_rule_away],
        others=found.others,
    )


def freed_name(freed: Freed) -> str:
    """Return what came free by its name on the screen, with the time where that matters."""
    what, when = f"{word(freed.resource.kind)} {freed.resource.id}", freed.when
    return what if when is None or when.end is None else f"{what}, {stretch(when.start, when.end)}"


def named(opened: Opened, shown: BackfillAnswer) -> list[str]:
    """Return the cases that an answer names."""
    return cases_of(opened, (one.activity for one in (*shown.fits, *shown.one_rule_away)))


def _freed(opened: Opened, asked: BackfillAsk) -> Freed:
    start, end = (None if value is None else Minute(value) for value in (asked.start, asked.end))
    when = Interval(start, end) if start is not None and end is not None and start < end else None
    return came_free(opened.desk.problem, resource_at(known_of(opened.desk), asked.row, when), start, end)


def _shown(opened: Opened, use: FreedUse, freed: Freed, standing: list[ActivityKey]) -> FreedUseShown:
    known = known_of(opened.desk)
    activity, there = known.activities.get(use.activity), placed(known, use.appointment)
    week = None if use.appointment is None else IsoWeek.of(day_of(use.appointment.start))
    here = week == opened.draft.week
    return FreedUseShown(
        activity=use.activity,
        code=code_of(activity),
        label=label_of(activity),
        now=use.why,
        then="" if there is None else there.text,
        gains=[(str(LEVELS[level]), gain) for level, gain in use.gains],
        in_the_way=[Conflict(rule=one.rule, text=one.because, level=0) for one in use.in_the_way],
        rides=len(use.rides),
        edit=_edit(known, use.appointment, freed, standing) if use.appointment and here and use.fits else None,
        week=None if here or week is None else str(week),
    )


def _edit(known: Known, there: Appointment, freed: Freed, standing: list[ActivityKey]) -> Move | Rearrange:
    """Return the edit that puts it there; what fell out and still stands leaves the plan in the same step."""
    ref = main_of(known.activities[there.activity], there)
    row = None if ref is None else f"{ref.kind}:{ref.id}"
    teams = _teams(there) if freed.resource.kind is ResourceKind.ESCORT else None
    if standing:
        target = Target(activity=there.activity, start=there.start, row=row, place=there.place, teams=teams)
        return Rearrange(what="herschik", moves=[target], left_out=list(standing))
    return Move(activity=there.activity, start=there.start, row=row, place=there.place, teams=teams)


def _teams(there: Appointment) -> list[str]:
    found: Iterable[str] = (one.resource.id for one in there.of_kind(ResourceKind.ESCORT))
    return list(dict.fromkeys(found))
