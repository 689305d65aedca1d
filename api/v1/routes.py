"""All routes of the JSON API, put together.

Not allowed here: what the routes do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.routing import BaseRoute

from api.casework.tools import Casework
from api.composition import desks, explainer
from api.runs.publishing import Publishing
from api.v1.advice import comparing, recommending
from api.v1.cases import cases
from api.v1.checking import checking
from api.v1.plans import Costs, issues, plans
from api.v1.proposals import proposals
from api.v1.protocols import protocols
from api.v1.releases import ReleaseOf, releases
from api.v1.standbys import standbys
from api.v1.stored import Stored
from api.v1.why import why
from api.v1.zones import zones
from api.web.reads import Reads
from planner.ports.store import Store
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.editing.heads import Heads
from solver.comparing import RulebookComparer
from solver.judge import RulebookJudge


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What the routes work with."""

    store: Store
    clock: Clock
    release_of: ReleaseOf
    publishing: Publishing
    casework: Casework
    travel: Callable[[], TravelTimes]
    seen: Reads
    heads: Callable[[], Heads]
    """Asked when somebody first looks at a plan: making it loads the solver library."""
    make_ready: Callable[[Callable[[], object]], None] = lambda _: None
    """Takes what is to be made before anybody asks for it."""


def api(works: Works) -> Iterator[BaseRoute]:
    """Yield the routes."""
    stored, comparer = Stored(works.store, explainer, desks, works.heads), RulebookComparer()
    costs = Costs(stored)
    works.make_ready(costs.ready)
    routers = (
        plans(stored, works.seen, costs),
        issues(stored, works.seen, works.clock, works.travel),
        checking(stored, works.seen, RulebookJudge()),
        why(stored, works.seen),
        recommending(stored, works.seen),
        comparing(stored, works.seen, lambda: comparer),
        releases(works.store, works.release_of, works.seen),
        zones(works.store, works.clock, works.seen),
        standbys(works.store, works.clock, works.seen),
        proposals(works.store, works.publishing, works.seen),
        cases(works.casework),
        protocols(works.casework),
    )
    for router in routers:
        yield from router.routes
