"""The JSON of the desk over a made-up week: a fake that keeps a draft in memory, with three rules one can see through.

Rows whose code ends in 3 cannot (P04), outside 8 to 18 o'clock cannot (P03), and from 12 to 13 o'clock needs an
exception (R04). Not allowed here: planning.
"""

import time
from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from starlette.routing import BaseRoute

from api.composition import SystemClock
from api.desk.edit_shapes import (
    Alternative,
    AlternativesAnswer,
    AlternativesAsk,
    AnyEdit,
    Cancel,
    EditAnswer,
    Move,
    Pin,
    Price,
    Refusal,
    Told,
    Unpin,
)
from api.desk.pages import DeskPages
from api.desk.shapes import (
    CheckAnswer,
    CheckAsk,
    Conflict,
    Draft,
    DraftHead,
    Item,
    LevelCost,
    OpenDraft,
    Part,
    Pinned,
    RowsAnswer,
    RowsAsk,
    RowState,
    Slot,
    SlotsAnswer,
    SlotsAsk,
    Waiting,
    Week,
)
from api.v1.shapes import WhyNotAsk
from api.web.assets import assets
from api.web.declare import asks
from api.web.guard import guard
from api.web.handles import Handles
from api.web.refusals import refusal
from api.web.who import is_fresh, who_asks
from planner.domain.access import Permission
from planner.domain.civil import local
from planner.domain.time import Minute
from planner.ports.store import Store

_PATH = "/api/v1/drafts/{draft}"
_NOON = Conflict(
    rule="R04", text="geen tolk Darija tussen twaalf en een", level=0, overridable=True, by="leidinggevende"
)
_PERSON = Conflict(rule="P04", text="dit specialisme ontbreekt", level=0)
_HOURS = Conflict(rule="P03", text="buiten werktijd", level=0)
MONDAY_NINE = 3_626_400
_TRAVEL = Conflict(rule="P13", text="reistijd +54", level=5, cost=54)


