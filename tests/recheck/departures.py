"""The facts under which a person may leave, and the notices that come before."""

from datetime import date, timedelta

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.cases import Case, Condition, DocumentState, Track
from planner.domain.civil import day_of, day_start
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.settings import Unit
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.said import excepted

_HOUR = 60


def flight_taken(facts: Facts) -> Findings:
    """Look whether DT&V's bookings are on one flight to their country, at its times; others take no flight."""
    for item in facts.of(ActivityKind.DEPARTURE):
        detail, parts = item.activity.departure, item.parts(ResourceKind.FLIGHT)
        if detail.booked_by is not BookedBy.DTV:
            if parts or item.parts(ResourceKind.ESCORT) or item.parts(ResourceKind.OFFICER):
                yield Finding("flight", f"{item.key} is booked by others, but takes a flight or escorts", (item.key,))
            continue
        flight = facts.flight_of(item)
        if flight is None:
            yield Finding("flight", f"{item.key} is on {len(parts)} flights", (item.key,))
            continue
        part = parts[0]
        if flight.country != detail.country:
            words = f"{item.key} must go to {detail.country}; {flight.id} goes to {flight.country}"
            yield Finding("flight", words, (item.key,))
        moments = {(item.at.start, item.at.end), (part.start, part.end), (flight.departs, flight.arrives)}
        if (
            len(moments) > 1
            or item.at.place != flight.origin
            or item.at.place != (item.activity.place or flight.origin)
        ):
            yield Finding("flight", f"{item.key} is not at the times and place of {flight.id}", (item.key,))
        if part.amount != len(item.activity.cases):
            yield Finding("flight", f"{item.key} holds {part.amount} seats for its persons", (item.key,))


def may_leave(facts: Facts) -> Findings:
    """Track, the four conditions, blocking facts and documents hold for every person at departure."""
    for item in facts.of(ActivityKind.DEPARTURE):
        for case in facts.cases_of(item.activity):
            yield from _track(facts, item, case)
            yield from _blocks(facts, item, case)
            if item.activity.departure.track is Track.FORCED:
                yield from _conditions(facts, item, case)
            if item.activity.departure.booked_by is BookedBy.DTV:
                yield from _document(facts, item, case)


def _track(facts: Facts, item: Planned, case: Case) -> Findings:
    wanted = item.activity.departure.track
    held = {t.track for t in facts.problem.case_file.tracks if t.case == case.id and t.valid.contains(item.at.start)}
    if wanted not in held:
        yield Finding("track", f"{item.key}: {case.id} is not on track {wanted} at {clock(item.at.start)}", (item.key,))
    if wanted is Track.FORCED and any(track.independent for track in held):
        yield Finding("track", f"{item.key}: an independent track of {case.id} is open", (item.key,))


def _blocks(facts: Facts, item: Planned, case: Case) -> Findings:
    until = item.at.end if item.at.all_day else Minute(item.at.start + 1)
    for block in facts.problem.case_file.blocks:
        if block.case == case.id and block.valid.overlaps(item.at.start, until):
            words = f"{item.key}: {block.reason} of {case.id} forbids {clock(item.at.start)}"
            yield Finding("blocked", words, (item.key,))


def _conditions(facts: Facts, item: Planned, case: Case) -> Findings:
    own = [fact for fact in facts.problem.case_file.conditions if fact.case == case.id]
    for condition in Condition:
        if not any(fact.condition is condition and fact.valid.contains(item.at.start) for fact in own):
            words = f"{item.key}: {condition} does not hold for {case.id} at {clock(item.at.start)}"
            yield Finding("condition", words, (item.key,))


def _document(facts: Facts, item: Planned, case: Case) -> Findings:
    documents = [document for document in facts.problem.case_file.documents if document.case == case.id]
    counting = (DocumentState.GRANTED, DocumentState.PROMISED)
    if item.activity.departure.track is Track.FORCED and not any(one.state in counting for one in documents):
        return  # the condition, entered by people, is then all there is
    for document in documents:
        granted = document.state is DocumentState.GRANTED and document.valid is not None
        if granted and document.valid is not None and document.valid.covers(item.at.start, item.at.end):
            return
        if document.state is DocumentState.PROMISED:
            made = facts.working_days_after(facts.today, facts.norm("P22", "promised", day_of(item.at.start)))
            if not facts.new(item) or (made <= day_of(item.at.start) and item.at.end <= _expires(facts, item, made)):
                return
    yield Finding("document", f"{item.key}: {case.id} has no document valid during the journey", (item.key,))


