"""Writing down that somebody who signed in asked for what the role does not have.

Not allowed here: deciding it.
"""

from starlette.requests import Request
from starlette.responses import Response

from api.web.declare import path_of
from api.web.guard import visitor_of
from api.web.refusals import refusal
from planner.domain.audit import Deed, Result
from planner.ports.store import Store
from planner.ports.surroundings import Clock


def noted_refusal(store: Store, clock: Clock, request: Request, status: int) -> Response:
    """Return the answer for what is refused, once it stands in the audit log; of the address only the route."""
    route = request.scope.get("route")
    asked = "" if route is None else path_of(route)
    with store.transaction() as books:
        actor = visitor_of(request).account
        deed = Deed(at=clock.now(), actor=actor, action="refused", object=asked, result=Result.REFUSED)
        books.audit.add(deed)
    return refusal(request, status)
