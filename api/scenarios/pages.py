"""The list of what-ifs, splitting one off, solving several side by side, and comparing them.

Not allowed here: one scenario (``one_page``), and finding anything out.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.runs.jobs import TooManyJobsError
from api.runs.pages import DURATIONS, WEEKS_AHEAD
from api.scenarios.at_hand import AtHand, Base, base_in
from api.scenarios.figures import rows_of, supposed_words
from api.scenarios.form import NAME, Choices, Given, groups_of, name_fields, read_form
from api.scenarios.shown import changes_of, line_of, running_of
from api.scenarios.tools import PURPOSE
from api.web.declare import asks
from api.web.forms import FormError, fields_of
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.once import KeyUsedError
from planner.domain.scenario import Supposed
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.ports.store import StoreError, StoreUnreachableError
from planner.usecases.access.tokens import new_id
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.scenarios.fork import ForkAsked, fork

HOME = "/scenarios"
NEW, SOLVE, COMPARE, OPEN = f"{HOME}/nieuw", f"{HOME}/berekenen", f"{HOME}/compare", f"{HOME}/concept"
KEY, BASE, SECONDS, CHOSEN = "verzoek", "van", "seconds", "n"
LISTED, MOST_BESIDE, RELEASES = 200, 8, 5
DEFAULT_SECONDS = 60
_REFUSED = 422
Sent = Mapping[str, Sequence[str]]


def scenario_pages(tools: AtHand) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(HOME)
    @asks(Permission.SUPPOSE)
    def listing(request: Request) -> Response:
        return listed(tools, request)

    @router.get(NEW)
    @asks(Permission.SUPPOSE)
    def new(request: Request) -> Response:
        return _new(tools, request, request.query_params.get(BASE, ""), {})

    @router.post(NEW)
    @asks(Permission.SUPPOSE)
    async def split(request: Request) -> Response:
        return await run_in_threadpool(_fork, tools, request, await form_in(request))

    @router.post(OPEN)
    @asks(Permission.EDIT_PLAN)
    async def draft(request: Request) -> Response:
        return await run_in_threadpool(_open, tools, request, await form_in(request))

    @router.post(SOLVE)
    @asks(Permission.SUPPOSE)
    async def solve(request: Request) -> Response:
        return await run_in_threadpool(_solve, tools, request, await sent(request))

    @router.get(COMPARE)
    @asks(Permission.SUPPOSE)
    def compare(request: Request) -> Response:
        return _compare(tools, request, request.query_params.getlist(CHOSEN))

    return router


async def sent(request: Request) -> Sent:
    """Return the fields of a sent form with all their values; one that cannot be read is refused."""
    try:
        return await fields_of(request)
    except FormError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error


# --- the list --------------------------------------------------------------------------------------------------------


def listed(tools: AtHand, request: Request, *, problem: str = "", status: int = 200) -> Response:
    """Return the page with every scenario, and where one begins."""
    with tools.store.reading() as books:
        found = books.scenarios.newest(LISTED)
        releases = books.releases.newest_number()
    now = tools.clock.now()
    this = IsoWeek.of(day_of(now))
    names = called(tools.store, (one.actor for one in found))

    def values() -> Mapping[str, object]:
        weeks = [this.plus(number) for number in range(WEEKS_AHEAD)]
        bases = [(Base(week=week).text, _("concept van week %(week)s", week=week)) for week in weeks]
        bases += [
            (Base(release=number).text, _("publicatie %(number)s", number=number))
            for number in range(releases, max(0, releases - RELEASES), -1)
        ]
        return {
            "lines": [line_of(one, now, names) for one in found],
            "bases": bases,
            "running": running_of(tools.solves(found), names),
            "durations": DURATIONS,
            "seconds": DEFAULT_SECONDS,
            "problem": problem,
            "key": new_id("b"),
        }

    return show(request, "scenarios/lijst.html", _("Wat als"), values, status=status)


def _solve(tools: AtHand, request: Request, given: Sent) -> Response:
    """Begin the solves of the scenarios that were chosen, and show how they go."""
    with speaking(language_of(request)):
        chosen = _numbers(given.get(CHOSEN, ()))
        if not chosen:
            said = _("Kies eerst een of meer scenario's.")
            return listed(tools, request, problem=said, status=_REFUSED)
        for one in chosen:
            tools.scenario(one)
        try:
            said = _begin(tools, visitor_of(request).account, chosen, given)
        except TooManyJobsError:
            said = _("Er wachten al veel berekeningen. Wacht tot er een klaar is, of stop er een.")
            return listed(tools, request, problem=said, status=HTTPStatus.TOO_MANY_REQUESTS)
    if said:
        return listed(tools, request, problem=said, status=_REFUSED)
    back = given.get("terug", ("",))[-1]
    return go(f"{HOME}/{chosen[0]}" if back == "een" else HOME)


def _begin(tools: AtHand, account: str, chosen: Sequence[int], given: Sent) -> str:
    """Queue solves; return why some were not, a line for each."""
    text, key = given.get(SECONDS, ("",))[-1], given.get(KEY, ("",))[-1][:40]
    seconds = int(text) if text in {str(one) for one in DURATIONS} else DEFAULT_SECONDS
    refused: list[str] = []
    for number in chosen:
        try:
            own = f"{account} {key} {number}" if key else ""
            tools.running.begin(number, actor=account, seconds=seconds, key=own)
        except (StepRefusedError, KeyUsedError) as error:
            refused.append(str(error))
    return "\n".join(dict.fromkeys(line for one in refused for line in one.splitlines()))


def _numbers(texts: Sequence[str]) -> list[int]:
    """Return the numbers of scenarios that were chosen, each once."""
    good = (text for text in texts if text.isascii() and text.isdigit() and len(text) < 9)  # noqa: PLR2004
    return list(dict.fromkeys(map(int, good)))[:MOST_BESIDE]


# --- splitting one off -----------------------------------------------------------------------------------------------


def _new(
    tools: AtHand,
    request: Request,
    base: str,
    given: Given,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> Response:
    """Return the form of a new scenario: what it is split from, its name, and what it supposes."""
    found = base_in(base)
    if found is None:
        raise NotYoursError
    with speaking(language_of(request)):
        choices = tools.choices(found)
    if choices is None and found.release is not None:
        raise NotYoursError

    def values() -> Mapping[str, object]:
        known = choices or Choices()
        said = errors or {}
        return {
            "base": found,
            "opened": choices is not None,
            "about": name_fields(given, said),
            "groups": groups_of(known, given, said),
            "errors": bool(said),
            "problem": problem,
            "key": new_id("w"),
        }

    wrong = bool(errors or problem)
    return show(request, "scenarios/nieuw.html", _("Nieuw scenario"), values, status=_REFUSED if wrong else 200)


def _open(tools: AtHand, request: Request, given: Given) -> Response:
    """Open the draft of a week, so that a scenario can be split from it."""
    base = base_in(given.get(BASE, ""))
    if base is None or base.week is None:
        raise NotYoursError
    open_draft(tools.whatifs.opening, base.week, actor=visitor_of(request).account)
    return go(f"{NEW}?{BASE}={base.text}")


def _fork(tools: AtHand, request: Request, given: Given) -> Response:
    base = base_in(given.get(BASE, ""))
    if base is None:
        raise NotYoursError
    account, key = visitor_of(request).account, given.get(KEY, "")[:40]
    with speaking(language_of(request)):
        read = read_form(given)
        if read.errors:
            return _new(tools, request, base.text, given, read.errors)
        draft = None if base.week is None else tools.draft_of(base.week)
        if base.week is not None and draft is None:
            return _new(tools, request, base.text, given)
        asked = ForkAsked(
            name=given.get(NAME, ""),
            actor=account,
            draft=draft,
            release=base.release,
            wishes=read.wishes,
            supposed=Supposed(values=read.values),
            days=read.days,
            key=f"{account} {key}" if key else "",
        )
        try:
            made = fork(tools.whatifs.tools, asked)
        except StepRefusedError as error:
            return _new(tools, request, base.text, given, problem=str(error))
        except KeyUsedError:
            said = _("Dit formulier is al verstuurd.\nKijk in de lijst of het scenario er staat, of verstuur het weer.")
            return _new(tools, request, base.text, given, problem=said)
        except StoreUnreachableError:
            raise
        except StoreError as error:
            return _new(tools, request, base.text, given, problem=str(error))
    return go(f"{HOME}/{made.number}")


# --- beside each other -----------------------------------------------------------------------------------------------


def _compare(tools: AtHand, request: Request, texts: Sequence[str]) -> Response:
    chosen = _numbers(texts)
    if not chosen:
        with speaking(language_of(request)):
            said = _("Kies eerst een of meer scenario's om te vergelijken.")
        return listed(tools, request, problem=said, status=_REFUSED)
    found = [tools.compared(one) for one in chosen]
    now = tools.clock.now()
    with speaking(language_of(request)):
        changes = [changes_of(one.changes) for one in found]
    cases = {case for one in changes for case in one.cases}
    names = called(tools.store, (one.scenario.actor for one in found))
    tools.seen(request, cases=cases, purpose=PURPOSE)

    def values() -> Mapping[str, object]:
        return {
            "columns": [
                (line_of(one.scenario, now, names), supposed_words(one.scenario), shown)
                for one, shown in zip(found, changes, strict=True)
            ],
            "rows": rows_of(found),
            "home": HOME,
        }

    return show(request, "scenarios/vergelijk.html", _("Scenario's naast elkaar"), values)
