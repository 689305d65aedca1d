"""Reporting a disruption: its facts and the line about it, stored together or not at all; and taking it back.

Not allowed here: reading cells, and what becomes of plans.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain.cases import Case
from planner.domain.disruption import Disruption, FactStep
from planner.domain.disruption_life import CODES, LONGEST_NOTE, DisruptionState, Reported, Turn, wrong_turn
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId
from planner.domain.once import KeyUsedError
from planner.domain.spelling import count
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.intake import CheckFacts, FactChange, Preview, Refusal
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.cases.fact_steps import wrong_facts
from planner.usecases.disruptions.facts_of import steps_of, struck_by
from planner.usecases.disruptions.happened import Report
from planner.usecases.disruptions.refusals import SOURCE, ReportRefusedError, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What became of rows of a file: those that were recorded, and why others were not, with where they stand."""

    reported: tuple[Reported, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What taking back came to. ``kept``: facts that something newer replaced meanwhile; they stay."""

    reported: Reported
    kept: tuple[Fact, ...] = ()


def look_ahead(store: Store, clock: Clock, check: CheckFacts, report: Report) -> Disruption:
    """Return what reporting would record; stores nothing; raise ReportRefusedError."""
    with store.reading() as books:
        return _disruption(books, check, report, clock.now())


def report_disruption(store: Store, clock: Clock, check: CheckFacts, report: Report) -> Reported:
    """Record what happened, and its facts; the same key gives what was recorded before; raise ReportRefusedError.

    Raise KeyUsedError when something else was reported under the key.
    """
    with store.transaction() as books:
        return _reported(books, check, report, clock.now())


def report_whole(store: Store, clock: Clock, check: CheckFacts, rows: Iterable[tuple[str, int, Report]]) -> Rows:
    """Record every row of a file together, each after those before it; or none, and say of each why not.

    Raise KeyUsedError when something else was reported under the key of a row.
    """
    done: list[Reported] = []
    wrong: list[Refusal] = []
    try:
        with store.transaction() as books:
            now = clock.now()
            for file, row, report in rows:
                try:
                    done.append(_reported(books, check, report, now))
                except ReportRefusedError as error:
                    wrong.extend(replace(refusal, file=file, row=row) for refusal in error.refusals)
            _refuse_any(wrong)
    except ReportRefusedError as error:
        return Rows(reported=(), refusals=error.refusals)
    return Rows(reported=tuple(done), refusals=())


def withdraw_disruption(store: Store, clock: Clock, number: int, *, actor: str, reason: str = "") -> Withdrawn:
    """Take a report back, and its facts as far as nothing newer replaced them; raise StepRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        reported = turned(books, number, Turn(state=DisruptionState.WITHDRAWN, at=now, actor=actor, reason=reason))
        kept = tuple(_take_back(books, reported.disruption.steps, now))
        _note(books, actor, number, reported.disruption, "disruption withdrawn")
    return Withdrawn(reported=reported, kept=kept)


def accept_as_is(store: Store, clock: Clock, number: int, *, actor: str, reason: str) -> Reported:
    """Say that the plan stays as it is; raise StepRefusedError, also without a reason."""
    if not reason.strip():
        raise StepRefusedError(
            either("er staat niet waarom het zo blijft", "it is not said why it stays so"), "Geef een korte reden."
        )
    now = clock.now()
    with store.transaction() as books:
        turn = Turn(state=DisruptionState.ACCEPTED, at=now, actor=actor, reason=reason[:LONGEST_NOTE])
        reported = turned(books, number, turn)
        _note(books, actor, number, reported.disruption, "disruption accepted")
    return reported


def turned(books: Transaction, number: int, turn: Turn) -> Reported:
    """Add a turn to what was reported; raise StepRefusedError, or StoreError for an unknown number."""
    reported = books.disruptions.load(number)
    wrong = wrong_turn(reported, turn.state)
    if wrong is not None:
        raise StepRefusedError(wrong.problem, wrong.remedy)
    books.disruptions.turn(number, turn, after=len(reported.turns))
    return reported.with_turn(turn)


def cases_of(books: Transaction, disruption: Disruption) -> tuple[CaseId, ...]:
    """Return the cases that the facts of a disruption are about."""
    facts = [fact for step in disruption.steps for fact in (step.before, step.after) if fact is not None]
    named = {CaseId(fact_key(fact).partition("|")[0]) for fact in facts if hasattr(fact, "case")}
    named |= {CaseId(ref.id) for ref in disruption.resources if books.facts.beginning(Case, ref.id)}
    named |= {CaseId(key.partition("/")[0]) for key in disruption.activities}
    return tuple(sorted(case for case in named if books.facts.beginning(Case, case)))


def _refuse_any(wrong: Sequence[Refusal]) -> None:
    if wrong:
        raise ReportRefusedError(tuple(wrong))


def _reported(books: Transaction, check: CheckFacts, report: Report, now: Minute) -> Reported:
    if report.key and (done := books.disruptions.by_key(report.key)) is not None:
        if not _same(books, done.disruption, report):
            raise KeyUsedError
        return done
    disruption = _disruption(books, check, report, now)
    _record(books, disruption.steps, now)
    number = books.disruptions.add(disruption, actor=report.actor, key=report.key)
    _note(books, report.actor, number, disruption, "disruption")
    return Reported(number=number, disruption=disruption, actor=report.actor)


def _same(books: Transaction, done: Disruption, report: Report) -> bool:
    """Return whether a report says what was reported before, as far as it is kept."""
    struck = struck_by(books, report.happened)
    said = (report.kind, report.code or CODES[report.kind][0], report.note.strip(), struck.resources, struck.activities)
    return said == (done.kind, done.code, done.note, done.resources, done.activities)


def _disruption(books: Transaction, check: CheckFacts, report: Report, now: Minute) -> Disruption:
    _refuse_shape(report)
    steps = steps_of(books, report.happened, now)
    if not steps:
        raise refused(
            None,
            "hierdoor verandert geen enkel gegeven",
            either(
                "Controleer wat u meldt; het kan al bekend zijn.", "Check what you report; it may be known already."
            ),
        )
    _refuse_wrong(books, check, steps)
    struck = struck_by(books, report.happened)
    return Disruption(
        kind=report.kind,
        at=now,
        steps=steps,
        code=report.code or CODES[report.kind][0],
        resources=struck.resources,
        activities=struck.activities,
        note=report.note.strip(),
    )


def _refuse_shape(report: Report) -> None:
    if not report.actor.strip():
        raise refused(
            None,
            either("er staat niet wie dit meldt", "it is not said who reports this"),
            "Geef een dienstnummer, nooit een naam.",
        )
    if report.code and report.code not in CODES[report.kind]:
        raise refused(
            "reden",
            either(f"{report.code} is hier geen reden", f"{report.code} is no reason here"),
            f"Kies uit: {', '.join(CODES[report.kind])}.",
        )
    if len(report.note) > LONGEST_NOTE:
        raise refused(
            "toelichting",
            either("de toelichting is te lang", "the remark is too long"),
            either(
                f"Houd het bij {LONGEST_NOTE} tekens, zonder namen.",
                f"Keep it to {LONGEST_NOTE} characters, without names.",
            ),
        )


def _refuse_wrong(books: Transaction, check: CheckFacts, steps: Sequence[FactStep]) -> None:
    """Refuse facts that could not stand in a delivery, or that may not follow what is stored."""
    made = [step.after for step in steps if step.after is not None]
    known = {kind: frozenset(books.facts.keys(kind)) for kind in check.refers(made)}
    refusals = check(made, known=known)
    changed = tuple(
        FactChange(ref=(type(step.after), fact_key(step.after)), before=step.before, after=step.after, fields=())
        for step in steps
        if step.before is not None and step.after is not None
    )
    preview = Preview(new=tuple(s.after for s in steps if s.before is None and s.after is not None), changed=changed)
    refusals += tuple(
        Refusal(file=SOURCE, row=None, column=one.column, value=one.value, problem=one.problem, remedy=one.remedy)
        for one in wrong_facts(books, preview)
    )
    if refusals:
        raise ReportRefusedError(refusals)


def _record(books: Transaction, steps: Sequence[FactStep], now: Minute) -> None:
    gone = [step.before for step in steps if step.before is not None and step.after is None]
    books.facts.retire([(type(fact), fact_key(fact)) for fact in gone], at=now)
    books.facts.record([step.after for step in steps if step.after is not None], source=SOURCE, at=now)


def _take_back(books: Transaction, steps: Sequence[FactStep], now: Minute) -> list[Fact]:
    """Let facts be as before where they still are as reported; return those that are not."""
    kept: list[Fact] = []
    for step in steps:
        fact = step.after if step.after is not None else step.before
        if fact is None:
            continue
        kind, key = type(fact), fact_key(fact)
        history = books.facts.history(kind, key)
        standing = [record.fact for record in history if record.retired_at is None]
        if standing != ([] if step.after is None else [step.after]):
            kept.extend(standing or [fact])
        elif step.before is None:
            books.facts.retire([(kind, key)], at=now)
        else:
            source = next((r.source for r in reversed(history) if r.fact == step.before), SOURCE)
            books.facts.record([step.before], source=source, at=now)
    return kept


def _note(books: Transaction, actor: str, number: int, disruption: Disruption, what: str) -> None:
    facts = count(len(disruption.steps), "feit", "feiten")
    subject = f"verstoring {number}: {disruption.kind}, {facts}"
    cases = cases_of(books, disruption)
    books.events.add(Event(at=disruption.at, actor=actor, what=what, subject=subject, cases=cases))
