"""What may not go out, and to whom calendars belong: markers stand in every fact that calendars may not tell.

Not allowed here: tests.
"""

from dataclasses import replace

from api.composition import SystemClock
from planner.domain.feeds import CalendarKind, CalendarRef, CredentialKind, DetailLevel
from planner.domain.plan import part, with_parts
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import AccessWanted, Granted, grant_access
from tests.api.example_release import SECRETS
from tests.api.pages.sheets.marked import DJI_ONLY, KMAR_ONLY, NOBODY
from tests.api.privacy.planted_casework import CASEWORK_WORDS

CLOCK = SystemClock()
HIDDEN = (
    *SECRETS,
    *KMAR_ONLY,
    *DJI_ONLY,
    *NOBODY,
    "Ambassade",
    "CMN",
    "grensdienst-X",
    "088 000 0999",
    "088-000 0101",
    "088-000 0777",
    "KM-20417",
    "bewakingspapier",
    "voorbeeld",
    *CASEWORK_WORDS,
)
"""Mission, country, flight, destination, restraint and medical words, references, contacts, officers, the hash."""
CALENDARS = {
    CalendarKind.PERSONAL: "RV-0001",
    CalendarKind.TEAM: "AZC",
    CalendarKind.VEHICLE: "DV-07",
    CalendarKind.ESCORT: "KMAR-01",
    CalendarKind.MISSION: "EMB",
    CalendarKind.SITE: "AZC",
    CalendarKind.ROOM: "AZC",
}


def with_room(release: Release) -> Release:
    """Return the release with a room in use, so that there is something in each kind of calendar."""
    talk = release.appointments[0]
    room = part(talk.id, ResourceRef(ResourceKind.ROOM, "AZC"), talk.start, talk.end)
    entry = CalendarEntry(id=room.id, participation=room, appointment=talk, sequence=0, changed_at=release.published_at)
    return replace(
        release,
        appointments=(with_parts(talk, room), *release.appointments[1:]),
        entries=(*release.entries, entry),
        changed=(*release.changed, entry.id),
    )


def granted(store: SqlStore, kind: CalendarKind, level: DetailLevel, *, address: bool = False) -> Granted:
    wanted = AccessWanted(
        owner=CALENDARS[kind],
        label="x",
        calendars=(CalendarRef(kind, CALENDARS[kind]),),
        kind=CredentialKind.ADDRESS if address else CredentialKind.DEVICE,
        level=level,
    )
    return grant_access(store, CLOCK, wanted, addresses=True)


def leaked(text: str) -> list[str]:
    """Return the markers in a text; a folded line of a calendar is read as one line."""
    whole = text.replace("\r\n ", "")
    return [word for word in HIDDEN if word in whole]


class Before:
    """A clock before everything in a release."""

    def __init__(self, release: Release) -> None:
        self._minute = Minute(min(item.start for item in release.appointments) - 1440)

    def now(self) -> Minute:
        """Return that minute."""
        return self._minute
