"""Whole answers, word for word, kept beside the tests in ``kept/``: one text per example.

An example fails when anything in an answer differs: a rule, a moment, who is named, a sentence, a price, an order.
After a wanted change ``REWRITE_KEPT=1 pytest tests/solver/why`` writes the texts again; read the difference.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import get_args

from planner.domain.civil import local
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute

FOLDER = Path(__file__).parent / "kept"
REWRITE = "REWRITE_KEPT"
MOMENTS = frozenset({"start", "end", "first", "last"})
"""Fields that are told as moments of a day."""
ASIDE = frozenset({"id", "milliseconds"})
"""Fields that follow from others, or differ every time."""
EMPTY: tuple[object, ...] = ("", ())
WIDE = 220
"""Columns of a row at most, unless it is one sentence."""


def as_kept(example: str, *answers: object) -> bool:
    """Return whether answers are those that are kept of an example; write them when asked to."""
    path, now = FOLDER / f"{example}.txt", "".join(f"{row}\n" for one in answers for row in told(one))
    if REWRITE in os.environ:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")
    return True


def told(value: object, name: str = "") -> list[str]:
    """Return an answer as rows of text: what is short on one row, the parts of what is long each on their own."""
    short = _short(value, name)
    if len(short) <= WIDE:
        return [short]
    rows = [_kind(value)]
    for label, part in _parts(value):
        first, *more = told(part, label)
        rows += [f"  {label and label + '='}{first}", *(f"  {row}" for row in more)]
    return rows


def _short(value: object, name: str = "") -> str:
    if isinstance(value, ResourceRef):
        return f"{value.kind} {value.id}"
    if name in MOMENTS and isinstance(value, int):
        return format(local(Minute(value)), "%a %d %H:%M")
    if isinstance(value, Enum):
        return value.name
    inside = " ".join(f"{label and label + '='}{_short(part, label)}" for label, part in _parts(value))
    return f"{_kind(value)}({inside})" if _kind(value) else str(value)


def _kind(value: object) -> str:
    """Return the name of something that has parts; empty: it has none."""
    if isinstance(value, str):
        return ""
    return type(value).__name__ if is_dataclass(value) or isinstance(value, (Mapping, Sequence, AbstractSet)) else ""


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield the parts of something with their names; what is empty is left out, unless it is never empty."""
    if isinstance(value, Mapping):
        yield from ((str(key), part) for key, part in value.items())
    elif isinstance(value, AbstractSet):
        yield from (("", part) for part in sorted(value, key=str))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (("", part) for part in value)
    elif is_dataclass(value):
        for one in fields(value):
            part = getattr(value, one.name)
            nothing = part in EMPTY or (part is False and one.default in (False, MISSING))
            nothing = nothing or (part is None and type(None) in get_args(one.type))
            if one.name not in ASIDE and not nothing:
                yield one.name, part
