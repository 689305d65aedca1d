"""Pages of publishing: what a plan changes, proposing it, deciding about proposals, and turning back.

Not allowed here: composing and judging a release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.cli.failure import CommandFailure
from api.cli.publish import parse_scope
from api.runs.comparison import Comparisons
from api.runs.publishing import Preview, Publishing
from api.web.declare import asks
from api.web.forms import form_of
from api.web.frame import page
from api.web.guard import NotYoursError, visitor_of
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.messages import Reason, Why
from planner.domain.release_proposal import ReleaseProposal
from planner.domain.spelling import stamp
from planner.domain.time import Minute
from planner.domain.wording import speaking
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.publishing.propose_release import ProposalRefusedError
from planner.usecases.publishing.publish_release import NoteRefusedError, PublicationRefusedError

COMPARE, PUBLISH = "/vergelijk", "/publiceren"
REASONS = (Reason.DROPPED_OUT, Reason.REQUEST, Reason.MEANS, Reason.CORRECTION)
MOST = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishers:
    """What the pages work with."""

    comparisons: Comparisons
    publishing: Publishing
    seen: Reads


def comparison_pages(work: Publishers) -> APIRouter:
    """Return the route of comparing two plans."""
    router = APIRouter(include_in_schema=False)

    @router.get(COMPARE)
    @asks(Permission.SEE_DESK)
    def compare(request: Request, naar: str = "", van: str = "", blad: str = "1") -> Response:
        try:
            with speaking(language_of(request)):
                found = work.comparisons.of(_number(naar), _number(van), page=_number(blad) or 1)
        except StoreUnreachableError:
            raise
        except StoreError as error:
            return page(request, "runs/geen-plan.html", title="Vergelijken", said=str(error), status=404)
        work.seen(request, cases=found.cases, purpose="plannen vergelijken")
        return page(
            request,
            "runs/vergelijk.html",
            title="Vergelijken",
            found=found,
            plans=work.publishing.plans(),
            next=_at(COMPARE, naar=found.after, van=found.before, blad=found.page + 1),
            previous=_at(COMPARE, naar=found.after, van=found.before, blad=found.page - 1),
        )

    return router


def publishing_pages(work: Publishers) -> APIRouter:
    """Return the routes of proposing and deciding."""
    router = APIRouter(include_in_schema=False)

    @router.get(PUBLISH)
    @asks(Permission.PROPOSE_RELEASE)
    def look(request: Request, plan: str = "", kinds: str = "", days: str = "") -> Response:
        return _publish_page(request, work, {"plan": plan, "kinds": kinds, "days": days})

    @router.post(PUBLISH)
    @asks(Permission.PROPOSE_RELEASE)
    async def propose(request: Request) -> Response:
        fields = await form_of(request)
        return await run_in_threadpool(_propose, request, work, fields)

    @router.post(PUBLISH + "/{number}/publiceer")
    @asks(Permission.PUBLISH, fresh=True)
    def publish(request: Request, number: int) -> Response:
        try:
            with speaking(language_of(request)):
                work.publishing.publish(number, actor=visitor_of(request).account)
        except (ProposalRefusedError, PublicationRefusedError, NoteRefusedError) as error:
            return _publish_page(request, work, {}, said=str(error), status=HTTPStatus.CONFLICT)
        return RedirectResponse("/publicaties", HTTPStatus.SEE_OTHER)

    @router.post(PUBLISH + "/{number}/wijs-af")
    @asks(Permission.PROPOSE_RELEASE)
    async def reject(request: Request, number: int) -> Response:
        fields = await form_of(request)
        return await run_in_threadpool(_reject, request, work, number, fields.get("remark", ""))

    return router


def turning_back(work: Publishers) -> APIRouter:
    """Return the route of turning back to an earlier publication."""
    router = APIRouter(include_in_schema=False)

    @router.post("/publicaties/{number}/terug")
    @asks(Permission.PROPOSE_RELEASE)
    def turn_back(request: Request, number: int) -> Response:
        try:
            with speaking(language_of(request)):
                plan = work.publishing.turn_back(number, actor=visitor_of(request).account)
        except StoreUnreachableError:
            raise
        except StoreError as error:
            return page(request, "runs/geen-plan.html", title="Terugdraaien", said=str(error), status=409)
        return RedirectResponse(_at(PUBLISH, plan=plan), HTTPStatus.SEE_OTHER)

    return router


def _propose(request: Request, work: Publishers, fields: Mapping[str, str]) -> Response:
    plan, account = _number(fields.get("plan", "")), visitor_of(request).account
    if plan is None:
        raise NotYoursError
    try:
        with speaking(language_of(request)):
            proposal = _proposal(fields, plan, account)
            preview = work.publishing.preview(proposal)
            if preview.refused:
                return _publish_page(request, work, fields, status=HTTPStatus.CONFLICT)
            work.publishing.propose(proposal)
    except CommandFailure as error:
        return _publish_page(request, work, fields, said=str(error), status=HTTPStatus.BAD_REQUEST)
    except (StoreConflictError, StoreUnreachableError):
        raise
    except StoreError as error:
        return _publish_page(request, work, {}, said=str(error), status=HTTPStatus.NOT_FOUND)
    return RedirectResponse(PUBLISH, HTTPStatus.SEE_OTHER)


def _reject(request: Request, work: Publishers, number: int, remark: str) -> Response:
    visitor = visitor_of(request)
    try:
        with speaking(language_of(request)):
            own_only = not visitor.may(Permission.PUBLISH)
            work.publishing.reject(number, actor=visitor.account, remark=remark, own_only=own_only)
    except ProposalRefusedError as error:
        return _publish_page(request, work, {}, said=str(error), status=HTTPStatus.CONFLICT)
    return RedirectResponse(PUBLISH, HTTPStatus.SEE_OTHER)


def _publish_page(
    request: Request,
    work: Publishers,
    fields: Mapping[str, str],
    *,
    said: str = "",
    status: int = HTTPStatus.OK,
) -> Response:
    visitor, plan, preview = visitor_of(request), _number(fields.get("plan", "")), None
    publishing = work.publishing
    with speaking(language_of(request)):
        if plan is not None:
            preview, said = _previewed(publishing, fields, plan, visitor.account, said)
        waiting = publishing.waiting()
    if preview is not None:
        work.seen(request, cases=preview.cases, purpose="publicatie voorbereiden")
    return page(
        request,
        "runs/publiceren.html",
        title="Publiceren",
        status=status,
        said=said,
        fields=fields,
        preview=preview,
        waiting=waiting,
        names=publishing.names(one.by for _number, one in waiting),
        plans=publishing.plans(),
        reasons=[("", _("geen")), *((one.value, _(one.value)) for one in REASONS)],
        may_publish=visitor.may(Permission.PUBLISH),
        account=visitor.account,
        four_eyes=publishing.four_eyes,
        stamp=stamp,
    )


def _previewed(
    publishing: Publishing, fields: Mapping[str, str], plan: int, actor: str, said: str
) -> tuple[Preview | None, str]:
    try:
        return publishing.preview(_proposal(fields, plan, actor)), said
    except CommandFailure as error:
        return None, said or str(error)
    except StoreUnreachableError:
        raise
    except StoreError as error:
        return None, said or str(error)


def _proposal(fields: Mapping[str, str], plan: int, actor: str) -> ReleaseProposal:
    """Return what a form proposes; raise CommandFailure for kinds, days or a reason that cannot be read."""
    reason = fields.get("reason", "")
    known = {one.value: one for one in REASONS}
    scope = parse_scope(fields.get("kinds") or None, fields.get("days") or None)
    why = Why(reason=known.get(reason), note=fields.get("note", "").strip())
    return ReleaseProposal(plan_id=plan, by=actor, at=Minute(0), scope=scope, why=why)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) < MOST else None


def _at(path: str, **query: object) -> str:
    return f"{path}?{urlencode({name: value for name, value in query.items() if value not in ('', None)})}"
