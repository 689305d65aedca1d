"""All routes of the pages about cases, over a store.

Not allowed here: the pages themselves.
"""

from fastapi import APIRouter

from api.casework.case_routes import case_routes
from api.casework.entry_routes import entry_routes
from api.casework.exception_routes import exception_routes
from api.casework.hand_over_routes import hand_over_routes
from api.casework.import_jobs import ImportJobs
from api.casework.import_routes import import_routes
from api.casework.list_routes import list_routes
from api.casework.norm_looks import NormLooks
from api.casework.norm_routes import norm_routes
from api.casework.tools import Casework
from calendars.event import EventRenderer
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.renew_owners import renew_owners
from solver.judge import RulebookJudge


def casework(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    for part in (list_routes, entry_routes, hand_over_routes, case_routes):
        router.include_router(part(work))
    router.include_router(exception_routes(work))
    router.include_router(norm_routes(work, NormLooks(work.store, work.clock, RulebookJudge())))
    router.include_router(import_routes(work, ImportJobs(work.store, work.clock, _renewed)))
    return router


def _renewed(store: Store, clock: Clock, actor: str) -> None:
    """Take a delivery over into the calendars of who has a case."""
    renew_owners(store, clock, EventRenderer(), actor=actor)
