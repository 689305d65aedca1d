"""One sign-in at the provider, from leaving to coming back: the authorization code flow with PKCE.

What was sent along is kept here, in memory and for ten minutes; the browser has a name for it in a cookie.
Not allowed here: accounts.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlencode

from api.access.oidc.provider import Provider, TokenRefusedError

LASTS = 600.0
MOST = 2000
"""Sign-ins under way; beyond that the oldest has to begin again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Underway:
    """What was sent along with somebody who left to sign in."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    after: str
    redirect: str
    anew: bool
    """Somebody who is in already has to show anew who it is."""
    began: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Who the provider says somebody is, and where it wanted to go."""

    claims: Mapping[str, object]
    after: str
    anew: bool


class Flows:
    """The sign-ins under way."""

    def __init__(self, provider: Provider, ticks: Callable[[], float] = time.monotonic) -> None:
        self.provider = provider
        self._ticks = ticks
        self._underway: OrderedDict[str, Underway] = OrderedDict()
        self._lock = Lock()

    def begin(self, *, after: str, redirect: str, anew: bool) -> tuple[str, str]:
        """Return the address at the provider, and the name under which the sign-in is kept; raise ProviderError."""
        leaving = Underway(after=after, redirect=redirect, anew=anew, began=self._ticks())
        settings, name = self.provider.settings, secrets.token_urlsafe(32)
        asked = {
            "response_type": "code",
            "client_id": settings.client,
            "redirect_uri": redirect,
            "scope": settings.scope,
            "state": leaving.state,
            "nonce": leaving.nonce,
            "code_challenge": _challenge(leaving.verifier),
            "code_challenge_method": "S256",
        }
        asked |= {"acr_values": settings.acr} if settings.acr else {}
        asked |= {"prompt": "login", "max_age": "0"} if anew else {}
        address = self.provider.description().authorization
        with self._lock:
            self._underway[name] = leaving
            while len(self._underway) > MOST:
                self._underway.popitem(last=False)
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", name

    def finish(self, name: str, answer: Mapping[str, str]) -> Returned:
        """Return who came back; a sign-in is finished once. Raise TokenRefusedError, or ProviderError."""
        with self._lock:
            left = self._underway.pop(name, None)
        if left is None or self._ticks() - left.began > LASTS:
            raise TokenRefusedError("nothing under way")
        if not hmac.compare_digest(answer.get("state", "").encode(), left.state.encode()):
            raise TokenRefusedError("state")
        self._refuse_other_provider(answer)
        if "error" in answer or not answer.get("code"):
            raise TokenRefusedError("the provider let nobody in")
        given = self.provider.tokens(answer["code"], left.verifier, left.redirect).get("id_token")
        if not isinstance(given, str):
            raise TokenRefusedError("no id_token")
        claims = self.provider.claims(given, nonce=left.nonce)
        return Returned(claims=claims, after=left.after, anew=left.anew)

    def _refuse_other_provider(self, answer: Mapping[str, str]) -> None:
        named = answer.get("iss")
        if named is None and not self.provider.description().names_itself:
            return
        if named != self.provider.settings.issuer:
            raise TokenRefusedError("iss of the answer")


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
