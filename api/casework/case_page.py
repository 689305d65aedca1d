"""One case on the screen: everything that was entered, what follows from it, and what somebody may do about it.

Pure functions of what was looked up (``case_facts``). A part that somebody may not see is not filled in.
Not allowed here: reading the books, and requests.
"""

from dataclasses import dataclass

from api.casework.case_facts import CaseFacts
from api.casework.conditions import Drawing, drawing
from api.casework.entry_tables import row_name
from api.casework.parts import (
    DocumentLine,
    GatePart,
    PhaseBox,
    StepLine,
    document_line,
    gate_parts,
    history_lines,
    phase_boxes,
    step_lines,
)
from api.casework.plan_part import PlanPart, plan_part
from api.casework.words import day_text, plain, said
from api.web.speech import _, country, language_words
from planner.domain.access import Field, Permission, Visitor
from planner.domain.activities import DepartureDetail
from planner.domain.cases import Track
from planner.domain.civil import day_of
from planner.domain.code_words import code_words
from planner.domain.ids import ActivityKey
from planner.domain.outcome_codes import FITTING
from planner.domain.spelling import moment, short_date, stamp
from planner.domain.time import Minute
from planner.intake.moments import field_moment
from planner.usecases.cases.case_record import Doing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An appointment: planned, waiting for an outcome, or done."""

    key: ActivityKey
    what: str
    when: str
    place: str
    codes: list[tuple[str, str]]
    """Outcomes that fit, where one is asked."""
    start: str
    end: str
    outcome: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A way in which somebody may leave; options stand in the order of the alphabet."""

    name: str
    tag: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The phase to which the facts point."""

    phase: str
    name: str
    because: str
    closing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the template shows; what is None or empty is not shown."""

    code: str
    path: str
    tags: tuple[tuple[str, str], ...]
    head: tuple[tuple[str, str], ...]
    phases: tuple[PhaseBox, ...]
    next: Next | None
    may_go_to: list[tuple[str, str]]
    gaps: tuple[tuple[str, str, bool], ...]
    drawing: Drawing | None
    documents: tuple[DocumentLine, ...]
    steps: tuple[StepLine, ...]
    hidden: int
    """Steps that are done and so stand folded away."""
    gates: tuple[GatePart, ...]
    options: tuple[Option, ...]
    plan: PlanPart | None
    contacts: tuple[tuple[str, str, str, str, str], ...]
    waiting: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    done: tuple[Meeting, ...]
    history: tuple[tuple[str, str, str, str], ...]
    family: tuple[tuple[str, str], ...]
    may_enter: bool
    may_record: bool
    may_read_log: bool
    rows: dict[str, list[tuple[str, str]]]
    """Rows that somebody may change, by kind of entry: their mark and their name."""


def case_page(facts: CaseFacts, visitor: Visitor, path: str, family: tuple[tuple[str, str], ...]) -> CasePage:
    """Return the page, in the language spoken now."""
    view, now = facts.view, facts.now
    history, legal = visitor.sees(Field.HISTORY), visitor.sees(Field.LEGAL)
    departs = _departs(facts)
    waiting = [doing for doing in view.planned if doing.appointment is not None and doing.appointment.end <= now]
    coming = [doing for doing in view.planned if doing not in waiting]
    steps = step_lines(facts.steps, view, facts.world, now) if history else ()
    gates = gate_parts(facts.gates) if visitor.sees(Field.DOCUMENTS) else ()
    closed = view.phase is not None and view.phase.closing is not None
    return CasePage(
        code=view.case.id,
        path=path,
        tags=tuple(_tags(facts, gates, departs)),
        head=tuple(_head(facts, visitor)),
        phases=phase_boxes(view) if history else (),
        next=_next(facts) if history and not closed else None,
        may_go_to=[(phase.value, said(phase)) for phase in view.may_go_to],
        gaps=tuple((gap.what, said(gap.owner), gap.gate) for gap in view.gaps) if history else (),
        drawing=drawing(view.conditions, view.blocks, now, departs, facts.sources) if legal else None,
        documents=tuple(document_line(one, now) for one in view.documents) if visitor.sees(Field.DOCUMENTS) else (),
        steps=steps,
        hidden=sum(step.tone == "ok" for step in steps),
        gates=gates,
        options=_options(facts, visitor) if visitor.sees(Field.COUNTRY) else (),
        plan=plan_part(facts, visitor) if history else None,
        contacts=_contacts(facts) if history else (),
        waiting=tuple(_meeting(doing, facts) for doing in waiting),
        planned=tuple(_meeting(doing, facts) for doing in coming),
        done=tuple(_meeting(doing, facts) for doing in reversed(view.done)) if history else (),
        history=history_lines(facts.log) if history else (),
        family=family if visitor.sees(Field.HOUSEHOLD) else (),
        may_enter=visitor.may(Permission.ENTER_FACTS),
        may_record=visitor.may(Permission.RECORD_OUTCOMES),
        may_read_log=visitor.may(Permission.READ_AUDIT),
        rows={
            name: [(mark, row_name(name, fact)) for mark, fact in rows] for name, rows in facts.rows(visitor).items()
        },
    )


def _departs(facts: CaseFacts) -> Minute | None:
    coming = (gate.departs for gate in facts.gates)
    return min(coming, default=None)


