"""Proposing a publication and deciding about it, over HTTP: with four eyes, on what was seen, and safe to repeat.

Not allowed here: composing and judging a release.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.runs.publishing import Publishing
from api.v1.described import told
from api.v1.release_shapes import Days, ProposalAsk, ProposalShown, ProposalsShown, RejectAsk
from api.v1.shapes import MOST
from api.v1.tools import ROOT, Cursor, Key, Limit, Match, RefusedError, answered, page_of, spoken
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.reads import Reads
from api.web.speech import _
from planner.domain.access import Permission, Visitor
from planner.domain.activities import ActivityKind
from planner.domain.messages import Reason, Why
from planner.domain.release import ReleaseScope
from planner.domain.release_proposal import ProposalState, ReleaseProposal
from planner.domain.time import Interval, Minute
from planner.ports.store import Store, StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.publishing.propose_release import ProposalRefusedError
from planner.usecases.publishing.publish_release import NoteRefusedError, PublicationRefusedError

PROPOSALS = f"{ROOT}/proposals"
PROPOSAL = PROPOSALS + "/{proposal}"
Number = Annotated[int, Path(ge=1, le=MOST, description="Nummer van een voorstel.", examples=[3])]
_DECIDING = told(409, 412, 422, 428)
_PUBLISHED = frozenset({ProposalState.PUBLISHED})
_REJECTED = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN})
_REFUSALS = (ProposalRefusedError, PublicationRefusedError, NoteRefusedError, StoreConflictError)


def proposals(store: Store, publishing: Publishing, seen: Reads) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["publicaties"])
    routes = _Proposals(store, publishing, seen)
    _add_looking(router, routes)
    _add_deciding(router, routes)
    return router


def _add_looking(router: APIRouter, routes: "_Proposals") -> None:
    @router.get(PROPOSALS, summary="Voorstellen die op een besluit wachten", response_model=ProposalsShown)
    @asks(Permission.PROPOSE_RELEASE)
    def listing(request: Request, limit: Limit = 50, cursor: Cursor = "") -> Response:
        return spoken(request, lambda: routes.listed(limit, cursor))

    @router.get(PROPOSAL, summary="Een voorstel", response_model=ProposalShown)
    @asks(Permission.PROPOSE_RELEASE)
    def one(request: Request, proposal: Number) -> Response:
        return spoken(request, lambda: routes.answer(proposal, routes.found(proposal)))

    @router.post(
        PROPOSALS,
        summary="Stel voor een plan te publiceren",
        response_model=ProposalShown,
        status_code=201,
        responses=told(409, 422),
    )
    @asks(Permission.PROPOSE_RELEASE)
    def propose(request: Request, asked: ProposalAsk, key: Key = "") -> Response:
        return spoken(request, lambda: routes.propose(request, asked, key))


def _add_deciding(router: APIRouter, routes: "_Proposals") -> None:
    @router.post(
        PROPOSAL + "/publish",
        summary="Publiceer het voorstel van een ander",
        response_model=ProposalShown,
        responses=_DECIDING,
    )
    @asks(Permission.PUBLISH, fresh=True)
    def publish(request: Request, proposal: Number, match: Match = "", _key: Key = "") -> Response:
        def decide(visitor: Visitor) -> None:
            routes.publishing.publish(proposal, actor=visitor.account)

        return spoken(request, lambda: routes.decided(visitor_of(request), proposal, match, decide, _PUBLISHED))

    @router.post(
        PROPOSAL + "/reject",
        summary="Wijs een voorstel af, of trek het in",
        response_model=ProposalShown,
        responses=_DECIDING,
    )
    @asks(Permission.PROPOSE_RELEASE)
    def reject(
        request: Request,
        proposal: Number,
        asked: RejectAsk,
        match: Match = "",
        _key: Key = "",
    ) -> Response:
        def decide(visitor: Visitor) -> None:
            own_only = not visitor.may(Permission.PUBLISH)
            routes.publishing.reject(proposal, actor=visitor.account, remark=asked.remark, own_only=own_only)

        return spoken(request, lambda: routes.decided(visitor_of(request), proposal, match, decide, _REJECTED))


class _Proposals:
    def __init__(self, store: Store, publishing: Publishing, seen: Reads) -> None:
        self.store, self.publishing, self.seen = store, publishing, seen

    def found(self, number: int) -> ReleaseProposal:
        """Return a proposal; raise NotYoursError."""
        with self.store.reading() as books:
            found = books.proposals.find(number)
        if found is None:
            raise NotYoursError
        return found

    def answer(self, number: int, one: ReleaseProposal, *, status: int = HTTPStatus.OK) -> Response:
        """Answer with a proposal as it stands."""
        shown = shown_of(number, one, self.names((number, one)))
        return answered(shown, status=status, headers={"ETag": _tag(number, one)})

    def names(self, *found: tuple[int, ReleaseProposal]) -> Mapping[str, str]:
        """Return what those who proposed and decided are called."""
        return self.publishing.names(who for _number, one in found for who in (one.by, one.decided_by) if who)

    def listed(self, limit: int, cursor: str) -> Response:
        """Answer with the open ones."""
        waiting = self.publishing.waiting()
        chosen, after = page_of(waiting, limit, cursor, lambda one: str(one[0]))
        return answered(ProposalsShown(proposals=[shown_of(*one, self.names(*chosen)) for one in chosen], next=after))

    def propose(self, request: Request, asked: ProposalAsk, key: str) -> Response:
        """Make a proposal, or answer with the one that was made under this key."""
        actor = visitor_of(request).account
        wanted = proposal_of(asked, actor, key)
        try:
            known = self.publishing.known(wanted)
            if known is None:
                preview = self.publishing.preview(wanted)
                self.seen(request, cases=preview.cases, purpose="publicatie voorbereiden")
                if preview.refused:
                    said = "\n".join(text for _rule, text in preview.objections)
                    raise RefusedError(HTTPStatus.CONFLICT, said, title=_("Niet te publiceren"))
                known = self.publishing.propose(wanted)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            raise RefusedError(HTTPStatus.NOT_FOUND, str(error)) from error
        answer = self.answer(known, self.found(known), status=HTTPStatus.CREATED)
        answer.headers["Location"] = f"{PROPOSALS}/{known}"
        return answer

    def decided(
        self,
        visitor: Visitor,
        number: int,
        match: str,
        decide: Callable[[Visitor], None],
        wanted: frozenset[ProposalState],
    ) -> Response:
        """Decide about a proposal as it was seen; deciding the same once more gives the same answer."""
        before = self.found(number)
        if not match:
            said = _("zeg met If-Match welke stand u zag\nVraag het voorstel op en neem zijn ETag over.")
            raise RefusedError(HTTPStatus.PRECONDITION_REQUIRED, said)
        if match != _tag(number, before):
            if before.state in wanted and before.decided_by == visitor.account and match == _tag(number, None):
                return self.answer(number, before)
            said = _("het voorstel is intussen gewijzigd\nVraag het opnieuw op.")
            raise RefusedError(HTTPStatus.PRECONDITION_FAILED, said)
        try:
            decide(visitor)
        except _REFUSALS as error:
            raise RefusedError(HTTPStatus.CONFLICT, str(error), title=_("Niet gedaan")) from error
        return self.answer(number, self.found(number))


def proposal_of(asked: ProposalAsk, actor: str, key: str = "") -> ReleaseProposal:
    """Return what is asked for; raise RefusedError."""
    kinds = None if asked.kinds is None else frozenset(ActivityKind(kind) for kind in asked.kinds)
    if asked.days is not None and asked.days.end <= asked.days.start:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, _("het einde ligt niet na het begin\nWissel de twee om."))
    days = None if asked.days is None else Interval(Minute(asked.days.start), Minute(asked.days.end))
    return ReleaseProposal(
        plan_id=asked.plan,
        by=actor,
        at=Minute(0),
        scope=ReleaseScope(kinds=kinds, days=days),
        why=Why(reason=None if asked.reason is None else Reason(asked.reason), note=asked.note.strip()),
        key=key,
    )


def shown_of(number: int, one: ReleaseProposal, names: Mapping[str, str]) -> ProposalShown:
    """Return a proposal as it is sent; ``names`` is what people and programs are called."""
    days = one.scope.days
    return ProposalShown.model_validate(
        {
            "proposal": number,
            "plan": one.plan_id,
            "by": names.get(one.by, ""),
            "at": one.at,
            "kinds": None if one.scope.kinds is None else sorted(kind.value for kind in one.scope.kinds),
            "days": None if days is None or days.end is None else Days(start=days.start, end=days.end),
            "reason": None if one.why.reason is None else one.why.reason.value,
            "note": one.why.note,
            "state": one.state.value,
            "decided_by": names.get(one.decided_by, ""),
            "decided_at": one.decided_at,
            "release": one.release,
            "remark": one.remark,
        }
    )


def _tag(number: int, one: ReleaseProposal | None) -> str:
    """Return the tag of a proposal as it stands, None: as one that nobody decided about."""
    return f'"{number}-{(ProposalState.OPEN if one is None else one.state).value}"'
