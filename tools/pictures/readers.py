"""Who looks at the pages: one reader per role, of whom there is something to see in the books.

Not allowed here: pages and browsers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.access import Role
from planner.domain.accounts import AccountId
from planner.domain.activities import ActivityKind
from planner.domain.departure_plan import Representative, Representing
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.domain.wording import Language
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.accounts import AccountWanted, create_account
from planner.usecases.access.sessions import open_session
from planner.usecases.access.tokens import new_id

_ACTS = {Role.LAWYER: Representing.LAWYER, Role.GUARDIAN: Representing.GUARDIAN}
_SAME = {Role.IND: "IND", Role.IOM: "IOM"}


class NothingPublishedError(ValueError):
    """There is no publication to make pictures of."""

    def __init__(self) -> None:
        super().__init__("er is niets gepubliceerd\nBereken en publiceer eerst een week.")


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still, so that pictures are of one moment."""

    minute: Minute

    def now(self) -> Minute:
        """Return that moment."""
        return self.minute


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a role; without one, somebody who did not sign in."""

    role: Role | None
    code: str = ""

    @property
    def name(self) -> str:
        """How pictures of this reader are called."""
        return str(self.role or "buiten")


def readers(store: Store, only: Iterable[str]) -> tuple[Reader, ...]:
    """Return who looks: nobody in particular, and one of each role; ``only`` names those wanted, all when empty."""
    with store.reading() as books:
        release = books.releases.newest()
        acting = list(books.facts.in_force(Representative))
    if release is None:
        raise NothingPublishedError
    found = [Reader(None), *(Reader(role, _code(role, release, acting)) for role in Role)]
    wanted = set(only)
    return tuple(one for one in found if not wanted or one.name in wanted)


def token_for(store: Store, clock: Clock, role: Role, code: str, language: Language) -> str:
    """Return the token of a session of a new account."""
    login = new_id("b").lower()
    wanted = AccountWanted(login=login, label="voor beelden", role=role, code=code, language=language)
    account = create_account(store, clock, wanted, actor="beelden")
    return open_session(store, clock, AccountId(account.id))


def busiest(release: Release) -> str:
    """Return the regievoerder with the most appointments."""
    kind = ResourceKind.REGIEVOERDER
    entries = (entry.participation.resource for entry in release.entries)
    return Counter(resource.id for resource in entries if resource.kind is kind).most_common(1)[0][0]


def _code(role: Role, release: Release, acting: Iterable[Representative]) -> str:
    if role is Role.REGIEVOERDER:
        return busiest(release)
    if role is Role.SITE:
        return _site(release)
    if role in _ACTS:
        planned = {case for activity in release.activities for case in activity.cases}
        mine = (one.reference for one in acting if one.role is _ACTS[role] and one.case in planned)
        return next(iter(Counter(mine).most_common(1)), ("",))[0]
    return _SAME.get(role, "")


def _site(release: Release) -> str:
    """Return the place from where most people are collected."""
    collected = (str(one.place) for one in release.activities if one.kind is ActivityKind.MOVE)
    return next(iter(Counter(collected).most_common(1)), ("",))[0]
