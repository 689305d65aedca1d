"""The description of the API as OpenAPI 3.1: what every operation may answer, who may ask, and nothing that is not so.

Not allowed here: routes.
"""

from collections.abc import Iterator
from typing import cast

from fastapi import FastAPI
from pydantic.json_schema import JsonSchemaValue

from api.desk.edit_shapes import Refusal
from api.server.problems import MEDIA_TYPE, Problem
from api.web.guard import COOKIE, DATA

Json = dict[str, object]
TOKEN = "/api/v1/token"  # noqa: S105 - an address
_SCHEMA: Json = {"$ref": "#/components/schemas/Problem"}
_SAID = {
    304: "Ongewijzigd sinds de ETag die werd meegestuurd",
    400: "Niet leesbaar: welk veld, en waarom",
    401: "Niet aangemeld, of te lang geleden voor deze stap",
    403: "Hoort niet bij de rol, of werd van een andere pagina gevraagd",
    404: "Bestaat niet, of niet voor wie het vraagt",
    405: "Werkwijze niet toegestaan",
    409: "Kan nu niet: wat er in de weg staat",
    412: "Intussen gewijzigd",
    413: "Te groot",
    414: "Adres te lang",
    421: "Onbekende naam van de server",
    422: "Kan niet: waarom, in woorden",
    428: "De stand waarvan wordt uitgegaan ontbreekt (If-Match)",
    429: "Te veel tegelijk",
    503: "Even niet bereikbaar",
}
ALWAYS = (400, 401, 403, 404, 413, 414, 421, 503)
"""What any operation under /api/ may answer."""


def told(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return how further answers of an operation are described."""
    return {
        status: {"description": _SAID[status]}
        if status == 304  # noqa: PLR2004 - the one without content
        else {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
        for status in statuses
    }


def described(app: FastAPI) -> Json:
    """Return the description, made once."""
    kept: object = getattr(app.state, "description", None)
    if isinstance(kept, dict):
        return cast("Json", kept)
    document = app.openapi()
    for path, operation in _operations(document):
        _correct(path, operation)
    components = document.setdefault("components", {})
    _add_shapes(components.setdefault("schemas", {}))
    components["securitySchemes"] = {
        "sessie": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "Aangemeld in de browser."},
        "systeem": {
            "type": "oauth2",
            "description": "Een ander programma, met een token voor een kwartier.",
            "flows": {"clientCredentials": {"tokenUrl": TOKEN, "scopes": {}}},
        },
    }
    document["security"] = [{"sessie": []}, {"systeem": []}]
    app.state.description = document
    return cast("Json", document)


def _operations(document: Json) -> Iterator[tuple[str, JsonSchemaValue]]:
    paths = document["paths"]
    assert isinstance(paths, dict)  # noqa: S101 - for who reads types
    for path, methods in paths.items():
        for operation in methods.values():
            yield path, operation


def _correct(path: str, operation: JsonSchemaValue) -> None:
    """Say what is answered to what cannot be read: 400 to programs, and 404 where people follow links."""
    answers = operation["responses"]
    unreadable = answers.get("422", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if str(unreadable.get("$ref", "")).endswith("HTTPValidationError"):
        del answers["422"]
    if not path.startswith(DATA):
        return
    for status, words in told(*ALWAYS).items():
        answers.setdefault(str(status), words)
    if path == TOKEN:
        operation["security"] = []


def _add_shapes(schemas: Json) -> None:
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for shape in (Problem, Refusal):
        made = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= made.pop("$defs", {})
        schemas[shape.__name__] = made
