"""Asking the identity provider, and nobody else: no redirects are followed and answers are small.

Not allowed here: what is asked.
"""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urlsplit

from api.access.oidc.settings import LOOPBACK, OidcSettings

PATIENCE = 5.0
MOST_BYTES = 500_000


class ProviderError(RuntimeError):
    """The provider does not answer as it should; the text says how, for the log of the server."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches from the issuer's own host and the hosts that the settings name beside it."""

    settings: OidcSettings

    def get(self, url: str) -> Mapping[str, object]:
        """Return the JSON object at an address; raise ProviderError."""
        return self._asked("GET", url, None, {})

    def post(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Mapping[str, object]:
        """Send a form and return the JSON object that answers it; raise ProviderError."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._asked("POST", url, urlencode(fields).encode(), form)

    def refuse_elsewhere(self, url: str) -> SplitResult:
        """Return the parts of an address of the provider; raise ProviderError for anybody else's."""
        parts, own = urlsplit(url), urlsplit(self.settings.issuer)
        same = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        named = parts.scheme == "https" and parts.netloc in self.settings.hosts
        plain = parts.scheme == "http" and parts.hostname not in LOOPBACK
        if not (same or named) or plain or parts.username is not None:
            raise ProviderError(f"{parts.scheme}://{parts.netloc} is not the provider")
        return parts

    def _asked(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Mapping[str, object]:
        parts = self.refuse_elsewhere(url)
        connection = _connection(parts)
        try:
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request(method, path, body, {"Accept": "application/json", **headers})
            answer = connection.getresponse()
            content = answer.read(MOST_BYTES + 1)
            if answer.status != http.client.OK or len(content) > MOST_BYTES:
                raise ProviderError(f"{method} {parts.path} answered {answer.status}, {len(content)} bytes")
            read = json.loads(content)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ProviderError(f"{method} {parts.path} failed: {type(error).__name__}") from error
        finally:
            connection.close()
        if not isinstance(read, dict):
            raise ProviderError(f"{method} {parts.path} answered no object")
        return read


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)
