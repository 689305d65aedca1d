"""Everything about who comes in: signing in and out, accounts, the own account, systems and the audit log.

Not allowed here: what the pages do.
"""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from api.access.door import Door
from api.access.sign_in import signing_in
from planner.ports.store import Store
from planner.ports.surroundings import Clock


def access(store: Store, clock: Clock) -> Sequence[BaseRoute]:
    """Return the routes."""
    door = Door(store, clock)
    return [route for router in (signing_in(door),) for route in router.routes]
