"""The canonical encoding: JSON with sorted keys and without default values.

Leaving defaults out means that a new field does not change the bytes, nor the hash, of old data.
"""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin
from uuid import UUID

import cattrs
import orjson
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from planner.domain.activities import DepartureDetail, Detail, MoveDetail, PresentationDetail

T = TypeVar("T")
_DETAILS: Mapping[str, type[DepartureDetail | PresentationDetail | MoveDetail]] = {
    "vertrek": DepartureDetail,
    "presentatie": PresentationDetail,
    "vervoer": MoveDetail,
}
DETAIL_NAMES: Mapping[type, str] = {kind: name for name, kind in _DETAILS.items()}
DETAIL_TAG = "soort"
"""Field that tells which detail an activity has."""


class CodecError(ValueError):
    """Bytes that are not what they should be."""


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=False, prefer_attrib_converters=False)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda text, _: UUID(text))
    converter.register_unstructure_hook_func(
        lambda kind: _origin(kind) is frozenset,
        lambda values: sorted(converter.unstructure(v) for v in values),
    )
    converter.register_unstructure_hook_factory(
        lambda kind: isinstance(kind, type) and is_dataclass(kind),
        lambda kind: make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True),
    )
    converter.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and is_dataclass(kind),
        lambda kind: make_dict_structure_fn(kind, converter, _cattrs_use_alias=False),
    )
    converter.register_unstructure_hook_func(_is_detail, lambda value: _encode_detail(converter, value))
    converter.register_structure_hook_func(_is_detail, lambda data, _: _decode_detail(converter, data))
    return converter


def _origin(kind: object) -> object:
    return getattr(kind, "__origin__", None)


def _is_detail(kind: object) -> bool:
    return get_origin(kind) in (Union, UnionType) and set(get_args(kind)) >= set(get_args(Detail))


def _encode_detail(converter: cattrs.Converter, value: Detail | None) -> dict[str, object] | None:
    if value is None:
        return None
    encoded: dict[str, object] = converter.unstructure(value, unstructure_as=type(value))
    return {DETAIL_TAG: DETAIL_NAMES[type(value)], **encoded}


def _decode_detail(converter: cattrs.Converter, data: Mapping[str, object] | None) -> Detail | None:
    if data is None:
        return None
    rest = {key: value for key, value in data.items() if key != DETAIL_TAG}
    return converter.structure(rest, _DETAILS[str(data[DETAIL_TAG])])


CONVERTER = _converter()


def to_plain(value: object, kind: object | None = None) -> object:
    """Return the value as dicts, lists, strings and numbers, without defaults."""
    return CONVERTER.unstructure(value, unstructure_as=kind or type(value))


def from_plain(data: object, kind: type[T]) -> T:
    """Build a value of ``kind``; raise CodecError that names what did not fit."""
    try:
        return CONVERTER.structure(data, kind)
    except (cattrs.BaseValidationError, KeyError, TypeError, ValueError) as error:
        details = "; ".join(cattrs.transform_error(error)) if isinstance(error, cattrs.BaseValidationError) else error
        msg = f"not a valid {kind.__name__}: {details}\nExport it again, or correct the part named."
        raise CodecError(msg) from error


def to_bytes(value: object, kind: object | None = None) -> bytes:
    """Return the canonical bytes."""
    return orjson.dumps(to_plain(value, kind), option=orjson.OPT_SORT_KEYS)


def from_bytes(data: bytes, kind: type[T]) -> T:
    """Read canonical bytes; raise CodecError."""
    try:
        plain = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        msg = f"not JSON: {error}\nCheck that the file is complete."
        raise CodecError(msg) from error
    return from_plain(plain, kind)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let nobody look for rubbish while much is read: all of it stays, and looking through it takes a third more."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def field_names(kind: type) -> tuple[str, ...]:
    """Return the field names of a domain class, for generated documentation."""
    if not is_dataclass(kind) or issubclass(kind, Enum):
        msg = f"{kind.__name__} is not a domain class"
        raise TypeError(msg)
    return tuple(field.name for field in fields(kind))
