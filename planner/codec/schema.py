"""A JSON Schema of what the canonical encoding writes, made from the domain classes themselves.

Not allowed here: files, and any class in particular.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from planner.codec.canonical import DETAIL_NAMES, DETAIL_TAG

Schema = dict[str, object]
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    UUID: {"type": "string", "format": "uuid"},
}


def json_schema(kind: type, *, identity: str, extra: Mapping[str, Sequence[type]] | None = None) -> Schema:
    """Return the schema of a class with all classes it is built from.

    ``extra`` adds a property to the top: lists of the classes given, by their names.
    """
    definitions: dict[str, Schema] = {}
    top = _class_schema(kind, definitions)
    properties = top["properties"]
    if not isinstance(properties, dict):
        raise TypeError(type(properties))
    for name, kinds in (extra or {}).items():
        lists = {item.__name__: {"type": "array", "items": _schema(item, definitions)} for item in kinds}
        properties[name] = {"type": "object", "properties": lists, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": kind.__name__,
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: object, definitions: dict[str, Schema]) -> Schema:
    if isinstance(kind, NewType):
        return _schema(kind.__supertype__, definitions)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if get_origin(kind) is not None:
        return _generic_schema(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _class_schema(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    msg = f"no schema for {kind!r}"
    raise TypeError(msg)


def _generic_schema(kind: object, definitions: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
    if origin is frozenset:
        return {"type": "array", "items": _schema(arguments[0], definitions), "uniqueItems": True}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is tuple:
        items = [_schema(argument, definitions) for argument in arguments]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    msg = f"no schema for {kind!r}"
    raise TypeError(msg)


def _class_schema(kind: type, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    properties: dict[str, Schema] = {}
    required: list[str] = []
    if kind in DETAIL_NAMES:
        properties[DETAIL_TAG] = {"const": DETAIL_NAMES[kind]}
        required.append(DETAIL_TAG)
    if not is_dataclass(kind):
        raise TypeError(kind)
    for field in fields(kind):
        properties[field.name] = _schema(hints[field.name], definitions)
        if field.default is MISSING and field.default_factory is MISSING:
            required.append(field.name)
    summary = (kind.__doc__ or "").strip().splitlines()[0]
    return {
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
