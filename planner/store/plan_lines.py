"""A plan as lines of bytes, and the difference between two such lists.

Each line is a letter for the field and the canonical JSON of one item, so that equal items have
equal lines. A difference is again lines: ``@start,count`` copies from the parent, others are new.
Not allowed here: storage.
"""

from collections.abc import Iterable, Iterator, Sequence

from planner.codec.canonical import from_bytes, to_bytes, undisturbed
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
Item = (
    Appointment
    | Unplanned
    | Assignment
    | tuple[CaseId, Reason]
    | LevelValue
    | Fallback
    | Standby
    | SimulationResult
    | Certificate
    | PlanOrigin
)
_COPY = b"@"
_APPOINTMENT, _UNPLANNED, _ASSIGNMENT, _UNASSIGNED, _LEVEL, _ORIGIN = b"a", b"u", b"c", b"x", b"l", b"o"
_FALLBACK, _STANDBY, _SIMULATION, _CERTIFICATE = b"f", b"s", b"m", b"p"


def to_lines(plan: Plan) -> Lines:
    """Return the plan as lines."""
    return tuple(_line(letter, item) for letter, item in _items(plan))


def _items(plan: Plan) -> Iterator[tuple[bytes, Item]]:
    yield from ((_APPOINTMENT, item) for item in plan.appointments)
    yield from ((_UNPLANNED, item) for item in plan.unplanned)
    yield from ((_ASSIGNMENT, item) for item in plan.assignments)
    yield from ((_UNASSIGNED, item) for item in plan.unassigned)
    yield from ((_LEVEL, item) for item in plan.levels)
    yield from ((_FALLBACK, item) for item in plan.fallbacks)
    yield from ((_STANDBY, item) for item in plan.standbys)
    if plan.simulation is not None:
        yield _SIMULATION, plan.simulation
    yield from ((_CERTIFICATE, item) for item in plan.certificates)
    yield _ORIGIN, plan.origin


def _line(letter: bytes, item: Item) -> bytes:
    return letter + (to_bytes(item, tuple[CaseId, Reason]) if isinstance(item, tuple) else to_bytes(item))


def from_lines(lines: Lines) -> Plan:
    """Build the plan again."""
    with undisturbed():
        return _plan(lines)


def _plan(lines: Lines) -> Plan:
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
    return _runs((position.get(line), line) for line in child)


def _runs(places: Iterable[tuple[int | None, bytes]]) -> Lines:
    """Return lines that copy what stands in a row in the parent, and hold what is not there."""
    result: list[bytes] = []
    start = count = 0
    for index, line in places:
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


def plan_difference(parent: Plan, child: Plan) -> Lines:
    """Return the lines that make the child from the parent; items that are the very same are not encoded."""
    old, new = tuple(_items(parent)), tuple(_items(child))
    position = {id(item): index for index, (_, item) in enumerate(old)}
    kept = {index for _, item in new if (index := position.get(id(item))) is not None}
    others = {_line(*old[index]): index for index in range(len(old)) if index not in kept}
    places = (
        (position.get(id(item)), line) if id(item) in position else (others.get(line), line)
        for letter, item in new
        for line in (b"" if id(item) in position else _line(letter, item),)
    )
    return _runs(places)


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
