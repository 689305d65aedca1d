"""Asking a routing service over HTTP: only the configured address, with a time limit, and errors with a remedy.

Not allowed here: what a particular service answers (``osrm``, ``valhalla``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from planner.codec.canonical import CodecError, from_plain
from planner.domain.wording import either

T = TypeVar("T")
_OTHER_FORM = ("het antwoord heeft een andere vorm", "the answer has another form")
Json = str | float | Sequence["Json"] | Mapping[str, "Json"]
MAX_BYTES = 200_000_000


class RoutingServiceError(RuntimeError):
    """The routing service did not give what was asked; the text names the remedy."""


class _NoRedirects(HTTPRedirectHandler):
    """Refuses to be sent on to another address."""

    def redirect_request(self, *_: object) -> None:
        """Return nothing: the redirect becomes an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingService:
    """One routing service at a base address, such as ``http://localhost:5000``."""

    name: str
    base: str
    seconds: float = 30.0

    def __post_init__(self) -> None:
        """Refuse addresses that are not plain HTTP ones."""
        parts = urlsplit(self.base)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise RoutingServiceError(
                either(
                    f"het adres van {self.name} is niet leesbaar\nSchrijf bijvoorbeeld http://localhost:5000.",
                    f"the address of {self.name} cannot be read\nWrite for instance http://localhost:5000.",
                )
            )

    def ask(self, path: str, kind: type[T], body: Json | None = None) -> T:
        """Return the answer as a ``kind`` (a dataclass); raise RoutingServiceError."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310 - the scheme was checked
            f"{self.base.rstrip('/')}{path}", data=data, headers={"Content-Type": "application/json"}
        )
        opener = build_opener(_NoRedirects, ProxyHandler({}))
        try:
            with opener.open(request, timeout=self.seconds) as response:
                text: bytes = response.read(MAX_BYTES + 1)
        except HTTPError as error:
            with error:
                raise self.refused(
                    _reason(error.read(10_000)) or either(f"antwoord {error.code}", f"answer {error.code}")
                ) from error
        except (URLError, OSError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise RoutingServiceError(
                either(
                    f"{self.name} is niet bereikbaar ({reason})\n"
                    "Controleer of de dienst draait, of haal de instelling weg.",
                    f"{self.name} cannot be reached ({reason})\n"
                    "See whether the service runs, or take the setting away.",
                )
            ) from error
        if len(text) > MAX_BYTES:
            raise self.refused(either("het antwoord is te groot", "the answer is too large"))
        try:
            answer = json.loads(text)
            if isinstance(answer, dict):
                return from_plain(answer, kind)
        except CodecError as error:
            raise self.refused(either(*_OTHER_FORM)) from error
        except ValueError as error:
            raise self.refused(either("het antwoord is geen JSON", "the answer is no JSON")) from error
        raise self.refused(either(*_OTHER_FORM))

    def refused(self, reason: str) -> RoutingServiceError:
        """Return the error for an answer that is of no use."""
        return RoutingServiceError(
            either(
                f"{self.name} gaf geen reistijden: {reason or 'onbekende vorm'}\n"
                "Controleer de kaart en de grenzen van de dienst.",
                f"{self.name} gave no travel times: {reason or 'unknown form'}\n"
                "Check the map and the limits of the service.",
            )
        )


def _reason(text: bytes) -> str:
    """Return what the service itself says is wrong, made fit to print."""
    try:
        answer = json.loads(text)
    except ValueError:
        return ""
    found = answer.get("message") or answer.get("error") or answer.get("code") if isinstance(answer, dict) else ""
    return "".join(char for char in str(found or "") if char.isprintable())[:200]
