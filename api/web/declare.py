"""What each route asks of who comes in. A route that says nothing cannot start.

Not allowed here: looking up who asks (``guard``) and what roles may do (``planner.domain.access``).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from starlette.routing import BaseRoute, Mount, Route

from planner.domain.access import Permission

E = TypeVar("E", bound=Callable[..., object])
_ASKED = "__asked__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a route asks: a permission, and a sign-in of the last minutes where ``fresh``."""

    permission: Permission
    fresh: bool = False


class UndeclaredRouteError(RuntimeError):
    """Routes that say nothing of who may ask; the application does not start."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(f"no permission is declared for {', '.join(paths)}\nPut @asks(Permission...) on the endpoint.")


def asks(permission: Permission, *, fresh: bool = False) -> Callable[[E], E]:
    """Declare on an endpoint what it asks of who comes in."""

    def declared(endpoint: E) -> E:
        setattr(endpoint, _ASKED, Asked(permission=permission, fresh=fresh))
        return endpoint

    return declared


def asked_by(route: BaseRoute) -> Asked | None:
    """Return what a route asks, None where it says nothing."""
    endpoint = route.app if isinstance(route, Mount) else getattr(route, "endpoint", None)
    found: object = getattr(endpoint, _ASKED, None)
    return found if isinstance(found, Asked) else None


def path_of(route: BaseRoute) -> str:
    """Return the path of a route as it was declared."""
    return str(getattr(route, "path", route))


def declared(routes: Iterable[BaseRoute]) -> Iterator[tuple[Route | Mount, Asked]]:
    """Yield each route with what it asks; raise UndeclaredRouteError when any says nothing."""
    found = [(route, asked_by(route)) for route in routes]
    missing = [path_of(route) for route, asked in found if asked is None or not isinstance(route, Route | Mount)]
    if missing:
        raise UndeclaredRouteError(missing)
    for route, asked in found:
        if isinstance(route, Route | Mount) and asked is not None:
            yield route, asked
