"""Which carriers this installation has, by environment variables.

Not allowed here: carrying.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from api.address import configured_address
from planner.domain.messages import Channel, Message, Office
from planner.ports.messages import Carrier

RELAY, SENDER = "VERTREKPLANNER_SMTP", "VERTREKPLANNER_AFZENDER"
"""``smtps://user:password@host:465`` or ``smtp://host:587`` (with STARTTLS unless on this machine), and who sends."""
INSPECTORATE = "VERTREKPLANNER_INSPECTIE"
"""Where the office of the inspectorate is told: a mail address, or the https address of a program that listens."""
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


def carriers(environ: Mapping[str, str] = os.environ) -> dict[Channel | Office, Carrier]:
    """Return the carriers that are set up; raise CarrierSettingsError, or ValueError for a wrong own address."""
    from api.outbox.mail import Mail  # noqa: PLC0415 - only where messages are sent
    from api.outbox.webhook import Webhook  # noqa: PLC0415

    base = configured_address(environ)
    found: dict[Channel | Office, Carrier] = {}
    if environ.get(RELAY):
        found[Channel.MAIL] = Mail(relay=relay(environ[RELAY]), sender=_sender(environ), base=base)
    if environ.get(WEBHOOK_SECRET):
        found[Channel.WEBHOOK] = Webhook(secret=environ[WEBHOOK_SECRET], base=base)
    office = environ.get(INSPECTORATE, "").strip()
    inner = found.get(Channel.MAIL if "@" in office and "/" not in office else Channel.WEBHOOK)
    if office and inner is not None:
        found[Office.INSPECTORATE] = AtOffice(inner=inner, address=office)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOffice:
    """Implements ``planner.ports.messages.Carrier``: brings messages where an office is."""

    inner: Carrier
    address: str

    def carry(self, number: int, message: Message, *, token: str) -> None:
        """Bring it by mail or to a program; raise CarrierError."""
        self.inner.carry(number, replace(message, address=self.address), token=token)


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
