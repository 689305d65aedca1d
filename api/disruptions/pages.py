"""The list of what happened, one disruption with what it breaks and how it could be mended, and what is done with it.

Not allowed here: reporting (``report_routes``), and finding anything out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.disruptions.facts_said import steps_said
from api.disruptions.mending_page import impact_shown, repair_shown
from api.disruptions.tools import PURPOSE, Disrupted, plans, require_theirs
from api.disruptions.uses_page import free_of, uses_shown
from api.disruptions.weeks import weeks_of
from api.disruptions.words import code_words, state_words, title_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.speech import _, language_of
from planner.domain.access import Permission, Visitor
from planner.domain.civil import IsoWeek
from planner.domain.disruption_life import DisruptionState, Reported, Turn
from planner.domain.ids import CaseId
from planner.domain.spelling import moment
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.ports.editing import EditImpossibleError
from planner.ports.repairing import Sought
from planner.usecases.access.tokens import new_id
from planner.usecases.disruptions.apply_repair import apply_repair, state_of
from planner.usecases.disruptions.mending import Bench
from planner.usecases.disruptions.report import accept_as_is, cases_of, withdraw_disruption
from planner.usecases.editing.apply_edit import Officer
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError

LISTED = 200
HOME = "/verstoringen"
ONE = f"{HOME}/{{number}}"
Given = Mapping[str, str]
_REFUSED = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One disruption in the list."""

    number: int
    title: str
    reason: str
    when: str
    about: str
    state: str
    look: str
    actor: str


def disruption_pages(tools: Disrupted) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(HOME)
    @asks(Permission.REPORT_DISRUPTION)
    def listing(request: Request) -> Response:
        return _list(tools, request)

    @router.get(ONE)
    @asks(Permission.REPORT_DISRUPTION)
    def one(request: Request, number: int) -> Response:
        return _one(tools, request, number)

    @router.post(f"{ONE}/concept")
    @asks(Permission.EDIT_PLAN)
    async def draft(request: Request, number: int) -> Response:
        return await run_in_threadpool(_open, tools, request, number, await form_in(request))

    @router.post(f"{ONE}/herstel")
    @asks(Permission.EDIT_PLAN)
    async def repair(request: Request, number: int) -> Response:
        return await run_in_threadpool(_apply, tools, request, number, await form_in(request))

    @router.post(f"{ONE}/aanvaarden")
    @asks(Permission.EDIT_PLAN)
    async def accept(request: Request, number: int) -> Response:
        return await run_in_threadpool(_accept, tools, request, number, await form_in(request))

    @router.post(f"{ONE}/intrekken")
    @asks(Permission.REPORT_DISRUPTION)
    async def withdraw(request: Request, number: int) -> Response:
        return await run_in_threadpool(_withdraw, tools, request, number, await form_in(request))

    return router


# --- the list --------------------------------------------------------------------------------------------------------


def _list(tools: Disrupted, request: Request) -> Response:
    visitor = visitor_of(request)
    with tools.work.store.reading() as books:
        found = books.disruptions.newest(LISTED, actor=None if plans(visitor) else visitor.account)
        states = {one.number: state_of(books, one) for one in found}
        cases = {one.number: cases_of(books, one.disruption) for one in found}
    tools.work.seen(request, cases=set(chain.from_iterable(cases.values())), purpose=PURPOSE)
    wanted, names = request.query_params.get("stand", ""), called(tools.work.store, (one.actor for one in found))

    def values() -> Mapping[str, object]:
        tabs = [("", _("alle"), len(found))]
        tabs += [(s.value, state_words(s)[0], sum(states[one.number] is s for one in found)) for s in DisruptionState]
        lines = [
            _line(one, states[one.number], cases[one.number], names)
            for one in found
            if wanted in ("", states[one.number])
        ]
        return {"lines": lines, "tabs": tabs, "wanted": wanted, "home": HOME}

    return show(request, "disruptions/lijst.html", _("Verstoringen"), values)


def _line(one: Reported, state: DisruptionState, cases: tuple[CaseId, ...], names: Mapping[str, str]) -> Line:
    disruption = one.disruption
    said, look = state_words(state)
    codes = [ref.id for ref in disruption.resources] or list(cases)
    return Line(
        number=one.number,
        title=title_of(disruption.kind),
        reason=code_words(disruption.code),
        when=moment(disruption.at),
        about=", ".join(codes),
        state=said,
        look=look,
        actor=names[one.actor],
    )


# --- one disruption --------------------------------------------------------------------------------------------------


def _theirs(tools: Disrupted, request: Request, number: int) -> Reported:
    reported = tools.reported(number)
    require_theirs(visitor_of(request), reported)
    return reported


