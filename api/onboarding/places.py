"""Under which addresses a person's calendar is found, for programs that ask in different ways.

Not allowed here: secrets; a secret address is put together by who just made it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from planner.domain.feeds import CalendarKind, CalendarRef


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of one person's calendar at a server, ``https://vertrekplanner.intern`` for instance."""

    server: str
    owner: str

    @property
    def calendar(self) -> CalendarRef:
        """The person's calendar."""
        return CalendarRef(CalendarKind.PERSONAL, self.owner)

    @property
    def feed(self) -> str:
        """Where a program that can send a password subscribes."""
        return f"{self.server}/ical/{self.calendar}.ics"

    @property
    def dav(self) -> str:
        """Where a program that speaks CalDAV begins."""
        return f"{self.server}/dav/"

    @property
    def for_android(self) -> str:
        """The address that opens a CalDAV app on a telephone with server and user filled in; empty without TLS."""
        host = self.server.removeprefix("https://")
        return "" if host == self.server else f"caldavs://{self.owner}@{host}/dav/"

    @property
    def host(self) -> str:
        """The name of the server alone."""
        return urlsplit(self.server).hostname or ""

    @property
    def port(self) -> int:
        """The port, the usual one of the scheme when none is named."""
        return urlsplit(self.server).port or (443 if self.encrypted else 80)

    @property
    def encrypted(self) -> bool:
        """Whether the way there is encrypted."""
        return self.server.startswith("https://")
