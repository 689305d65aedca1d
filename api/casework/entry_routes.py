"""Entering one fact about a case: a form per kind of row, refused with the reason beside each field, nothing lost.

Not allowed here: checking (the intake and the use case do).
"""

from collections.abc import Iterable, Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.case_facts import CaseFacts
from api.casework.case_routes import PURPOSE, facts_within_reach
from api.casework.entry_form import ROW, entry_form, entry_of, filled_in, reference_choices
from api.casework.entry_tables import ENTRIES, EntryKind, columns_of, mark_of, row_name
from api.casework.tools import Casework, actor_of, form_in, go, require, show
from api.web.declare import asks
from api.web.guard import visitor_of
from planner.domain.access import Permission
from planner.domain.departure_plan import InformationRequest
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.intake.entry import EntryReader
from planner.ports.intake import Refusal
from planner.usecases.cases.enter_fact import EntryRefusedError, enter_fact

_REFUSED = 422
LONGEST = 200
"""Characters of one value taken over from an address."""


def entry_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/zaken/{handle}/feit/{name}")
    @asks(Permission.ENTER_FACTS)
    def form(request: Request, handle: str, name: str) -> Response:
        case = work.case(handle)
        facts = _within_reach(work, request, case, name)
        mark = request.query_params.get(ROW, "")
        base = _row(facts, name, mark)
        kind = ENTRIES[name]
        given = _asked(request, kind) if base is None else filled_in(kind, base)
        return _form(work, request, facts, name, given, mark if base is not None else "")

    @router.post("/zaken/{handle}/feit/{name}")
    @asks(Permission.ENTER_FACTS)
    async def enter(request: Request, handle: str, name: str) -> Response:
        return await run_in_threadpool(_enter, work, request, work.case(handle), name, await form_in(request))

    return router


def _within_reach(work: Casework, request: Request, case: CaseId, name: str) -> CaseFacts:
    require(yours=name in ENTRIES and visitor_of(request).sees(ENTRIES[name].field))
    return facts_within_reach(work, request, case)


def _row(facts: CaseFacts, name: str, mark: str) -> Fact | None:
    return next((fact for fact in facts.entered[name] if mark and mark_of(fact) == mark), None)


def _asked(request: Request, kind: EntryKind) -> dict[str, str]:
    """Return the fields that the address fills in: words to choose from alone, nothing of a case."""
    chosen = {column.header: column.kind.choices for column in columns_of(kind)}
    query = request.query_params
    return {name: query[name] for name, words in chosen.items() if query.get(name, "")[:LONGEST] in words}


def _form(  # noqa: PLR0913, PLR0917 - what the form shows
    work: Casework,
    request: Request,
    facts: CaseFacts,
    name: str,
    given: Mapping[str, str],
    mark: str,
    refusals: Iterable[Refusal] = (),
) -> Response:
    kind, case = ENTRIES[name], facts.view.case.id
    wrong = tuple(refusals)
    work.seen(request, cases=[case], purpose=PURPOSE)
    with work.store.reading() as books:
        references = reference_choices(books, kind)

    def values() -> Mapping[str, object]:
        rows = [(mark_of(fact), row_name(name, fact)) for fact in _changeable(facts, name)]
        form = entry_form(kind, given, references, row=mark, rows=rows, refusals=wrong)
        return {"form": form, "code": case, "back": work.path(case), "name": name}

    status = _REFUSED if wrong else 200
    return show(request, "casework/feit.html", kind.title, values, status=status)


def _changeable(facts: CaseFacts, name: str) -> tuple[Fact, ...]:
    """Return the rows to choose from: of questions those without an answer."""
    rows = facts.entered[name]
    return tuple(row for row in rows if not (isinstance(row, InformationRequest) and row.answered_on is not None))


def _enter(work: Casework, request: Request, case: CaseId, name: str, given: Mapping[str, str]) -> Response:
    facts = _within_reach(work, request, case, name)
    kind, mark = ENTRIES[name], given.get(ROW, "")
    base = _row(facts, name, mark)
    entry = entry_of(kind, case, given, actor_of(request), base)
    try:
        enter_fact(work.of(case), work.clock, EntryReader(), entry)
    except EntryRefusedError as error:
        return _form(work, request, facts, name, given, mark if base is not None else "", error.refusals)
    return go(work.path(case))
