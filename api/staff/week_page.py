"""``/mijn-week``: the own week, what changed, what the own cases ask, outcomes, absence and the own agenda.

Not allowed here: moving conversations (``move_routes``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.casework.list_page import mine, tell
from api.casework.tools import show
from api.casework.words import said
from api.pages.lookup import Lookup
from api.pages.steps import step_words
from api.staff.own_week import Own, changes, figures, own_days
from api.staff.pending import pending
from api.staff.tools import Staff, me
from api.web.speech import _
from planner.domain.access import Visitor
from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import Outcome
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.outcome_codes import FITTING
from planner.domain.spelling import long_date, stamp, stretch
from planner.domain.time import Minute
from planner.usecases.cases.work_list import WorkCase
from solver.said_again import said_again

PURPOSE = "eigen week"
_REFUSED = 422
DEADLINES = 12
QUICK = 4
"""Outcomes that have a button of their own; the rest is behind one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An appointment that is over: what was recorded, or what can be."""

    one: Own
    outcome: str
    quick: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A conversation of an own case that has no moment yet."""

    handle: str
    what: str
    code: CaseId
    path: str
    because: str


def week_answer(
    staff: Staff, request: Request, week: IsoWeek | None = None, *, problem: str = "", where: str = ""
) -> Response:
    """Return the page; after a refusal with what was wrong at ``where``."""
    visitor, who = me(request)
    now, lookup = staff.work.clock.now(), staff.newest()
    asked = week or IsoWeek.of(day_of(now))

    def values() -> Mapping[str, object]:
        days = (
            ()
            if lookup is None
            else own_days(
                lookup, who, asked, staff.minutes(lookup.release.number), staff.work.path, staff.handles.of_activity
            )
        )
        found = staff.work.standing.look()
        lines = [] if found.list is None else mine(found.list, visitor, now)
        deadlines = _deadlines(staff, lines, now)
        loose = () if lookup is None else _loose(staff, lookup, lines, asked)
        shown = {case for day in days for one in day.items for case in one.activity.cases}
        shown |= {code for _path, code, _told in deadlines} | {one.code for one in loose}
        staff.work.seen(request, cases=sorted(shown), purpose=PURPOSE)
        before = _seen_before(staff, visitor, lookup)
        return {
            "week": asked,
            "title_of_week": f"{long_date(asked.monday)} – {long_date(asked.days()[-1])}",  # noqa: RUF001
            "earlier": asked.plus(-1),
            "later": asked.plus(1),
            "days": days,
            "figures": figures(days),
            "today": day_of(now),
            "release": 0 if lookup is None else lookup.release.number,
            "published": "" if lookup is None else stamp(lookup.release.published_at),
            "changes": () if lookup is None else changes(before, lookup, who),
            "before": 0 if before is None else before.release.number,
            "ended": _ended(staff, [one for day in days for one in day.items], now),
            "deadlines": deadlines[:DEADLINES],
            "cases": len(lines),
            "waiting": found.list is None,
            "loose": loose,
            "pending": pending(staff, lookup, visitor, asked),
            "absences": _absences(staff, visitor),
            "done": _done(staff, request, lines, now),
            "problem": problem,
            "where": where,
            "code": visitor.code,
            "now": now,
        }

    return show(request, "staff/mijn_week.html", "Mijn week", values, status=_REFUSED if problem else 200)


def _seen_before(staff: Staff, visitor: Visitor, lookup: Lookup | None) -> Lookup | None:
    """Return the publication that who asks saw last, else the one before the newest; None when nothing is newer."""
    if lookup is None:
        return None
    with staff.work.store.reading() as books:
        seen = books.seen_releases.of(visitor.account)
    number = min(seen or lookup.release.number - 1, lookup.release.number)
    return staff.lookup(number) if number else None