def _one(tools: Disrupted, request: Request, number: int, *, problem: str = "") -> Response:
    reported, visitor = _theirs(tools, request, number), visitor_of(request)
    turns = reported.turns
    with tools.work.store.reading() as books:
        state, cases = state_of(books, reported), cases_of(books, reported.disruption)
    tools.work.seen(request, cases=cases, purpose=PURPOSE)
    week = _week(tools, request, reported) if plans(visitor) else None
    draft = None if week is None else _draft_of(tools, week)
    names = called(tools.work.store, (reported.actor, *(turn.actor for turn in reported.turns)))
    asked = request.query_params.get("herstel") == "ja" and state is not DisruptionState.WITHDRAWN

    def values() -> Mapping[str, object]:
        shown = _mending(tools, request, reported, draft, asked=asked) if draft is not None else {}
        return {
            "it": reported,
            "line": _line(reported, state, cases, names),
            "state": state.value,
            "note": reported.disruption.note,
            "steps": steps_said(reported.disruption.steps, visitor),
            "turns": [(moment(t.at), state_words(t.state)[0], names[t.actor], _why(t, visitor)) for t in turns],
            "plans": plans(visitor),
            "week": week,
            "weeks": () if week is None else _weeks(tools, reported),
            "draft": draft,
            "asked": asked,
            "problem": problem,
            "key": new_id("h"),
            **shown,
        }

    title = _("Verstoring %(number)s", number=number)
    return show(request, "disruptions/verstoring.html", title, values, status=_REFUSED if problem else 200)


def _why(turn: Turn, visitor: Visitor) -> str:
    """Return the reason of a turn: what planning writes is for planning, for it may name what others may not see."""
    return turn.reason if plans(visitor) or turn.actor == visitor.account else ""


def _mending(
    tools: Disrupted, request: Request, reported: Reported, draft: int, *, asked: bool
) -> Mapping[str, object]:
    """Return what breaks, and when asked how it could be mended."""
    bench, impact = tools.bench().impact(reported, draft)
    _note(tools, request, bench, (one.activity for one in impact.struck))
    shown: dict[str, object] = {
        "impact": impact_shown(bench, impact),
        "version": bench.opened.version,
        "marked": [one.activity for one in impact.struck],
    }
    free = free_of(impact).get(request.query_params.get("vrij", ""))
    if free is not None:
        at, uses = tools.bench().uses(reported, draft, free)
        _note(tools, request, at, (one.activity for one in (*uses.uses, *uses.one_rule_away)))
        shown["uses"] = uses_shown(at, uses)
    if asked:
        _bench, offered = tools.bench().repairs(reported, draft)
        shown["repairs"] = [repair_shown(bench, offer, impact) for offer in offered.offers]
        shown["sought"] = "" if offered.sought is Sought.ENOUGH else _(offered.sought.value)
    return shown


def _note(tools: Disrupted, request: Request, bench: Bench, keys: object) -> None:
    wanted = set(keys) if hasattr(keys, "__iter__") else set()
    cases = [case for one in bench.desk.problem.activities if one.key in wanted for case in one.cases]
    tools.work.seen(request, cases=cases, purpose=PURPOSE)


def _weeks(tools: Disrupted, reported: Reported) -> tuple[IsoWeek, ...]:
    return weeks_of(reported, tools.newest(), tools.work.clock.now())


def _week(tools: Disrupted, request: Request, reported: Reported) -> IsoWeek:
    """Return the week that is asked for, or the first that the disruption is about."""
    text = request.query_params.get("week", "")
    if text:
        try:
            return IsoWeek.parse(text)
        except ValueError as error:
            raise NotYoursError from error
    weeks = _weeks(tools, reported)
    return next((week for week in weeks if _draft_of(tools, week) is not None), weeks[0])


def _draft_of(tools: Disrupted, week: IsoWeek) -> int | None:
    with tools.work.store.reading() as books:
        found = books.drafts.of_week(week)
    return None if found is None else found.id


# --- what is done with it --------------------------------------------------------------------------------------------


def _open(tools: Disrupted, request: Request, number: int, given: Given) -> Response:
    _theirs(tools, request, number)
    try:
        week = IsoWeek.parse(given.get("week", ""))
    except ValueError as error:
        raise NotYoursError from error
    open_draft(tools.opening(), week, actor=visitor_of(request).account)
    return go(f"{HOME}/{number}?week={week}&herstel=ja")


def _apply(tools: Disrupted, request: Request, number: int, given: Given) -> Response:
    reported, account = _theirs(tools, request, number), visitor_of(request).account
    draft = int(given["concept"]) if given.get("concept", "").isdecimal() else 0
    officer = Officer(actor=account, seen=0, key=f"{account} {given.get('verzoek', '')[:40]}")
    with speaking(language_of(request)):
        try:
            done = apply_repair(tools.bench(), reported.number, draft, given.get("herstel", ""), officer)
        except (EditImpossibleError, EditRefusedError, DraftConflictError, StepRefusedError) as error:
            return _one(tools, request, number, problem=str(error))
    return go(f"{HOME}/{number}?week={done.opened.draft.week}#toegepast")


def _accept(tools: Disrupted, request: Request, number: int, given: Given) -> Response:
    _theirs(tools, request, number)
    actor = visitor_of(request).account
    try:
        accept_as_is(tools.work.store, tools.work.clock, number, actor=actor, reason=given.get("waarom", ""))
    except StepRefusedError as error:
        return _one(tools, request, number, problem=str(error))
    return go(f"{HOME}/{number}")


def _withdraw(tools: Disrupted, request: Request, number: int, given: Given) -> Response:
    _theirs(tools, request, number)
    actor, reason = visitor_of(request).account, given.get("waarom", "")[:300]
    try:
        done = withdraw_disruption(tools.work.store, tools.work.clock, number, actor=actor, reason=reason)
    except StepRefusedError as error:
        return _one(tools, request, number, problem=str(error))
    return go(f"{HOME}/{number}{'#gebleven' if done.kept else ''}")
