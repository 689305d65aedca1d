"""Every table a delivery may hold, in reading order; a table is one spec for reading, writing and documentation."""

from collections.abc import Mapping
from types import NoneType

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, PresentationDetail
from planner.domain.facts import Fact
from planner.intake.tables.activities import ACTIVITY_TABLES
from planner.intake.tables.cases import CASE_TABLES
from planner.intake.tables.casework import CASEWORK_TABLES
from planner.intake.tables.commitments import COMMITMENT_TABLES
from planner.intake.tables.departure_plan import DEPARTURE_PLAN_TABLES
from planner.intake.tables.flights import BOOKING_TABLES
from planner.intake.tables.means import MEANS_TABLES
from planner.intake.tables.messages import SUBSCRIBERS
from planner.intake.tables.people import PEOPLE_TABLES
from planner.intake.tables.sheets import SHEET_TABLES
from planner.intake.tables.spec import Column, Table

TABLES: tuple[Table, ...] = (
    *PEOPLE_TABLES,
    *MEANS_TABLES,
    *CASE_TABLES,
    *DEPARTURE_PLAN_TABLES,
    *ACTIVITY_TABLES,
    *BOOKING_TABLES,
    *COMMITMENT_TABLES,
    *CASEWORK_TABLES,
    *SHEET_TABLES,
    SUBSCRIBERS,
)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
GATHERED: Mapping[str, tuple[Table, ...]] = {
    owner: tuple(table for table in TABLES if table.owner == owner)
    for owner in dict.fromkeys(table.owner for table in TABLES if table.owner)
}
"""Tables with the periods of a fact (and whatever else it has many of), by the table with the fact itself."""

_BY_KIND = {table.constants["kind"]: table for table in ACTIVITY_TABLES}
_DETAILS: Mapping[ActivityKind, type] = {
    ActivityKind.PRESENTATION: PresentationDetail,
    ActivityKind.DEPARTURE: DepartureDetail,
    ActivityKind.MOVE: MoveDetail,
}
_BY_TYPE = {table.fact: table for table in TABLES if not table.owner and table.fact is not Activity}


def table_of(fact: Fact) -> Table:
    """Return the table with one row for the fact (several rows only for closed days).

    Raise ValueError for an activity whose detail is not that of its kind: no table could hold it.
    """
    if not isinstance(fact, Activity):
        return _BY_TYPE[type(fact)]
    if type(fact.detail) is not _DETAILS.get(fact.kind, NoneType):
        msg = f"activity {fact.key}: a {fact.kind} with {type(fact.detail).__name__}\nGive it the detail of its kind."
        raise ValueError(msg)
    return _BY_KIND[fact.kind]


def tables_of(fact: Fact) -> tuple[Table, ...]:
    """Return every table that has rows of the fact."""
    main = table_of(fact)
    return (main, *GATHERED.get(main.name, ()))


__all__ = ["BY_NAME", "GATHERED", "TABLES", "Column", "Table", "table_of", "tables_of"]
