"""What a delivery would change: new, changed field by field, unchanged, vanished. Pure.

Not allowed here: reading files, and storing or ending facts.
"""

from collections.abc import Collection, Mapping

from planner.domain.facts import Fact, fact_key
from planner.intake.tables import table_of, tables_of
from planner.intake.tables.spec import Table
from planner.ports.intake import Delivery, FactChange, FactRef, FieldChange, Preview


def compare(delivery: Delivery, stored: Mapping[FactRef, Fact], earlier: Collection[FactRef]) -> Preview:
    """Return what an import would do.

    ``stored`` are the facts now in force; ``earlier`` names those that the same source delivered
    before. Vanished is what this source delivered before in a table that it delivers again, without
    the row; it is only shown, never ended by the import.
    """
    new: list[Fact] = []
    changed: list[FactChange] = []
    unchanged: list[Fact] = []
    present: set[FactRef] = set()
    for fact in delivery.facts:
        ref = (type(fact), fact_key(fact))
        present.add(ref)
        before = stored.get(ref)
        if before is None:
            new.append(fact)
        elif before == fact:
            unchanged.append(fact)
        else:
            changed.append(FactChange(ref=ref, before=before, after=fact, fields=field_changes(before, fact)))
    gone = (stored[ref] for ref in earlier if ref in stored and ref not in present)
    vanished = [fact for fact in gone if table_of(fact).name in delivery.tables]
    return Preview(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        vanished=tuple(sorted(vanished, key=lambda fact: (table_of(fact).name, fact_key(fact)))),
    )


def field_changes(before: Fact, after: Fact) -> tuple[FieldChange, ...]:
    """Return the columns that differ, in the words of the files."""
    old, new = _cells(before), _cells(after)
    return tuple(
        FieldChange(column=column, before=old.get(column, ""), after=new.get(column, ""))
        for column in dict.fromkeys((*old, *new))
        if old.get(column, "") != new.get(column, "")
    )


def _cells(fact: Fact) -> dict[str, str]:
    cells: dict[str, str] = {}
    for table in tables_of(fact):
        rows = [_shown(table, values) for values in table.rows(fact)]
        if table.items:
            cells[table.name] = "; ".join(" ".join(row.values()) for row in rows)
        else:
            cells.update(rows[0])
    return {"tabel": table_of(fact).name, **cells}


def _shown(table: Table, values: Mapping[str, object]) -> dict[str, str]:
    hidden = table.key[0] if table.items else ""
    return {
        column.header: column.kind.show(values[column.path])
        for column in table.columns
        if column.path in values and column.path != hidden
    }
