"""Facts that a use case made, checked as the rows of a delivery that would hold them.

Not allowed here: making facts, and what may follow what is stored (``planner.usecases.cases.fact_steps``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from planner.domain.facts import Fact
from planner.intake.check import RESOURCES, check_rows
from planner.intake.readers.raw import RawTable
from planner.intake.rows import Refusals, RowParser
from planner.intake.tables import GATHERED, Table, table_of, tables_of
from planner.ports.intake import Known, Refusal

FILE = "verstoringen"
Cells = dict[str, str]


class FactChecker:
    """Implements ``planner.ports.intake.CheckFacts``."""

    def refers(self, facts: Sequence[Fact]) -> Collection[type[Fact]]:
        """Return the types of fact that these facts refer to."""
        found: set[type[Fact]] = set()
        for fact in facts:
            for table in tables_of(fact):
                found.update(column.refers for column in table.columns if column.refers is not None)
                if "resource.kind" in table.by_path:
                    kind = table.take(fact, "resource.kind")
                    found.update({RESOURCES[kind]} if kind in RESOURCES else ())
        return frozenset(found)

    def __call__(self, facts: Sequence[Fact], *, known: Known) -> tuple[Refusal, ...]:
        """Return every refusal; none when the facts could stand in a delivery."""
        refusals = Refusals()
        rows: dict[str, list[Cells]] = defaultdict(list)
        tables: dict[str, Table] = {}
        for table, cells in _cells(facts):
            tables[table.name] = table
            rows[table.name].append(cells)
        parsed = [
            row
            for name, table in tables.items()
            for row in RowParser(_raw(table, rows[name]), table, None, refusals).rows()
        ]
        check_rows(parsed, {*tables, *(t.name for name in tables for t in GATHERED.get(name, ()))}, known, refusals)
        return tuple(refusals.kept)


def _cells(facts: Sequence[Fact]) -> Iterator[tuple[Table, Cells]]:
    """Yield the rows of facts, each as it would stand in a file."""
    for fact in facts:
        for table in (table_of(fact), *GATHERED.get(table_of(fact).name, ())):
            for values in table.rows(fact):
                yield (
                    table,
                    {table.by_path[path].header: table.by_path[path].kind.show(v) for path, v in values.items()},
                )


def _raw(table: Table, rows: Sequence[Cells]) -> RawTable:
    headers = tuple(dict.fromkeys((*(c.header for c in table.columns if c.required), *(h for r in rows for h in r))))
    numbered = [(1, headers), *((at, tuple(row.get(h) for h in headers)) for at, row in enumerate(rows, start=2))]
    return RawTable(file=FILE, name=table.name, rows=numbered)
