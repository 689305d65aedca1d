"""Reading what somebody filled in. That a form was sent from our own page is looked at by the gate.

Not allowed here: what the fields mean.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from planner.intake.moments import TWICE

MOST_FIELDS = 2000
_PLAIN_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class FormError(ValueError):
    """What was sent cannot be read; the text says what to do."""


async def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields of a sent form, the last of each name; raise FormError."""
    return {name: values[-1] for name, values in (await fields_of(request)).items()}


async def fields_of(request: Request) -> Mapping[str, list[str]]:
    """Return the fields of a sent form with all their values; raise FormError."""
    try:
        text = (await request.body()).decode("ascii")
        return parse_qs(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        msg = "het formulier is niet leesbaar\nOpen de pagina opnieuw en vul het opnieuw in."
        raise FormError(msg) from error


def moment_type(value: object = "", problem: object = "") -> str:
    """Return the type of a field for a moment: text where an hour that comes twice has to be told apart.

    A browser's own field for moments cannot say which of the two is meant.
    """
    plain = not value or _PLAIN_MOMENT.fullmatch(str(value)) is not None
    twice = any(words in str(problem) for words in (TWICE.nl, TWICE.en))
    return "datetime-local" if plain and not twice else "text"


def own_path(text: str) -> str:
    """Return a path on this server, or the front page for anything that might lead elsewhere."""
    own = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if own else "/"
