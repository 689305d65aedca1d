"""Under which address other machines in the network reach the server: none, unless an environment variable names it.

Not allowed here: listening.
"""

import os
import re
from collections.abc import Mapping

ADDRESS = "VERTREKPLANNER_ADRES"
"""Scheme, name and port without a path, for instance https://vertrekplanner.intern."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]{1,200}(?::\d{1,5})?")


def configured_address(environ: Mapping[str, str] = os.environ) -> str:
    """Return the address without a slash at its end, empty when none is named; raise ValueError for a wrong one."""
    address = environ.get(ADDRESS, "").rstrip("/")
    if address and _ADDRESS.fullmatch(address) is None:
        msg = f"{ADDRESS}: {address!r} is geen adres\nSchrijf het als https://vertrekplanner.intern, zonder pad."
        raise ValueError(msg)
    return address


def host_of(address: str) -> str:
    """Return the name and port that browsers ask for at the address; they leave the usual port out."""
    scheme, _, host = address.lower().partition("://")
    return host.removesuffix(":443" if scheme == "https" else ":80")
