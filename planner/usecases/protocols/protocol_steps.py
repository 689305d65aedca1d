"""What the protocols ask for each case at a moment: which step, from which day, by when, and how far it is.

A pure function of facts, outcomes, protocols, settings, calendar and moment: the same facts give the same steps,
whoever owns the case. It never concludes a legal fact; where one is missing the step waits for it.
Not allowed here: reading the books (``protocol_books``) and meetings of sites (``site_meetings``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.activities import Activity
from planner.domain.case_steps import CaseStep, MissingFact, StepState
from planner.domain.cases import Case
from planner.domain.civil import day_of, day_start
from planner.domain.ids import CaseId
from planner.domain.protocol_facts import FactKind, FactRef
from planner.domain.protocols import Protocols, Step, StepForm, StepTerm
from planner.domain.settings import Settings
from planner.domain.terms import WorkCalendar
from planner.domain.time import Minute
from planner.usecases.cases.case_sight import CaseSight
from planner.usecases.protocols.casework_index import CaseworkIndex
from planner.usecases.protocols.norm_lengths import Norms
from planner.usecases.protocols.situations import Candidate, CasePlan, Situations
from planner.usecases.protocols.step_activities import conversation, delivered_as, presentation, window_of
from planner.usecases.protocols.step_drafts import Draft, count, number, planned
from planner.usecases.protocols.step_states import Decided, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWorld:
    """What steps are found from. ``until`` is the end of the stretch in which something may be planned."""

    index: CaseworkIndex
    protocols: Protocols
    settings: Settings
    calendar: WorkCalendar
    until: Minute


class StepEngine:
    """Finds the steps of cases at one moment."""

    def __init__(self, world: StepWorld) -> None:
        self.world = world
        self.norms = Norms(world.settings, world.calendar)
        self.situations = Situations(world.index, world.protocols)
        self.unrecorded = world.settings.value("T10", "unrecorded", on=world.index.today)

    def steps(self, case: Case) -> tuple[CaseStep, ...]:
        """Return every step of a case, in the order of the protocols."""
        finder = self._finder(case)
        found = (finder.find(code) for code in finder.plan.codes)
        return tuple(step for step in found if step is not None)

    def scheduled(self, case: Case) -> Iterator[CaseStep]:
        """Yield the steps of a case that get a moment of their own: delivered ones, and those whose term runs."""
        finder = self._finder(case, running=True)
        for code in finder.plan.scheduled:
            step = finder.find(code)
            if step is not None:
                yield step

    def _finder(self, case: Case, *, running: bool = False) -> "_Finder":
        sight = CaseSight(self.world.index, case)
        return _Finder(self, sight, self.situations.plan_of(case, sight.phase), running=running)


def case_steps(world: StepWorld, cases: Iterable[CaseId] | None = None) -> tuple[CaseStep, ...]:
    """Return the steps of the cases named (None: all), case by case in order."""
    engine, known = StepEngine(world), world.index.cases
    wanted = sorted(known) if cases is None else [case for case in cases if case in known]
    return tuple(step for case in wanted for step in engine.steps(known[case]))


def missing_facts(steps: Iterable[CaseStep]) -> tuple[MissingFact, ...]:
    """Return what people have to enter before waiting steps can go on; waiting for another step is no such thing."""
    return tuple(
        MissingFact(case=step.case, step=step.step, title=step.title, fact=step.because, protocol=step.protocol)
        for step in steps
        if step.state is StepState.WAITING
        and step.case is not None
        and step.because is not None
        and step.because.kind not in (FactKind.STEP, FactKind.TERM_END)
    )


_DUE = frozenset({StepState.OPEN, StepState.LATE})


class _Finder:
    """Finds the steps of one case, each once; ``running``: without appointments of which no term runs."""

    def __init__(self, engine: StepEngine, sight: CaseSight, plan: CasePlan, *, running: bool) -> None:
        self._running = running and sight.case.id not in engine.world.index.households
        self._engine, self._sight, self.plan = engine, sight, plan
        self.index = engine.world.index
        self._found: dict[str, CaseStep | None] = {}

    def find(self, code: str) -> CaseStep | None:
        """Return the step, or None when no protocol asks it of this case."""
        if code not in self._found:
            self._found[code] = None  # a step that asks for itself, through others, learns that it is not known
            draft = self._choose(self.plan.candidates.get(code, ()))
            idle = draft is None or (self._running and self._is_idle(draft))
            self._found[code] = None if draft is None or idle else self._judge(draft)
        return self._found[code]

    def _is_idle(self, draft: Draft) -> bool:
        """Whether nothing is known of an appointment: no anchor, nothing delivered and nothing that happened."""
        if draft.day is not None or not draft.step.form.scheduled:
            return False
        asked, index = (draft.case, draft.step.code), self.index
        return not (asked in index.open or asked in index.outcomes or asked in index.talks_logged)

    def since(self, fact: FactRef) -> date | None:
        """Return the day from which a fact holds, or None when it does not."""
        kind = fact.kind
        if kind is FactKind.STEP:
            step = self.find(fact.value)
            return (step.on or self.index.today) if step is not None and step.state is StepState.DONE else None
        if kind is FactKind.TERM_END:
            step = self.find(fact.value)
            return day_of(Minute(step.due - 1)) if step is not None and step.due is not None else None
        return self._sight.since(fact)

    def last_moment(self, fact: FactRef) -> Minute | None:
        """Return the moment of a fact, also when it is still to come."""
        found = planned(self.index, self._sight.case.id, fact)
        if found is not None:
            return found[1]
        day = self._sight.last_day(fact)
        return day_start(day) if day is not None else None

    def other_talk(self, draft: Draft) -> date | None:
        """Return the day from which another conversation may be held, when one is due before this step is."""
        for case in draft.cases:
            for activity in self.index.talks_due.get(case, ()):
                if activity.step != draft.step.code and (draft.due is None or activity.window.start < draft.due):
                    return day_of(activity.window.start)
        for code in self.plan.scheduled:
            other = self.find(code) if code != draft.step.code else None
            if other is not None and other.form is StepForm.CONVERSATION and other.state in _DUE:
                return day_of(other.opens) if other.opens is not None else self.index.today
        return None

    def _choose(self, candidates: Iterable[Candidate]) -> Draft | None:
        """Return the first version in force on its own anchor day; without such a day, that of today."""
        undated: Draft | None = None
        for protocol, step in candidates:
            anchor, day = self._anchor(step)
            draft = Draft(
                case=self._sight.case.id,
                protocol=protocol,
                step=step,
                anchor=anchor,
                day=day,
                regime=self.plan.regime,
            )
            if day is not None and protocol.in_force(day):
                return draft
            if day is None and undated is None and protocol.in_force(self.index.today):
                undated = draft
        return undated

    def _anchor(self, step: Step) -> tuple[FactRef | None, date | None]:
        """Return the latest of the anchors that is known; the first one without a day when none is."""
        if len(step.anchors) == 1:
            return step.anchors[0], self.since(step.anchors[0])
        last: tuple[FactRef | None, date | None] = (step.anchors[0] if step.anchors else None, None)
        for fact in step.anchors:
            day = self.since(fact)
            if day is not None and (last[1] is None or day > last[1]):
                last = (fact, day)
        return last

    def _terms(self, step: Step) -> Iterator[StepTerm]:
        """Yield the terms, of those that come back the first of which every fact holds."""
        yield from step.terms
        for frequency in step.frequencies:
            if all((self.since(fact) is None) is fact.negated for fact in frequency.when):
                yield frequency.term
                return

    def _judge(self, draft: Draft) -> CaseStep:
        number(draft, self.index)
        count(draft, self._terms(draft.step), self.index, self._engine.norms)
        decided = state_of(draft, self, self._engine.unrecorded)
        if draft.delivered is not None:
            addressed = draft.cases[0] == draft.case
            return self._made(draft, decided, delivered_as(draft.delivered, draft) if addressed else None)
        if not draft.step.form.scheduled or not decided[0].to_do:
            return self._made(draft, decided)
        return self._scheduled(draft, decided)

    def _scheduled(self, draft: Draft, decided: Decided) -> CaseStep:
        """Return the step with the activity that a solve plans; what it lacks for that it waits for."""
        step, case, index = draft.step, self._sight.case, self.index
        last = None if step.not_after is None else self.last_moment(step.not_after)
        window = None if draft.opens is None else window_of(draft.opens, self._engine.world.until, last)
        if window is None or step.minutes is None or draft.day is None:
            return self._made(draft, decided)
        minutes = self._engine.norms.minutes(step.minutes, draft.day, draft.regime)
        made: Activity | None
        if step.form is StepForm.CONVERSATION:
            stay = index.stay(case.id)
            if stay is None:
                return self._made(draft, (StepState.WAITING, FactRef(FactKind.STAY), None))
            made = conversation(draft, case, stay.place, window, minutes)
        else:
            made = presentation(draft, case, index.missions.get(case.country, ()), window, minutes)
            if made is None:
                return self._made(draft, (StepState.WAITING, FactRef(FactKind.MISSION), None))
        twin = draft.lookalike
        if twin is not None and twin.window.overlaps(window.start, window.end):
            return replace(self._made(draft, decided), resembles=twin.key)
        return self._made(draft, decided, made)

    def _made(self, draft: Draft, decided: Decided, activity: Activity | None = None) -> CaseStep:
        state, because, on = decided
        return CaseStep(
            key=draft.key,
            case=draft.case,
            asked=draft.step,
            by=draft.protocol,
            occurrence=draft.occurrence,
            state=state,
            because=because,
            on=on,
            anchor=draft.anchor,
            anchor_day=draft.day,
            opens=draft.opens,
            due=draft.due,
            level=draft.level,
            participants=self.plan.participants_of(draft.step),
            activity=activity,
        )
