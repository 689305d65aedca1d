"""The CalDAV application: Radicale, set up to know nothing but the books.

Not allowed here: HTTP servers, and who may listen.
"""

import logging
from collections.abc import Callable, Iterable

import vobject
from dateutil import tz
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
from radicale import config
from radicale.app import Application

from calendars.dav.storage import Collections, DavAuth, DavRights, DavStorage
from planner.domain.civil import zone_names

LARGEST = 100_000
"""Bytes of the largest object that is taken."""
Wsgi = Callable[[dict[str, object], Callable[..., object]], Iterable[bytes]]


def dav_application(collections: Collections, signs_in: Callable[[str, str], bool]) -> Wsgi:
    """Return the application; ``signs_in`` says whether a user's password is right."""
    register_time_zones()
    logging.getLogger("radicale").setLevel(logging.ERROR)  # its warnings hold user names and paths
    configuration = config.load()
    configuration.update(
        {
            "storage": {"type": type("Storage", (DavStorage,), {"of": staticmethod(collections)})},
            "auth": {
                "type": type("Auth", (DavAuth,), {"signs_in": staticmethod(signs_in)}),
                "delay": "0",
                "cache_logins": "False",
            },
            "rights": {"type": DavRights},
            "web": {"type": "none"},
            "server": {"max_content_length": str(LARGEST)},
            "logging": {"level": "error", "mask_passwords": "True"},
        },
        "vertrekplanner",
        privileged=True,
    )
    application: Wsgi = Application(configuration)
    return application


def register_time_zones() -> None:
    """Name every zone before a client can: vobject keeps the first meaning of a name for everybody on the server."""
    names = {name: name for name in zone_names()} | WINDOWS_TO_OLSON
    for name, zone in sorted(names.items()):
        found = tz.gettz(zone)
        if found is not None:
            vobject.icalendar.registerTzid(name, found)
