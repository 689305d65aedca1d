"""Publishing: release n is release n-1 and the chosen changes of a plan, judged as a whole, in one transaction.

Not allowed here: pages, calendars and maps; those are made from the release by others.
"""

import secrets
from dataclasses import dataclass, field, replace

from planner.codec.problems import problem_hash
from planner.domain.bookings import Booking
from planner.domain.cases import Case
from planner.domain.civil import day_start
from planner.domain.commitments import PartnerRequest
from planner.domain.facts import fact_key
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.messages import Reason, Why
from planner.domain.plan import Appointment, Breach
from planner.domain.problem import Problem
from planner.domain.release import Release, ReleaseScope
from planner.domain.spelling import count, listed
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import either
from planner.ports.calendars import CalendarRenderer
from planner.ports.editing import Head
from planner.ports.plans import PlanRecord
from planner.ports.search import Judge
from planner.ports.store import Event, Store, StoreError, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.agendas.publish_calendars import publish_calendars
from planner.usecases.partners.follow_partners import follow_partners
from planner.usecases.partners.partner_requests import next_requests
from planner.usecases.partners.propose_bookings import Proposals, propose_bookings
from planner.usecases.planning.cut_problem import PUBLISHER
from planner.usecases.planning.due_activities import read_due
from planner.usecases.planning.placements import problem_of
from planner.usecases.protocols.ask_protocols import still_asked
from planner.usecases.publishing.compose_release import Situation, compose_release
from planner.usecases.publishing.freeze_release import Basis, freeze_release, merge_assignments, unowned
from planner.usecases.publishing.sheet_facts import read_sheet_facts
from planner.usecases.publishing.tell_inspectorate import tell_inspectorate
from planner.usecases.publishing.thawed_changes import thawed_by_draft, thawed_reasons

KEPT = 28 * MINUTES_PER_DAY
"""So long after its end an appointment stays in the releases."""


class PublicationRefusedError(ValueError):
    """The release would break hard rules, or undo what was published meanwhile; nothing was stored.

    ``outside`` are published items in those breaches that the plan moves, but that lie outside the chosen scope.
    """

    def __init__(
        self,
        breaches: tuple[Breach, ...] = (),
        conflicts: frozenset[ActivityKey] = frozenset(),
        outside: tuple[ActivityKey, ...] = (),
    ) -> None:
        self.breaches = breaches
        self.conflicts = conflicts
        self.outside = outside
        found = [breach.because for breach in breaches] or [f"intussen gewijzigd: {key}" for key in sorted(conflicts)]
        remedy = "Los dit op of kies een andere omvang." if breaches else "Bereken opnieuw en publiceer dan."
        if outside:
            remedy = f"Publiceer ook {listed(outside)}: die wijzigen in het plan, maar vallen buiten de gekozen omvang."
        said = count(len(found), "bezwaar", "bezwaren, waaronder")
        super().__init__(f"niet gepubliceerd: {said}: {found[0]}\n{remedy}")


class NoteRefusedError(ValueError):
    """The note would tell people about somebody else's case; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What to publish: which plan (None: the newest), which part of it, and for whom.

    ``key`` makes repeating safe: the same key never gives a second release.
    """

    key: str
    actor: str
    plan_id: int | None = None
    scope: ReleaseScope = field(default_factory=ReleaseScope)
    why: Why = field(default_factory=Why)
    """Told to those whose appointments change, each as far as they may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release and how it came about. ``created`` is False when nothing had changed or the key was used.

    ``closure`` are changes outside the chosen scope that what was chosen needs.
    """

    release: Release
    created: bool
    closure: tuple[ActivityKey, ...] = ()
    withdrawn: tuple[ActivityKey, ...] = ()
    breaches: tuple[Breach, ...] = ()
    requests: tuple[PartnerRequest, ...] = ()
    bookings: Proposals = field(default_factory=Proposals)
    left: frozenset[ActivityKey] = frozenset()
    """Changes of the plan that stay unpublished."""


def preview_release(store: Store, clock: Clock, judge: Judge, publication: Publication) -> Published:
    """Return what publishing would give, hard breaches included; stores nothing."""
    with store.reading() as books:
        return _draft(books, clock.now(), judge, publication)


