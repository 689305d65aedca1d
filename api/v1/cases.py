"""Cases over HTTP: those within reach and what they ask, each under a handle.

Not allowed here: content of the pages about cases, and entering anything.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.casework.case_routes import facts_within_reach
from api.casework.list_page import mine
from api.casework.tools import Casework, now_of
from api.v1.release_shapes import CaseHead, CaseShown, CasesShown, PlannedShown, ToDo
from api.v1.tools import ROOT, Cursor, Limit, RefusedError, answered, page_of, spoken
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _
from planner.domain.access import Field, Permission, Visitor
from planner.usecases.cases.case_record import Doing
from planner.usecases.cases.case_view import CaseView
from planner.usecases.cases.work_list import WorkCase

Handle = Annotated[str, Path(max_length=64, description="Verwijzing naar een zaak, uit de lijst.")]


def cases(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["zaken"])

    @router.get(f"{ROOT}/cases", summary="De open zaken binnen bereik", response_model=CasesShown)
    @asks(Permission.SEE_CASES)
    def listing(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        def make() -> Response:
            found = work.standing.look().list
            if found is None:
                said = _("de werklijst wordt nog gemaakt\nVraag het over een paar seconden opnieuw.")
                raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, said)
            visitor = visitor_of(request)
            reach = sorted(mine(found, visitor, now_of(work)), key=lambda line: line.case)
            chosen, after = page_of(reach, limit, cursor, lambda line: line.case)
            work.seen(request, cases=[line.case for line in chosen], purpose="werklijst")
            heads = [_head(work, visitor, line) for line in chosen]
            return answered(CasesShown(cases=heads, total=len(reach), next=after))

        return spoken(request, make)

    @router.get(f"{ROOT}/cases/{{handle}}", summary="Een zaak", response_model=CaseShown)
    @asks(Permission.SEE_CASES)
    def one(request: Request, handle: Handle) -> Response:
        def make() -> Response:
            view = facts_within_reach(work, request, work.case(handle)).view
            work.seen(request, cases=[view.case.id, *view.family], purpose="casusregie")
            return answered(_case(work, visitor_of(request), view))

        return spoken(request, make)

    return router


def _head(work: Casework, visitor: Visitor, line: WorkCase) -> CaseHead:
    history = visitor.sees(Field.HISTORY)
    return CaseHead(
        handle=work.handle_of(line.case),
        code=line.case if visitor.sees(Field.CASE_CODE) else None,
        regievoerder=line.regievoerder if visitor.sees(Field.STAFF) else None,
        target_group=line.target_group.value if history else None,
        phase=line.phase.value if history and line.phase is not None else None,
        to_do=[
            ToDo(kind=item.kind.value, what=str(item.what), due=item.due, planned=item.planned) for item in line.items
        ]
        if history
        else None,
    )


def _case(work: Casework, visitor: Visitor, view: CaseView) -> CaseShown:
    sees, case = visitor.sees, view.case
    told: dict[str, object] = {"handle": work.handle_of(case.id)}
    if sees(Field.CASE_CODE):
        told["code"] = case.id
        told["planned"] = [_planned(doing, times=sees(Field.TIMES)) for doing in view.planned]
    if sees(Field.STAFF):
        told["regievoerder"] = view.owner
    if sees(Field.COUNTRY):
        told |= {"country": case.country, "language": case.language}
    if sees(Field.HOUSEHOLD):
        told["household"] = [work.handle_of(member) for member in view.family]
    if sees(Field.HISTORY):
        told |= {
            "target_group": case.target_group.value,
            "regime": case.regime.value,
            "handed_over": case.handed_over.isoformat(),
            "phase": None if view.phase is None else view.phase.phase.value,
            "track": None if view.track is None else view.track.track.value,
        }
    return CaseShown.model_validate(told)


def _planned(doing: Doing, *, times: bool) -> PlannedShown:
    at = doing.appointment if times else None
    return PlannedShown(activity=doing.key, start=None if at is None else at.start, end=None if at is None else at.end)