def _deadlines(
    staff: Staff, lines: Iterable[WorkCase], now: Minute
) -> list[tuple[str, CaseId, tuple[str, str, str, bool]]]:
    """Return what the own cases ask by when, the most pressing first: address, code, and what, when, left, late."""
    due = [(item.due, line.case, item) for line in lines for item in line.items if item.due is not None]
    due.sort(key=lambda one: (one[0], one[1], one[2].key))
    told = []
    for _due, case, item in due[:DEADLINES]:
        (one,) = tell([item], now)
        told.append((staff.work.path(case), case, (f"{one.kind}: {one.what}", one.due, one.left, one.late)))
    return told


def _loose(staff: Staff, lookup: Lookup, lines: Iterable[WorkCase], week: IsoWeek) -> tuple[Loose, ...]:
    """Return the conversations of own cases that could be in the week and are not planned, with why."""
    cases, span = {line.case for line in lines}, week.interval()
    found = []
    for one in lookup.release.unplanned:
        activity = lookup.activities.get(one.activity)
        if activity is None or not is_own_talk(activity, cases) or span.intersect(activity.window) is None:
            continue
        found.append(
            Loose(
                handle=staff.handles.of_activity(activity.key),
                what=step_words(activity.step),
                code=activity.cases[0],
                path=staff.work.path(activity.cases[0]),
                because="; ".join(said_again(reason.because) for reason in one.reasons),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.code, one.what)))


def is_own_talk(activity: Activity, cases: Iterable[CaseId]) -> bool:
    """Return whether it is a conversation with somebody of these cases."""
    return activity.kind is ActivityKind.CONVERSATION and not set(cases).isdisjoint(activity.cases)


def _ended(staff: Staff, items: Sequence[Own], now: Minute) -> tuple[Ended, ...]:
    """Return what is over in the week: conversations and meetings alone are recorded here."""
    over = [one for one in items if one.item.end <= now]
    with staff.work.store.reading() as books:
        histories = {one.activity.key: books.outcomes.history(one.activity.key) for one in over}
    return tuple(_one_ended(one, histories[one.activity.key]) for one in over)


def _one_ended(one: Own, history: Sequence[Outcome]) -> Ended:
    codes = () if history else tuple((code.value, said(code)) for code in FITTING[one.activity.kind])
    return Ended(
        one=one,
        outcome=said(history[-1].code) if history else "",
        quick=codes[:QUICK],
        more=codes[QUICK:],
        when=stretch(one.item.start, one.item.end),
    )


def _absences(staff: Staff, visitor: Visitor) -> list[tuple[str, str, str]]:
    """Return the own absences from today on: name, when, and what became of the proposal."""
    now = staff.work.clock.now()
    with staff.work.store.reading() as books:
        found = books.absences.of(RegievoerderId(visitor.code))
    ahead = [(one, away) for one in found for away in one.intervals if away.end is not None and away.end > now]
    ahead.sort(key=lambda pair: pair[1].start)
    return [(one.name, stretch(away.start, away.end or away.start), _(one.state.value)) for one, away in ahead[:20]]


def _done(staff: Staff, request: Request, lines: Iterable[WorkCase], now: Minute) -> Mapping[str, object] | None:
    """Return what comes next for the case of which an outcome was just recorded, None otherwise."""
    code = staff.work.case_of(request.query_params.get("na", ""))
    line = next((one for one in lines if one.case == code), None)
    if line is None:
        return None
    return {"code": line.case, "path": staff.work.path(line.case), "items": tuple(tell(line.items[:3], now))}


def own_keys(staff: Staff, request: Request) -> Mapping[ActivityKey, Activity]:
    """Return the activities that are somebody's own: the appointments, and conversations of own cases without one."""
    visitor, who = me(request)
    lookup, found = staff.newest(), staff.work.standing.look()
    if lookup is None:
        return {}
    mine_too = (
        set[CaseId]()
        if found.list is None
        else {line.case for line in mine(found.list, visitor, staff.work.clock.now())}
    )
    keys = {
        item.activity: lookup.activities[item.activity]
        for item in lookup.of_resource(who)
        if item.activity in lookup.activities
    }
    loose = (lookup.activities.get(one.activity) for one in lookup.release.unplanned)
    return keys | {one.key: one for one in loose if one is not None and is_own_talk(one, mine_too)}
