"""All routes of the pages of a regievoerder, and of invitations.

Not allowed here: the pages themselves.
"""

from starlette.routing import BaseRoute

from api.staff.invitation_routes import invitation_routes
from api.staff.move_routes import move_routes
from api.staff.tools import Staff
from api.staff.week_routes import week_routes


def staff_pages(staff: Staff) -> list[BaseRoute]:
    """Return the routes."""
    parts = (week_routes(staff), move_routes(staff), invitation_routes(staff))
    return [route for part in parts for route in part.routes]
