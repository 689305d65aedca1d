"""Which carriers this installation has, by environment variables.

Not allowed here: carrying.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from api.address import configured_address
from planner.domain.messages import Channel
from planner.ports.messages import Carrier

RELAY, SENDER = "VERTREKPLANNER_SMTP", "VERTREKPLANNER_AFZENDER"
"""``smtps://user:password@host:465`` or ``smtp://host:587`` (with STARTTLS unless on this machine), and who sends."""
WEBHOOK_SECRET = "VERTREKPLANNER_WEBHOOK_GEHEIM"  # noqa: S105 - the name of a variable
MAIL_PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class CarrierSettingsError(ValueError):
    """A setting cannot be used; the text says what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A mail relay."""

    host: str
    port: int
    encrypted: bool
    """From the first byte; otherwise STARTTLS, except on this machine."""
    user: str = ""
    password: str = ""


def carriers(environ: Mapping[str, str] = os.environ) -> dict[Channel, Carrier]:
    """Return the carriers that are set up; raise CarrierSettingsError, or ValueError for a wrong own address."""
    from api.outbox.mail import Mail  # noqa: PLC0415 - only where messages are sent
    from api.outbox.webhook import Webhook  # noqa: PLC0415

    base = configured_address(environ)
    found: dict[Channel, Carrier] = {}
    if environ.get(RELAY):
        found[Channel.MAIL] = Mail(relay=relay(environ[RELAY]), sender=_sender(environ), base=base)
    if environ.get(WEBHOOK_SECRET):
        found[Channel.WEBHOOK] = Webhook(secret=environ[WEBHOOK_SECRET], base=base)
    return found


def relay(address: str) -> Relay:
    """Read the address of a relay."""
    parts = urlsplit(address)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        msg = (
            f"{RELAY} is geen adres van een mailserver\nSchrijf bijvoorbeeld smtps://naam:wachtwoord@mail.example:465."
        )
        raise CarrierSettingsError(msg)
    return Relay(
        host=parts.hostname,
        port=parts.port or MAIL_PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _sender(environ: Mapping[str, str]) -> str:
    sender = environ.get(SENDER, "")
    if "@" not in sender:
        msg = f"{SENDER} ontbreekt of is geen mailadres\nSchrijf van wie de berichten komen."
        raise CarrierSettingsError(msg)
    return sender
