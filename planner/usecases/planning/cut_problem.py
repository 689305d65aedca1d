"""Cutting the problem: the facts, decisions and publications that one solve may use, and nothing else.

Not allowed here: searching (``solve_week``) and storing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.codec.problems import problem_hash
from planner.domain.activities import Activity, MoveDetail
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.cases import CaseFile, Ownership
from planner.domain.civil import IsoWeek, day_start
from planner.domain.clockwork import GROUP as CLOCK
from planner.domain.commitments import PartnerRequest, Pin
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.issues import Issue
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.release import Release
from planner.domain.settings import Setting
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.ports.store import RecordedFact, Transaction
from planner.ports.surroundings import TravelTimes
from planner.usecases.cases.follow_from_books import with_what_follows
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.planning.due_activities import Due, read_due
from planner.usecases.planning.escort_duties import other_duties
from planner.usecases.planning.placements import standing_placements
from planner.usecases.planning.refresh_travel import travel_table
from planner.usecases.planning.select_facts import RelevantFacts
from planner.usecases.protocols.ask_protocols import Asked, ask_protocols
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.site_meetings import Chairing
from planner.usecases.publishing.published_owners import with_published_owners

_F = TypeVar("_F", Booking, PartnerRequest)

CARRIED_OVER = 2 * MINUTES_PER_DAY
"""So long before the horizon an appointment still matters: a duty over Sunday midnight and its rest."""
PUBLISHER = "publicatie"
"""Source of the facts that publishing records: requests to partners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRequest:
    """Which weeks to solve, seen from which moment.

    ``as_of`` is the planning moment (what is past, frozen or still in time to be announced);
    ``known_at`` is what the books said when (None: everything recorded so far).
    """

    first: IsoWeek
    as_of: Minute
    weeks: int = 1
    horizon_weeks: int = 4
    known_at: Minute | None = None

    @property
    def horizon(self) -> Interval:
        """The stretch commitments may be made in."""
        return self._weeks(max(self.weeks, self.horizon_weeks))

    @property
    def scope(self) -> Interval:
        """The stretch to be solved now."""
        return self._weeks(self.weeks)

    def _weeks(self, count: int) -> Interval:
        return Interval(day_start(self.first.monday), day_start(self.first.plus(count).monday))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An activity in the books that is not in the problem, and why (in the officer's words)."""

    activity: ActivityKey
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A problem, what was left out, and what it was cut against.

    ``fingerprint`` is the hash of the problem without what our own publications added to it; ``doubtful`` names what
    a source delivered beside a protocol's own, under another key: that one is planned. ``asked`` are the activities
    that only a protocol asks for.
    """

    problem: Problem
    skipped: tuple[Skipped, ...]
    fingerprint: str
    release: int
    doubtful: tuple[Issue, ...] = ()
    asked: frozenset[ActivityKey] = frozenset()


def cut_problem(books: Transaction, travel: TravelTimes, request: CutRequest) -> Cut:
    """Return the problem of the weeks asked for."""
    release = books.releases.newest()
    published = {a.activity: a for a in release.appointments} if release else {}
    bare, skipped, asked = _bare_problem(books, travel, request, published)
    keys = frozenset(activity.key for activity in bare.activities)
    requests = [r for r in _requests(books, request) if r.fact.activity in keys]
    bookings = [r for r in books.facts.recorded(Booking, at=request.known_at) if r.fact.activity in keys]
    facts_only = replace(
        bare,
        activities=tuple(activity for activity in bare.activities if activity.key not in asked.following),
        requests=_entered(requests),
        bookings=_entered(bookings),
    )
    problem = replace(
        bare,
        bookings=tuple(r.fact for r in bookings),
        baseline=tuple(published[key] for key in sorted(published.keys() & keys)),
        requests=tuple(r.fact for r in requests),
        other_duties=other_duties(
            bare,
            published.values(),
            books.outcomes.effective(at=request.known_at),
            books.facts.in_force(Booking, at=request.known_at),
        ),
        case_file=_owned(books, bare, release, request.known_at),
    )
    return Cut(
        problem=problem,
        skipped=tuple(Skipped(activity=key, because=skipped[key]) for key in sorted(skipped)),
        fingerprint=problem_hash(facts_only),
        release=release.number if release else 0,
        doubtful=asked.doubtful,
        asked=keys & {activity.key for activity in asked.added},
    )


def _bare_problem(
    books: Transaction,
    travel: TravelTimes,
    request: CutRequest,
    published: dict[ActivityKey, Appointment],
) -> tuple[Problem, dict[ActivityKey, str], Asked]:
    """Return the problem by the facts, outcomes and protocols alone, what stays out of it, and what protocols ask."""
    horizon, until = request.horizon, _end(request.horizon)
    span = Interval(Minute(horizon.start - CARRIED_OVER), until)
    facts = RelevantFacts(books.facts, span, request.known_at)
    case_file, resources = facts.case_file(), facts.resources()
    due, asked = _asked(books, request, case_file, published)
    window = Interval(max(request.as_of, horizon.start), until)
    skipped = _skipped(due, published, {case.id for case in case_file.cases}, span, window)
    activities = tuple(due.open[key] for key in sorted(due.open.keys() - skipped.keys()))
    problem = Problem(
        horizon=horizon,
        scope=request.scope,
        recorded_at=request.as_of,
        case_file=with_what_follows(
            books, case_file, due, resources.places, now=request.as_of, known_at=request.known_at
        ),
        resources=resources,
        travel=travel_table(books, travel, resources.places),
        activities=activities,
        settings=_norms(books, request),
        pins=_pins(books, {activity.key for activity in activities}, request),
        standbys=_standbys(books, {activity.key for activity in activities}, request),
        placements=standing_placements(books, horizon, {activity.key for activity in activities}, now=request.as_of),
    )
    return problem, skipped, asked


def _asked(
    books: Transaction, request: CutRequest, case_file: CaseFile, published: dict[ActivityKey, Appointment]
) -> tuple[Due, Asked]:
    """Return what is due with what the protocols ask beside it, and that apart."""
    until, known_at = _end(request.horizon), request.known_at
    due = read_due(books, until=until, known_at=known_at)
    world = read_step_world(books, moment=request.as_of, until=until, known_at=known_at, due=due, case_file=case_file)
    owned = with_published_owners(books, case_file.ownerships, case_file.cases, at=request.as_of, known_at=known_at)
    owners: dict[CaseId, list[Ownership]] = defaultdict(list)
    for ownership in owned:
        owners[ownership.case].append(ownership)
    chairing = Chairing(owners=owners, published=published)
    asked = ask_protocols(world, scope=request.scope, horizon=request.horizon, chairing=chairing)
    added = {activity.key: activity for activity in (*asked.merged, *asked.added)}
    return replace(due, open={**due.open, **added}, known={**due.known, **added}), asked


def _entered(records: Iterable[RecordedFact[_F]]) -> tuple[_F, ...]:
    """Return what people and partners said, without what our own publications recorded."""
    return tuple(record.fact for record in records if record.source != PUBLISHER)


def _requests(books: Transaction, request: CutRequest) -> tuple[RecordedFact[PartnerRequest], ...]:
    return books.facts.recorded(PartnerRequest, at=request.known_at)


def _pins(books: Transaction, keys: set[ActivityKey], request: CutRequest) -> tuple[Pin, ...]:
    return tuple(
        pin
        for pin in books.facts.in_force(Pin, at=request.known_at)
        if pin.activity in keys and (pin.expires is None or pin.expires > request.as_of)
    )


def _standbys(books: Transaction, keys: set[ActivityKey], request: CutRequest) -> tuple[StandbyApproval, ...]:
    approvals = books.facts.in_force(StandbyApproval, at=request.known_at)
    return tuple(approval for approval in approvals if approval.activity in keys)


def _skipped(
    due: Due,
    published: dict[ActivityKey, Appointment],
    cases: set[CaseId],
    span: Interval,
    window: Interval,
) -> dict[ActivityKey, str]:
    """Return the open activities that stay out, with the reason; ``window`` is what can still be planned."""
    reasons = {
        key: because
        for key, activity in due.open.items()
        if (because := _left_out(activity, published.get(key), cases, span, window))
    }
    for key, activity in due.open.items():
        served = activity.detail.serves if isinstance(activity.detail, MoveDetail) else None
        if served is not None and key not in published and (served not in due.open or served in reasons):
            reasons.setdefault(key, f"het vervoer hoort bij {served}, en die staat niet in deze periode")
    return reasons


def _left_out(
    activity: Activity, published: Appointment | None, cases: set[CaseId], span: Interval, window: Interval
) -> str | None:
    if not cases.issuperset(activity.cases):
        return "de zaak is gesloten of onbekend"
    if published is not None:
        if span.overlaps(*_presence(published)):
            return None
        past = published.start < span.start
        return "gepubliceerd voor deze periode; wacht op de uitkomst" if past else "gepubliceerd na deze periode"
    if window.overlaps(activity.window.start, activity.window.end):
        return None
    return "de periode waarin het mag is voorbij" if activity.window.start < window.start else "mag pas na deze periode"


def _presence(appointment: Appointment) -> tuple[Minute, Minute]:
    """Return from when to when anybody is busy with the appointment."""
    parts = appointment.participations
    return (
        min((appointment.start, *(part.start for part in parts))),
        max((appointment.end, *(part.end for part in parts))),
    )


def _owned(books: Transaction, problem: Problem, release: Release | None, known_at: Minute | None) -> CaseFile:
    """Let the regievoerder that a publication gave a case be its owner, over the whole horizon of that publication."""
    case_file = problem.case_file
    ownerships = with_published_owners(
        books,
        case_file.ownerships,
        case_file.cases,
        at=problem.scope.start,
        known_at=known_at,
        begins=release.horizon.start if release is not None else None,
    )
    return replace(case_file, ownerships=ownerships)


def _norms(books: Transaction, request: CutRequest) -> tuple[Setting, ...]:
    """Return the settings that a plan may depend on: all but those of the clock."""
    entered = books.facts.in_force(Setting, at=request.known_at)
    return tuple(setting for setting in settings_in_force(entered) if setting.rule != CLOCK)


def _end(interval: Interval) -> Minute:
    if interval.end is None:  # excluded by CutRequest
        raise AssertionError(interval)
    return interval.end
