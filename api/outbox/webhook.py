"""Messages to programs that listen: JSON, signed, so that the program knows it came from here and when."""

import hashlib
import hmac
import http.client
import json
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from api.outbox.settings import LOOPBACK
from api.outbox.words import line, link_to
from planner.domain.civil import to_utc
from planner.domain.messages import Change, Message
from planner.domain.time import Minute
from planner.ports.messages import CarrierError

SIGNATURE = "X-Vertrekplanner-Signature"
PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Implements ``planner.ports.messages.Carrier``."""

    secret: str
    base: str = ""

    def carry(self, number: int, message: Message, *, token: str) -> None:
        """Post the message; raise CarrierError. Redirects are not followed."""
        target = urlsplit(message.address)
        if target.scheme != "https" and not (target.scheme == "http" and target.hostname in LOOPBACK):
            raise CarrierError("alleen https-adressen worden aangeroepen", lasting=True)
        content = json.dumps(_data(number, message, link_to(self.base, number, token)), ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f"bericht-{number}",
            SIGNATURE: signature(self.secret, content, int(time.time())),
        }
        try:
            status = _post(target, content, headers)
        except (OSError, http.client.HTTPException) as error:
            raise CarrierError(f"het programma antwoordt niet ({type(error).__name__})") from error
        if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
            raise CarrierError(f"het programma antwoordde {status}", lasting=status == http.client.GONE)


def signature(secret: str, content: bytes, at: int) -> str:
    """Return the signature of content at a moment (seconds since 1970): ``t=…,v1=…``, HMAC-SHA256 of ``t.content``."""
    signed = hmac.digest(secret.encode(), f"{at}.".encode() + content, hashlib.sha256).hex()
    return f"t={at},v1={signed}"


def _post(target: SplitResult, content: bytes, headers: dict[str, str]) -> int:
    host, port = target.hostname or "", target.port
    if target.scheme == "https":
        context = ssl.create_default_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, port, timeout=PATIENCE, context=context
        )
    else:
        connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        path = f"{target.path or '/'}?{target.query}" if target.query else target.path or "/"
        connection.request("POST", path, body=content, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _data(number: int, message: Message, link: str) -> dict[str, object]:
    return {
        "bericht": number,
        "publicatie": message.release,
        "agenda": message.calendar,
        "wijzigingen": [_change(change) for change in message.changes],
        "gezien": link or None,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "soort": change.kind.value,
        "wat": change.what,
        "van": _instant(change.before),
        "naar": _instant(change.after),
        "waarom": change.why or None,
        "tekst": line(change),
    }


def _instant(minute: Minute | None) -> str | None:
    return None if minute is None else to_utc(minute).isoformat()
