"""The profile that makes the calendar account on an iPhone or a Mac.

It never holds a password: Apple allows one in encrypted profiles alone, and the device asks for it while installing.
Not allowed here: HTTP.
"""

import plistlib
from uuid import NAMESPACE_URL, uuid5

from api.onboarding.places import Places
from planner.domain.wording import Text

MEDIA_TYPE = "application/x-apple-aspen-config"
IDENTIFIER = "vertrekplanner.agenda"
_DESCRIPTION = Text(
    nl="Zet het rooster en de agenda voor afwezigheid op dit apparaat.",
    en="Puts the roster and the calendar for absences on this device.",
)


def profile(places: Places) -> bytes:
    """Return the profile of a person's account; the same person, server and language give the same bytes."""
    account = {
        "PayloadType": "com.apple.caldav.account",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"{IDENTIFIER}.{places.owner}.account",
        "PayloadUUID": _uuid(places, "account"),
        "PayloadDisplayName": "Rooster",
        "CalDAVAccountDescription": f"Rooster {places.owner}",
        "CalDAVHostName": places.host,
        "CalDAVPort": places.port,
        "CalDAVUseSSL": places.encrypted,
        "CalDAVUsername": places.owner,
        "CalDAVPrincipalURL": f"/dav/{places.owner}/",
    }
    whole = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"{IDENTIFIER}.{places.owner}",
        "PayloadUUID": _uuid(places, "profile"),
        "PayloadDisplayName": f"Rooster {places.owner}",
        "PayloadDescription": str(_DESCRIPTION),
        "PayloadOrganization": "Vertrekplanner",
        "PayloadContent": [account],
    }
    return plistlib.dumps(whole, sort_keys=False)


def _uuid(places: Places, part: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{places.server}/{places.owner}/{part}")).upper()