def publish_release(
    store: Store, clock: Clock, judge: Judge, renderer: CalendarRenderer, publication: Publication
) -> Published:
    """Publish, calendars included, and return the release.

    Raise PublicationRefusedError, NoteRefusedError, StoreConflictError or StoreError.
    """
    with store.transaction() as books:
        done = books.releases.by_key(publication.key)
        if done is not None:
            return Published(release=done, created=False)
        draft = _draft(books, clock.now(), judge, publication, keep=True)
        hard = tuple(breach for breach in draft.breaches if breach.level is Level.HARD)
        if hard:
            raise PublicationRefusedError(hard, outside=_outside(hard, draft.left))
        _refuse_cases(draft.release, publication.why.note)
        if draft.created:
            earlier = books.releases.newest()
            _store(books, draft, publication)
            follow_partners(books, earlier, draft.release)
            publish_calendars(books, renderer, draft.release, _reasons(draft, publication))
            tell_inspectorate(books, earlier, draft.release)
        return draft


def _reasons(draft: Published, publication: Publication) -> dict[ActivityKey, Why]:
    """Return why appointments change, by activity; the empty key holds for all others."""
    closure = dict.fromkeys(draft.closure, Why(reason=Reason.LINKED))
    withdrawn = dict.fromkeys(draft.withdrawn, Why(reason=Reason.NEEDLESS))
    known = {ActivityKey(""): publication.why, **closure, **withdrawn}
    return {**known, **thawed_reasons(draft.release, known)}


def _refuse_cases(release: Release, note: str) -> None:
    """Refuse a note that names a case: everybody on the own staff whose appointments change reads it."""
    named = sorted({case for activity in release.activities for case in activity.cases if case in note})
    if named:
        raise NoteRefusedError(
            either(
                f"de reden noemt {listed(named)}\nLaat zaken weg: ook collega's lezen haar.",
                f"the reason names {listed(named)}\nLeave out cases: colleagues read it too.",
            )
        )


def _outside(breaches: tuple[Breach, ...], left: frozenset[ActivityKey]) -> tuple[ActivityKey, ...]:
    """Return the changes outside the scope that would have kept the rules whole."""
    return tuple(sorted({key for breach in breaches for key in breach.activities} & left))


def _store(books: Transaction, draft: Published, publication: Publication) -> None:
    release = draft.release
    books.releases.add(release, key=publication.key)
    books.facts.record((*draft.requests, *draft.bookings.new), source=PUBLISHER, at=release.published_at)
    books.facts.retire(((Booking, fact_key(past)) for past in draft.bookings.past), at=release.published_at)
    changes = count(len(release.changed), "wijziging", "wijzigingen")
    subject = f"publicatie {release.number}, plan {release.plan_id}, {changes}"
    books.events.add(Event(at=release.published_at, actor=publication.actor, what="publish", subject=subject))


def _draft(books: Transaction, at: Minute, judge: Judge, publication: Publication, *, keep: bool = False) -> Published:
    """Return what publishing would give; ``keep`` stores the problem that the release answers."""
    record = _plan_record(books, publication.plan_id)
    problem, plan = problem_of(books, record), books.plans.load(record.id)
    answered = record.problem_hash
    head = books.drafts.of_plan(record.id)
    if head is not None:
        answered = books.problems.save(problem) if keep else problem_hash(problem)
    earlier = books.releases.newest()
    begun, own = _begun(books, head), _own(books, record, head)
    situation = replace(_situation(books, problem, earlier), begun=begun, own=own)
    composed = compose_release(problem, plan, publication.scope, situation)
    if composed.conflicts:
        raise PublicationRefusedError(conflicts=composed.conflicts)
    assignments = merge_assignments(problem, plan.assignments, earlier.assignments if earlier else (), at)
    secret = earlier.secret if earlier else secrets.token_hex(16)
    basis = Basis(
        plan_id=record.id,
        problem_hash=answered,
        problem=problem,
        earlier=earlier,
        secret=secret,
        upheld=frozenset(override for override in problem.case_file.overrides if judge.upholds(override)),
    )
    bookings = _proposals(books, problem, composed.appointments, earlier, at)
    frozen = freeze_release(basis, composed, assignments, publication.scope, at)
    thawed = thawed_by_draft(books, head, composed.chosen, situation.published, composed.appointments)
    release = replace(frozen, bookings=bookings.standing, sheet=read_sheet_facts(books, frozen), thawed=thawed)
    requests = next_requests(
        earlier.appointments if earlier else (),
        release.appointments,
        books.facts.in_force(PartnerRequest),
        now=problem.recorded_at,
    )
    created = earlier is None or _differs(release, earlier)
    return Published(
        release=release if created or earlier is None else earlier,
        created=created,
        closure=tuple(sorted(composed.closure)),
        withdrawn=tuple(sorted(composed.withdrawn)),
        breaches=judge.judge(
            composed.problem, replace(composed.judged, assignments=unowned(problem, assignments, plan.assignments))
        ),
        requests=requests,
        bookings=bookings,
        left=composed.left,
    )


