"""Accounts of people and of systems, and what shows that one of them is signed in.

Not allowed here: names of persons (a label is a service number or a function), passwords and tokens themselves (only
their hashes), HTTP, and what a role may do (see ``access``).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from planner.domain.access import Role, Visitor
from planner.domain.time import Minute
from planner.domain.wording import Language

AccountId = NewType("AccountId", str)
"""Of an account or a system client; made by us, never used again."""
IDLE_MINUTES = 15
"""A session in which nothing was asked for so long has ended."""
SESSION_MINUTES = 8 * 60
"""No session lasts longer, however busy."""
STEP_UP_MINUTES = 5
"""So fresh a sign-in must be for publishing, exporting and changing rights."""
BEARER_MINUTES = 15
"""How long the token of a system lasts."""
SETUP_MINUTES = 60
"""How long a link to choose a password lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's way in. Without a password hash and without a subject nobody can sign in with it."""

    id: AccountId
    login: str
    """What is typed to sign in: lower case, never another account's."""
    label: str
    """A service number or function, never a person's name."""
    role: Role
    code: str = ""
    """Whose own things are meant: a service number, a site, an organisation."""
    language: Language = Language.DUTCH
    active: bool = True
    created_at: Minute
    password_hash: str = ""
    issuer: str = ""
    """The identity provider that vouches for ``subject``."""
    subject: str = ""

    @property
    def visitor(self) -> Visitor:
        """Return who asks when somebody signed in with this account asks."""
        return Visitor(account=self.login, role=self.role, code=self.code, language=self.language)

    @property
    def ready(self) -> bool:
        """Whether somebody can sign in with it."""
        return self.active and bool(self.password_hash or self.subject)


class SessionKind(StrEnum):
    """Who a session is for."""

    PERSON = "persoon"
    SYSTEM = "systeem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """That somebody signed in; only the hash of its token is kept."""

    id: str
    """Short and public: what the owner sees in a list."""
    token_hash: str
    kind: SessionKind = SessionKind.PERSON
    account: AccountId
    started: Minute
    last_seen: Minute
    stepped_up_at: Minute
    """When the one behind it last showed who it is."""
    expires: Minute
    agent: str = ""
    """Which program, in a few words."""

    def holds(self, at: Minute) -> bool:
        """Return whether it still lets somebody in."""
        idle = self.kind is SessionKind.PERSON and at >= self.last_seen + IDLE_MINUTES
        return self.started <= at < self.expires and not idle

    def fresh(self, at: Minute) -> bool:
        """Return whether a person showed a moment ago who it is: what publishing, exports and rights ask."""
        return self.kind is SessionKind.PERSON and self.holds(at) and at <= self.stepped_up_at + STEP_UP_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClient:
    """Another program's way in, by a secret of its own; it has a role as people have."""

    id: AccountId
    label: str
    role: Role
    code: str = ""
    active: bool = True
    created_at: Minute
    secret_hash: str

    @property
    def visitor(self) -> Visitor:
        """Return who asks when the program asks."""
        return Visitor(account=self.id, role=self.role, code=self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupLink:
    """A link with which the owner of an account chooses a password, once and not for long."""

    token_hash: str
    account: AccountId
    expires: Minute
