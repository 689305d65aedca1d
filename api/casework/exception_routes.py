"""Exceptions to rules under ``/uitzonderingen``: which hold, making one with a reason and an end, taking one back.

Not allowed here: which rules know exceptions (they say so themselves).
"""

from collections.abc import Mapping
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import Casework, actor_of, form_in, go, now_of, show
from api.casework.words import said
from api.web.declare import asks
from api.web.people import called
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import day_of, day_start
from planner.domain.clearances import OverrideRight
from planner.domain.exceptions import holds_by
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.spelling import moment
from planner.domain.time import Interval
from planner.domain.wording import speaking
from planner.intake.moments import CellError, parse_day
from planner.usecases.gate.override_rule import (
    OverrideRefusedError,
    OverrideRequest,
    override_rule,
    standing_overrides,
    withdraw_override,
)
from solver.rights import rights

PURPOSE = "uitzonderingen"
PATH = "/uitzonderingen"
RIGHT = OverrideRight.SUPERVISOR
"""As whom somebody who may do this at all makes an exception."""
Given = Mapping[str, str]
_REFUSED = 422


def exception_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    @asks(Permission.OVERRIDE_RULES)
    def listing(request: Request) -> Response:
        return _listing(work, request)

    @router.post(PATH)
    @asks(Permission.OVERRIDE_RULES)
    async def make(request: Request) -> Response:
        return await run_in_threadpool(_make, work, request, await form_in(request))

    @router.post(f"{PATH}/intrekken")
    @asks(Permission.OVERRIDE_RULES)
    async def withdraw(request: Request) -> Response:
        return await run_in_threadpool(_withdraw, work, request, await form_in(request))

    return router


def _listing(work: Casework, request: Request, problem: str = "", given: Given | None = None) -> Response:
    now = now_of(work)
    with work.store.reading() as books:
        found = standing_overrides(books, now)
    known, names = rights(), called(work.store, (one.by for one in found))
    work.seen(request, cases=[CaseId(one.activity.partition("/")[0]) for one in found], purpose=PURPOSE)

    def values() -> Mapping[str, object]:
        lines = [
            {
                "rule": one.rule,
                "title": str(known[one.rule].title) if one.rule in known else "",
                "activity": one.activity,
                "by": names[one.by],
                "right": said(one.right),
                "since": moment(one.valid.start),
                "until": "" if one.valid.end is None else moment(one.valid.end),
                "reason": one.reason,
                "works": holds_by(one, known.get(one.rule)),
            }
            for one in found
        ]
        may = [right for right in known.values() if right.open and RIGHT.suffices_for(right.right)]
        rules = [("", _("kies")), *((one.rule, f"{one.rule} {one.title}") for one in may)]
        return {"lines": lines, "rules": rules, "given": given or {}, "problem": problem}

    return show(request, "casework/uitzonderingen.html", "Uitzonderingen", values, status=_REFUSED if problem else 200)


def _make(work: Casework, request: Request, given: Given) -> Response:
    with speaking(language_of(request)):
        try:
            asked = _read(work, given, actor_of(request))
        except (OverrideRefusedError, CellError) as error:
            return _listing(work, request, str(error), given)
    try:
        override_rule(work.store, work.clock, rights(), asked)
    except OverrideRefusedError as error:
        return _listing(work, request, str(error), given)
    return go(PATH)


def _read(work: Casework, given: Given, actor: str) -> OverrideRequest:
    rule, key = given.get("regel", ""), given.get("kenmerk", "").strip()
    if not rule or not key:
        raise OverrideRefusedError(_("regel en kenmerk horen er allebei bij\nKies een regel en vul het kenmerk in."))
    first = parse_day(given["vanaf"]) if given.get("vanaf") else day_of(now_of(work))
    last = parse_day(given.get("tot", ""))
    if last < first:
        raise OverrideRefusedError(_("de laatste dag ligt voor de eerste\nWissel de twee dagen om."))
    return OverrideRequest(
        rule=RuleId(rule),
        activity=ActivityKey(key),
        right=RIGHT,
        actor=actor,
        reason=given.get("reden", "").strip()[:200],
        valid=Interval(day_start(first), day_start(last + timedelta(days=1))),
    )


def _withdraw(work: Casework, request: Request, given: Given) -> Response:
    rule, key = RuleId(given.get("regel", "")), ActivityKey(given.get("kenmerk", ""))
    try:
        withdraw_override(work.store, work.clock, rule=rule, activity=key, actor=actor_of(request))
    except OverrideRefusedError as error:
        return _listing(work, request, str(error))
    return go(PATH)
