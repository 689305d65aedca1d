"""A plan as lines of bytes, and the difference between two such lists.

Each line is a letter for the field and the canonical JSON of one item, so that equal items have
equal lines. A difference is again lines: ``@start,count`` copies from the parent, others are new.
Not allowed here: storage.
"""

from collections.abc import Iterator, Sequence

from planner.codec.canonical import from_bytes, to_bytes
from planner.domain.bounds import Certificate
from planner.domain.ids import CaseId
from planner.domain.plan import (
    Appointment,
    Assignment,
    Fallback,
    LevelValue,
    Plan,
    PlanOrigin,
    Reason,
    Standby,
    Unplanned,
)
from planner.domain.simulation import SimulationResult

Lines = Sequence[bytes]
_COPY = b"@"
_APPOINTMENT, _UNPLANNED, _ASSIGNMENT, _UNASSIGNED, _LEVEL, _ORIGIN = b"a", b"u", b"c", b"x", b"l", b"o"
_FALLBACK, _STANDBY, _SIMULATION, _CERTIFICATE = b"f", b"s", b"m", b"p"


def to_lines(plan: Plan) -> Lines:
    """Return the plan as lines."""
    return (
        *(_APPOINTMENT + to_bytes(item) for item in plan.appointments),
        *(_UNPLANNED + to_bytes(item) for item in plan.unplanned),
        *(_ASSIGNMENT + to_bytes(item) for item in plan.assignments),
        *(_UNASSIGNED + to_bytes(item, tuple[CaseId, Reason]) for item in plan.unassigned),
        *(_LEVEL + to_bytes(item) for item in plan.levels),
        *(_FALLBACK + to_bytes(item) for item in plan.fallbacks),
        *(_STANDBY + to_bytes(item) for item in plan.standbys),
        *(_SIMULATION + to_bytes(item) for item in (plan.simulation,) if item is not None),
        *(_CERTIFICATE + to_bytes(item) for item in plan.certificates),
        _ORIGIN + to_bytes(plan.origin),
    )


def from_lines(lines: Lines) -> Plan:
    """Build the plan again."""
    simulations = from_bytes(_list_of(lines, _SIMULATION), tuple[SimulationResult, ...])
    return Plan(
        appointments=from_bytes(_list_of(lines, _APPOINTMENT), tuple[Appointment, ...]),
        unplanned=from_bytes(_list_of(lines, _UNPLANNED), tuple[Unplanned, ...]),
        assignments=from_bytes(_list_of(lines, _ASSIGNMENT), tuple[Assignment, ...]),
        unassigned=from_bytes(_list_of(lines, _UNASSIGNED), tuple[tuple[CaseId, Reason], ...]),
        levels=from_bytes(_list_of(lines, _LEVEL), tuple[LevelValue, ...]),
        fallbacks=from_bytes(_list_of(lines, _FALLBACK), tuple[Fallback, ...]),
        standbys=from_bytes(_list_of(lines, _STANDBY), tuple[Standby, ...]),
        simulation=simulations[0] if simulations else None,
        certificates=from_bytes(_list_of(lines, _CERTIFICATE), tuple[Certificate, ...]),
        origin=from_bytes(_list_of(lines, _ORIGIN), tuple[PlanOrigin, ...])[0],
    )


def difference(parent: Lines, child: Lines) -> Lines:
    """Return the lines that make the child from the parent."""
    position = {line: index for index, line in enumerate(parent)}
    result: list[bytes] = []
    start = count = 0
    for line in child:
        index = position.get(line)
        if count and index == start + count:
            count += 1
            continue
        if count:
            result.append(_copy(start, count))
        start, count = (0, 0) if index is None else (index, 1)
        if index is None:
            result.append(line)
    if count:
        result.append(_copy(start, count))
    return result


def apply(parent: Lines, delta: Lines) -> Lines:
    """Return the child that a difference makes from its parent."""
    return tuple(_applied(parent, delta))


def _applied(parent: Lines, delta: Lines) -> Iterator[bytes]:
    for line in delta:
        if line.startswith(_COPY):
            start, count = (int(number) for number in line[1:].split(b","))
            yield from parent[start : start + count]
        else:
            yield line


def _copy(start: int, count: int) -> bytes:
    return b"%b%d,%d" % (_COPY, start, count)


def _list_of(lines: Lines, letter: bytes) -> bytes:
    return b"[" + b",".join(line[1:] for line in lines if line.startswith(letter)) + b"]"
