"""What a comparison of two plans shows: per level, and per changed item from where to where, why, and who is told.

Not allowed here: HTTP, and comparing itself (``compare_plans``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from api.cli.words import LEVELS
from api.kept import Kept
from api.web.speech import _
from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.code_words import code_words
from planner.domain.ids import CaseId, RuleId
from planner.domain.plan import Appointment, LevelValue
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import stamp, year_date
from planner.domain.vocabulary import word
from planner.domain.wording import Language, language
from planner.ports.explaining import ComparesPlans
from planner.ports.search import Measures
from planner.ports.store import Store, Transaction
from planner.usecases.planning.compare_plans import PlanChange, Turn, compare_plans
from planner.usecases.planning.current_plan import CurrentPlan, stored_plan
from solver.said_again import said_again

PAGE = 50
"""Changes shown at once; only their reasons are worked out."""
PLANS_KEPT, PAGES_KEPT = 4, 40
"""Plans and pages of comparisons that stay at hand: neither ever changes."""
_NAMES: Mapping[ResourceKind, str] = {
    ResourceKind.REGIEVOERDER: "regievoerder",
    ResourceKind.ESCORT: "KMar",
    ResourceKind.VEHICLE: "DV&O",
    ResourceKind.SESSION: "LP-bureau",
    ResourceKind.ROOM: "locatie",
    ResourceKind.CASE: "betrokkene",
}
LETTERS = {"gesprek": "G", "presentatie": "P", "vertrek": "V", "vervoer": "W", "overleg": "O"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One level of both plans; None where a plan does not say."""

    level: int
    name: str
    before: int | None
    after: int | None
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One changed item in words."""

    letter: str
    what: str
    cases: tuple[str, ...]
    turn: str
    before: str
    after: str
    rule: str
    why: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two plans beside each other. ``counts`` is how many changes of each kind there are."""

    before: str
    after: int
    levels: tuple[LevelRow, ...]
    counts: tuple[tuple[str, int], ...]
    total: int
    page: int
    pages: int
    rows: tuple[ChangeRow, ...]
    cases: frozenset[str]