def _expires(facts: Facts, item: Planned, made: date) -> Minute:
    """Return when a document made on a day ends: a country makes it valid so many days."""
    country = item.activity.departure.country
    rules = (rule for rule in facts.problem.resources.country_rules if rule.country == country)
    days = next((rule.lp_validity_days for rule in rules), None)
    return day_start(made + timedelta(days=days)) if days is not None else Minute(item.at.end)


def notices(facts: Facts) -> Findings:
    """Person and lawyer know of a forced departure long enough before; the carrier has its risk form."""
    for item in facts.of(ActivityKind.DEPARTURE):
        detail, flight = item.activity.departure, facts.flight_of(item)
        if detail.track is not Track.FORCED or flight is None:
            continue
        day = day_of(flight.departs)
        told = detail.notice_given if detail.notice_given is not None else facts.now
        hours = facts.norm("R11", "notice", day)
        if flight.departs - told < hours * _HOUR and (facts.new(item) or detail.notice_given is not None):
            words = f"{item.key} leaves {clock(flight.departs)}, less than {hours} h after {clock(told)}"
            yield Finding("notice", words, (item.key,))
        carrier = next((c for c in facts.problem.resources.carriers if c.code == flight.carrier), None)
        sent = detail.risk_form_sent or facts.today
        late = carrier is not None and (day - sent).days < carrier.risk_form_days
        if late and (facts.new(item) or detail.risk_form_sent is not None):
            yield Finding("risk-form", f"{item.key}: the risk form is too late for {flight.id}", (item.key,))


def hard_terms(facts: Facts) -> Findings:
    """Nothing takes place after a term that may never be passed."""
    for item in facts.planned:
        for rule, key, anchor in _hard(facts, item):
            moment = item.at.start if item.activity.kind is ActivityKind.DEPARTURE else item.at.end
            last = last_moment(facts, item, rule, key, anchor)
            if last is not None and moment > last and not excepted(facts, rule, item):
                words = f"{item.key} is at {clock(moment)}, after {rule} ({clock(last)})"
                yield Finding("term", words, (item.key,))


_BEGINS = {
    "R12": ("bewaringsmaatregel",),
    "R15": ("bewaringsmaatregel",),
    "R16": ("plaatsing-ggv",),
    "R17": ("plaatsing-vbl",),
    "R20": ("dublinakkoord",),
    "R36": ("start-grensprocedure",),
}
_LONGER = {
    "R15": (("verlengingsbesluit", "extended", True),),
    "R16": (("start-grensprocedure", "border", False),),
    "R20": (("gevangenschap", "prison", True), ("vertrokken-onbekend", "absconded", True)),
}
"""What makes a term longer, under which key, and whether only when it came after the term began."""


def _hard(facts: Facts, item: Planned) -> set[tuple[str, str, date]]:
    """Return the terms that may never be passed, per person as what happened in law makes them run."""
    found = set()
    for term in (one for one in item.activity.terms if one.level is Level.HARD):
        for code in item.activity.cases:
            past = [m for m in facts.problem.case_file.moments if m.case == code and m.on <= facts.today]
            began = max((m.on for m in past if m.kind in _BEGINS.get(term.rule, ())), default=term.anchor)
            key = term.key
            for kind, longer, after in _LONGER.get(term.rule, ()):
                if any(m.kind == kind and (not after or m.on >= began) for m in past):
                    key = longer
            found.add((str(term.rule), key, began))
    return found


def last_moment(facts: Facts, item: Planned, rule: str, key: str, anchor: date) -> Minute | None:
    """Return the end of a term counted from its anchor day, or None when no value is in force."""
    regime = item.activity.regime
    value = facts.norm_or_none(rule, key, anchor, regime)
    if value is None:
        return None
    units = {s.unit for s in facts.problem.settings if (s.rule, s.key) == (rule, key)}
    if units == {Unit.HOURS}:
        return Minute(day_start(anchor) + value * _HOUR)
    if units == {Unit.WORKING_DAYS}:
        return day_start(facts.working_days_after(anchor, value) + timedelta(days=1))
    last = anchor + timedelta(days=value)
    away = {1: 1, 2: -1}.get(facts.norm_or_none(rule, "day-off", anchor, regime) or 0, 0)
    while away and not facts.works(last):
        last += timedelta(days=away)
    return day_start(last + timedelta(days=1))