class MadeDesk:
    """A draft in memory; ``asked`` holds what the page asked for.

    ``slow`` seconds are waited before each check, ``slow_week`` before a week that was found is sent.
    """

    def __init__(self, week: Week) -> None:
        self.week = week
        self.items = {item.activity: item for item in week.items}
        self.waiting = {one.activity: one for one in week.unplanned}
        self.version = 1
        self.done: list[tuple[str, Item | None]] = []
        self.undone: list[tuple[str, Item | None]] = []
        self.asked: list[str] = []
        self.edits: list[AnyEdit] = []
        self.solves: list[dict[str, object]] = []
        self.slow: Callable[[], float] = lambda: 0.0
        self.slow_week: Callable[[], float] = lambda: 0.0

    def head(self) -> DraftHead:
        """Return the head without changes."""
        changed = sum(item.changed for item in self.items.values())
        undo, redo = bool(self.done), bool(self.undone)
        return DraftHead(
            id=1,
            week=self.week.week,
            version=self.version,
            plan=7,
            release=7,
            changed=changed,
            can_undo=undo,
            can_redo=redo,
        )

    def draft(self) -> Draft:
        """Return the head with its costs."""
        costs = [LevelCost(level=3, name="op tijd", cost=41, bound=38), LevelCost(level=5, name="reis", cost=1284)]
        return Draft(**self.head().model_dump(), changes=[], levels=costs)

    def shown(self) -> Week:
        """Return the week as it stands."""
        waiting = sorted(self.waiting.values(), key=lambda one: one.slack_days or 0)
        return self.week.model_copy(
            update={"version": self.version, "items": list(self.items.values()), "unplanned": waiting}
        )

    def check(self, ask: CheckAsk) -> CheckAnswer:
        """Say what the three rules say."""
        self.asked.append("check")
        time.sleep(self.slow())
        item = self.items.get(ask.activity)
        start = ask.start or (item.start if item else self.week.days[2].start + 540)
        row = ask.row or (item.rows[0] if item else "regievoerder:RV-001")
        hard = [] if ask.start is None and ask.row is None else broken(row, start)
        return CheckAnswer(
            version=self.version,
            allowed=not hard,
            hard=hard,
            soft=[_TRAVEL],
            frozen=ask.start is not None and start < self.week.now + 1440,
            start=start,
            end=start + (item.end - item.start if item else 60),
            rows=[row],
        )

    def rows(self, ask: RowsAsk) -> RowsAnswer:
        """Say which rows of the same kind could take it."""
        self.asked.append("rows")
        item = self.items.get(ask.activity)
        kind = item.rows[0].split(":")[0] if item else "regievoerder"
        like = [row for group in self.week.groups for row in group.rows if row.kind == kind]
        return RowsAnswer(version=self.version, rows=[_state(row.id, ask.start) for row in like])

    def slots(self, ask: SlotsAsk) -> SlotsAnswer:
        """Offer every second hour of each open day."""
        days = [day for day in self.week.days if day.open]
        starts = [day.start + hour * 60 for day in days for hour in (9, 11, 13, 15)]
        return SlotsAnswer(
            version=self.version, slots=[Slot(start=start, end=start + 60, row=ask.row or "") for start in starts]
        )

    def alternatives(self, ask: AlternativesAsk) -> AlternativesAnswer:
        """Offer three moments on Thursday."""
        begin = self.week.days[3].start
        found = [
            Alternative(
                start=begin + hour * 60,
                end=begin + hour * 60 + 60,
                rows=[],
                text=f"do 26 nov {hour}:00",
                price=[Price(rule="P13", level=5, amount=hour, text=f"reis +{hour} min")],
                told=[Told(who="regievoerder:RV-001", text="regievoerder RV-001")],
                edit=Move(activity=ask.activity, start=begin + hour * 60),
            )
            for hour in (9, 10, 14)
        ]
        return AlternativesAnswer(version=self.version, alternatives=found)

    def edit(self, edit: AnyEdit) -> EditAnswer | Refusal:
        """Do an edit of an item, or refuse it with the rule."""
        self.edits.append(edit)
        activity = getattr(edit, "activity", "")
        before = self.items.get(activity)
        if isinstance(edit, Move):
            hard = broken(edit.row or (before.rows[0] if before else "regievoerder:RV-001"), edit.start or MONDAY_NINE)
            if [one for one in hard if one.rule not in {waiver.rule for waiver in edit.exceptions}]:
                return Refusal(
                    title="Niet gewijzigd", status=422, detail=hard[0].text, version=self.version, broken=hard
                )
        after = _edited(before, edit, self.week)
        self.done.append((activity, before))
        self.undone.clear()
        return self._put(activity, after)

    def back(self, ways: list[tuple[str, Item | None]], other: list[tuple[str, Item | None]]) -> EditAnswer:
        """Take the last step of one list back and put it on the other."""
        activity, item = ways.pop()
        other.append((activity, self.items.get(activity)))
        return self._put(activity, item)

    def _put(self, activity: str, item: Item | None) -> EditAnswer:
        self.version += 1
        gone: list[str] = []
        unplanned: list[Waiting] = []
        if item is None:
            old = self.items.pop(activity)
            gone = [activity]
            unplanned = [
                Waiting(
                    activity=activity,
                    kind=old.kind,
                    label=old.label,
                    code=old.code,
                    cause="feit",
                    reason="geannuleerd",
                    rule="P11",
                )
            ]
            self.waiting[activity] = unplanned[0]
        else:
            self.items[activity] = item
            self.waiting.pop(activity, None)
        return EditAnswer(
            draft=self.head(),
            number=self.version,
            merged=False,
            items=[] if item is None else [item],
            unplanned=unplanned,
            gone=gone,
            follows=[],
            soft=[],
        )


def broken(row: str, start: int) -> list[Conflict]:
    """Return which of the three rules a placement breaks."""
    hour = local(Minute(start)).hour
    found = [_PERSON] if row.endswith("3") else []
    if not 8 <= hour < 18:
        found.append(_HOURS)
    return [*found, *([_NOON] if hour == 12 else [])]


def _state(row: str, start: int | None) -> RowState:
    hard = broken(row, start or MONDAY_NINE)
    if not hard:
        return RowState(row=row, allowed=True, free=4)
    return RowState(row=row, allowed=False, rule=hard[0].rule, text=hard[0].text, broken=len(hard))


