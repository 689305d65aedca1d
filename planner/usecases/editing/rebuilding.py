"""Building every version of drafts, and every publication, again from the log; held against the bytes that are stored.

Not allowed here: changing anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.codec.canonical import to_bytes
from planner.domain.draft_line import State, stepped
from planner.domain.editing import Draft
from planner.domain.plan import Plan
from planner.ports.editing import Head
from planner.ports.store import Transaction
from planner.usecases.editing.heads import read_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was built again: how many versions and publications, by how many steps, and where bytes differ."""

    versions: int = 0
    steps: int = 0
    releases: int = 0
    differences: tuple[str, ...] = ()


def rebuilt(books: Transaction, drafts: Iterable[Draft]) -> Rebuilt:
    """Build every version of the drafts from its first one and its log, and every publication from those.

    Of a publication each appointment is to the byte what its plan says, or what was published before; nothing that
    stands in neither is in it.
    """
    wanted = {books.releases.load(number).plan_id for number in _numbers(books)}
    plans: dict[int, Plan] = {}
    versions, steps, wrong = 0, 0, list[str]()
    for draft in drafts:
        for number, plan, state in _versions(books, draft):
            versions, steps = versions + 1, steps + int(number > 0)
            if to_bytes(state.plan) != to_bytes(books.plans.load(plan)):
                wrong.append(f"concept {draft.id}, versie {number}, plan {plan}")
            if plan in wanted:
                plans[plan] = state.plan
    for number in _numbers(books):
        wrong += _wrong_in_release(books, number, plans)
    return Rebuilt(versions=versions, steps=steps, releases=books.releases.newest_number(), differences=tuple(wrong))


def _numbers(books: Transaction) -> range:
    return range(1, books.releases.newest_number() + 1)


def _wrong_in_release(books: Transaction, number: int, plans: Mapping[int, Plan]) -> Iterator[str]:
    """Yield the appointments of a publication that come neither from its plan nor from the publication before it."""
    release = books.releases.load(number)
    plan = plans.get(release.plan_id) or books.plans.load(release.plan_id)
    earlier = books.releases.load(number - 1).appointments if number > 1 else ()
    known = {to_bytes(item) for item in (*plan.appointments, *earlier)}
    yield from (f"publicatie {number}, {item.activity}" for item in release.appointments if to_bytes(item) not in known)


def _versions(books: Transaction, draft: Draft) -> Iterator[tuple[int, int, State]]:
    """Yield each version with the plan under which it is stored, and as the log makes it."""
    head = Head(draft=draft.id, version=0, plan=draft.base, ground=draft.ground)
    state = read_state(books, head)
    references = {draft.ground.solved: state.reference}
    yield 0, draft.base, state
    for entry in books.drafts.entries(draft.id):
        solved = entry.ground.solved
        if solved not in references:
            references[solved] = books.plans.load(solved)
        state = stepped(state, entry.deal, entry.ground, entry.levels, references[solved])
        yield entry.version, entry.plan, state
