"""One what-if: what it supposes, its figures beside its base, what is planned otherwise, and what is done with it.

Not allowed here: finding any of it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.casework.tools import form_in, go, show
from api.runs.following import followed
from api.runs.pages import DURATIONS
from api.scenarios.at_hand import AtHand
from api.scenarios.figures import rows_of, supposed_words
from api.scenarios.form import Given, days_field, groups_of, read_form
from api.scenarios.pages import DEFAULT_SECONDS, HOME, KEY, Sent, sent
from api.scenarios.shown import TakenShown, changes_of, is_solved, line_of, running_of, taken_of, turns_of
from api.scenarios.tools import PURPOSE
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.ids import ActivityKey
from planner.domain.scenario import LONGEST_NOTE, Scenario
from planner.domain.steps import StepRefusedError
from planner.domain.wording import speaking
from planner.ports.editing import EditImpossibleError
from planner.usecases.access.tokens import new_id
from planner.usecases.editing.apply_edit import Officer
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError, UnknownVersionError
from planner.usecases.scenarios.fork import remove, suppose
from planner.usecases.scenarios.rebase import rebase
from planner.usecases.scenarios.take_over import take_over

ONE = f"{HOME}/{{number}}"
SEEN, ITEM, ALL, VERSION, LESS, WHY = "stand", "item", "alles", "versie", "zonder", "waarom"
ANYHOW = "cijfers"
"""Figures are asked for although the scenario was not solved since it changed."""
_REFUSED, _CONFLICT = 422, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said above the page after something was done, or was not."""

    problem: str = ""
    given: Given | None = None
    """What was filled in of what is supposed more."""
    errors: Mapping[str, str] | None = None
    taken: TakenShown | None = None
    status: int = 200


_NOTHING = Said()


def one_scenario_pages(tools: AtHand) -> APIRouter:
    """Return the routes of looking at one, solving it and taking parts over."""
    router = APIRouter(include_in_schema=False)

    @router.get(ONE)
    @asks(Permission.SUPPOSE)
    def one(request: Request, number: int) -> Response:
        return _one(tools, request, number)

    @router.get(f"{ONE}/volg")
    @asks(Permission.SUPPOSE)
    async def follow(request: Request, number: int) -> Response:
        job = tools.running.newest(number)
        if job is None:
            raise NotYoursError
        return followed(tools.running.jobs, job.id, language_of(request))

    @router.post(f"{ONE}/overnemen")
    @asks(Permission.EDIT_PLAN)
    async def merge(request: Request, number: int) -> Response:
        return await run_in_threadpool(_take, tools, request, number, await sent(request))

    @router.post(f"{ONE}/stop")
    @asks(Permission.SUPPOSE)
    def stop(number: int) -> Response:
        tools.scenario(number)
        tools.running.stop(number)
        return go(f"{HOME}/{number}")

    return router


def changing_pages(tools: AtHand) -> APIRouter:
    """Return the routes of supposing something else, moving on and putting away."""
    router = APIRouter(include_in_schema=False)

    @router.post(f"{ONE}/veronderstel")
    @asks(Permission.SUPPOSE)
    async def more(request: Request, number: int) -> Response:
        return await run_in_threadpool(_suppose, tools, request, number, await form_in(request))

    @router.post(f"{ONE}/overzetten")
    @asks(Permission.SUPPOSE)
    async def move(request: Request, number: int) -> Response:
        return await run_in_threadpool(_rebase, tools, request, number, await form_in(request))

    @router.post(f"{ONE}/verwijderen")
    @asks(Permission.SUPPOSE)
    async def away(request: Request, number: int) -> Response:
        return await run_in_threadpool(_remove, tools, request, number, await form_in(request))

    return router


def _one(tools: AtHand, request: Request, number: int, said: Said = _NOTHING) -> Response:
    scenario = tools.scenario(number)
    kind, page = request.query_params.get("soort", ""), request.query_params.get("blad", "")
    asked = is_solved(scenario) or bool({ANYHOW, "soort", "blad"} & request.query_params.keys())
    found = tools.compared(number) if asked or said.taken is not None else None
    with speaking(language_of(request)):
        changes = changes_of(
            () if found is None else found.changes, kind=kind, page=int(page[:6]) if page[:6].isdecimal() else 1
        )
    named = frozenset() if said.taken is None else said.taken.cases
    tools.seen(request, cases=changes.cases | named, purpose=PURPOSE)
    draft = tools.draft_of(scenario.week)
    with tools.store.reading() as books:
        version = 0 if draft is None else books.drafts.head(draft).version
    now = tools.clock.now()
    names = called(tools.store, (scenario.actor, *(turn.actor for turn in scenario.turns)))

    def values() -> Mapping[str, object]:
        line = line_of(scenario, now, names)
        groups = () if line.closed else groups_of(tools.choices_beside(scenario), said.given or {}, said.errors or {})
        return {
            "line": line,
            "supposed": list(enumerate(supposed_words(scenario))),
            "left_out": scenario.left_out,
            "turns": turns_of(scenario, names),
            "seen": len(scenario.turns),
            "rows": () if found is None else rows_of([found]),
            "anyhow": f"{HOME}/{number}?{ANYHOW}=ja#cijfers",
            "changes": changes,
            "running": running_of(tools.solves([scenario]), names),
            "draft": draft,
            "version": version,
            "groups": groups,
            "days": days_field(said.given or {}, said.errors or {}),
            "opened": said.given is not None,
            "problem": said.problem,
            "taken": said.taken,
            "durations": DURATIONS,
            "seconds": DEFAULT_SECONDS,
            "note": LONGEST_NOTE,
            "key": new_id("s"),
            "home": HOME,
        }

    with speaking(language_of(request)):
        title = _("Scenario %(number)s", number=number)
    return show(request, "scenarios/scenario.html", title, values, status=said.status)


