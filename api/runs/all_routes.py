"""Everything about solves and plans on the web, put together.

Not allowed here: what the routes do.
"""

from collections.abc import Iterator

from starlette.routing import BaseRoute

from api.runs.jobs import Jobs
from api.runs.pages import solve_pages
from api.runs.routes import solves
from planner.ports.surroundings import Clock


def runs(jobs: Jobs, clock: Clock) -> Iterator[BaseRoute]:
    """Yield the routes."""
    for router in (solves(jobs, clock), solve_pages(jobs, clock)):
        yield from router.routes
