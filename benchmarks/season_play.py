"""Playing one season in one way: each week planned and published, each morning what happened answered.

Everything goes by the use cases of the product, in books on disk. Not allowed here: drawing what happens, and tables.
"""

import time
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.season_chance import Chance
from benchmarks.season_counts import Counts
from benchmarks.season_events import Bookings, Told, as_known, away_today, fallen_out
from benchmarks.season_outcomes import Fallen, became, rides_of
from benchmarks.season_world import Arrivals, Office, planned_at, rounds_after
from calendars.event import EventRenderer
from planner.domain.bookings import CancelReason
from planner.domain.cancellation import CancellationModel
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek, day_of, day_start
from planner.domain.commitments import OutcomeCode
from planner.domain.disruption_life import Reported
from planner.domain.flights import Carrier
from planner.domain.ids import CaseId
from planner.domain.release import Release, ReleaseScope
from planner.domain.settings import Setting, Settings
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval
from planner.intake.fact_check import FactChecker
from planner.ports.editing import EditImpossibleError
from planner.ports.repairing import Wanted
from planner.usecases.cases.record_outcome import record_outcomes
from planner.usecases.disruptions.apply_repair import apply_repair
from planner.usecases.disruptions.happened import HandOverIncomplete, PersonGone, Report
from planner.usecases.disruptions.refusals import ReportRefusedError
from planner.usecases.disruptions.report import report_disruption
from planner.usecases.editing.apply_edit import Officer
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.due_activities import next_key
from planner.usecases.planning.solve_week import Solved, SolveRequest, solve_week
from planner.usecases.publishing.publish_release import Publication, PublicationRefusedError, publish_release
from solver.judge import RulebookJudge

ACTOR = "PL-01"


class Way(StrEnum):
    """How a service goes on after something happened."""

    REPAIR = "repair"
    NOTHING = "nothing"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class Open:
    """A draft that still matters, and until when it is the one that says what happens."""

    week: IsoWeek
    draft: int