# --- what is done with it --------------------------------------------------------------------------------------------


def _suppose(tools: AtHand, request: Request, number: int, given: Given) -> Response:
    """Suppose more of a scenario, or less, or leave it open longer."""
    tools.scenario(number)
    less = given.get(LESS, "")
    without = [int(less)] if less.isdecimal() and len(less) < 5 else []  # noqa: PLR2004 - a place in a list
    with speaking(language_of(request)):
        read = read_form({} if without else given)
        if read.errors:
            return _one(tools, request, number, Said(given=given, errors=read.errors, status=_REFUSED))
        if read.nothing and not without and read.days is None:
            problem = _("Er is niets ingevuld.\nKies hieronder wat het scenario meer veronderstelt.")
            return _one(tools, request, number, Said(problem=problem, given=given, status=_REFUSED))
        try:
            suppose(
                tools.whatifs.tools,
                number,
                actor=visitor_of(request).account,
                wishes=read.wishes,
                values=read.values,
                without=without,
                days=read.days,
                seen=_seen(given),
            )
        except StepRefusedError as error:
            return _one(tools, request, number, Said(problem=str(error), given=given, status=_REFUSED))
    return go(f"{HOME}/{number}")


def _take(tools: AtHand, request: Request, number: int, given: Sent) -> Response:
    """Take the chosen parts over into the draft of the week, and say what became of each."""
    scenario, account = tools.scenario(number), visitor_of(request).account
    chosen = {ActivityKey(text) for text in given.get(ITEM, ())}
    if ALL in given:
        chosen = {change.activity.key for change in tools.compared(number).changes}
    with speaking(language_of(request)):
        if not chosen:
            problem = _("Er is niets gekozen.\nVink aan wat u overneemt.")
            return _one(tools, request, number, Said(problem=problem, status=_REFUSED))
        try:
            return _taken(tools, request, scenario, chosen, given, account)
        except DraftConflictError as error:
            return _one(tools, request, number, Said(problem=str(error), status=_CONFLICT))
        except (StepRefusedError, EditImpossibleError, EditRefusedError, UnknownVersionError) as error:
            return _one(tools, request, number, Said(problem=str(error), status=_REFUSED))


def _taken(
    tools: AtHand, request: Request, scenario: Scenario, chosen: set[ActivityKey], given: Sent, account: str
) -> Response:
    draft = open_draft(tools.whatifs.opening, scenario.week, actor=account)
    version, key = given.get(VERSION, ("",))[-1], given.get(KEY, ("",))[-1][:40]
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0  # noqa: PLR2004 - as in addresses
    officer = Officer(actor=account, seen=seen, key=f"{account} {key}" if key else "")
    done = take_over(tools.whatifs.editing, scenario.number, draft.id, chosen, officer)
    activities = [one.activity for one in tools.compared(scenario.number).changes]
    shown = taken_of(
        done.possible,
        activities,
        version=None if done.applied is None else done.applied.entry.version,
        repeated=done.applied is not None and done.applied.repeated,
    )
    status = _REFUSED if done.applied is None else 200
    return _one(tools, request, scenario.number, Said(taken=shown, status=status))


def _rebase(tools: AtHand, request: Request, number: int, given: Given) -> Response:
    """Put the scenario on the newest publication and the facts of now."""
    tools.scenario(number)
    with speaking(language_of(request)):
        try:
            rebase(
                tools.whatifs.tools,
                tools.whatifs.opening.travel,
                number,
                actor=visitor_of(request).account,
                seen=_seen(given),
            )
        except StepRefusedError as error:
            return _one(tools, request, number, Said(problem=str(error), status=_REFUSED))
    return go(f"{HOME}/{number}")


def _remove(tools: AtHand, request: Request, number: int, given: Given) -> Response:
    tools.scenario(number)
    why = " ".join(given.get(WHY, "").split())
    with speaking(language_of(request)):
        if not why or len(why) > LONGEST_NOTE:
            problem = _("Zonder reden blijft het scenario staan.\nGeef kort een reden, zonder namen van personen.")
            return _one(tools, request, number, Said(problem=problem, status=_REFUSED))
        try:
            remove(tools.whatifs.tools, number, actor=visitor_of(request).account, note=why, seen=_seen(given))
        except StepRefusedError as error:
            return _one(tools, request, number, Said(problem=str(error), status=_REFUSED))
    return go(HOME)


def _seen(given: Given) -> int | None:
    """Return how many turns of the scenario stood on the page that was sent."""
    text = given.get(SEEN, "")
    return int(text) if text.isdecimal() and len(text) < 9 else None  # noqa: PLR2004 - as in addresses