def _tags(facts: CaseFacts, gates: tuple[GatePart, ...], departs: Minute | None) -> list[tuple[str, str]]:
    tags = []
    if departs is not None and facts.gates:
        when = short_date(day_of(departs)) if facts.gates[0].all_day else moment(departs)
        tags.append(("info", _("Vertrek %(when)s", when=when)))
    if gates:
        first = gates[0]
        tone = "ok" if first.settled == len(first.items) else "warn"
        tags.append((tone, _("Gereed %(done)s van %(all)s", done=first.settled, all=len(first.items))))
    if facts.gates and facts.gates[0].blocked:
        tags.append(("bad", _("Tegengehouden")))
    if facts.view.case.closed_on is not None:
        tags.append(("", _("Gesloten %(day)s", day=day_text(facts.view.case.closed_on))))
    return tags


def _head(facts: CaseFacts, visitor: Visitor) -> list[tuple[str, str]]:
    view = facts.view
    found = [(_("Doelgroep"), said(view.case.target_group)), (_("Regime"), said(view.case.regime))]
    if visitor.sees(Field.STAFF):
        found.append((_("Regievoerder"), view.owner or _("geen")))
    if visitor.sees(Field.PLACE) and view.stay is not None:
        kind = "" if view.reception is None else f" ({said(view.reception.kind)})"
        found.append((_("Verblijf"), f"{facts.places.get(view.stay.place, view.stay.place)}{kind}"))
    handed = day_text(view.case.handed_over)
    by = "" if view.dossier is None else f", {said(view.dossier.handed_over_by)}"
    found.append((_("Overdracht"), f"{handed}{by}"))
    if visitor.sees(Field.HISTORY) and facts.protocols:
        found.append((_("Procesprotocol"), ", ".join(facts.protocols)))
    if visitor.sees(Field.COUNTRY):
        found.append((_("Land en taal"), f"{country(view.case.country)}, {language_words(view.case.language)}"))
    if visitor.sees(Field.MEDICAL_NEED):
        found.append((_("Medische begeleiding"), _("ja") if view.case.nurse else _("nee")))
    if visitor.sees(Field.RISK):
        found.append((_("Risico"), said(view.case.risk)))
    return found


def _next(facts: CaseFacts) -> Next | None:
    step = facts.view.next_step
    if step is None:
        return None
    closing = "" if step.closing is None else step.closing.value
    return Next(phase=step.phase.value, name=said(step.phase), because=step.because, closing=closing)


def _options(facts: CaseFacts, visitor: Visitor) -> tuple[Option, ...]:
    """Return the ways to leave, in the order of the alphabet: they are shown, never ranked."""
    view = facts.view
    found = []
    for track in Track:
        words = [text for of, text in _departures(facts) if of is track]
        if track is Track.FORCED and visitor.sees(Field.LEGAL) and not view.removable:
            words.append(_("De vier voorwaarden gelden niet samen zonder beletsel."))
        current = view.track is not None and view.track.track is track
        planned = any(of is track for of, _text in _departures(facts))
        tag = _("gepland") if planned else _("traject nu") if current else ""
        found.append(Option(name=said(track), tag=tag, words=tuple(words)))
    return tuple(sorted(found, key=lambda option: option.name.casefold()))


def _departures(facts: CaseFacts) -> list[tuple[Track, str]]:
    found = []
    for doing in facts.view.planned:
        detail = None if doing.activity is None else doing.activity.detail
        if isinstance(detail, DepartureDetail) and doing.appointment is not None:
            when = doing.appointment.start
            day = short_date(day_of(when)) if doing.appointment.all_day else moment(when)
            found.append((detail.track, f"{day}, {country(detail.country)}"))
    return found


def _contacts(facts: CaseFacts) -> tuple[tuple[str, str, str, str, str], ...]:
    newest = sorted(facts.view.contacts, key=lambda one: one.at, reverse=True)
    return tuple((stamp(c.at), said(c.party), said(c.channel), plain(c.subject), c.actor) for c in newest)


def _meeting(doing: Doing, facts: CaseFacts) -> Meeting:
    kind = None if doing.activity is None else doing.activity.kind
    start = end = when = place = ""
    if doing.appointment is not None:
        item = doing.appointment
        when = short_date(day_of(item.start)) if item.all_day else moment(item.start)
        start, end = field_moment(item.start), field_moment(item.end)
        place = "" if item.place is None else facts.places.get(item.place, item.place)
    elif doing.outcome is not None:
        when = stamp(doing.outcome.started)
    outcome = ""
    if doing.outcome is not None:
        cause = "" if doing.outcome.cause is None else f", {said(doing.outcome.cause)}"
        outcome = f"{said(doing.outcome.code)}{cause}"
    step = code_words(doing.key.split("/")[1]) if "/" in doing.key else ""
    return Meeting(
        key=doing.key,
        what=f"{said(kind)}{': ' if kind and step else ''}{step}",
        when=when,
        place=place,
        codes=[] if kind is None else [(code.value, said(code)) for code in FITTING[kind]],
        start=start,
        end=end,
        outcome=outcome,
        by="" if doing.outcome is None else doing.outcome.actor,
    )
