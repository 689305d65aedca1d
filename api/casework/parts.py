"""Parts of a case's page that are lists of lines: steps, travel documents, the readiness of departures, what was done.

Pure functions. Not allowed here: who may see which part, and requests.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.casework.words import day_text, last_moment, left, said
from api.web.speech import _, country
from planner.domain.audit import AuditEntry
from planner.domain.audit_actions import ACTIONS
from planner.domain.case_steps import CaseStep, StepState, say_why
from planner.domain.cases import DocumentState
from planner.domain.casework import CasePhase
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey
from planner.domain.lp_life import DATES, LAISSEZ_PASSER, STATE_DATES, dates_of
from planner.domain.norm_words import amount
from planner.domain.protocols import StepTerm
from planner.domain.readiness import Gate, GateState, GateWhat
from planner.domain.settings import Mark
from planner.domain.spelling import moment, short_date, stamp
from planner.domain.time import Minute
from planner.usecases.cases.case_record import Doing
from planner.usecases.cases.case_view import CaseView
from planner.usecases.cases.document_view import DocumentView
from planner.usecases.protocols.protocol_steps import StepWorld

_TONES = {
    StepState.DONE: "ok",
    StepState.LATE: "bad",
    StepState.OPEN: "info",
    StepState.COMING: "",
    StepState.WAITING: "warn",
}
_GATE = {
    GateState.DONE: "ok",
    GateState.NOT_NEEDED: "ok",
    GateState.OPEN: "warn",
    GateState.LATE: "bad",
    GateState.REFUSED: "bad",
}
_FORMS = {
    GateWhat.FIT_TO_FLY: "akkoord?soort=fit-to-fly",
    GateWhat.REMOVABILITY: "akkoord?soort=toets-ind",
    GateWhat.PACK: "akkoord?soort=overdrachtsdossier",
    GateWhat.RECEPTION: "akkoord?soort=opvang-bij-aankomst",
    GateWhat.DOCUMENT: "reisdocument",
    GateWhat.INFORMATION: "antwoord",
}
"""By which form an officer enters the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBox:
    """One phase on the line: ``done``, ``now`` or ``next``."""

    name: str
    when: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of a protocol."""

    title: str
    protocol: str
    rule: str
    norm: str
    assumed: bool
    due: str
    planned: str
    state: str
    tone: str
    why: str
    left: str
    key: str
    task: bool
    """Whether somebody may say that it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One station in the life of a document: ``done``, ``now`` or ``todo``."""

    name: str
    when: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A travel document with its stations."""

    name: str
    state: str
    stops: tuple[Stop, ...]
    flying: str
    rule: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One thing that must be complete before a departure."""

    what: str
    owner: str
    state: str
    tone: str
    until: str
    because: str
    rule: str
    blocks: bool
    enter: str
    """The form by which the answer is entered, empty where somebody else says it elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePart:
    """The readiness of one departure."""

    when: str
    flight: str
    items: tuple[GateLine, ...]
    settled: int
    tones: tuple[str, ...]
    exceptions: tuple[str, ...]


def phase_boxes(view: CaseView) -> tuple[PhaseBox, ...]:
    """Return the phases in the order of a case's life."""
    since: dict[CasePhase, str] = {}
    for change in view.life:
        since[change.phase] = short_date(day_of(change.at))
    order = tuple(CasePhase)
    reached = -1 if view.phase is None else order.index(view.phase.phase)
    states = ["now" if i == reached else "done" if i < reached else "next" for i in range(len(order))]
    return tuple(
        PhaseBox(name=said(phase), when=since.get(phase, "") if state != "next" else _("nog niet"), state=state)
        for phase, state in zip(order, states, strict=True)
    )


def step_lines(steps: Iterable[CaseStep], view: CaseView, world: StepWorld, now: Minute) -> tuple[StepLine, ...]:
    """Return the steps that concern somebody, in the order of their deadlines; what does not apply is left out."""
    planned = {doing.key: doing for doing in (*view.planned, *view.done)}
    shown = [step for step in steps if step.state is not StepState.NOT_APPLICABLE]
    shown.sort(key=lambda step: (step.state is StepState.DONE, step.due is None, step.due or 0, step.key))
    return tuple(_step(step, planned.get(_key(step)), world, now) for step in shown)


def _key(step: CaseStep) -> ActivityKey:
    return step.key if step.activity is None else step.activity.key


