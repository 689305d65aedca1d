"""Taking over a solve in a draft: what people edited or pinned since it began wins, the rest is taken over or offered.

Not allowed here: solving, and how the two are put together (``merging``).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from planner.domain.commitments import PinGrade, Zone
from planner.domain.disruption import FactStep
from planner.domain.draft_line import ordered
from planner.domain.editing import Entry, EntryKind
from planner.domain.fact_patch import with_steps
from planner.domain.ids import ActivityKey
from planner.domain.plan import Breach
from planner.domain.wording import either
from planner.ports.editing import Desks, Findings
from planner.ports.store import StoreError, Transaction
from planner.usecases.editing.apply_edit import Applied, Editing, Officer, Planned, take_step
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.landing import lay_ground, unproven
from planner.usecases.editing.merging import Held, Merge, Offer, Solve, merge
from planner.usecases.editing.thawing import firm_now
from planner.usecases.editing.undo_redo import counting, root


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """A solve taken over. ``offers``: what the solve has otherwise and the draft keeps as people put it.

    ``set_back`` did not go with what people hold; ``broken`` is hard and could not be mended: facts changed.
    """

    applied: Applied
    offers: tuple[Offer, ...] = ()
    set_back: frozenset[ActivityKey] = frozenset()
    broken: tuple[Breach, ...] = ()


def rebase_solve(
    tools: Editing,
    draft: int,
    plan: int,
    officer: Officer,
    *,
    begun: int | None = None,
    found: Findings | None = None,
) -> Rebased:
    """Take a stored plan over into a draft; ``begun`` is the version of the draft when its solve began.

    Without it everything edited since the last solve wins. ``found`` is what the rules found in the plan as it was
    solved. Raises StoreError for an unknown plan.
    """
    with tools.store.reading() as books:
        solve = _read(tools.heads.desks, books, plan, draft, found)
    merges: list[Merge] = []

    def prepared(opened: Opened) -> Planned:
        with tools.store.reading() as books:
            held = _held(books, opened, begun)
            steps = _since(books, opened, plan, begun)
        known = _knowing(tools.heads.desks, solve, steps) if steps else solve
        before = next((one for one in merges if one.solve is known), None)
        found = _merged(tools, opened, known, held, before)
        merges[:] = [found]
        onto = found.onto
        if steps:
            at = tools.clock.now()
            onto = replace(
                onto,
                lay=lambda books: lay_ground(
                    books, known.problem, known.plan, opened, parent=plan, actor=officer.actor, at=at
                ),
            )
        return Planned(found=found.prepared, kind=EntryKind.SOLVE, of=plan, newest=True, onto=onto)

    applied = take_step(tools, draft, officer, prepared)
    if not merges:
        return Rebased(applied=applied)
    done = merges[0]
    return Rebased(applied=applied, offers=done.offers, set_back=frozenset(done.fixed), broken=done.broken)


def _merged(tools: Editing, opened: Opened, solve: Solve, held: Held, before: Merge | None) -> Merge:
    """Return the two together; what is frozen by now stays as it is, unless the facts of the solve forbid it."""
    firm = firm_now(opened, tools.clock.now())
    found = merge(tools.heads.desks, opened, solve, replace(held, items=held.items | firm.keys()), before)
    broken = {key for breach in found.broken for key in breach.activities}
    forced = {key for key, zone in firm.items() if zone is Zone.FROZEN and key in broken} - held.items
    if not forced:
        return found
    return merge(tools.heads.desks, opened, solve, replace(held, items=held.items | (firm.keys() - forced)))


def _takes_back(entry: Entry, since: int, hand: Collection[int]) -> bool:
    """Return whether somebody took back, while the solve ran, a step by hand that the solve still started from."""
    return entry.kind is EntryKind.UNDO and entry.of is not None and entry.of <= since and entry.of in hand


def _since(books: Transaction, opened: Opened, plan: int, begun: int | None) -> tuple[FactStep, ...]:
    """Return the facts of disruptions that were repaired after the solve began, and that it cannot know."""
    entries = books.drafts.entries(opened.draft.id, after=begun or 0, until=opened.version)
    counted = counting(books.drafts.steps(opened.draft.id, until=opened.version))
    made_at = books.plans.record(plan).made_at
    later = (one for one in entries if one.kind is EntryKind.REPAIR and one.version in counted)
    numbers = (one.of for one in later if one.of is not None and (begun is not None or one.at >= made_at))
    return tuple(step for number in numbers for step in books.disruptions.load(number).disruption.steps)


def _knowing(desks: Desks, solve: Solve, steps: tuple[FactStep, ...]) -> Solve:
    """Return a solve as if it were of the facts as they are now; what it proved no longer holds."""
    return Solve.of(desks, 0, unproven(solve.plan), with_steps(solve.problem, steps), "")


def _read(desks: Desks, books: Transaction, plan: int, draft: int, found: Findings | None) -> Solve:
    record = books.plans.record(plan)
    if record.scenario is not None and record.scenario != books.plans.record(books.drafts.head(draft).plan).scenario:
        msg = either(
            f"plan {plan} hoort bij scenario {record.scenario}\nNeem er onderdelen van over met het scenario.",
            f"plan {plan} belongs to scenario {record.scenario}\nTake parts of it over with the scenario.",
        )
        raise StoreError(msg)
    problem = books.problems.load(record.problem_hash)
    return Solve.of(desks, plan, ordered(books.plans.load(plan)), problem, record.problem_hash, found)


def _held(books: Transaction, opened: Opened, begun: int | None) -> Held:
    """Return what people pinned, and what they edited since the solve began."""
    steps = books.drafts.steps(opened.draft.id, until=opened.version)
    counted = counting(steps)
    solves = [step.version for step in steps if step.kind is EntryKind.SOLVE and step.version in counted]
    since = begun if begun is not None else max(solves, default=0)
    entries = books.drafts.entries(opened.draft.id, after=since, until=opened.version)
    by_version = {step.version: step for step in steps}
    hand = {version for version in by_version if root(by_version, version).kind is not EntryKind.SOLVE}
    edited = [
        entry
        for entry in entries
        if (entry.version in counted and entry.version not in solves) or _takes_back(entry, since, hand)
    ]
    now = opened.answered.recorded_at
    pinned = {key for key, p in opened.state.placements.items() if p.grade is PinGrade.ALL and p.holds(now)}
    return Held(
        items=frozenset(pinned | {change.activity for entry in edited for change in entry.deal.changes}),
        cases=frozenset(one.case for entry in edited for one in entry.deal.hand_overs),
    )