def _edited(before: Item | None, edit: AnyEdit, week: Week) -> Item | None:
    if isinstance(edit, Cancel) or (before is None and not isinstance(edit, Move)):
        return None
    if isinstance(edit, Pin) and before is not None:
        return before.model_copy(update={"pin": Pinned(grade=edit.grade, reason=edit.reason, expires=edit.expires)})
    if isinstance(edit, Unpin) and before is not None:
        return before.model_copy(update={"pin": None})
    if not isinstance(edit, Move):
        return before
    base = before or _planned(edit.activity, week)
    start, row = edit.start or base.start, edit.row or base.rows[0]
    end = start + base.end - base.start
    moved = {"rows": [row], "parts": [Part(row=row, start=start, end=end)], "start": start, "end": end}
    return base.model_copy(update={**moved, "changed": True, "zone": "concept"})


def _planned(activity: str, week: Week) -> Item:
    first = week.items[0]
    own = next(one for one in week.unplanned if one.activity == activity)
    return first.model_copy(
        update={"id": f"n-{own.code}", "activity": activity, "code": own.code, "label": own.label, "pin": None}
    )


def _routes(desk: MadeDesk) -> APIRouter:  # noqa: C901 - one small function per address
    router = APIRouter()
    lock = asks(Permission.SEE_DESK)

    @router.post("/api/v1/drafts")
    @lock
    def opened(_body: OpenDraft) -> Draft:
        return desk.draft()

    @router.get(_PATH)
    @lock
    def draft() -> Draft:
        return desk.draft()

    @router.get(f"{_PATH}/week")
    @lock
    def week() -> Week:
        found = desk.shown()
        time.sleep(desk.slow_week())
        return found

    @router.post(f"{_PATH}/check")
    @lock
    def check(body: CheckAsk) -> CheckAnswer:
        return desk.check(body)

    @router.post(f"{_PATH}/rows")
    @lock
    def rows(body: RowsAsk) -> RowsAnswer:
        return desk.rows(body)

    @router.post(f"{_PATH}/slots")
    @lock
    def slots(body: SlotsAsk) -> SlotsAnswer:
        return desk.slots(body)

    @router.post(f"{_PATH}/alternatives")
    @lock
    def alternatives(body: AlternativesAsk) -> AlternativesAnswer:
        return desk.alternatives(body)

    @router.post(f"{_PATH}/edits", response_model=None)
    @lock
    def edits(body: AnyEdit) -> Response:
        answer = desk.edit(body)
        return JSONResponse(answer.model_dump(), answer.status if isinstance(answer, Refusal) else 200)

    @router.post(f"{_PATH}/undo")
    @lock
    def undo() -> EditAnswer:
        return desk.back(desk.done, desk.undone)

    @router.post(f"{_PATH}/redo")
    @lock
    def redo() -> EditAnswer:
        return desk.back(desk.undone, desk.done)

    @router.get("/api/v1/solves")
    @lock
    def solves() -> Response:
        return JSONResponse({"solves": desk.solves, "next": None})

    @router.get("/api/v1/solves/{solve}/events")
    @lock
    def events(solve: str) -> Response:
        desk.asked.append(f"events {solve}")
        return Response(": nog bezig\n\n", media_type="text/event-stream")

    @router.get("/favicon.ico")
    @lock
    def icon() -> Response:
        return Response(status_code=204)

    @router.post("/api/v1/why")
    @router.post("/api/v1/why-not")
    @lock
    def why(body: WhyNotAsk) -> Response:
        desk.asked.append(f"why {body.activity}")
        return JSONResponse(
            {"niveau_1": {"mogelijkheden": 40, "vrij": 3, "een_regel_ertussen": 5, "telling": [], "plekken": []}}
        )

    return router


def made_app(store: Store, desk: MadeDesk) -> FastAPI:
    """Return an application of the page and the made-up draft, behind the real guard."""
    app, clock = FastAPI(openapi_url=None), SystemClock()
    routes: list[BaseRoute] = [
        *DeskPages(store, clock, Handles(store)).router().routes,
        *assets().routes,
        *_routes(desk).routes,
    ]
    app.router.routes[:] = routes
    guard(
        routes,
        lambda request: who_asks(store, clock, request),
        lambda request: is_fresh(store, clock, request),
        refusal,
    )
    return app