def _step(step: CaseStep, doing: Doing | None, world: StepWorld, now: Minute) -> StepLine:
    norm, mark = _norm(step, world)
    term = _term(step)
    when = ""
    if step.state is StepState.DONE:
        when = day_text(step.on)
    elif doing is not None and doing.appointment is not None:
        when = moment(doing.appointment.start)
    return StepLine(
        title=str(step.title),
        protocol=step.protocol,
        rule="" if term is None or term.norm.rule is None else term.norm.rule,
        norm=norm,
        assumed=mark is Mark.ASSUMPTION,
        due=last_moment(step.due),
        planned=when,
        state=_("gepland") if when and step.state in (StepState.OPEN, StepState.COMING) else said(step.state),
        tone=_TONES.get(step.state, ""),
        why=say_why(step) if step.state is StepState.WAITING else "",
        left=left(step.due, now) if step.state in (StepState.OPEN, StepState.LATE) else "",
        key=step.key,
        task=step.form.value == "taak" and step.state.to_do,
    )


def _term(step: CaseStep) -> StepTerm | None:
    terms = (*step.asked.terms, *(frequency.term for frequency in step.asked.frequencies))
    return terms[0] if terms else None


def _norm(step: CaseStep, world: StepWorld) -> tuple[str, Mark | None]:
    term = _term(step)
    if term is None:
        return "", None
    norm = term.norm
    if norm.rule is None:
        return (f"{norm.amount} {norm.unit.value}" if norm.unit is not None else ""), norm.mark
    on = step.anchor_day or world.index.today
    found = world.settings.find(norm.rule, norm.key, on=on, regime=step.by.regime)
    return ("", None) if found is None else (amount(found), found.mark)


def document_line(view: DocumentView, now: Minute) -> DocumentLine:
    """Return a document: for a laissez-passer every station of its life, for another its end."""
    document = view.document
    flying = ""
    if view.flying is not None:
        first = short_date(day_of(max(view.flying.start, now)))
        last = "" if view.flying.end is None else short_date(day_of(Minute(view.flying.end - 1)))
        flying = _("vliegen kan van %(first)s t/m %(last)s", first=first, last=last) if last else first
    return DocumentLine(
        name=document.kind,
        state=said(document.state),
        stops=tuple(_stops(view, now)) if document.kind == LAISSEZ_PASSER else (),
        flying=flying,
        rule=_country_rule(view),
        warnings=view.warnings,
    )


def _stops(view: DocumentView, now: Minute) -> Iterator[Stop]:
    document, dates = view.document, dates_of(view.document)
    here = STATE_DATES[document.state]
    for field, name in DATES.items():
        day = dates.get(field)
        state = "now" if field == here else "done" if day is not None else "todo"
        name_now = said(document.state) if field == "answered_on" and field == here else _(name)
        yield Stop(name=name_now, when=short_date(day) if day is not None else "", state=state)
    if document.state is DocumentState.GRANTED and view.expires is not None:
        ends = Minute(view.expires - 1)
        yield Stop(
            name=_("verloopt"),
            when=f"{short_date(day_of(ends))}, {left(view.expires, now)}",
            state="done" if view.expires <= now else "todo",
        )


def _country_rule(view: DocumentView) -> str:
    rule = view.rule
    if rule is None:
        return ""
    parts: list[str] = [country(rule.country)]
    if rule.lp_validity_days is not None:
        parts.append(_("%(days)s dagen geldig", days=rule.lp_validity_days))
    if rule.lp_after_flight:
        parts.append(_("afgifte na vluchtgegevens"))
    return ", ".join(parts)


def gate_parts(gates: Iterable[Gate]) -> tuple[GatePart, ...]:
    """Return the readiness of departures, what presses first."""
    return tuple(_gate(gate) for gate in gates)


def _gate(gate: Gate) -> GatePart:
    items = tuple(
        GateLine(
            what=said(item.what),
            owner=said(item.owner),
            state=said(item.state),
            tone=_GATE[item.state],
            until=last_moment(item.until),
            because=item.because,
            rule=item.rule or "",
            blocks=item.blocks,
            enter="" if item.settled else _FORMS.get(item.what, ""),
        )
        for item in gate.items
    )
    return GatePart(
        when=short_date(day_of(gate.departs)) if gate.all_day else moment(gate.departs),
        flight=gate.flight,
        items=items,
        settled=sum(item.settled for item in gate.items),
        tones=tuple(sorted((item.tone for item in items), key=("ok", "warn", "bad").index)),
        exceptions=gate.exceptions,
    )


def history_lines(entries: Sequence[AuditEntry]) -> tuple[tuple[str, str, str, str], ...]:
    """Return who did what when, newest first; names of fields, never values."""
    return tuple(
        (
            stamp(entry.at),
            entry.actor,
            str(ACTIONS[entry.action].words) if entry.action in ACTIONS else entry.action,
            entry.purpose or ", ".join(entry.fields) or entry.object,
        )
        for entry in entries
    )
