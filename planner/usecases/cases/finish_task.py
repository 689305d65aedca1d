"""Ending work that somebody did.

Not allowed here: raising work; whoever meets it does.
"""

from planner.domain.tasks import Task
from planner.domain.wording import either
from planner.ports.store import Event, Store, StoreError
from planner.ports.surroundings import Clock


def finish_task(store: Store, clock: Clock, key: str, *, actor: str) -> Task:
    """End the open task with a key and return it; raise StoreError when none is open."""
    now = clock.now()
    with store.transaction() as books:
        found = next((task for task in books.tasks.open() if task.key == key), None)
        if found is None:
            msg = either(
                f"taak {key} staat niet open\nKijk in de lijst welke er zijn.",
                f"task {key} is not open\nSee in the list which there are.",
            )
            raise StoreError(msg)
        books.tasks.finish(key, at=now, by=actor)
        books.events.add(Event(at=now, actor=actor, what="task done", subject=f"{found.kind}, {found.subject}"))
    return found