def _differs(release: Release, earlier: Release) -> bool:
    shown = [(one.assignments, one.bookings, one.sheet, one.overrides) for one in (release, earlier)]
    return bool(release.changed) or shown[0] != shown[1]


def _proposals(
    books: Transaction, problem: Problem, appointments: tuple[Appointment, ...], earlier: Release | None, at: Minute
) -> Proposals:
    """Return the bookings of the departures that are published, proposals included."""
    due = {activity.key: activity for activity in (*(earlier.activities if earlier else ()), *problem.activities)}
    kept = {appointment.activity for appointment in appointments} | {activity.key for activity in problem.activities}
    recorded = books.facts.recorded(Booking)
    existing = [(r.fact, r.source == PUBLISHER) for r in recorded if r.fact.activity in kept]
    return propose_bookings(appointments, due, existing, now=problem.recorded_at, at=at)


def _plan_record(books: Transaction, plan_id: int | None) -> PlanRecord:
    if plan_id is not None:
        return publishable(books, plan_id)
    newest = books.plans.newest()
    if newest is None:
        msg = either("er is nog geen plan\nBereken eerst een week.", "there is no plan yet\nCompute a week first.")
        raise StoreError(msg)
    return newest


def publishable(books: Transaction, plan_id: int) -> PlanRecord:
    """Return a plan that may be published; raise StoreError for one of a scenario: what it rests on is supposed."""
    record = books.plans.record(plan_id)
    if record.scenario is not None:
        msg = (
            f"plan {plan_id} hoort bij scenario {record.scenario} en wordt nooit gepubliceerd\n"
            "Neem onderdelen over in het concept van de week, en publiceer dat."
        )
        raise StoreError(msg)
    return record


def _begun(books: Transaction, head: Head | None) -> dict[ActivityKey, Appointment]:
    """Return what a draft began as, nothing for a plan that nobody edited."""
    begun = () if head is None else books.plans.load(head.ground.solved).appointments
    return {item.activity: item for item in begun}


def _own(books: Transaction, record: PlanRecord, head: Head | None) -> dict[ActivityKey, Appointment] | None:
    """Return what was published last of this draft, of this version or an earlier one; None: not since its baseline."""
    if head is None:
        return None
    base = books.drafts.load(head.draft).base
    began = {base, books.plans.record(base).parent}
    for number, plan in reversed(tuple(enumerate(books.releases.plans_since(record.release), record.release + 1))):
        version = books.drafts.of_plan(plan)
        earlier = version is not None and version.draft == head.draft and version.version <= head.version
        if earlier or plan in began:
            return {item.activity: item for item in books.releases.load(number).appointments}
    return None


def _situation(books: Transaction, problem: Problem, earlier: Release | None) -> Situation:
    """Return what is published, without what ended long ago, and what became of it."""
    now = problem.recorded_at
    published = {item.activity: item for item in (earlier.appointments if earlier else ()) if item.end + KEPT > now}
    until = max((problem.horizon_end, *(Minute(item.end + 1) for item in published.values())))
    due = read_due(books, until=until)
    closed = {case.id for case in books.facts.in_force(Case) if case.closed_on and day_start(case.closed_on) <= now}
    solved = {activity.key for activity in problem.activities}
    others = published.keys() - solved
    asked = {
        activity.key: activity
        for activity in (earlier.activities if earlier else ())
        if activity.protocol and activity.key in others - due.known.keys() - due.outcomes.keys()
    }
    kept = {**due.open, **{key: asked[key] for key in still_asked(books, asked, moment=now)}}
    gone = {key for key in others if key not in kept or not closed.isdisjoint(kept[key].cases)}
    ended = {key: outcome.ended for key, outcome in due.outcomes.items()}
    return Situation(now=now, published=published, ended=ended, gone=frozenset(gone))
