"""Everything about solves and plans on the web, put together.

Not allowed here: what the routes do.
"""

import os
from collections.abc import Callable, Iterator

from starlette.routing import BaseRoute

from api.runs.comparison import Comparisons
from api.runs.jobs import Jobs
from api.runs.pages import solve_pages
from api.runs.publishing import Publishing
from api.runs.publishing_pages import Publishers, comparison_pages, publishing_pages, turning_back
from api.runs.routes import solves
from api.web.reads import Reads
from calendars.event import EventRenderer
from planner.ports.store import Store
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.publishing.propose_release import Desk
from solver.comparing import RulebookComparer
from solver.judge import RulebookJudge

FOUR_EYES = "VERTREKPLANNER_VIER_OGEN"
"""Setting: ``nee`` lets whoever may publish do so with the own proposals too."""


def runs(jobs: Jobs, clock: Clock, work: Publishers) -> Iterator[BaseRoute]:
    """Yield the routes."""
    solving = (solves(jobs, clock), solve_pages(jobs, clock))
    for router in (*solving, comparison_pages(work), publishing_pages(work), turning_back(work)):
        yield from router.routes


def publishers(store: Store, clock: Clock, seen: Reads, *, travel: Callable[[], TravelTimes]) -> Publishers:
    """Return what the pages of comparing and publishing work with; settings come from the surroundings."""
    four_eyes = os.environ.get(FOUR_EYES, "ja").strip().lower() != "nee"
    judge = RulebookJudge()
    desk = Desk(store=store, clock=clock, judge=judge, renderer=EventRenderer(), four_eyes=four_eyes)
    return Publishers(
        comparisons=Comparisons(store, RulebookComparer(), judge), publishing=Publishing(desk, travel), seen=seen
    )
