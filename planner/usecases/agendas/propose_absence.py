"""Absences from people's own calendars: proposed, accepted by policy or by an officer, and then planned around.

A proposal that meets a published appointment is never accepted by itself: it becomes a task.
Not allowed here: iCalendar.
"""

from dataclasses import replace

from planner.domain.absences import AbsenceProposal, ProposalState
from planner.domain.civil import day_of
from planner.domain.facts import fact_key
from planner.domain.ids import RegievoerderId
from planner.domain.people import Regievoerder
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.settings import Setting, Settings
from planner.domain.spelling import moment
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, StoreError, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.norms.merge_settings import settings_in_force

POLICY = "beleid"
SOURCE = "eigen-agenda"
"""Source of the absences that come from proposals."""


class ProposalRefusedError(ValueError):
    """The proposal cannot be kept; nothing was stored."""


def propose_absence(store: Store, clock: Clock, proposal: AbsenceProposal) -> AbsenceProposal:
    """Keep a proposal in place of the one with its name, and settle it as the policy says; return it as kept.

    Raise ProposalRefusedError for an unknown person.
    """
    now = clock.now()
    with store.transaction() as books:
        if proposal.owner not in books.facts.keys(Regievoerder):
            msg = either(
                f"{proposal.owner} is geen regievoerder\nGebruik de agenda die bij het dienstnummer hoort.",
                f"{proposal.owner} is no regievoerder\nUse the calendar that belongs to the service number.",
            )
            raise ProposalRefusedError(msg)
        before = books.absences.find(proposal.owner, proposal.name)
        if before is not None and _same(before, proposal):
            return before
        _take_back(books, before, now)
        found = conflicts(books, proposal)
        fresh = replace(proposal, recorded_at=now, state=ProposalState.PROPOSED, decided_by="")
        kept = _accepted(fresh, POLICY) if _policy_accepts(books, now) and not found else fresh
        books.absences.put(kept)
        _record(books, kept, now)
        for appointment in found:
            books.tasks.raise_(_task(kept, appointment, now))
        _note(books, now, kept.owner, f"absence {kept.state}", kept)
    return kept


def withdraw_absence(store: Store, clock: Clock, owner: RegievoerderId, name: str) -> None:
    """Remove a proposal and the absences that came of it; what is not there is no error."""
    now = clock.now()
    with store.transaction() as books:
        before = books.absences.find(owner, name)
        if before is not None:
            _take_back(books, before, now)
            books.absences.remove(owner, name)
            _note(books, now, owner, "absence withdrawn", before)


def decide_absence(store: Store, clock: Clock, owner: RegievoerderId, name: str, *, accept: bool, actor: str) -> None:
    """Accept or decline a proposal as an officer; raise StoreError for an unknown one."""
    now = clock.now()
    with store.transaction() as books:
        before = books.absences.find(owner, name)
        if before is None:
            msg = either(
                f"{owner} heeft geen voorstel {name}\nKijk in de lijst welke er zijn.",
                f"{owner} has no proposal {name}\nSee in the list which there are.",
            )
            raise StoreError(msg)
        _take_back(books, before, now)
        decided = replace(before, state=ProposalState.DECLINED, decided_by=actor)
        kept = _accepted(before, actor) if accept else decided
        books.absences.put(kept)
        _record(books, kept, now)
        for appointment in conflicts(books, kept):
            books.tasks.finish(_task_key(kept, appointment), at=now, by=actor)
        _note(books, now, actor, f"absence {kept.state}", kept)


def conflicts(books: Transaction, proposal: AbsenceProposal) -> tuple[Appointment, ...]:
    """Return the published appointments of the person during a proposed absence, in order of time."""
    return conflicts_in(books.releases.newest(), proposal)


def conflicts_in(release: Release | None, proposal: AbsenceProposal) -> tuple[Appointment, ...]:
    """Return the appointments of the person in a release during a proposed absence, in order of time."""
    if release is None:
        return ()
    who = ResourceRef(ResourceKind.REGIEVOERDER, proposal.owner)
    hit = [
        appointment
        for appointment in release.appointments
        for part in appointment.participations
        if part.resource == who and any(away.overlaps(part.start, part.end) for away in proposal.intervals)
    ]
    return tuple(sorted(hit, key=lambda appointment: (appointment.start, appointment.activity)))


def _policy_accepts(books: Transaction, now: Minute) -> bool:
    settings = Settings(settings_in_force(books.facts.in_force(Setting)))
    return settings.value("T03", "accept", on=day_of(now)) > 0


def _accepted(proposal: AbsenceProposal, actor: str) -> AbsenceProposal:
    return replace(proposal, state=ProposalState.ACCEPTED, decided_by=actor)


def _same(before: AbsenceProposal, proposal: AbsenceProposal) -> bool:
    return (before.intervals, before.recurrence, before.uid) == (
        proposal.intervals,
        proposal.recurrence,
        proposal.uid,
    )


def _absences(proposal: AbsenceProposal) -> tuple[Absence, ...]:
    who = ResourceRef(ResourceKind.REGIEVOERDER, proposal.owner)
    return tuple(Absence(resource=who, interval=interval) for interval in proposal.intervals)


def _record(books: Transaction, proposal: AbsenceProposal, now: Minute) -> None:
    """Record the absences of an accepted proposal; what another source said already stays."""
    if proposal.state is ProposalState.ACCEPTED:
        taken = books.facts.keys(Absence)
        new = {fact_key(absence): absence for absence in _absences(proposal)}
        books.facts.record((fact for key, fact in new.items() if key not in taken), source=SOURCE, at=now)


def _take_back(books: Transaction, before: AbsenceProposal | None, now: Minute) -> None:
    if before is None:
        return
    sources = books.facts.keys(Absence)
    keys = [fact_key(absence) for absence in _absences(before)]
    books.facts.retire([(Absence, key) for key in keys if sources.get(key) == SOURCE], at=now)
    for appointment in conflicts(books, before):
        books.tasks.finish(_task_key(before, appointment), at=now, by=before.owner)


def _task_key(proposal: AbsenceProposal, appointment: Appointment) -> str:
    return f"{TaskKind.ABSENCE_CONFLICT}/{proposal.owner}/{proposal.name}/{appointment.activity}"


def _task(proposal: AbsenceProposal, appointment: Appointment, now: Minute) -> Task:
    return Task(
        key=_task_key(proposal, appointment),
        kind=TaskKind.ABSENCE_CONFLICT,
        subject=appointment.activity,
        text=f"{proposal.owner} meldt afwezigheid tijdens {appointment.activity}, {moment(appointment.start)}",
        raised_at=now,
    )


def _note(books: Transaction, now: Minute, actor: str, what: str, proposal: AbsenceProposal) -> None:
    subject = f"{proposal.owner}, {len(proposal.intervals)} keer"
    books.events.add(Event(at=now, actor=actor, what=what, subject=subject))