@dataclass(slots=True)
class Season:
    """One season in one way."""

    office: Office
    way: Way
    chance: Chance
    seconds: float
    bookings: Bookings
    counts: Counts = field(default_factory=Counts)
    fallen: Fallen = field(default_factory=Fallen)
    gone: set[CaseId] = field(default_factory=set)
    """Who was reported to be gone: such a case is closed before the next week is planned."""
    _number: int = 0

    def week(self, arrivals: Arrivals, number: int, week: IsoWeek, before: Open | None) -> Open:
        """Plan and publish a week, and live until the next is planned."""
        office = self.office
        office.clock.moment = planned_at(week)
        self._outcomes()
        office.deliver(arrivals.weeks[number], week)
        office.close(tuple(sorted(self.gone)), day_of(office.clock.now()))
        self.counts.due(self._solve(week).cut.problem, office.clock.now())
        now = Open(week, open_draft(office.opening, week, actor=ACTOR).id)
        self._publish(now, daily=False)
        for morning in rounds_after(week):
            office.clock.moment = morning
            early = before is not None and morning < day_start(week.monday)
            self._morning((before, now) if early and before is not None else (now,), week)
        return now

    def close(self, week: IsoWeek) -> None:
        """Record what is left to record when the last week is over."""
        self.office.clock.moment = planned_at(week.plus(2))
        self._outcomes()

    # --- planning ---------------------------------------------------------------------

    def _solve(self, week: IsoWeek) -> Solved:
        cut = CutRequest(first=week, as_of=self.office.clock.now())
        return solve_week(self.office.solving, SolveRequest(cut=cut, actor=ACTOR, seconds=self.seconds, again=True))

    def _publish(self, one: Open, *, daily: bool, days: Interval | None = None) -> None:
        """Publish the newest version of a draft; what may not be published is counted."""
        office, before = self.office, self._release()
        self._number += 1
        plan = office.editing.heads.of(one.draft).plan
        wanted = Publication(key=f"{one.week}-{self._number}", actor=ACTOR, plan_id=plan, scope=ReleaseScope(days=days))
        try:
            done = publish_release(office.store, office.clock, RulebookJudge(), EventRenderer(), wanted)
        except PublicationRefusedError as error:
            self.counts.refused[f"publication: {str(error).splitlines()[0][:90]}"] += 1
            return
        if done.created:
            with office.store.reading() as books:
                known = books.outcomes.effective()
                closed = {case.id for case in books.facts.in_force(Case) if case.closed_on is not None}
            activities = {activity.key: activity for activity in before.activities} if before else {}
            over = {key: None for key, one in activities.items() if closed.intersection(one.cases)}
            self.counts.published(before, done.release, {**over, **known}, daily=daily)
            self.bookings.see(done.release)

    def _release(self) -> Release | None:
        with self.office.store.reading() as books:
            return books.releases.newest()

    # --- a morning --------------------------------------------------------------------

    def _morning(self, drafts: tuple[Open, ...], week: IsoWeek) -> None:
        self._outcomes()
        reported = [one for told in self._told() if (one := self._report(told)) is not None]
        for draft in drafts:
            begun, busy = time.perf_counter(), time.process_time()
            for one in reported:
                self._answer(one, draft)
            if self.way is Way.ANEW:
                self._anew(draft)
            self.counts.seconds += time.perf_counter() - begun
            self.counts.processor += time.process_time() - busy
            if self.way is not Way.NOTHING:
                days = Interval(self.office.clock.now(), day_start(week.monday)) if draft.week != week else None
                self._publish(draft, daily=True, days=days)

    def _told(self) -> list[Told]:
        now, release = self.office.clock.now(), self._release()
        if release is None:
            return []
        rides = rides_of(release)
        with self.office.store.reading() as books:
            found = [
                Told(happened=fallen_out(self.chance, item, activity, why, rides), departure=item, reason=why)
                for item, activity, why in self.bookings.fallen(books, release, now)
            ]
            return [*found, *away_today(books, self.chance, now)]

    def _report(self, told: Told) -> Reported | None:
        """Report it; what cannot be reported so, is reported as a hand-over that is not complete."""
        office, now = self.office, self.office.clock.now()
        wanted = [as_known(told, now)]
        if told.departure is not None:
            item = told.departure.activity
            plain = HandOverIncomplete(activity=item, item=HandOverCheck.DOCUMENT, until=None)
            wanted.append(as_known(Told(happened=plain, departure=told.departure), now))
        last = ""
        for happened in wanted:
            try:
                found = report_disruption(
                    office.store, office.clock, FactChecker(), Report(happened=happened, actor=ACTOR)
                )
            except ReportRefusedError as error:
                last = str(error).splitlines()[0]
                continue
            self.counts.reported[str(found.disruption.kind)] += 1
            self.gone |= {happened.case} if isinstance(happened, PersonGone) else set()
            if told.departure is not None and told.reason is not None and not _by_means(told.reason):
                self.fallen.void[told.departure.activity] = (told.departure, told.reason)
            return found
        self.counts.refused[f"report: {last[:90]}"] += 1
        if told.departure is not None and told.reason is not None:
            self.fallen.void[told.departure.activity] = (told.departure, told.reason)
        return None

    def _answer(self, one: Reported, draft: Open) -> None:
        """Look at what it breaks in a draft, and mend it when that is the way."""
        bench = self.office.bench
        _, impact = bench.impact(one, draft.draft)
        release = self._release()
        published = {} if release is None else {item.activity: item for item in release.appointments}
        for struck in impact.struck:
            item = published.get(struck.activity)
            if item is not None and item.start > self.office.clock.now():
                self.fallen.void.setdefault(item.activity, (item, CancelReason.OTHER))
        if self.way is not Way.REPAIR or impact.nothing:
            return
        seen, offered = bench.repairs(one, draft.draft, Wanted(count=1, seconds=2.0))
        if not offered.offers:
            self.counts.refused["repair: none found"] += 1
            return
        officer = Officer(actor=ACTOR, seen=seen.opened.version)
        try:
            apply_repair(bench, one.number, draft.draft, offered.offers[0].mark, officer)
        except (EditRefusedError, EditImpossibleError, DraftConflictError, StepRefusedError) as error:
            self.counts.refused[f"repair: {str(error).splitlines()[0][:90]}"] += 1
            return
        self.counts.repaired += 1

    def _anew(self, draft: Open) -> None:
        """Solve the week once more with everything known now, and take it over."""
        office = self.office
        plan = self._solve(draft.week).plan_id
        seen = office.editing.heads.of(draft.draft).version
        rebase_solve(office.editing, draft.draft, plan, Officer(actor=ACTOR, seen=seen), begun=seen)

    # --- what became of it ------------------------------------------------------------

    def _outcomes(self) -> None:
        """Record what became of everything that is over."""
        release, office = self._release(), self.office
        if release is None:
            return
        activities = {activity.key: activity for activity in release.activities}
        with office.store.reading() as books:
            known = books.outcomes.effective()
            closed = {case.id for case in books.facts.in_force(Case) if case.closed_on is not None}
            over = [
                (item, activities[item.activity])
                for item in release.appointments
                if item.end <= office.clock.now() and item.activity not in known and item.activity in activities
            ]
            failed = self.fallen.failing(books, over, release, self.bookings)
        self.counts.void += sum(self.fallen.is_void(item) for item, _ in over)
        happened = [
            became(self.chance, item, activity, failed.get(item.activity))
            for item, activity in over
            if not closed.intersection(activity.cases)
        ]
        done = record_outcomes(office.store, office.clock, happened)
        keys = {item.activity: activity for item, activity in over}
        self.counts.refused.update(f"outcome: {one.refused.splitlines()[0][:60]}" for one in done if one.refused)
        recorded = [one.outcome for one in done if one.outcome is not None]
        self.counts.outcome((str(keys[one.activity].kind), one, next_key(keys[one.activity])) for one in recorded)
        gone = [one for one in recorded if one.code is OutcomeCode.REALISED]
        for one in gone:
            office.close(keys[one.activity].cases, day_of(one.ended))


def _by_means(reason: CancelReason) -> bool:
    """Return whether a departure may still go on the same flight when other means are found."""
    return reason is CancelReason.TRANSPORT


def played(office: Office, way: Way, arrivals: Arrivals, seed: int, seconds: float, first: IsoWeek) -> Season:
    """Play a season and return it."""
    begun, chance = time.perf_counter(), Chance(seed)
    settings = Settings(settings_in_force([fact for fact in arrivals.weeks[0].facts if isinstance(fact, Setting)]))
    carriers = tuple(fact.code for fact in arrivals.weeks[0].facts if isinstance(fact, Carrier))
    model = CancellationModel.of(settings, first.monday, carriers)
    season = Season(office=office, way=way, chance=chance, seconds=seconds, bookings=Bookings(chance, model))
    before: Open | None = None
    last = first
    for number in range(len(arrivals.weeks)):
        last = first.plus(number)
        before = season.week(arrivals, number, last, before)
    season.close(last)
    season.counts.whole = time.perf_counter() - begun
    return season
