"""What the routes of the JSON API share: answers, pages of lists, and refusals in words.

Not allowed here: what is asked and answered.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import Header, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.server.problems import problem
from api.v1.shapes import MOST
from api.web.once import key_used
from api.web.speech import _, language_of
from planner.domain.ids import CaseId
from planner.domain.once import KeyUsedError
from planner.domain.wording import speaking

T = TypeVar("T")
ROOT = "/api/v1"
JSON = "application/json"
NOT_KEPT = {"Cache-Control": "no-store"}
KEPT = "private, no-cache"
_WORDS = re.compile(r"[\w.-]+")

PlanNumber = Annotated[int, Path(ge=1, le=MOST, description="Nummer van een plan.", examples=[12])]
Limit = Annotated[int, Query(ge=1, le=200, description="Hoeveel er hoogstens in een antwoord staan.")]
Cursor = Annotated[str, Query(max_length=200, description="Verder na deze plaats: de waarde van next.")]
Match = Annotated[str, Header(alias="If-Match", max_length=80, description="ETag van wat u zag.")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=100,
        description="Herhalen is dan veilig: wie hetzelfde nog eens vraagt, krijgt het eerste antwoord.",
        examples=["b1f0-voorstel"],
    ),
]


class RefusedError(Exception):
    """Something is not done; first line what, second line what to do."""

    def __init__(self, status: int, said: str, *, title: str = "") -> None:
        super().__init__(said)
        self.status, self.title = status, title


class UnreadableCursorError(RefusedError):
    """A place in a list that is none."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, _("deze plaats in de lijst bestaat niet\nBegin zonder cursor."))


def answered(shown: BaseModel, *, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Response:
    """Return an answer; what may not be seen is left out, and nobody keeps it."""
    content = shown.model_dump_json(exclude_none=True)
    return Response(content, status, {**NOT_KEPT, **(headers or {})}, JSON)


def lasting(request: Request, shown: BaseModel) -> Response:
    """Return an answer that never changes for who asks, or 304 when the reader has it already."""
    content = shown.model_dump_json(exclude_none=True).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": KEPT, "Vary": "Accept-Language, Cookie, Authorization"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, headers=headers, media_type=JSON)


def spoken(request: Request, make: Callable[[], Response]) -> Response:
    """Return what is made in the language of who asks; what is refused is said in it, too."""
    with speaking(language_of(request)):
        try:
            return make()
        except RefusedError as error:
            return problem(error.status, title=error.title, detail=str(error))
        except KeyUsedError:
            return key_used(language_of(request))


def page_of(items: Sequence[T], limit: int, cursor: str, key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """Return a page of an ordered list, and where the next one begins; raise UnreadableCursorError.

    A cursor names the last item shown: what comes or goes before it does not shift the page.
    """
    begin = 0
    if cursor:
        begin = next((at + 1 for at, item in enumerate(items) if _mark(key(item)) == cursor), -1)
        if begin < 0:
            raise UnreadableCursorError
    chosen = items[begin : begin + limit]
    more = begin + limit < len(items)
    return chosen, _mark(key(chosen[-1])) if more else None


def named_in(data: object, cases: Iterable[CaseId]) -> set[CaseId]:
    """Return which of these cases an answer names, in keys of activities and in sentences alike."""
    words = set(_WORDS.findall(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)))
    return {case for case in cases if case in words}


def _mark(text: str) -> str:
    """Return the cursor of an item: a hash, for a list may be in the order of case codes."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
