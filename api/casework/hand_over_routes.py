"""Handing a case to another regievoerder, with what everybody has already beside the names.

Not allowed here: choosing somebody.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.case_facts import CaseFacts
from api.casework.case_routes import PURPOSE, facts_within_reach
from api.casework.tools import Casework, actor_of, form_in, go, now_of, show
from api.casework.words import last_moment
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Field, Permission, Reach
from planner.domain.cases import Case
from planner.domain.ids import CaseId, PlaceId, RegievoerderId
from planner.domain.places import Place
from planner.domain.wording import speaking
from planner.intake.entry import EntryReader
from planner.usecases.cases.enter_fact import EntryRefusedError
from planner.usecases.cases.hand_over import Candidate, candidates, hand_over

_REFUSED = 422
ALL = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """One candidate on the screen."""

    code: str
    office: str
    load: int
    after: int
    cap: int
    tone: str
    words: str
    away: str
    specialist: bool
    speaks: bool


def hand_over_routes(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/zaken/{handle}/overdracht")
    @asks(Permission.ENTER_FACTS)
    def choose(request: Request, handle: str) -> Response:
        facts = facts_within_reach(work, request, work.case(handle))
        return _choose(work, request, facts, request.query_params.get("kantoor", ""))

    @router.post("/zaken/{handle}/overdracht")
    @asks(Permission.ENTER_FACTS)
    async def give(request: Request, handle: str) -> Response:
        return await run_in_threadpool(_give, work, request, work.case(handle), await form_in(request))

    return router


def _choose(
    work: Casework, request: Request, facts: CaseFacts, office: str, problem: str = "", chosen: str = ""
) -> Response:
    case, family = facts.view.case, facts.view.family
    loads = _loads(work)
    work.seen(request, cases=[case.id, *family], purpose=PURPOSE)
    with work.store.reading() as books:
        members = [case, *(one for code in family for one in books.facts.beginning(Case, code))]
        found = candidates(books, members, loads or {}, now_of(work))
        places = {place.id: place.name for place in books.facts.in_force(Place)}
    offices = sorted({one.office for one in found}, key=lambda place: places.get(place, place))
    here = next((one.office for one in found if one.regievoerder == facts.view.owner), None)
    asked = office or here or (offices[0] if offices else "")

    def values() -> Mapping[str, object]:
        lines = [_line(one, places) for one in found if asked in (ALL, one.office)]
        return {
            "code": case.id,
            "back": work.path(case.id),
            "owner": facts.view.owner or _("geen"),
            "family": family if visitor_of(request).sees(Field.HOUSEHOLD) else (),
            "lines": [line for line in lines if line.code != facts.view.owner],
            "offices": [*((one, places.get(one, one)) for one in offices), (ALL, _("alle kantoren"))],
            "office": asked,
            "loaded": loads is not None,
            "problem": problem,
            "chosen": chosen,
        }

    return show(request, "casework/overdracht.html", "Overdracht", values, status=_REFUSED if problem else 200)


def _line(one: Candidate, places: Mapping[PlaceId, str]) -> CandidateLine:
    return CandidateLine(
        code=one.regievoerder,
        office=places.get(one.office, one.office),
        load=one.load,
        after=one.after,
        cap=one.cap,
        tone="" if one.fits else "warn",
        words="" if one.fits else _("boven de norm"),
        away=last_moment(one.away),
        specialist=one.specialist,
        speaks=one.speaks,
    )


def _loads(work: Casework) -> Mapping[RegievoerderId, int] | None:
    """Return how much everybody has, None while that is being counted."""
    found = work.standing.look().list
    if found is None:
        return None
    points: Counter[RegievoerderId] = Counter()
    for line in found.cases.values():
        if line.regievoerder is not None:
            points[line.regievoerder] += line.points
    return points


def _give(work: Casework, request: Request, case: CaseId, given: Mapping[str, str]) -> Response:
    facts = facts_within_reach(work, request, case)
    to, office = given.get("regievoerder", ""), given.get("kantoor", "")
    if not to:
        with speaking(language_of(request)):
            return _choose(work, request, facts, office, _("Er is niemand gekozen.\nKies een regievoerder."))
    family = facts.view.family if given.get("gezin") == "1" else ()
    try:
        cases = (case, *family)
        hand_over(work.store, work.clock, EntryReader(), cases, RegievoerderId(to), actor=actor_of(request))
    except EntryRefusedError as error:
        return _choose(work, request, facts, office, str(error), to)
    still_mine = visitor_of(request).grant.reach is Reach.ALL
    return go(work.path(case) if still_mine else "/zaken")
