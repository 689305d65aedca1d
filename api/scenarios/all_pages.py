"""The pages of what-ifs, put together.

Not allowed here: what the routes do.
"""

from collections.abc import Iterator

from starlette.routing import BaseRoute

from api.scenarios.at_hand import AtHand
from api.scenarios.one_page import changing_pages, one_scenario_pages
from api.scenarios.pages import scenario_pages
from api.scenarios.tools import Scenarios


def what_if_pages(tools: Scenarios) -> Iterator[BaseRoute]:
    """Yield the routes."""
    at_hand = AtHand(tools)
    for router in (scenario_pages(at_hand), one_scenario_pages(at_hand), changing_pages(at_hand)):
        yield from router.routes
