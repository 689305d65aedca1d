"""Problems as parts: each part is known by its own hash, the problem by the hash of those hashes."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import get_type_hints

import orjson

from planner.codec.canonical import CONVERTER, CodecError, digest, from_plain, to_plain, undisturbed
from planner.domain.problem import Problem

PART_NAMES = ("case_file", "resources", "travel", "activities", "settings", "baseline")
"""Fields of a Problem that are stored as parts of their own; the rest is the head."""
_FIELDS = {field.name: field for field in fields(Problem)}
_TYPES = get_type_hints(Problem)


@dataclass(frozen=True, slots=True)
class EncodedProblem:
    """A problem's bytes: ``head`` names the parts by hash; ``parts`` maps hash to bytes."""

    hash: str
    head: bytes
    parts: Mapping[str, bytes]


def encode_problem(problem: Problem, known: Mapping[str, str] = MappingProxyType({})) -> EncodedProblem:
    """Return the problem in parts, each under its own hash; of parts whose hash is ``known`` no bytes are given."""
    plain = _plain(problem, known)
    parts: dict[str, bytes] = {}
    references: dict[str, str] = {}
    for name in PART_NAMES:
        if name in known:
            references[name] = known[name]
        elif name in plain:
            data = orjson.dumps(plain.pop(name), option=orjson.OPT_SORT_KEYS)
            references[name] = digest(data)
            parts[references[name]] = data
    head = orjson.dumps({**plain, "parts": references}, option=orjson.OPT_SORT_KEYS)
    return EncodedProblem(digest(head), head, parts)


def _plain(problem: Problem, but: Collection[str]) -> dict[str, object]:
    """Return the fields that are not the default ones, but for some, as dicts, lists, strings and numbers."""
    if not but:
        plain = to_plain(problem)
        if not isinstance(plain, dict):
            raise TypeError(type(plain))
        return plain
    values = {name: getattr(problem, name) for name in _FIELDS if name not in but}
    return {name: to_plain(value, _TYPES[name]) for name, value in values.items() if value != _FIELDS[name].default}


def same_part(one: object, other: object) -> bool:
    """Return whether two parts are surely the same: the very same object, or made of the very same ones."""
    if one is other:
        return True
    if type(one) is not type(other) or not is_dataclass(one):
        return False
    return all(getattr(one, field.name) is getattr(other, field.name) for field in fields(one))


def problem_hash(problem: Problem) -> str:
    """Return the problem's hash."""
    return encode_problem(problem).hash


def part_hashes(head: bytes) -> Mapping[str, str]:
    """Return the hash of each part that a head names, by the name of its field."""
    found: Mapping[str, str] = orjson.loads(head)["parts"]
    return found


def decode_problem(
    head: bytes, parts: Mapping[str, bytes], like: Problem | None = None, same: Collection[str] = ()
) -> Problem:
    """Build the problem again; raise CodecError when a part is missing or wrong.

    The parts named in ``same`` are those of the problem ``like``: they are taken as they are.
    """
    with undisturbed():
        return _decoded(head, parts, like, same)


def _decoded(head: bytes, parts: Mapping[str, bytes], like: Problem | None, same: Collection[str]) -> Problem:
    plain = orjson.loads(head)
    for name, reference in plain.pop("parts").items():
        if name in same:
            continue
        if reference not in parts:
            msg = f"part {name} ({reference[:12]}) is missing\nExport the problem again with all its parts."
            raise CodecError(msg)
        plain[name] = orjson.loads(parts[reference])
    if like is None:
        return from_plain(plain, Problem)
    rest = {name: field.default for name, field in _FIELDS.items() if name not in same and field.default is not MISSING}
    return replace(like, **{**rest, **{name: from_plain(value, _TYPES[name]) for name, value in plain.items()}})


__all__ = [
    "CONVERTER",
    "PART_NAMES",
    "EncodedProblem",
    "decode_problem",
    "encode_problem",
    "part_hashes",
    "problem_hash",
    "same_part",
]
