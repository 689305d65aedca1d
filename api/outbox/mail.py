"""Messages by mail, through the organisation's relay. Plain text only: nothing to fetch, nothing to trace."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from api.outbox.settings import LOOPBACK, Relay
from api.outbox.words import body, link_to, subject
from planner.domain.civil import to_utc
from planner.domain.messages import Message
from planner.ports.messages import CarrierError

PATIENCE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Implements ``planner.ports.messages.Carrier``."""

    relay: Relay
    sender: str
    base: str = ""

    def carry(self, number: int, message: Message, *, token: str) -> None:
        """Hand the message to the relay; raise CarrierError, a lasting one when the relay will never take it."""
        mail = self._mail(number, message, token)
        try:
            with self._connected() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            lasting = all(code >= 500 for code in codes)  # noqa: PLR2004 - RFC 5321: 5yz will not change
            raise CarrierError("de mailserver neemt dit adres niet aan", lasting=lasting) from error
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierError(f"de mailserver nam het niet aan ({type(error).__name__})") from error

    def _mail(self, number: int, message: Message, token: str) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        try:
            mail["From"], mail["To"] = self.sender, message.address
        except ValueError as error:
            raise CarrierError("dit is geen mailadres", lasting=True) from error
        mail["Subject"] = subject(message)
        mail["Date"] = format_datetime(to_utc(message.made_at))
        mail["Message-ID"] = f"<bericht-{number}-{message.release}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(body(message, link_to(self.base, number, token)))
        return mail

    def _connected(self) -> smtplib.SMTP:
        relay = self.relay
        context = ssl.create_default_context()
        if relay.encrypted:
            server: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(relay.host, relay.port, timeout=PATIENCE)
            if relay.host not in LOOPBACK:
                server.starttls(context=context)
        if relay.user:
            server.login(relay.user, relay.password)
        return server
