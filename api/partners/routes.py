"""All routes of the pages of partners.

Not allowed here: the pages themselves.
"""

from starlette.routing import BaseRoute

from api.partners.answer_routes import answer_routes
from api.partners.operation_routes import operation_routes
from api.partners.questions_page import question_routes
from api.partners.sessions_page import session_routes
from api.partners.site_page import site_routes
from api.partners.tools import Partners


def partners(work: Partners) -> list[BaseRoute]:
    """Return the routes."""
    parts = (
        operation_routes(work),
        answer_routes(work),
        question_routes(work),
        session_routes(work),
        site_routes(work),
    )
    return [route for part in parts for route in part.routes]
