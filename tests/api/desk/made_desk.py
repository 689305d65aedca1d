"""The JSON of the desk over a made-up week: a fake that keeps a draft in memory, with three rules one can see through.

Rows whose code ends in 3 cannot (P04), outside 8 to 18 o'clock cannot (P03), and from 12 to 13 o'clock needs an
exception (R04). Not allowed here: planning.
"""

import time
from collections.abc import Callable

from api.desk.choice_shapes import (
    AboutAnswer,
    CaseShown,
    Escorts,
    Holder,
    HoldersAnswer,
    NewsAnswer,
    NewsStep,
    RepairsAnswer,
    RepairShown,
    Reported,
    Team,
    TryAnswer,
)
from api.desk.edit_shapes import (
    Alternative,
    AlternativesAnswer,
    AlternativesAsk,
    AnyEdit,
    Assign,
    Cancel,
    EditAnswer,
    Move,
    Pin,
    Price,
    Rearrange,
    Refusal,
    Target,
    Told,
    Unpin,
)
from api.desk.filling import FillAnswer, FillAsk, FillerOffered
from api.desk.shapes import (
    CheckAnswer,
    CheckAsk,
    Conflict,
    Draft,
    DraftHead,
    Follows,
    Item,
    LevelCost,
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
from planner.domain.civil import local
from planner.domain.time import Minute

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
        self.filled: list[FillAsk] = []
        self.solves: list[dict[str, object]] = []
        self.by_others: list[NewsStep] = []
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
        if isinstance(edit, Rearrange | Assign):
            activity = edit.moves[0].activity if isinstance(edit, Rearrange) else next(iter(self.items))
            before = self.items.get(activity)
            edit = Move(activity=activity, start=MONDAY_NINE + 3 * 1440) if isinstance(edit, Rearrange) else edit
        after = _edited(before, edit, self.week)
        self.done.append((activity, before))
        self.undone.clear()
        return self._put(activity, after)

    def back(self, ways: list[tuple[str, Item | None]], other: list[tuple[str, Item | None]]) -> EditAnswer:
        """Take the last step of one list back and put it on the other."""
        activity, item = ways.pop()
        other.append((activity, self.items.get(activity)))
        return self._put(activity, item)

    def wait_for_week(self) -> None:
        """Wait as long as a week takes to come."""
        time.sleep(self.slow_week())

    def trial(self, edit: AnyEdit) -> TryAnswer:
        """Say what an edit would do: teams and regievoerders whose code ends in 3 cannot."""
        self.asked.append(f"try {edit.what}")
        chosen = [getattr(edit, "regievoerder", None) or "", *(getattr(edit, "teams", None) or ())]
        hard = [_PERSON] if any(one.endswith("3") for one in chosen) else []
        follows = [Follows(activity="rit", code="Z-26-00001", label="rit", text="vervoer blijft staan", planned=True)]
        return TryAnswer(
            version=self.version, allowed=not hard, hard=hard, soft=[], frozen=False, changes=[], follows=follows
        )

    def about(self, activity: str) -> AboutAnswer:
        """Tell of one case that may be assigned, of escorts of a departure, and of a report if there is one."""
        item = self.items.get(activity)
        one = item or next(waiting for waiting in self.waiting.values() if waiting.activity == activity)
        case = CaseShown(code=one.code, page="/zaken/abcdefghijklmnop", regievoerder="RV-001", assignable=True)
        return AboutAnswer(
            version=self.version,
            activity=activity,
            cases=[case] if one.code else [],
            escorts=_escorts(item) if item is not None and item.kind == "vertrek" else None,
            fallbacks=["bij gate: DV-01 rijdt wo 25 nov 15:55 naar DC Rotterdam"],
            reports=[] if item is None or item.report is None else [Reported(state="vertraagd", text=item.report.text)],
        )

    def holders(self) -> HoldersAnswer:
        """Offer three people; the third cannot."""
        found = [
            Holder(regievoerder=f"RV-00{at}", allowed=at < 3, rules=[] if at < 3 else [_PERSON]) for at in range(1, 4)
        ]
        return HoldersAnswer(version=self.version, given="RV-001", holders=found)

    def repairs(self, activity: str) -> RepairsAnswer:
        """Offer a move of two, an exception, and what a partner has to offer first."""
        start = self.week.days[3].start + 540
        both = Rearrange(what="herschik", moves=[Target(activity=activity, start=start)], left_out=["ander"])
        found = [
            RepairShown(kind="andere afspraak verschuift", text="ander schuift op", price=[], edit=both, proven=True),
            RepairShown(
                kind="uitzondering",
                text="met een uitzondering",
                price=[],
                by="leidinggevende",
                rule="R04",
                edit=Move(activity=activity, start=start),
                hard=[_NOON],
                proven=False,
            ),
            RepairShown(
                kind="ander middel", text="met een extra kamer", price=[], by="partner", rule="P05", proven=False
            ),
        ]
        return RepairsAnswer(version=self.version, repairs=found)

    def fill(self, ask: FillAsk) -> FillAnswer:
        """Offer every conversation that waits, one after another from the start of the stretch."""
        self.filled.append(ask)
        waits = [one for one in self.week.unplanned if one.kind == "gesprek"]
        offered = [
            FillerOffered(
                activity=one.activity,
                code=one.code,
                label=one.label,
                place=Alternative(
                    start=ask.start + 60 * at,
                    end=ask.start + 60 * at + 60,
                    rows=[ask.row],
                    text=ask.row,
                    price=[Price(rule="R02", level=3, amount=-5, text="op tijd -5")],
                    told=[],
                    edit=Move(activity=one.activity, start=ask.start + 60 * at, row=ask.row),
                ),
            )
            for at, one in enumerate(waits)
        ]
        return FillAnswer(version=self.version, fillers=offered)

    def news(self, after: int) -> NewsAnswer:
        """Tell what a colleague did after a version."""
        steps = [step for step in self.by_others if step.number > after]
        return NewsAnswer(version=self.version, release=7, reports=0, now=0, own=[], steps=steps)

    def moved_by_other(self, activity: str, start: int) -> None:
        """Let a colleague move an item."""
        item = self.items[activity]
        self.version += 1
        self.items[activity] = item.model_copy(
            update={
                "start": start,
                "end": start + item.end - item.start,
                "parts": [Part(row=part.row, start=start, end=start + part.end - part.start) for part in item.parts],
            }
        )
        self.by_others.append(
            NewsStep(
                number=self.version, who="bram", what="verplaats", at=start, text="9:00 → 11:00", activities=[activity]
            )
        )

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


def _escorts(item: Item) -> Escorts:
    teams = [Team(id=f"KMAR-{at}", size=6, free=6 - at, sent=2 if at == 1 else 0) for at in range(1, 4)]
    return Escorts(
        start=item.start - 120, end=item.end + 600, rested=item.end + 1260, needed=2, nurse=False, teams=teams
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
