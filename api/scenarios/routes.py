"""Everything about what-ifs on the web, put together.

Not allowed here: what the routes do.
"""

from collections.abc import Callable, Iterator

from starlette.routing import BaseRoute

from api.composition import this_process
from api.runs.solving import Solves
from api.scenarios.running import Running
from api.scenarios.tools import Scenarios
from api.v1.scenario_solves import scenario_solves
from api.v1.scenarios import scenario_api
from api.web.reads import Reads
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.open_draft import Opening
from planner.usecases.scenarios.compare import Comparing
from solver.judge import RulebookJudge


def scenarios_over(
    store: Store, clock: Clock, seen: Reads, drafting: Callable[[], tuple[Opening, Editing]], solves: Solves
) -> Scenarios:
    """Return what the routes of scenarios work with; ``solves`` solves one with one worker."""
    worker = this_process()
    return Scenarios(
        store=store,
        clock=clock,
        worker=worker,
        seen=seen,
        drafting=drafting,
        running=Running(solves, store, clock, worker),
        comparing=Comparing(store, RulebookJudge),
    )


def scenarios(tools: Scenarios) -> Iterator[BaseRoute]:
    """Yield the routes; those about several scenarios stand before those about one."""
    for router in (scenario_solves(tools), scenario_api(tools)):
        yield from router.routes
