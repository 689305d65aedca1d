"""What the pages of signing in share: who keeps the door, and letting somebody in under a new session.

Not allowed here: pages.
"""

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.access.attempts import Attempts
from api.access.cookies import give, token_in
from api.access.passwords import Argon2Passwords
from planner.domain.accounts import Account
from planner.domain.time import Minute
from planner.ports.access import Passwords
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.sessions import Present, close_session, open_session, present, step_up
from planner.usecases.access.signing_in import Doorkeeper

SEE_OTHER = 303
NOT_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Door:
    """Everything that signing in needs, and the counts of wrong attempts."""

    store: Store
    clock: Clock
    passwords: Passwords = field(default_factory=Argon2Passwords)
    attempts: Attempts = field(default_factory=Attempts)

    @property
    def keeper(self) -> Doorkeeper:
        """What the use cases of signing in need."""
        return Doorkeeper(store=self.store, clock=self.clock, passwords=self.passwords)

    def present(self, request: Request) -> Present | None:
        """Return who is signed in already in the browser that asks."""
        return present(self.store, self.clock, token_in(request))

    def admit(self, request: Request, account: Account, *, shown_at: Minute | None = None) -> str:
        """Return the token of who just showed to be the owner of an account; raise AccountClosedError.

        Who was in under the same account stays in the same session, made fresh; anybody else's session ends. Always
        under a new token: one that was planted beforehand opens nothing. ``shown_at``: when it was shown, if not now.
        """
        before = self.present(request)
        if before is not None and before.owner.id == account.id:
            return step_up(self.store, self.clock, token_in(request), shown_at=shown_at)
        agent = program(request.headers.get("user-agent", ""))
        token = open_session(self.store, self.clock, account.id, agent=agent, shown_at=shown_at)
        close_session(self.store, self.clock, token_in(request))
        return token


def onward(token: str, path: str) -> Response:
    """Send a browser on with its new token."""
    return give(RedirectResponse(path, SEE_OTHER, NOT_KEPT), token)


def program(agent: str) -> str:
    """Return which browser on which system, in two words; the whole header would tell more than is needed."""
    browsers = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    found = [next((name for mark, name in table if mark in agent), "") for table in (browsers, systems)]
    return " ".join(filter(None, found))