class Comparisons:
    """Compares stored plans."""

    def __init__(self, store: Store, compares: ComparesPlans, judge: Measures) -> None:
        self._store, self._compares, self._judge = store, compares, judge
        self._plans: Kept[int, CurrentPlan] = Kept(self._load, PLANS_KEPT)
        self._made: Kept[tuple[int, int, bool, int, Language], Comparison] = Kept(self._make, PAGES_KEPT)

    def of(self, after: int | None, before: int | None = None, *, page: int = 1) -> Comparison:
        """Return what a plan (None: the newest) changes of another, or of what was published when it was made.

        Raise StoreError for a plan that is not there.
        """
        with self._store.reading() as books:
            newest = books.plans.newest() if after is None else None
            number = after if newest is None else newest.id
            now = self._plans(self._load(None).number if number is None else number)
            from_release = before is None
            was = _published(books, now) if before is None else before
        return self._made((now.number, was, from_release, page, language()))

    def _load(self, number: int | None) -> CurrentPlan:
        with self._store.reading() as books:
            return stored_plan(books, number)

    def _make(self, asked: tuple[int, int, bool, int, Language]) -> Comparison:
        """Compare two plans; where no other was named, with what was published before the plan."""
        after, before, from_release, page, _spoken = asked
        now, was = self._plans(after), self._plans(before) if before else None
        earlier = now.problem.baseline if was is None or from_release else was.plan.appointments
        changes = compare_plans(now.problem.activities, earlier, now.plan)
        begin = (page - 1) * PAGE
        return Comparison(
            before="" if was is None or from_release else str(was.number),
            after=now.number,
            levels=_levels(*self._measured(was, now)),
            counts=tuple((turn.value, sum(one.turn is turn for one in changes)) for turn in Turn),
            total=len(changes),
            page=page,
            pages=max(1, -(-len(changes) // PAGE)),
            rows=self._rows(now, changes[begin : begin + PAGE]),
            cases=frozenset(case for one in changes[begin : begin + PAGE] for case in one.activity.cases),
        )

    def _measured(self, was: CurrentPlan | None, now: CurrentPlan) -> tuple[Sequence[LevelValue], Sequence[LevelValue]]:
        """Return what two plans cost by one measure: the facts of the later one and the rules as they are.

        What stands with a plan was measured by the facts and the rules of its own time. An unchanged plan would seem
        to have become worse by a rule that came, or by a fact.
        """
        if was is None:
            return (), now.plan.levels
        with self._store.reading() as books:
            facts = {books.plans.record(plan.number).problem_hash for plan in (was, now)}
        if len(facts) == 1 and self._rules_of(was) == self._rules_of(now) == self._judge.rulebook_version:
            return was.plan.levels, now.plan.levels
        after = now.plan.levels
        if self._rules_of(now) != self._judge.rulebook_version:
            after = self._judge.levels(self._judge.judge(now.problem, now.plan))
        before = self._judge.levels_of_other(now.problem, now.plan, after, was.plan)
        bounds = {value.level: value.bound for value in now.plan.levels if value.bound is not None}
        proven = {value.level for value in after if bounds.get(value.level, value.cost + 1) <= value.cost}
        return before, tuple(
            replace(value, bound=bounds[value.level]) if value.level in proven else value for value in after
        )

    @staticmethod
    def _rules_of(plan: CurrentPlan) -> str:
        return plan.plan.origin.rulebook_version

    def _rows(self, now: CurrentPlan, changes: Sequence[PlanChange]) -> tuple[ChangeRow, ...]:
        was = [one.before for one in changes if one.before is not None and one.after is not None]
        reasons = self._compares.why_changed(now.problem, now.plan, was)
        known = {case.id for case in now.problem.case_file.cases}
        return tuple(change_row(one, reasons.get(one.activity.key), known) for one in changes)


def _published(books: Transaction, now: CurrentPlan) -> int:
    """Return the plan of the release that a plan began from, 0 when nothing was published."""
    number = books.plans.record(now.number).release
    return books.releases.plans_since(number - 1)[0] if number else 0


def change_row(change: PlanChange, reason: tuple[RuleId | None, str] | None, known: Collection[CaseId]) -> ChangeRow:
    """Return a change in words, with the codes of the cases that are known."""
    rule, why = reason or (None, "")
    if change.reason is not None:
        rule, why = change.reason.reasons[0].rule, said_again(change.reason.reasons[0].because)
    elif change.before is None:
        why = _("is nu gepland")
    activity = change.activity
    return ChangeRow(
        letter=LETTERS[activity.kind.value],
        what=_what(activity),
        cases=tuple(case for case in activity.cases if case in known),
        turn=change.turn.value,
        before=_place(change.before),
        after=_place(change.after),
        rule="" if rule is None else str(rule),
        why=why,
        told=tuple(_who(resource) for resource in change.told),
    )


def _what(activity: Activity) -> str:
    step = code_words(activity.step) if activity.step else word(activity.kind)
    return step[:1].upper() + step[1:]


def _place(item: Appointment | None) -> str:
    if item is None:
        return ""
    who = item.resource(ResourceKind.REGIEVOERDER) or item.resource(ResourceKind.VEHICLE) or ""
    when = year_date(day_of(item.start)) if item.all_day else stamp(item.start)
    return f"{when}, {who}" if who else when


def _who(resource: ResourceRef) -> str:
    return f"{_(_NAMES[resource.kind])} {resource.id}"


def _levels(before: Sequence[LevelValue], after: Sequence[LevelValue]) -> tuple[LevelRow, ...]:
    was, now = ({value.level: value for value in values} for values in (before, after))
    return tuple(
        LevelRow(
            level=int(level),
            name=str(LEVELS[level]),
            before=was[level].cost if level in was else None,
            after=now[level].cost if level in now else None,
            bound=now[level].bound if level in now else None,
        )
        for level in LEVELS
        if level in was or level in now
    )
