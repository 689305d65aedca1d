"""Problems as parts: each part is known by its own hash, the problem by the hash of those hashes."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import get_type_hints

import orjson

from planner.codec.canonical import CONVERTER, CodecError, digest, from_plain, to_plain
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


def encode_problem(problem: Problem) -> EncodedProblem:
    """Return the problem in parts, each under its own hash."""
    plain = to_plain(problem)
    if not isinstance(plain, dict):
        raise TypeError(type(plain))
    parts: dict[str, bytes] = {}
    references: dict[str, str] = {}
    for name in PART_NAMES:
        if name in plain:
            data = orjson.dumps(plain.pop(name), option=orjson.OPT_SORT_KEYS)
            references[name] = digest(data)
            parts[references[name]] = data
    head = orjson.dumps({**plain, "parts": references}, option=orjson.OPT_SORT_KEYS)
    return EncodedProblem(digest(head), head, parts)


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
]
