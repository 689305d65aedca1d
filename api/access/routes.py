"""Everything about who comes in: signing in and out, accounts, the own account, systems and the audit log.

Not allowed here: what the pages do.
"""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from api.access.accounts import accounts
from api.access.door import Door
from api.access.elsewhere import elsewhere_of, signing_in_elsewhere
from api.access.logbook import logbook
from api.access.oidc.flow import Flows
from api.access.oidc.provider import Provider
from api.access.oidc.settings import configured_oidc
from api.access.own import own_account
from api.access.sign_in import signing_in
from api.access.tokens import tokens
from planner.ports.store import Store
from planner.ports.surroundings import Clock


def access(store: Store, clock: Clock) -> Sequence[BaseRoute]:
    """Return the routes."""
    door, settings = Door(store, clock), configured_oidc()
    flows = None if settings is None else Flows(Provider(settings))
    routers = [signing_in(door, None if flows is None else elsewhere_of(flows))]
    routers += [accounts(door), own_account(door), logbook(door), tokens(door)]
    if flows is not None:
        routers.append(signing_in_elsewhere(door, flows))
    return [route for router in routers for route in router.routes]
