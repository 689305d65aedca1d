"""Norms under ``/normen``: what holds, its past, and another value with what it would change.

Not allowed here: what a norm means, and deciding that one is right.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.norm_looks import Looked, NormLook, NormLooks
from api.casework.norm_page import effect_page, norm_groups, norm_line, past_lines
from api.casework.tools import Casework, actor_of, form_in, go, now_of, require, show
from api.casework.words import options
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.people import called
from api.web.speech import _, language_of
from planner.domain.access import Field, Permission
from planner.domain.cases import Regime
from planner.domain.civil import day_of
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.norm_labels import label_of_norm
from planner.domain.norm_words import MARKS, UNITS
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.wording import speaking
from planner.intake.moments import CellError, parse_day
from planner.ports.store import StoreError
from planner.usecases.norms.change_setting import (
    SettingChange,
    SettingRefusedError,
    current_settings,
    enter_setting,
    history_of,
)
from solver.rulebook import RULEBOOK

PURPOSE = "gevolg van een norm"
TITLE = "Normen"
Given = Mapping[str, str]
_REFUSED = 422
_WAIT = 0.2
_COMMAND_LINE = "(--end-previous)"


def norm_routes(work: Casework, looks: NormLooks) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/normen")
    @asks(Permission.SEE_SETTINGS)
    def listing(request: Request) -> Response:
        return _listing(work, request)

    @router.get("/normen/gevolg/{number}")
    @asks(Permission.CHANGE_SETTINGS)
    def effect(request: Request, number: str) -> Response:
        look = looks.find(number, visitor_of(request).account, _WAIT)
        require(yours=look is not None)
        assert look is not None  # noqa: S101 - for who reads types: the line before raises
        return _effect(work, request, look)

    @router.get("/normen/{rule}/{key}")
    @asks(Permission.SEE_SETTINGS)
    def one(request: Request, rule: str, key: str) -> Response:
        return _one(work, request, rule, key)

    @router.post("/normen/{rule}/{key}")
    @asks(Permission.CHANGE_SETTINGS)
    async def change(request: Request, rule: str, key: str) -> Response:
        return await run_in_threadpool(_change, work, looks, request, rule, key, await form_in(request))

    return router


def _titles() -> dict[str, str]:
    return {rule.id: str(rule.title) for rule in RULEBOOK}


def _listing(work: Casework, request: Request) -> Response:
    mark, text = request.query_params.get("zeker", ""), request.query_params.get("regel", "")[:60]
    with work.store.reading() as books:
        found = current_settings(books)
    today = day_of(now_of(work))

    def values() -> Mapping[str, object]:
        groups = norm_groups(found, _titles(), today, mark=mark, text=text)
        assumed = sum(setting.mark is Mark.ASSUMPTION for setting in found)
        marks = [("", _("alle")), *((one.value, str(words)) for one, words in MARKS.items())]
        return {
            "groups": groups,
            "all": len(found),
            "assumed": assumed,
            "mark": mark,
            "text": text,
            "marks": marks,
            "may_change": visitor_of(request).may(Permission.CHANGE_SETTINGS),
            "may_except": visitor_of(request).may(Permission.OVERRIDE_RULES),
        }

    return show(request, "casework/normen.html", TITLE, values)


def _one(
    work: Casework, request: Request, rule: str, key: str, problem: str = "", given: Given | None = None
) -> Response:
    with work.store.reading() as books:
        past = history_of(books, RuleId(rule), key)
        now = [one for one in current_settings(books, rule=rule) if one.key == key]
    require(yours=bool(past))
    today = day_of(now_of(work))
    may = visitor_of(request).may(Permission.CHANGE_SETTINGS)

    def values() -> Mapping[str, object]:
        return {
            "rule": rule,
            "key": key,
            "name": _titles().get(rule, ""),
            "called": label_of_norm(rule, key),
            "now": [norm_line(one, today) for one in now],
            "past": past_lines(past, today, called(work.store, (one.by for one in past))),
            "may_change": may,
            "units": [(unit.value, str(UNITS[unit][1])) for unit in _units(rule, key)],
            "regimes": options(Regime, _("alle")),
            "marks": [(one.value, str(words)) for one, words in MARKS.items()],
            "given": given if given is not None else _as_it_is(now, today),
            "problem": problem.replace(f" {_COMMAND_LINE}", ""),
        }

    return show(request, "casework/norm.html", TITLE, values, status=_REFUSED if problem else 200)


def _units(rule: str, key: str) -> list[Unit]:
    return list(dict.fromkeys(one.unit for one in DEFAULT_SETTINGS if (one.rule, one.key) == (rule, key)))


def _as_it_is(settings: list[Setting], today: date) -> dict[str, str]:
    """Return the form as it begins: the value that holds now, from tomorrow on."""
    now = next((one for one in settings if one.in_force(today)), None)
    since = (today + timedelta(days=1)).isoformat()
    if now is None:
        return {"vanaf": since}
    return {
        "waarde": str(now.value),
        "regime": now.regime.value if now.regime is not None else "",
        "vanaf": since,
        "zeker": now.mark.value,
        "einde": "1",
    }


def _change(work: Casework, looks: NormLooks, request: Request, rule: str, key: str, given: Given) -> Response:
    with speaking(language_of(request)):
        try:
            change = _read(rule, key, given, actor_of(request))
        except (SettingRefusedError, CellError) as error:
            return _one(work, request, rule, key, str(error), given)
    try:
        if given.get("doe") == "vastleggen":
            enter_setting(work.store, work.clock, change)
            return go(f"/normen/{rule}/{key}")
        look = looks.begin(change, visitor_of(request).account)
    except SettingRefusedError as error:
        return _one(work, request, rule, key, str(error), given)
    return go(f"/normen/gevolg/{look.id}")


def _read(rule: str, key: str, given: Given, actor: str) -> SettingChange:
    value, unit, regime = given.get("waarde", "").strip(), given.get("eenheid", ""), given.get("regime", "")
    if not value.isdecimal() or len(value) > 7:  # noqa: PLR2004 - no norm is ten million
        raise SettingRefusedError(_("de waarde is geen geheel getal\nGeef een getal vanaf 0."))
    if unit not in tuple(Unit) or (regime and regime not in tuple(Regime)) or given.get("zeker", "") not in tuple(Mark):
        raise SettingRefusedError(_("een keuze bestaat niet\nKies uit de lijsten."))
    until = given.get("tot", "").strip()
    return SettingChange(
        rule=RuleId(rule),
        key=key,
        value=int(value),
        unit=Unit(unit),
        actor=actor,
        reason=given.get("reden", "").strip()[:200],
        valid_from=parse_day(given.get("vanaf", "")),
        valid_to=parse_day(until) + timedelta(days=1) if until else None,
        regime=Regime(regime) if regime else None,
        mark=Mark(given["zeker"]),
        end_previous=given.get("einde") == "1",
    )


def _effect(work: Casework, request: Request, look: NormLook) -> Response:
    visitor, busy = visitor_of(request), not look.answer.done()
    sees = visitor.sees(Field.CASE_CODE) and visitor.sees(Field.REASONS)
    found, problem = (None, "") if busy else _answer(look)
    if found is not None and sees and found.cases:
        work.seen(request, cases=found.cases, purpose=PURPOSE)
    change = look.change
    today = day_of(now_of(work))

    def values() -> Mapping[str, object]:
        return {
            "busy": busy,
            "problem": problem,
            "plan": 0 if found is None else found.plan,
            "it": None if found is None else effect_page(found.effect, sees_cases=sees),
            "line": norm_line(change.setting, today),
            "back": f"/normen/{change.rule}/{change.key}",
            "reason": change.reason,
            "fields": _fields(change),
        }

    headers = {"Refresh": "1"} if busy else {}
    return show(request, "casework/gevolg.html", TITLE, values, headers=headers)


def _answer(look: NormLook) -> tuple[Looked | None, str]:
    try:
        return look.answer.result(), ""
    except (StoreError, SettingRefusedError) as error:
        return None, str(error)


def _fields(change: SettingChange) -> list[tuple[str, str]]:
    """Return the change as the fields of a form, to enter it as it was looked at."""
    until = "" if change.valid_to is None else (change.valid_to - timedelta(days=1)).isoformat()
    return [
        ("waarde", str(change.value)),
        ("eenheid", change.unit.value),
        ("regime", "" if change.regime is None else change.regime.value),
        ("vanaf", change.valid_from.isoformat()),
        ("tot", until),
        ("zeker", change.mark.value),
        ("reden", change.reason),
        ("einde", "1" if change.end_previous else ""),
    ]
