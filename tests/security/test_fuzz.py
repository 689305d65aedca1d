"""Requests drawn from the description of the API, those that fit it and those that do not, by every role in turn.

Nothing may break down, answer what is not described, answer in another shape, or take in what does not fit.
"""

from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from itertools import count
from typing import Any

import pytest
import requests
import schemathesis
from httpx2 import Response
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from api.v1.described import described
from tests.security.asking import HERE, Ask
from tests.security.made import VISITORS, Made, answers

FEW, MANY = 6, 180
"""Requests per operation and kind; the many together are more than 12,000."""
OUTSIDE = ("/api/v1/solves POST", "/api/v1/scenarios/{scenario}/solves POST")
"""A solve that fits the description would be searched for; what is refused of it has tests of its own."""
WRITERS = ("planner", "leidinggevende", "systeem")
"""Who may do most comes as often as all others together."""
Operation = APIOperation[Any, Any, Any, Any]
Drawn = Case[Any]
OF_REQUEST = ("method", "url", "headers", "params", "json", "data", "files", "cookies")
CHECKS = (
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
)


def test_every_operation_holds_a_few_drawn_requests(here: Made) -> None:
    assert drawn(here, FEW) == []


@pytest.mark.nightly
def test_every_operation_holds_many_drawn_requests(here: Made) -> None:
    assert drawn(here, MANY) == []


def drawn(here: Made, number: int) -> list[str]:
    """Draw so many requests of each kind per operation, and return what went wrong."""
    wrong, turn, asked = list[str](), count(), Counter[int]()
    for operation in operations(here):
        for mode in GenerationMode:
            wrong.extend(_campaign(here, operation, mode, number, turn, asked))
    print(f"{sum(asked.values())} requests: {dict(sorted(asked.items()))}")  # noqa: T201 - shown by pytest -s
    return wrong


def operations(here: Made) -> Iterator[Operation]:
    """Yield the operations for programs."""
    schema = schemathesis.openapi.from_dict(dict(described(here.app)))
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation: Operation = found.ok()
        if operation.path.startswith("/api/v1/") and f"{operation.path} {operation.method.upper()}" not in OUTSIDE:
            yield operation


def _campaign(
    here: Made, operation: Operation, mode: GenerationMode, number: int, turn: Iterator[int], asked: Counter[int]
) -> list[str]:
    wrong = list[str]()

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case: Drawn) -> None:
        at = next(turn)
        visitor = WRITERS[at // 2 % len(WRITERS)] if at % 2 else VISITORS[at // 2 % len(VISITORS)]
        answer = _sent(here, case, visitor)
        asked[int(answer.status_code)] += 1
        if answer.status_code >= 500:
            wrong.append(f"{visitor} {mode.value} {operation.label}: {answer.status_code} {case.body!r} {answer.text}")
            return
        try:
            case.validate_response(answer, checks=_checks(answer))
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - the checks have many errors of their own
            wrong.append(f"{visitor} {mode.value} {operation.label}: {error}")

    try:
        each()
    except Exception as error:  # noqa: BLE001 - what cannot be drawn is told with the rest
        if "Unsatisfiable" not in type(error).__name__:
            wrong.append(f"{mode.value} {operation.label}: {type(error).__name__} {error}")
    return wrong


def _checks(answer: Response) -> list[CheckFunction]:
    """Return what an answer has to stand; that a body is too large refuses it as well as any other status does."""
    refused = answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return [check for check in CHECKS if not (refused and check is negative_data_rejection)]


def _sent(here: Made, case: Drawn, visitor: str) -> Response:
    asked: dict[str, Any] = case.as_transport_kwargs(base_url=HERE)
    ready = requests.Request(**{name: asked.get(name) for name in OF_REQUEST}).prepare()
    shown = {"content-length", *(name.lower() for name in here.headers[visitor])}
    headers = {name: _text(value) for name, value in ready.headers.items() if name.lower() not in shown}
    body = ready.body or b""
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    assert isinstance(content, bytes)
    path = str(ready.url).removeprefix(HERE)
    ask = Ask(visitor=visitor, method=str(ready.method), path=path, headers=headers, content=content)
    (answer,) = answers(here, [ask])
    return answer


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
