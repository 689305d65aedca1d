"""The identity provider as it describes itself, and looking at the tokens it signs.

Not allowed here: whom a token stands for in this installation.
"""

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TypedDict
from urllib.parse import quote_plus

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.access.oidc.fetching import Fetcher, ProviderError
from api.access.oidc.settings import OidcSettings

SIGNED_WITH = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384", "RS512", "PS384", "PS512", "ES384", "ES512")
"""With a key that only the provider has: not ``none``, and nothing that the client's own secret could make."""
KEPT_SECONDS = 3600.0
KEYS_AGAIN_SECONDS = 60.0
LEEWAY = 30
"""Seconds that two clocks may differ."""
OLDEST = 600
"""Seconds after which a token is too old to sign in with, whatever it says itself."""


class TokenRefusedError(ValueError):
    """A token does not show what it should; the text says what, for the log of the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the provider says of itself."""

    authorization: str
    token: str
    keys: str
    sign_out: str
    names_itself: bool
    """Its answers say which provider they come from (RFC 9207)."""
    basic: bool
    """The client shows its secret in a header."""


class _Kept(TypedDict, total=False):
    description: tuple[float, Description]
    keys: tuple[float, KeySet]


class Provider:
    """One provider, asked by discovery; what it says is kept for an hour."""

    def __init__(
        self,
        settings: OidcSettings,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self._fetcher = Fetcher(settings)
        self._clock = clock
        self._ticks = ticks
        self._kept: _Kept = {}
        self._lock = Lock()

    def description(self) -> Description:
        """Return how the provider describes itself; raise ProviderError."""
        with self._lock:
            kept = self._kept.get("description")
            if kept is None or self._ticks() - kept[0] > KEPT_SECONDS:
                kept = self._kept["description"] = (self._ticks(), self._described())
            return kept[1]

    def tokens(self, code: str, verifier: str, redirect: str) -> Mapping[str, object]:
        """Return what the provider gives for a code; raise ProviderError."""
        found, settings = self.description(), self.settings
        fields = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": redirect}
        headers = {}
        if settings.secret and found.basic:
            pair = f"{quote_plus(settings.client)}:{quote_plus(settings.secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            fields |= {"client_id": settings.client}
            fields |= {"client_secret": settings.secret} if settings.secret else {}
        return self._fetcher.post(found.token, fields, headers)

    def claims(self, token: str, *, nonce: str) -> Mapping[str, object]:
        """Return what a signed token says, once all of it fits; raise TokenRefusedError, or ProviderError."""
        try:
            found = self._decoded(token, again=False)
        except TokenRefusedError:
            found = self._decoded(token, again=True)
        _refuse_others(found, self.settings, nonce)
        _refuse_old(found, self._clock())
        return found

    def _decoded(self, token: str, *, again: bool) -> Mapping[str, object]:
        try:
            return jwt.decode(token, self._keys(again=again), algorithms=list(SIGNED_WITH)).claims
        except (JoseError, ValueError, TypeError) as error:
            raise TokenRefusedError(f"signature: {type(error).__name__}") from error

    def _keys(self, *, again: bool) -> KeySet:
        """Return the provider's keys, fetched anew where one may have been added, though not at every wrong token."""
        address = self.description().keys
        with self._lock:
            kept = self._kept.get("keys")
            age = KEPT_SECONDS + 1 if kept is None else self._ticks() - kept[0]
            if kept is None or age > (KEYS_AGAIN_SECONDS if again else KEPT_SECONDS):
                kept = self._kept["keys"] = (self._ticks(), self._fetched_keys(address))
            return kept[1]

    def _fetched_keys(self, address: str) -> KeySet:
        listed = self._fetcher.get(address).get("keys")
        usable = (
            [key for key in listed if isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP")]
            if (isinstance(listed, list))
            else []
        )
        try:
            return KeySet.import_key_set({"keys": usable})
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderError("the keys cannot be read") from error

    def _described(self) -> Description:
        read = self._fetcher.get(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if read.get("issuer") != self.settings.issuer:
            raise ProviderError("the description is of another issuer")
        challenges = read.get("code_challenge_methods_supported", ["S256"])
        if not isinstance(challenges, list) or "S256" not in challenges:
            raise ProviderError("the provider does not know S256")
        methods = read.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        addresses = {name: str(read.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        for address in addresses.values():
            self._fetcher.refuse_elsewhere(address)
        return Description(
            authorization=addresses["authorization_endpoint"],
            token=addresses["token_endpoint"],
            keys=addresses["jwks_uri"],
            sign_out=str(read.get("end_session_endpoint", "")),
            names_itself=read.get("authorization_response_iss_parameter_supported") is True,
            basic=isinstance(methods, list) and "client_secret_basic" in methods,
        )


def _refuse_others(claims: Mapping[str, object], settings: OidcSettings, nonce: str) -> None:
    """Refuse what another provider signed, what is for another client, and what answers another question."""
    audience = claims.get("aud")
    names = [audience] if isinstance(audience, str) else audience
    if claims.get("iss") != settings.issuer:
        raise TokenRefusedError("iss")
    if not isinstance(names, list) or settings.client not in names:
        raise TokenRefusedError("aud")
    if (len(names) > 1 or "azp" in claims) and claims.get("azp") != settings.client:
        raise TokenRefusedError("azp")
    if not nonce or claims.get("nonce") != nonce:
        raise TokenRefusedError("nonce")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise TokenRefusedError("sub")
    if settings.acr and claims.get("acr") != settings.acr:
        raise TokenRefusedError("acr")


def _refuse_old(claims: Mapping[str, object], now: float) -> None:
    ends, made = claims.get("exp"), claims.get("iat")
    if not isinstance(ends, int | float) or now >= ends + LEEWAY:
        raise TokenRefusedError("exp")
    if not isinstance(made, int | float) or not now - OLDEST - LEEWAY <= made <= now + LEEWAY:
        raise TokenRefusedError("iat")
