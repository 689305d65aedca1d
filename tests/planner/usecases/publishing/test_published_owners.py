"""Who has a case that was marked for reassignment: whom a later publication gave it."""

from dataclasses import replace

from planner.domain.cases import Ownership
from planner.domain.plan import Assignment
from planner.domain.time import Minute
from planner.usecases.publishing.published_owners import still_entered
from tests.planner.usecases.world import CASES, Desk, open_desk, world_facts

CASE = CASES[0]


def _marked(desk: Desk) -> Ownership:
    """Publish a world in which one case is marked for reassignment; return who had it."""
    facts = world_facts()
    held = next(fact for fact in facts if isinstance(fact, Ownership) and fact.case == CASE)
    marked = replace(held, marked=True)
    desk.deliver(tuple(marked if fact is held else fact for fact in facts))
    desk.solve()
    desk.publish("a")
    return marked


def test_publication_answers_a_mark_that_was_made_before_it(database_url: str) -> None:
    with open_desk(database_url) as desk:
        held = _marked(desk)
        given = {CASE: Assignment(case=CASE, regievoerder=held.regievoerder)}
        with desk.store.reading() as books:
            release = books.releases.newest()
            assert release is not None
            earlier = replace(release, published_at=Minute(0))

            assert still_entered(books, (held,), given, release) == ()
            assert still_entered(books, (held,), given, earlier) == (held,)
            assert still_entered(books, (held,), {}, release) == (held,)
            not_marked = (replace(held, marked=False),)
            assert still_entered(books, not_marked, given, release) == not_marked
