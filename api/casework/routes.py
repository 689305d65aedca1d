"""All routes of the pages about cases, over a store.

Not allowed here: the pages themselves.
"""

from fastapi import APIRouter

from api.casework.case_routes import case_routes
from api.casework.entry_routes import entry_routes
from api.casework.hand_over_routes import hand_over_routes
from api.casework.list_routes import list_routes
from api.casework.tools import Casework


def casework(work: Casework) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    for part in (list_routes, entry_routes, hand_over_routes, case_routes):
        router.include_router(part(work))
    return router
