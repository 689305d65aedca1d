"""Reporting in three steps: what kind, what exactly, and a look at what is recorded before it is.

Not allowed here: checking (the intake and the use case do).
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.disruptions.facts_said import steps_said
from api.disruptions.form import NOTE, filled_in, kinds_for, report_form
from api.disruptions.tools import CHECK, PURPOSE, Disrupted, refuse_others
from api.disruptions.words import GROUPS, KINDS, code_words, title_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.activities import Activity
from planner.domain.disruption import Disruption, DisruptionKind
from planner.domain.disruption_life import may_report
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.wording import speaking
from planner.intake.disruptions import FIELDS, read_report
from planner.ports.intake import Refusal
from planner.usecases.access.tokens import new_id
from planner.usecases.disruptions.happened import Report
from planner.usecases.disruptions.refusals import ReportRefusedError
from planner.usecases.disruptions.report import cases_of, look_ahead, report_disruption

Given = Mapping[str, str]
NEW = "/verstoringen/nieuw"
OF = "van-item"
KEY = "verzoek"
SURE = "bevestigd"
BACK = "terug"
_REFUSED = 422


def report_routes(tools: Disrupted) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(NEW)
    @asks(Permission.REPORT_DISRUPTION)
    def kinds(request: Request) -> Response:
        return _kinds(tools, request)

    @router.post(NEW)
    @asks(Permission.REPORT_DISRUPTION)
    async def begin(request: Request) -> Response:
        return await run_in_threadpool(_begin, tools, await form_in(request))

    @router.get(f"{NEW}/{{kind}}")
    @asks(Permission.REPORT_DISRUPTION)
    def form(request: Request, kind: str) -> Response:
        wanted = _kind(request, kind)
        activity, item = _item(tools, request)
        given = {} if activity is None else filled_in(wanted, activity, item, visitor_of(request))
        return _form(tools, request, wanted, given)

    @router.post(f"{NEW}/{{kind}}")
    @asks(Permission.REPORT_DISRUPTION)
    async def enter(request: Request, kind: str) -> Response:
        given = await form_in(request)
        return await run_in_threadpool(_enter, tools, request, _kind(request, kind), given)

    return router


def _kind(request: Request, text: str) -> DisruptionKind:
    if text not in tuple(DisruptionKind) or not may_report(visitor_of(request).role, DisruptionKind(text)):
        raise NotYoursError
    return DisruptionKind(text)


def _item(tools: Disrupted, request: Request) -> tuple[Activity | None, Appointment | None]:
    """Return the published item that the address names by its handle."""
    activity, release = tools.named(request.query_params.get(OF, "")), tools.newest()
    if activity is None or release is None:
        return None, None
    return activity, next((one for one in release.appointments if one.activity == activity.key), None)


def _kinds(tools: Disrupted, request: Request) -> Response:
    visitor = visitor_of(request)
    activity, item = _item(tools, request)
    fitting = kinds_for(visitor, activity, item)
    after = f"?{OF}={request.query_params[OF]}" if activity is not None else ""

    def values() -> Mapping[str, object]:
        groups = [
            (_(title), [(kind.value, _(KINDS[kind][0]), _(KINDS[kind][1])) for kind in kinds if kind in fitting])
            for title, kinds in GROUPS
        ]
        return {"groups": [(title, kinds) for title, kinds in groups if kinds], "after": after}

    return show(request, "disruptions/soort.html", _("Wat is er gebeurd?"), values)


def _begin(tools: Disrupted, given: Given) -> Response:
    """Lead from an item on the desk to the kinds that could strike it; its key does not stand in the address."""
    key, release = ActivityKey(given.get("activiteit", "")), tools.newest()
    known = release is not None and any(activity.key == key for activity in release.activities)
    return go(f"{NEW}?{OF}={tools.handles.of_activity(key)}" if known else NEW)


def _form(
    tools: Disrupted, request: Request, kind: DisruptionKind, given: Given, refusals: tuple[Refusal, ...] = ()
) -> Response:
    visitor = visitor_of(request)

    def values() -> Mapping[str, object]:
        return {
            "form": report_form(tools, visitor, kind, given, refusals),
            "lead": _(KINDS[kind][1]),
            "new": NEW,
        }

    return show(request, "disruptions/melden.html", title_of(kind), values, status=_REFUSED if refusals else 200)


def _enter(tools: Disrupted, request: Request, kind: DisruptionKind, given: Given) -> Response:
    visitor = visitor_of(request)
    cells = {name: given.get(name, "") for name in (*FIELDS[kind].all, "reden", NOTE)}
    with speaking(language_of(request)):
        read = read_report({**cells, "soort": kind}, actor=visitor.account, key=_key(visitor.account, given))
        if isinstance(read, tuple):
            return _form(tools, request, kind, cells, read)
        if BACK in given:
            return _form(tools, request, kind, cells)
        try:
            refuse_others(tools, request, read)
            if given.get(SURE) == "1":
                found = report_disruption(tools.work.store, tools.work.clock, CHECK, read)
                return go(f"/verstoringen/{found.number}")
            ahead = look_ahead(tools.work.store, tools.work.clock, CHECK, read)
        except ReportRefusedError as error:
            return _form(tools, request, kind, cells, error.refusals)
    return _check(tools, request, read, ahead, cells)


def _key(account: str, given: Given) -> str:
    return f"{account} {given[KEY][:40]}" if given.get(KEY) else ""


def _check(tools: Disrupted, request: Request, report: Report, ahead: Disruption, cells: Given) -> Response:
    """Show what would be recorded."""
    with tools.work.store.reading() as books:
        cases = cases_of(books, ahead)
    tools.work.seen(request, cases=cases, purpose=PURPOSE)

    def values() -> Mapping[str, object]:
        return {
            "kind": report.kind,
            "reason": code_words(ahead.code),
            "steps": steps_said(ahead.steps, visitor_of(request)),
            "cells": [(name, text) for name, text in cells.items() if text],
            "note": report.note,
            "key": new_id("v"),
            "sure": SURE,
            "again": BACK,
            "key_name": KEY,
        }

    return show(request, "disruptions/nakijken.html", title_of(report.kind), values)
