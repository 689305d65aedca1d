"""The page of the audit log, for who looks at what others did. Looking is a line of the log itself.

What is asked for is sent in the body, for a case code may not stand in an address.
Not allowed here: changing anything, and codes of cases other than the one asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.door import Door
from api.web.declare import asks
from api.web.forms import FormError, form_of
from api.web.frame import page
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.audit import AuditEntry, AuditQuery, Deed, Result
from planner.domain.audit_actions import ACTIONS, KINDS
from planner.domain.civil import day_start, local
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.domain.wording import Text, speaking

PAGE = "/logboek"
PER_PAGE = 50
_RESULTS = {
    Result.DONE: Text("gedaan", "done"),
    Result.REFUSED: Text("geweigerd", "refused"),
    Result.FAILED: Text("mislukt", "failed"),
}
_CASE = Text("zaak {name}", "case {name}")
_SET = Text("{many:zaak|zaken} (lijst {name})", "{many:case|cases} (set {name})")
PURPOSE = "toezicht"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    at: str
    who: str
    what: str
    about: str
    result: str
    done: bool
    origin: str
    operation: str
    purpose: str


def logbook(door: Door) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAGE)
    @asks(Permission.READ_AUDIT)
    def newest(request: Request) -> Response:
        return _page(door, request, {})

    @router.post(PAGE)
    @asks(Permission.READ_AUDIT)
    async def asked(request: Request) -> Response:
        try:
            fields = await form_of(request)
        except FormError:
            fields = {}
        return await run_in_threadpool(_page, door, request, fields)

    return router


def _page(door: Door, request: Request, fields: Mapping[str, str]) -> Response:
    query, wrong = _query(fields)
    with door.store.transaction() as books:
        found = books.audit.find(query)
        counts = books.audit.counts(one.case_set for one in found if one.case_set)
        actions = books.audit.actions()
        cases = () if query.case is None else (query.case,)
        actor = visitor_of(request).account
        deed = Deed(at=door.clock.now(), actor=actor, action="audit read", cases=cases, purpose=PURPOSE)
        books.audit.add(deed)
    with speaking(language_of(request)):
        lines, names = (
            [_line(one, counts.get(one.case_set, 0)) for one in found],
            [(one, _said(one)) for one in actions],
        )
    return page(
        request,
        "access/logboek.html",
        title="Logboek",
        status=HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK,
        lines=lines,
        actions=names,
        asked=fields,
        wrong=wrong,
        older=found[-1].number if len(found) == PER_PAGE else 0,
        later=query.before is not None,
    )


def _query(fields: Mapping[str, str]) -> tuple[AuditQuery, bool]:
    """Return what is asked for, and whether something of it could not be read."""
    since, wrong_since = _day(fields.get("van", ""))
    until, wrong_until = _day(fields.get("tot", ""), days=1)
    before = fields.get("voor", "")
    case = fields.get("zaak", "").strip()
    query = AuditQuery(
        since=since,
        until=until,
        actor=fields.get("wie", "").strip(),
        action=fields.get("wat", ""),
        case=CaseId(case) if case else None,
        before=int(before) if before.isdecimal() and before.isascii() and len(before) < 16 else None,  # noqa: PLR2004
        count=PER_PAGE,
    )
    return query, wrong_since or wrong_until


def _day(text: str, *, days: int = 0) -> tuple[Minute | None, bool]:
    if not text:
        return None, False
    try:
        return day_start(date.fromisoformat(text) + timedelta(days=days)), False
    except (ValueError, OverflowError):
        return None, True


def _line(entry: AuditEntry, many: int) -> _Line:
    """Return a line as it is shown; ``many``: how many cases the set has that it refers to."""
    kind = KINDS[entry.kind].say() if entry.kind in KINDS else entry.kind
    named = f"{kind} {entry.object.removeprefix(entry.kind).strip()}".strip()
    together = _SET.say(many=many, name=entry.case_set[:8]) if entry.case_set else ""
    about = [named if entry.object else "", together, *(_CASE.say(name=one[:8]) for one in entry.cases)]
    return _Line(
        number=entry.number,
        at=local(entry.at).strftime("%Y-%m-%d %H:%M"),
        who=entry.actor,
        what=_said(entry.action),
        about=", ".join(filter(None, (*about, *entry.fields))),
        result=_RESULTS[entry.result].say(),
        done=entry.result is Result.DONE,
        origin=entry.origin,
        operation=entry.operation,
        purpose=_(entry.purpose) if entry.purpose else "",
    )


def _said(action: str) -> str:
    return ACTIONS[action].words.say() if action in ACTIONS else action
