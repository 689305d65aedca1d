"""Reading what somebody filled in. That a form was sent from our own page is looked at by the gate.

Not allowed here: what the fields mean.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

MOST_FIELDS = 2000


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


def own_path(text: str) -> str:
    """Return a path on this server, or the front page for anything that might lead elsewhere."""
    own = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if own else "/"
