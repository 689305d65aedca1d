"""All routes of the pages about cases, over a store.

Not allowed here: the pages themselves.
"""

from collections.abc import Callable

from starlette.routing import BaseRoute

from api.casework.case_routes import case_routes
from api.casework.entry_routes import entry_routes
from api.casework.exception_routes import exception_routes
from api.casework.hand_over_routes import hand_over_routes
from api.casework.import_jobs import ImportJobs
from api.casework.import_routes import import_routes
from api.casework.list_making import Makes
from api.casework.list_routes import list_routes
from api.casework.norm_looks import NormLooks
from api.casework.norm_routes import norm_routes
from api.casework.protocol_routes import protocol_routes
from api.casework.standing import Standing
from api.casework.tools import Casework, Seen
from api.composition import this_process
from api.web.handles import Handles
from calendars.event import EventRenderer
from planner.domain.release import Release
from planner.ports.plans import Releases
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.renew_owners import renew_owners
from solver.judge import RulebookJudge


def casework_over(
    store: Store,
    clock: Clock,
    release: Callable[[int], Release | None],
    handles: Handles,
    seen: Seen,
    makes: Makes | None = None,
) -> Casework:
    """Return what the pages work with.

    ``release`` gives a release by its number, kept in memory; ``makes`` the whole work list, elsewhere.
    """

    def newest(releases: Releases) -> Release | None:
        number = releases.newest_number()
        return release(number) if number else None

    return Casework(
        store=store,
        clock=clock,
        newest=newest,
        handle_of=handles.of_case,
        case_of=handles.case,
        seen=seen,
        standing=Standing(store, clock, newest, makes),
    )


def casework(work: Casework) -> list[BaseRoute]:
    """Return the routes."""
    parts = (
        list_routes(work),
        entry_routes(work),
        hand_over_routes(work),
        case_routes(work),
        exception_routes(work),
        protocol_routes(work),
        norm_routes(work, NormLooks(work.store, work.clock, RulebookJudge())),
        import_routes(work, ImportJobs(work.store, work.clock, _renewed, this_process())),
    )
    return [route for part in parts for route in part.routes]


def _renewed(store: Store, clock: Clock, actor: str) -> None:
    """Take a delivery over into the calendars of who has a case."""
    renew_owners(store, clock, EventRenderer(), actor=actor)
