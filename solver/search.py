"""The staged search: assignment, commitments, diaries, transport, escorts; then accounting for every activity.

Each stage plans around what earlier stages chose. The plan is judged by the rulebook before it is returned.
Not allowed here: the models of the stages.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version

from planner.codec.problems import problem_hash
from planner.domain.activities import Activity, ActivityKind
from planner.domain.bounds import Certificate
from planner.domain.plan import Appointment, Assignment, LevelValue, Plan, PlanOrigin, Unplanned
from planner.domain.problem import Problem
from planner.ports.search import Report, Stopped
from solver.accounting import Accounting
from solver.allotment.search import warm_up as warm_up_allotments
from solver.assignment import AssignmentResult, assign
from solver.bounds import Bounds, Proofs
from solver.bounds_apart import BoundsApart
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget
from solver.commitments import CommitmentResult, commit
from solver.diaries import Current, Diaries, DiaryResult
from solver.diary.parts import parts_for
from solver.diary.search import warm_up as warm_up_diaries
from solver.fallbacks import with_fallbacks
from solver.judge import RulebookJudge
from solver.kernel.search import warm_up
from solver.known import Known
from solver.live_levels import LiveLevels
from solver.occupancy import Occupancy
from solver.parallel.warming import begin_to_load
from solver.parallel.workers import Workers
from solver.repair import remove_breaches
from solver.reserve import Reserve
from solver.reserved import reserved
from solver.robustness.simulation import simulate
from solver.rulebook import PLANNED
from solver.second_choice import hand_over
from solver.second_owners import offers
from solver.settled import settled
from solver.solving import Limits
from solver.standby import standbys_of
from solver.telling import Teller
from solver.transport import TransportResult, plan_transport
from solver.trial import Trials
from solver.view import View
from solver.why.accounts import with_verified_reasons
from solver.why.ground import Ground

CLOSING_SECONDS = 1.0
"""Time to try what is left over when the search was stopped."""
LEAST_SECONDS = 2.0
"""Time to verify why things are left out, and for the last proofs, also when none is left: a plan is judged by them."""
HAND_OVER_SHARE = 0.2
"""How much of the time after the diaries goes to giving cases to somebody else."""
LARGE = 800
"""With fewer activities than this, proofs need no process of their own."""
DIARY_KINDS = (ActivityKind.CONVERSATION, ActivityKind.MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """How the time is divided and when a run must repeat exactly.

    ``tries`` bounds the steps in which the diaries are improved, instead of time. ``work`` is deterministic time.
    """

    tries: int | None = None
    workers: int = 1
    assignment_work: float = 5.0
    commitment_work: float = 20.0
    assignment_share: float = 0.05
    commitment_share: float = 0.2
    transport_share: float = 0.4
    closing_share: float = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The plan, and the rules whose hard breaches the stages let through (always empty, or a defect)."""

    plan: Plan
    defects: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What the stages have come to."""

    fixed: tuple[Appointment, ...]
    assigned: AssignmentResult = field(default_factory=lambda: AssignmentResult((), ()))
    commitments: CommitmentResult = field(default_factory=lambda: CommitmentResult(appointments=()))
    diaries: DiaryResult = field(default_factory=lambda: DiaryResult(appointments=()))
    filled: list[Appointment] = field(default_factory=list)
    transport: TransportResult = field(default_factory=lambda: TransportResult(appointments=(), unplanned=()))
    unplanned: list[Unplanned] = field(default_factory=list)

    def appointments(self) -> tuple[Appointment, ...]:
        """Return everything planned so far, each activity once."""
        planned = (self.commitments.appointments, self.diaries.appointments, self.filled, self.transport.appointments)
        return tuple({a.activity: a for group in (self.fixed, *planned) for a in group}.values())


class StagedSearch:
    """The ``Search`` port in this process; ``solver.process`` runs it in a child.

    The seconds asked for are the whole time, with reasons and proofs. They begin once the compiled searches are
    loaded, or at ``begun`` (of the monotonic clock) when starting a process for it is to count as well. Sub-problems
    are handed to ``workers`` where there are any and the problem is large enough; with none a run repeats exactly.
    """

    def __init__(
        self, settings: SearchSettings | None = None, begun: float | None = None, workers: Workers | None = None
    ) -> None:
        self._settings = settings or SearchSettings()
        self._begun = begun
        self._workers = workers

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return a plan that accounts for every activity of the problem."""
        return self.search(problem, seconds=seconds, seed=seed, report=report, stopped=stopped).plan

    def search(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> SearchResult:
        """Return the plan with what the last check had to put right."""
        warm_up_allotments()
        warm_up_diaries()
        warm_up()
        begun = time.monotonic() if self._begun is None else self._begun
        whole = Budget.since(begun, seconds, stopped)
        return _Solve(problem, self._settings, whole, seed, report, self._workers).run()


class _Solve:
    """One solve of one problem."""

    def __init__(
        self,
        problem: Problem,
        settings: SearchSettings,
        whole: Budget,
        seed: int,
        report: Report,
        workers: Workers | None = None,
    ) -> None:
        self._problem = problem
        self._workers = workers
        self._settings = settings
        self._whole = whole
        self._reserve = Reserve.of(len(problem.activities), whole.until - whole.started)
        self._budget = whole.but(self._reserve.whole)
        self._seed = seed
        self._facts = self._known = Known(problem)
        self._draft = _Draft(fixed=settled(self._known))
        self._teller = Teller(report, whole, len(problem.activities))
        self._proving = False
        self._large = len(problem.activities) >= LARGE
        self._bounds: Proofs = BoundsApart(problem) if self._large else Bounds(problem)

    def run(self) -> SearchResult:
        """Go through the stages in order; whatever happens, nobody goes on proving afterwards."""
        try:
            return self._stages()
        finally:
            self._bounds.close()

    def _stages(self) -> SearchResult:
        asked = sum(activity.kind in DIARY_KINDS for activity in self._problem.activities)
        if self._workers is not None and parts_for(asked, self._workers.count) > 1:
            begin_to_load(self._workers)  # the week is cut: they are needed soon
        self._assign()
        self._commit()
        self._diarise()
        self._account()
        self._transport()
        return self._close()

    def _limits(self, work: float, share: float) -> Limits:
        seconds = max(0.1, self._budget.left * share)
        return Limits(work=work, seconds=seconds, seed=self._seed % 2**31, workers=self._settings.workers)

    def _assign(self) -> None:
        self._teller.stage("toewijzing", 0)
        limits = self._limits(self._settings.assignment_work, self._settings.assignment_share)
        self._draft.assigned = assign(self._known, limits, self._budget.stopped)
        self._known = self._known.assigned(self._draft.assigned.assignments)
        self._candidates = Candidates(self._known)

    def _commit(self) -> None:
        self._teller.stage("vluchten en presentaties", len(self._draft.fixed))
        limits = self._limits(self._settings.commitment_work, self._settings.commitment_share)
        open_ = self._open(COMMITMENTS)
        self._draft.commitments = commit(self._candidates, open_, self._draft.fixed, limits, self._budget.stopped)

    def _diarise(self) -> None:
        self._teller.stage("agenda's", len(self._draft.appointments()))
        if self._budget.stopped():
            return
        around = self._draft.appointments()
        held = reserved(self._known, around)
        occupancy = Occupancy(self._known, around, held)
        assigned = self._draft.assigned
        offered = offers(self._facts, assigned, self._open(DIARY_KINDS))
        diaries = Diaries(
            self._candidates,
            self._open(DIARY_KINDS),
            occupancy,
            self._seed,
            lambda diary: offered.widened(diary, self._facts, assigned.assignments),
        )
        moves = any(a.kind is ActivityKind.MOVE for a in self._problem.activities)
        rest = self._settings.closing_share + (self._settings.transport_share if moves else 0.0)
        before = len(around)
        live = LiveLevels(self._facts, self._bounds)
        if not self._large:
            self._begin_to_prove(live.of(around, assigned.assignments))

        def told(fraction: float, planned: int, current: Current) -> None:
            self._teller.tell(fraction, before + planned)
            if live.due:
                now = tuple(current())
                self._reached(live.of((*around, *now), offered.taken(assigned.assignments, now)))

        self._draft.diaries = diaries.plan(
            self._budget.share(1 - rest),
            told,
            tries=self._settings.tries,
            given=self._known.baseline,
            workers=self._workers,
        )
        self._teller.lost(self._draft.diaries.lost)
        self._assign_to(offered.taken(assigned.assignments, self._draft.diaries.appointments))
        self._hand_over()
        planned = self._draft.appointments()
        self._reached(live.of(planned, self._draft.assigned.assignments))
        self._teller.tell(1.0, len(planned))

    def _reached(self, levels: tuple[LevelValue, ...]) -> None:
        """Tell how far the plan has come; of a large week it is proven from here how far it could come."""
        self._teller.reached(levels)
        self._begin_to_prove(levels)

    def _begin_to_prove(self, levels: tuple[LevelValue, ...]) -> None:
        if not self._proving:
            self._proving = True
            self._bounds.begin(levels)

    def _hand_over(self) -> None:
        """Give new cases to others where that makes a conversation possible."""
        planned = self._draft.appointments()
        keys = {appointment.activity for appointment in planned}
        left = [activity for activity in self._open(DIARY_KINDS) if activity.key not in keys]
        clock = self._budget.share(HAND_OVER_SHARE)
        found = hand_over(self._facts, self._draft.assigned.assignments, planned, left, clock)
        if found.appointments:
            self._draft.filled += found.appointments
            self._assign_to(found.assignments)

    def _assign_to(self, assignments: tuple[Assignment, ...]) -> None:
        """Go on with other assignments, if they are any other."""
        if assignments != self._draft.assigned.assignments:
            self._draft.assigned = replace(self._draft.assigned, assignments=assignments)
            self._known = self._facts.assigned(assignments)
            self._candidates = Candidates(self._known)

    def _account(self) -> None:
        """Place what still fits, and say why of what does not; moves come after."""
        planned = self._draft.appointments()
        self._teller.stage("verantwoording", len(planned))
        occupancy = Occupancy(self._known, planned, reserved(self._known, planned))
        trials = Trials(self._known, planned, self._draft.assigned.assignments)
        accounting = Accounting(self._candidates, trials, occupancy, self._budget.rounding_off(CLOSING_SECONDS))
        for activity in self._problem.activities:
            if activity.kind is not ActivityKind.MOVE and activity.key not in trials.appointments:
                found = accounting.settle(activity)
                if isinstance(found, Unplanned):
                    self._draft.unplanned.append(found)
                else:
                    self._draft.filled.append(found)

    def _transport(self) -> None:
        planned = self._draft.appointments()
        self._teller.stage("vervoer", len(planned))
        self._draft.transport = plan_transport(
            self._problem,
            {appointment.activity: appointment for appointment in planned},
            days=self._problem.scope,
            seconds=self._budget.left * (1 - self._settings.closing_share),
            seed=self._seed,
            report=self._teller.pass_on,
            stopped=self._budget.stopped,
        )

    def _close(self) -> SearchResult:
        """Judge the plan, and put a name to it."""
        plan = Plan(
            appointments=self._draft.appointments(),
            unplanned=(*self._draft.unplanned, *self._draft.transport.unplanned),
            assignments=self._draft.assigned.assignments,
            unassigned=self._draft.assigned.unassigned,
            origin=self._origin(),
        )
        judge = RulebookJudge()
        keep = frozenset(a.activity for a in self._draft.fixed)
        plan = self._with_reasons(plan)
        plan, breaches, defects = remove_breaches(judge, self._problem, self._ready_for_failure(plan), keep)
        if defects:
            plan = self._ready_for_failure(plan)
            breaches = judge.judge(self._problem, plan)
        self._teller.stage("bewijzen", len(plan.appointments))
        levels, certificates = self._prove(judge.levels(breaches))
        plan = replace(
            plan, levels=levels, certificates=certificates, simulation=simulate(plan, self._problem, seed=self._seed)
        )
        self._teller.done(plan)
        return SearchResult(plan=plan, defects=defects)

    def _with_reasons(self, plan: Plan) -> Plan:
        """Verify why things are left out; what was not verified in time keeps what the stage said."""
        self._teller.stage("verklaringen", len(plan.appointments))
        left = self._whole.left - self._reserve.after_reasons
        seconds = CLOSING_SECONDS if self._whole.stopped() else max(LEAST_SECONDS, left)
        return with_verified_reasons(Ground(self._problem, plan, known=self._known), seconds).plan

    def _ready_for_failure(self, plan: Plan) -> Plan:
        """Say who brings people back, and who of the approved stands by."""
        plan = with_fallbacks(self._known, plan)
        standbys = standbys_of(View(self._known, plan), PLANNED) if self._problem.standbys else ()
        return replace(plan, standbys=standbys)

    # --- small questions --------------------------------------------------------

    def _open(self, kinds: Sequence[ActivityKind]) -> list[Activity]:
        fixed = {a.activity for a in self._draft.fixed}
        return [a for a in self._problem.activities if a.kind in kinds and a.key not in fixed]

    def _prove(self, levels: tuple[LevelValue, ...]) -> tuple[tuple[LevelValue, ...], tuple[Certificate, ...]]:
        """Add the bounds that are proven; nothing more is proven in a hurry."""
        return self._bounds.finish(levels, 0.0 if self._whole.stopped() else max(LEAST_SECONDS, self._whole.left))

    def _origin(self) -> PlanOrigin:
        return PlanOrigin(
            problem_hash=problem_hash(self._problem),
            rulebook_version=RulebookJudge().rulebook_version,
            solver_version=_version(),
            seed=self._seed,
            seconds=round(self._whole.until - self._whole.started),
        )


def _version() -> str:
    try:
        return version("vertrekplanner")
    except PackageNotFoundError:
        return "unknown"
