"""What is asked: from which machine, and the fields of a small form.

Not allowed here: answers.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_FIELDS = 16


def client_of(request: Request) -> str:
    """Return the machine that asks."""
    return request.client.host if request.client else ""


async def fields_of(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, none for what cannot be read; of a field sent twice the last."""
    body = await request.body()
    try:
        pairs = parse_qsl(body.decode(), max_num_fields=MOST_FIELDS, strict_parsing=bool(body))
    except ValueError:
        return {}
    return {name: "".join(char for char in value if char.isprintable()).strip() for name, value in pairs}
