"""Settings of signing in elsewhere, from the environment; nothing of it stands in the database.

Not allowed here: asking the provider anything.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from planner.domain.access import Role

ISSUER = "VERTREKPLANNER_OIDC_UITGEVER"
CLIENT = "VERTREKPLANNER_OIDC_CLIENT"
SECRET = "VERTREKPLANNER_OIDC_GEHEIM"  # noqa: S105 - the name of a setting
SECRET_FILE = "VERTREKPLANNER_OIDC_GEHEIM_BESTAND"  # noqa: S105 - the name of a setting
NAME = "VERTREKPLANNER_OIDC_NAAM"
ROLES = "VERTREKPLANNER_OIDC_ROLLEN"
ROLE_CLAIM = "VERTREKPLANNER_OIDC_ROLCLAIM"
CODE_CLAIM = "VERTREKPLANNER_OIDC_CODECLAIM"
ACR = "VERTREKPLANNER_OIDC_ACR"
HOSTS = "VERTREKPLANNER_OIDC_HOSTS"
SCOPE = "VERTREKPLANNER_OIDC_SCOPE"
LOOPBACK = ("127.0.0.1", "localhost")


class OidcSettingsError(ValueError):
    """The settings do not fit together; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """Which provider, as which client, and what its claims mean here."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str = "het organisatieaccount"
    role_claim: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Per value of the role claim; empty: the administrator makes the accounts."""
    code_claim: str = ""
    acr: str = ""
    """How strong a sign-in must be at least, in the provider's word for it; empty: the provider decides."""
    hosts: frozenset[str] = frozenset()
    """Hosts that the provider uses beside the issuer's own."""
    scope: str = "openid profile"


def configured_issuer() -> str:
    """Return the issuer, empty when nobody signs in elsewhere."""
    return os.environ.get(ISSUER, "").strip()


def configured_oidc() -> OidcSettings | None:
    """Return the settings, None when nobody signs in elsewhere; raise OidcSettingsError."""
    issuer = configured_issuer()
    if not issuer:
        return None
    _refuse_open(issuer)
    client, role_claim = os.environ.get(CLIENT, "").strip(), os.environ.get(ROLE_CLAIM, "").strip()
    if not client:
        raise OidcSettingsError(
            f"{ISSUER} is gezet en {CLIENT} niet\nZet {CLIENT} op de naam van deze toepassing daar."
        )
    roles = _roles(os.environ.get(ROLES, ""))
    if bool(roles) != bool(role_claim):
        raise OidcSettingsError(f"van {ROLES} en {ROLE_CLAIM} is er een leeg\nZet beide, of geen van beide.")
    return OidcSettings(
        issuer=issuer,
        client=client,
        secret=_secret(),
        name=os.environ.get(NAME, "").strip() or "het organisatieaccount",
        role_claim=role_claim,
        roles=roles,
        code_claim=os.environ.get(CODE_CLAIM, "").strip(),
        acr=os.environ.get(ACR, "").strip(),
        hosts=frozenset(os.environ.get(HOSTS, "").replace(",", " ").split()),
        scope=os.environ.get(SCOPE, "").strip() or "openid profile",
    )


def _secret() -> str:
    path = os.environ.get(SECRET_FILE, "").strip()
    if not path:
        return os.environ.get(SECRET, "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise OidcSettingsError(
            f"{SECRET_FILE} wijst naar {path}, en dat gaat niet open\nControleer het pad."
        ) from error


def _roles(text: str) -> Mapping[str, Role]:
    """Read ``groep-a=planner, groep-b=kmar``."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    try:
        return {value.strip(): Role(role.strip()) for value, _, role in pairs}
    except ValueError as error:
        raise OidcSettingsError(f"{ROLES} is niet leesbaar\nSchrijf WAARDE=ROL, met komma's ertussen.") from error


def _refuse_open(issuer: str) -> None:
    """Refuse an issuer that could not be told from another; plain http is for this machine alone."""
    parts = urlsplit(issuer)
    encrypted = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not encrypted or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise OidcSettingsError(
            f"{ISSUER} is {issuer}, en dat is geen https-adres\nNeem het adres van de provider over."
        )
