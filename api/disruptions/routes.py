"""The pages and the JSON API about disruptions, put together.

Not allowed here: what the routes do.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from starlette.routing import BaseRoute

from api.casework.tools import Casework
from api.disruptions.file_routes import file_routes
from api.disruptions.pages import disruption_pages
from api.disruptions.report_routes import report_routes
from api.disruptions.tools import Disrupted
from api.v1.disruption_files import disruption_files
from api.v1.disruptions import disruption_api
from api.web.handles import Handles
from planner.domain.release import Release
from planner.ports.repairing import Repairers
from planner.usecases.disruptions.mending import Workbench
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.open_draft import Opening


def disrupted_over(
    work: Casework,
    release: Callable[[int], Release | None],
    handles: Handles,
    drafting: Callable[[], tuple[Opening, Editing]],
    repairers: Callable[[], Repairers],
) -> Disrupted:
    """Return what the pages work with; the solver library is loaded when a draft is first asked about."""
    bench = lru_cache(maxsize=1)(lambda: Workbench(drafting()[1], repairers))
    return Disrupted(work=work, handles=handles, release=release, opening=lambda: drafting()[0], bench=bench)


def disruptions(tools: Disrupted) -> Iterator[BaseRoute]:
    """Yield the routes."""
    for router in (
        report_routes(tools),
        file_routes(tools),
        disruption_pages(tools),
        disruption_files(tools),
        disruption_api(tools),
    ):
        yield from router.routes
