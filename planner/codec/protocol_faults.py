"""Everything that is wrong with a protocol file at once, each with the line where it stands.

Not allowed here: reading a protocol that is right (``protocol_file``).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.codec.protocol_file import read_protocol, read_step
from planner.codec.toml_fields import Fields, ProtocolFileError

_STEP = re.compile(r"^\s*\[\[\s*stap\s*\]\]", re.MULTILINE)
_LINE = re.compile(r"line (\d+)")
_STEPS = "stap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong; ``line`` 0 where it is about the whole file."""

    line: int
    where: str
    what: str
    remedy: str


def faults_in(text: str, name: str) -> tuple[Fault, ...]:
    """Return what is wrong: one fault of the head and one of each step; none when it can be read."""
    try:
        read_protocol(text, name)
    except ProtocolFileError as error:
        first = error
    else:
        return ()
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        return (_fault(first, int(found[1]) if found else 0),)
    wrong = tuple(_of_steps(content, text, name))
    head = _of_head(content, text, name)
    return (*head, *wrong) or (_fault(first, 0),)


def _of_head(content: Mapping[str, object], text: str, name: str) -> tuple[Fault, ...]:
    """Return what is wrong before the steps: what is still wrong when every step is one that is right."""
    right = {"code": "x", "titel": {"nl": "x", "en": "x"}, "anker": "overdracht", "vorm": "taak"}
    term = {"aantal": 1, "eenheid": "dagen", "zekerheid": "A"}
    try:
        read_protocol({**content, _STEPS: [{**right, "termijn": [term]}]}, name)
    except ProtocolFileError as error:
        field = error.where.partition(",")[0].split(" ")[0]
        at = re.search(rf"^\s*\[?{re.escape(field)}\b", text, re.MULTILINE) if field else None
        return (_fault(error, 0 if at is None else _line(text, at.start())),)
    return ()


def _of_steps(content: Mapping[str, object], text: str, name: str) -> Iterator[Fault]:
    begins = [_line(text, found.start()) for found in _STEP.finditer(text)]
    steps = content.get(_STEPS)
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, dict):
            try:
                read_step(Fields(step, name, f"{_STEPS} {number + 1}"))
            except ProtocolFileError as error:
                yield _fault(error, begins[number] if number < len(begins) else 0)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1 + (text[at : at + 1] == "\n")


def _fault(error: ProtocolFileError, line: int) -> Fault:
    return Fault(line=line, where=error.where, what=error.what, remedy=error.remedy)
