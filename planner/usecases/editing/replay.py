"""Building any version of a draft again from its first version and its log. Not allowed here: changing anything."""

from planner.domain.draft_line import State, stepped
from planner.domain.plan import Plan
from planner.ports.editing import Head
from planner.ports.store import Transaction
from planner.usecases.editing.heads import read_state


def replayed(books: Transaction, draft: int, version: int) -> State:
    """Return a version as the log makes it."""
    opened = books.drafts.load(draft)
    head = Head(draft=opened.id, version=0, plan=opened.base, ground=opened.ground)
    state = read_state(books, head)
    references: dict[int, Plan] = {opened.ground.solved: state.reference}
    for entry in books.drafts.entries(draft, until=version):
        solved = entry.ground.solved
        if solved not in references:
            references[solved] = books.plans.load(solved)
        state = stepped(state, entry.deal, entry.ground, entry.levels, references[solved])
    return state
