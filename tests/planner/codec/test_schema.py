"""The JSON Schema follows the classes."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import pytest

from planner.codec.schema import json_schema


class Size(IntEnum):
    """A size."""

    SMALL = 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part."""

    size: Size


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A whole.

    With more words.
    """

    day: date
    parts: tuple[Part, ...] = ()
    pair: tuple[str, int] | None = None


def test_a_class_becomes_an_object_with_only_its_fields() -> None:
    part = {"$ref": "#/$defs/Part"}
    pair = {
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "integer"}],
        "items": False,
        "minItems": 2,
    }

    schema = json_schema(Whole, identity="urn:test", extra={"facts": [Part]})

    assert schema == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:test",
        "title": "Whole",
        "description": "A whole.",
        "type": "object",
        "properties": {
            "day": {"type": "string", "format": "date"},
            "parts": {"type": "array", "items": part},
            "pair": {"anyOf": [pair, {"type": "null"}]},
            "facts": {
                "type": "object",
                "properties": {"Part": {"type": "array", "items": part}},
                "additionalProperties": False,
            },
        },
        "required": ["day"],
        "additionalProperties": False,
        "$defs": {
            "Part": {
                "description": "A part.",
                "type": "object",
                "properties": {"size": {"enum": [1]}},
                "required": ["size"],
                "additionalProperties": False,
            }
        },
    }


@pytest.mark.parametrize("kind", [complex, list[int]])
def test_a_type_the_encoding_does_not_know_is_refused(kind: type) -> None:
    @dataclass
    class Odd:
        """Odd."""

        value: object

    Odd.__annotations__["value"] = kind

    with pytest.raises(TypeError, match="no schema"):
        json_schema(Odd, identity="urn:test")
