"""What a table of a delivery is: columns, and how its rows become facts and facts its rows.

Not allowed here: any particular table, and files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.domain.facts import Fact
from planner.domain.time import Interval
from planner.domain.wording import Text
from planner.intake.kinds import Kind

Values = Mapping[str, object]
"""Parsed cells by field path; empty cells are absent."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: Dutch header, the field it fills (dotted for a part of the fact), kind and explanation."""

    header: str
    path: str
    kind: Kind
    example: str
    explanation: str
    required: bool = field(default=False, kw_only=True)
    refers: type[Fact] | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the fact that is an object of its own, made from the columns below its path."""

    path: str
    make: Callable[..., object]
    take: Callable[[object, str], object] = getattr
    optional: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, at which field."""

    path: str
    problem: str
    remedy: str


def no_problems(_: Fact) -> Iterable[Problem]:
    """Accept every fact."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One file or sheet. Parts are listed deepest first.

    ``items`` names the field that gathers this table's rows (shifts of a vehicle); ``owner`` is then
    the table with one row per fact, or empty when the rows alone make the fact. It is delivered together
    with its owner, unless ``optional``. ``apart`` names the fields within which the rows' periods may not
    overlap; ``constants`` are fields without a column.
    """

    name: str
    fact: type[Fact]
    explanation: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    constants: Values = field(default_factory=dict)
    items: str = ""
    owner: str = ""
    optional: bool = False
    ordered: tuple[tuple[str, str], ...] = ()
    apart: tuple[str, ...] = ()
    check: Callable[[Fact], Iterable[Problem]] = no_problems

    @cached_property
    def by_header(self) -> Mapping[str, Column]:
        """Columns by header."""
        return {column.header: column for column in self.columns}

    @cached_property
    def by_path(self) -> Mapping[str, Column]:
        """Columns by the field they fill."""
        return {column.path: column for column in self.columns}

    @cached_property
    def periods(self) -> tuple[tuple[str, str], ...]:
        """Paths of start and end that must follow each other."""
        spans = ((f"{part.path}.start", f"{part.path}.end") for part in self.parts if part.make is Interval)
        return (*spans, *self.ordered)

    @cached_property
    def _leaves(self) -> tuple[tuple[Part, tuple[tuple[str, str], ...]], ...]:
        paths = [*self.by_path, *self.constants, *(part.path for part in self.parts)]
        return tuple(
            (part, tuple((path, path.rpartition(".")[2]) for path in paths if path.rpartition(".")[0] == part.path))
            for part in self.parts
        )

    @cached_property
    def _takers(self) -> Mapping[str, Callable[[object, str], object]]:
        return {part.path: part.take for part in self.parts}

    def arguments(self, values: Values) -> dict[str, object]:
        """Return the fact's arguments (of a gathering table: key and one item)."""
        filled: dict[str, object] = {**self.constants, **values}
        for part, leaves in self._leaves:
            inner = {leaf: filled.pop(path) for path, leaf in leaves if path in filled}
            if inner or not part.optional:
                filled[part.path] = part.make(**inner)
        return filled

    def make(self, arguments: Mapping[str, object]) -> Fact:
        """Build the fact; ValueError when the domain refuses it."""
        factory: Callable[..., Fact] = self.fact
        return factory(**arguments)

    def take(self, fact: Fact, path: str, item: object = None) -> object:
        """Return what stands at the path; of a gathering table within the item."""
        value: object = fact
        prefix = ""
        for name in path.split("."):
            if value is None:
                return None
            prefix, parent = (f"{prefix}.{name}", prefix) if prefix else (name, "")
            taker = self._takers.get(parent, getattr) if parent else getattr
            value = item if self.items and prefix == self.items else taker(value, name)
        return value

    def rows(self, fact: Fact) -> Iterator[Values]:
        """Return the rows that describe the fact; their cells are still domain values."""
        for item in self._items(fact):
            taken = ((column.path, self.take(fact, column.path, item)) for column in self.columns)
            yield {path: value for path, value in taken if value is not None}

    def _items(self, fact: Fact) -> Iterable[object]:
        if not self.items:
            return (None,)
        gathered = getattr(fact, self.items)
        return sorted(gathered) if isinstance(gathered, frozenset) else tuple(gathered)
