"""What people must have said before somebody leaves, is placed or is spoken to, and the exceptions they made."""

from datetime import timedelta

from planner.domain.activities import ActivityKind, BookedBy, MoveDetail, MoveRole
from planner.domain.cases import Case, DocumentState, Specialism, Track
from planner.domain.civil import day_interval, day_of, day_start
from planner.domain.clearances import ClearanceKind, ClearanceState, OverrideRight
from planner.domain.ids import CaseId
from planner.domain.places import PlaceKind
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock

_HOUR = 60
_SUPERVISOR = (OverrideRight.SUPERVISOR, OverrideRight.DIRECTOR)
_MAY = {
    "R02": _SUPERVISOR,
    "R03": (OverrideRight.REGIEVOERDER, *_SUPERVISOR),
    "R04": _SUPERVISOR,
    "R10": _SUPERVISOR,
    "R10a": _SUPERVISOR,
    "R10b": _SUPERVISOR,
    "R17": _SUPERVISOR,
    "R19": _SUPERVISOR,
    "R38": _SUPERVISOR,
    "R42": (OverrideRight.REGIEVOERDER, *_SUPERVISOR),
}
"""Who may make an exception to which rule, from the table of rules."""
_PLACEMENT = (
    ClearanceKind.DEPARTURE_PLAN,
    ClearanceKind.LOCAL_STRATEGY,
    ClearanceKind.LP_ORDERED,
    ClearanceKind.TOLD_IN_CONVERSATION,
)


def excepted(facts: Facts, rule: str, item: Planned) -> bool:
    """Return whether somebody who may made an exception to a rule for an appointment, that holds when it starts."""
    return any(
        one.rule == rule
        and one.activity == item.key
        and one.right in _MAY.get(rule, ())
        and one.valid.start <= item.at.start
        and (one.valid.end is None or item.at.start < one.valid.end)
        for one in facts.problem.case_file.overrides
    )


def gates(facts: Facts) -> Findings:
    """Nobody is taken to a flight who was refused, or of whom an answer can no longer come."""
    for item in facts.of(ActivityKind.DEPARTURE):
        detail = item.activity.departure
        if item.at.start < facts.now or detail.booked_by is not BookedBy.DTV or detail.track is not Track.FORCED:
            continue
        on = day_of(item.at.start)
        fit = Minute(facts.now + facts.norm("R24", "lead", on) * _HOUR)
        ind = Minute(facts.now + facts.norm("R37", "lead", on) * _HOUR)
        pack = Minute(facts.now + facts.norm("R38", "lead", on) * _HOUR + facts.norm("R29", "before", on))
        pack = Minute(pack + _longest_ride(facts, item))
        for case in facts.cases_of(item.activity):
            yield from _answered(facts, item, case.id, ClearanceKind.FIT_TO_FLY, fit)
            yield from _answered(facts, item, case.id, ClearanceKind.REMOVABILITY, ind)
            if not excepted(facts, "R38", item):
                yield from _answered(facts, item, case.id, ClearanceKind.HAND_OVER_PACK, pack)


def _longest_ride(facts: Facts, item: Planned) -> int:
    """Return the minutes from pick-up to hand-over of the longest ride to the flight, as it was asked for."""
    rides = (a for a in facts.activities.values() if isinstance(a.detail, MoveDetail) and a.move.serves == item.key)
    return max((ride.duration for ride in rides if ride.move.role is MoveRole.TO_DEPARTURE), default=0)


def minors(facts: Facts) -> Findings:
    """Look whether a minor alone has a special regievoerder, a guardian who can come, and reception on arrival."""
    for item in facts.planned:
        for case in (one for one in facts.cases_of(item.activity) if Specialism.MINORS in one.specialisms):
            on, kind = day_of(item.at.start), item.activity.kind
            if kind in (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION):
                yield from _special(facts, item, case)
            if item.at.start < facts.now:
                continue
            if kind is ActivityKind.CONVERSATION:
                first = day_start(facts.working_days_after(facts.today, facts.norm("R26", "guardian", on)))
                yield from _answered(facts, item, case.id, ClearanceKind.GUARDIAN, first)
            if kind is ActivityKind.DEPARTURE:
                first = day_start(facts.working_days_after(facts.today, facts.norm("R26", "reception", on)))
                yield from _answered(facts, item, case.id, ClearanceKind.RECEPTION, first)


def _special(facts: Facts, item: Planned, case: Case) -> Findings:
    for part in item.parts(ResourceKind.REGIEVOERDER):
        person = facts.people.get(part.resource.id)
        if person is None or not (person.lp_officer or Specialism.MINORS in person.specialisms):
            words = f"{item.key}: {part.resource.id} is no special regievoerder for {case.id}"
            yield Finding("minors", words, (item.key,))


def placements(facts: Facts) -> Findings:
    """Look whether everything is in order for who goes to a VBL or GLO, of our own cases."""
    for item in facts.of(ActivityKind.MOVE):
        place = facts.places.get(item.activity.move.destination)
        if place is None or place.kind not in (PlaceKind.VBL, PlaceKind.GLO) or item.at.start < facts.now:
            continue
        if item.activity.move.role is not MoveRole.CHAIN or excepted(facts, "R19", item):
            continue
        for code in item.activity.cases:
            for kind in _PLACEMENT:
                ordered = kind is ClearanceKind.LP_ORDERED and _has_document(facts, code)
                if not ordered and not _holds(facts, item, code, kind, ClearanceState.YES):
                    yield Finding("placement", f"{item.key}: {kind} of {code} is not in order", (item.key,))


def _has_document(facts: Facts, code: CaseId) -> bool:
    documents = facts.problem.case_file.documents
    return any(one.case == code and one.state is not DocumentState.REFUSED for one in documents)


def _answered(facts: Facts, item: Planned, code: CaseId, kind: ClearanceKind, first: Minute) -> Findings:
    """Look for a refusal, or for no answer before ``first``, from when on one can still come."""
    if _holds(facts, item, code, kind, ClearanceState.NO):
        yield Finding("gate", f"{item.key}: {kind} of {code} was refused", (item.key,))
    elif item.at.start < first and not _holds(facts, item, code, kind, ClearanceState.YES):
        words = f"{item.key} is at {clock(item.at.start)}, and {kind} of {code} cannot come before {clock(first)}"
        yield Finding("gate", words, (item.key,))


def _holds(facts: Facts, item: Planned, code: CaseId, kind: ClearanceKind, state: ClearanceState) -> bool:
    for answer in facts.problem.case_file.clearances:
        if (answer.case, answer.kind, answer.state) != (code, kind, state):
            continue
        valid = answer.valid
        if kind is ClearanceKind.REMOVABILITY and state is ClearanceState.YES:
            whole = day_interval(answer.given_on or day_of(valid.start))
            if not whole.contains(item.at.start):
                continue
        if item.at.all_day:
            end = None if valid.end is None else day_start(day_of(Minute(valid.end - 1)) + timedelta(days=1))
            valid = Interval(day_start(day_of(valid.start)), end)
        if valid.contains(item.at.start):
            return True
    return False
