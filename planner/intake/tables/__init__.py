"""Every table a delivery may hold, in reading order; a table is one spec for reading, writing and documentation."""

from collections.abc import Mapping

from planner.domain.activities import Activity
from planner.domain.facts import Fact
from planner.intake.tables.activities import ACTIVITY_TABLES
from planner.intake.tables.cases import CASE_TABLES
from planner.intake.tables.commitments import COMMITMENT_TABLES
from planner.intake.tables.means import MEANS_TABLES
from planner.intake.tables.people import PEOPLE_TABLES
from planner.intake.tables.spec import Column, Table

TABLES: tuple[Table, ...] = (
    *PEOPLE_TABLES,
    *MEANS_TABLES,
    *CASE_TABLES,
    *ACTIVITY_TABLES,
    *COMMITMENT_TABLES,
)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
GATHERED: Mapping[str, Table] = {table.owner: table for table in TABLES if table.owner}
"""Tables with the periods of a fact, by the table with the fact itself."""

_BY_KIND = {table.constants["kind"]: table for table in ACTIVITY_TABLES}
_BY_TYPE = {table.fact: table for table in TABLES if not table.owner and table.fact is not Activity}


def table_of(fact: Fact) -> Table:
    """Return the table with one row for the fact (several rows only for closed days)."""
    return _BY_KIND[fact.kind] if isinstance(fact, Activity) else _BY_TYPE[type(fact)]


def tables_of(fact: Fact) -> tuple[Table, ...]:
    """Return every table that has rows of the fact."""
    main = table_of(fact)
    return (main, GATHERED[main.name]) if main.name in GATHERED else (main,)


__all__ = ["BY_NAME", "GATHERED", "TABLES", "Column", "Table", "table_of", "tables_of"]
