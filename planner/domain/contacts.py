"""How a contact of a place is written: a function and a telephone number, never a name.

Not allowed here: where contacts are shown and to whom.
"""

import re

from planner.domain.places import PlaceContact
from planner.domain.wording import either

EXAMPLE = "receptie: 088-1234567"
_CONTACT = re.compile(r"([^:|]{1,60}):\s*(\+?[0-9][0-9 ()-]{4,20})")


def parse_contact(text: str) -> PlaceContact:
    """Return the contact; raise ValueError with the problem and, on a new line, the remedy, in Dutch."""
    match = _CONTACT.fullmatch(text.strip())
    if match is None or not match[1].strip():
        raise ValueError(
            either(
                f"dit is geen functie met telefoonnummer\nSchrijf het als {EXAMPLE}.",
                f"this is no function with a telephone number\nWrite it as {EXAMPLE}.",
            )
        )
    return PlaceContact(function=match[1].strip(), phone=match[2].strip())


def contact_text(contact: PlaceContact) -> str:
    """Return the contact as it is written."""
    return f"{contact.function}: {contact.phone}"
