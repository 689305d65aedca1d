"""Who comes from outside: through a reverse proxy on this machine that ends TLS, at a port of its own.

Only what is listed here is answered there. Everything else does not exist for who comes from outside, or, where the
installation says so, only for who signed in: who did not gets the same answer whatever is asked for. What others say
about where a request comes from counts there alone, for only the proxy reaches that port.
Not allowed here: routes.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

OPEN = (
    re.compile(r"/ical/.+\.ics"),
    re.compile(r"/dav(?:/.*)?"),
    re.compile(r"/\.well-known/caldav"),
    re.compile(r"/agenda/[^/]+/\d+/[0-9a-f]{32}(?:/rooster\.mobileconfig)?"),
    re.compile(r"/bericht/\d+/[0-9a-f]{32}"),
    re.compile(r"/voorstel/\d+/[0-9a-f]{32}(?:/(?:afspraak|bezet)\.ics)?"),
    re.compile(r"/blad/[^/]+/\d+"),
    re.compile(r"/taal"),
    re.compile(r"/static/(?:thema\.css|[^/]+\.(?:woff2|svg|png)|(?:kader|buiten)/[^/]+\.(?:css|js))"),
)
"""What may be asked for from outside: each either needs a secret, or holds nothing of a case."""
DOOR = (
    re.compile(r"/aanmelden(?:/[a-z-]+){0,2}"),
    re.compile(r"/afmelden"),
    re.compile(r"/wachtwoord/[^/]+"),
)
"""The pages of signing in: there too, only where the desk may be reached from outside."""
ABOUT_THE_WAY = re.compile(rb"x-forwarded-.*|forwarded|via|x-real-ip|x-remote-.*|x-script-name", re.IGNORECASE)
"""Headers in which a proxy tells about the way; nothing behind the gate sees them."""
ONLY_ENCRYPTED = "max-age=31536000"
"""How long a program remembers to come by TLS only."""
NEIGHBOURHOOD = 64
"""Bits of an IPv6 address that one subscriber has at least: who guesses could take another address each time."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The port that the proxy brings requests to, and the name and port (none: the usual one) people ask for."""

    port: int
    host: str
    desk: bool = False
    """Whether people may sign in from outside, and then come to all pages of their role."""

    def is_from(self, scope: Scope) -> bool:
        """Return whether a request came in at the proxy's port; nothing that the request says itself counts."""
        return bool(self.port) and (scope.get("server") or ("", None))[1] == self.port

    def refused(self, scope: Scope) -> HTTPStatus | None:
        """Return why a request from outside is not let in, or None when it is."""
        headers = Headers(scope=scope)
        if not self.host or [name.lower() for name in headers.getlist("host")] != [self.host]:
            return HTTPStatus.MISDIRECTED_REQUEST
        if headers.getlist("x-forwarded-proto") != ["https"]:
            return HTTPStatus.UPGRADE_REQUIRED
        if machine_of(headers) is None:
            return HTTPStatus.BAD_REQUEST
        path = scope["path"]
        return None if is_open(path) or (self.desk and not _is_detour(path)) else HTTPStatus.NOT_FOUND

    def wants_account(self, scope: Scope) -> bool:
        """Return whether what is asked for exists outside only for who signed in."""
        path = scope["path"]
        return not is_open(path) and not any(way.fullmatch(path) for way in DOOR)


def is_open(path: str) -> bool:
    """Return whether a path may be asked for from outside; one that goes up or round about may not."""
    return not _is_detour(path) and any(way.fullmatch(path) for way in OPEN)


def _is_detour(path: str) -> bool:
    return any(part in ("", ".", "..") for part in path.split("/")[1:-1])


def machine_of(headers: Headers) -> str | None:
    """Return the machine that the proxy names last, None when it names none."""
    named = headers.getlist("x-forwarded-for")
    if len(named) != 1:
        return None
    try:
        address: IPv4Address | IPv6Address = ip_address(named[0].rpartition(",")[2].strip())
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), NEIGHBOURHOOD), strict=False))


def tells_of_a_way(scope: Scope) -> bool:
    """Return whether a request says to have come through a proxy."""
    return any(ABOUT_THE_WAY.fullmatch(name) for name, _ in scope["headers"])


def without_the_way(scope: Scope, machine: str | None = None) -> Scope:
    """Return the request without what is said about its way; from ``machine``, by TLS, when it came from outside."""
    headers = [(name, value) for name, value in scope["headers"] if not ABOUT_THE_WAY.fullmatch(name)]
    found = {**scope, "headers": headers}
    return found if machine is None else {**found, "client": (machine, 0), "scheme": "https"}
