"""Checks that need more than one row: duplicates, references, overlap; and facts out of sound rows.

Not allowed here: reading files and cells.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from planner.domain.cases import Case
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.missions import Session
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.resources import ResourceKind
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either
from planner.intake.rows import Refusals, Row
from planner.intake.tables import BY_NAME, GATHERED, TABLES, Table
from planner.ports.intake import Known, Refusal

RESOURCES: dict[object, type[Fact]] = {
    ResourceKind.REGIEVOERDER: Regievoerder,
    ResourceKind.CASE: Case,
    ResourceKind.ROOM: Place,
    ResourceKind.SESSION: Session,
    ResourceKind.FLIGHT: Flight,
    ResourceKind.ESCORT: EscortTeam,
    ResourceKind.OFFICER: EscortOfficer,
    ResourceKind.VEHICLE: Vehicle,
}
_Rows = dict[str, list[Row]]
_Codes = dict[type[Fact], set[object]]


def check_rows(rows: Iterable[Row], tables: Collection[str], known: Known, refusals: Refusals) -> tuple[Fact, ...]:
    """Return the facts the rows make, or nothing; everything wrong goes into ``refusals``."""
    by_table: _Rows = defaultdict(list)
    for row in rows:
        by_table[row.table.name].append(row)
    _companions(by_table, tables, refusals)
    delivered = _delivered(by_table)
    codes = _with_known(delivered, known)
    first: dict[tuple[object, ...], Row] = {}
    sound: _Rows = {}
    for name in (table.name for table in TABLES if table.name in by_table):
        sound[name] = []
        for row in by_table[name]:
            refusals.add(*_duplicate(row, first), *_references(row, delivered if row.table.owner else codes))
            wrong = tuple(_periods(row))
            refusals.add(*wrong)
            if not row.broken and not wrong:
                sound[name].append(row)
        refusals.add(*_overlaps(sound[name]))
    facts = tuple(_facts(sound, refusals))
    return () if refusals.count else facts


def _companions(by_table: _Rows, tables: Collection[str], refusals: Refusals) -> None:
    for table in (table for group in GATHERED.values() for table in group):
        for have, lack in ((table.owner, table.name), (table.name, table.owner)):
            if by_table.get(have) and lack not in tables and not (table.optional and lack == table.name):
                row = by_table[have][0]
                problem = either(
                    f"de tabel {lack} ontbreekt; zij hoort bij {have}",
                    f"the table {lack} is missing; it belongs to {have}",
                )
                remedy = either(f"Lever {lack} en {have} samen aan.", f"Deliver {lack} and {have} together.")
                refusals.add(Refusal(file=row.file, row=None, column=None, value=None, problem=problem, remedy=remedy))


def _delivered(by_table: _Rows) -> _Codes:
    codes: _Codes = defaultdict(set)
    for name, rows in by_table.items():
        table = BY_NAME[name]
        if not table.owner:
            codes[table.fact].update(row.values.get(table.key[0]) for row in rows)
    return codes


def _with_known(delivered: _Codes, known: Known) -> _Codes:
    codes: _Codes = defaultdict(set, {kind: set(values) for kind, values in delivered.items()})
    for kind, keys in known.items():
        codes[kind].update(key.partition("|")[0] for key in keys)
    return codes


def _duplicate(row: Row, first: dict[tuple[object, ...], Row]) -> Iterator[Refusal]:
    table = row.table
    if table.key[0] not in row.values:
        return
    key = (table.name if table.items else table.fact, *_key(row, table.key))
    earlier = first.setdefault(key, row)
    if earlier is not row:
        headers = ", ".join(table.by_path[path].header for path in table.key)
        yield row.refusal(
            table.key[0],
            either(
                f"dubbel (op {headers}): staat al in {earlier.file} rij {earlier.number}",
                f"twice (by {headers}): it stands in {earlier.file} row {earlier.number} already",
            ),
            either("Verwijder een van beide rijen.", "Remove one of the two rows."),
        )


def _references(row: Row, codes: _Codes) -> Iterator[Refusal]:
    for column in row.table.columns:
        target = column.refers
        if column.path == "resource.id":
            target = RESOURCES.get(row.values.get("resource.kind"))
        if target is None or column.path not in row.values:
            continue
        value = row.values[column.path]
        for code in value if isinstance(value, (tuple, frozenset)) else (value,):
            if code not in codes[target]:
                remedy = either(
                    f"Verbeter de code, of lever {code} mee in {_home(target)}.",
                    f"Correct the code, or deliver {code} too, in {_home(target)}.",
                )
                yield row.refusal(column.path, either(f"{code} is niet bekend", f"{code} is not known"), remedy)


def _home(target: type[Fact]) -> str:
    names = [table.name for table in TABLES if table.fact is target and not table.owner]
    return (
        names[0]
        if len(names) == 1
        else either(f"{', '.join(names[:-1])} of {names[-1]}", f"{', '.join(names[:-1])} or {names[-1]}")
    )


def _periods(row: Row) -> Iterator[Refusal]:
    table = row.table
    for start, end in table.periods:
        if end not in row.values:
            continue
        column = table.by_path[start]
        if start not in row.values:
            if not row.broken and (start, end) not in table.ordered:
                yield row.refusal(
                    end,
                    either(f"er is een eind zonder {column.header}", f"there is an end without {column.header}"),
                    either(f"Vul {column.header} in.", f"Fill in {column.header}."),
                )
        elif _order(row.values[end]) <= _order(row.values[start]):
            yield row.refusal(
                end,
                either(
                    f"het eind ligt niet na {column.header} ({column.kind.show(row.values[start])})",
                    f"the end is not after {column.header} ({column.kind.show(row.values[start])})",
                ),
                either("Verwissel de twee of verbeter een ervan.", "Swap the two or correct one of them."),
            )


def _overlaps(rows: Sequence[Row]) -> Iterator[Refusal]:
    if not rows or not rows[0].table.apart:
        return
    table = rows[0].table
    start, end = table.periods[0]
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[_key(row, table.apart)].append(row)
    for group in groups.values():
        if len(group) > 1:
            yield from _overlapping(group, start, end)


def _overlapping(group: list[Row], start: str, end: str) -> Iterator[Refusal]:
    group.sort(key=lambda row: _order(row.values.get(start)))
    longest = group[0]
    for row in group[1:]:
        finish = longest.values.get(end)
        duplicate = _key(longest, longest.table.key) == _key(row, row.table.key)
        if not duplicate and (finish is None or _order(finish) > _order(row.values.get(start))):
            yield row.refusal(
                start if start in row.values else row.table.key[0],
                either(
                    f"de periode overlapt die van {longest.file} rij {longest.number}",
                    f"the period overlaps that of {longest.file} row {longest.number}",
                ),
                either("Beëindig de eerste voordat de tweede begint.", "End the first before the second begins."),
            )
        if finish is not None and (end not in row.values or _order(row.values[end]) > _order(finish)):
            longest = row


def _key(row: Row, paths: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row.values.get(path) for path in paths)


def _order(value: object) -> tuple[int, str]:
    """Sort key of a moment or a day; an open start comes first."""
    return (value, "") if isinstance(value, int) else (0, "" if value is None else str(value))


def _facts(by_table: _Rows, refusals: Refusals) -> Iterator[Fact]:
    for table in TABLES:
        rows = by_table.get(table.name, [])
        if table.items and not table.owner:
            yield from _gathered(table, rows)
        elif not table.items:
            yield from _plain(table, rows, by_table, refusals)


def _gathered(table: Table, rows: Sequence[Row]) -> Iterator[Fact]:
    groups: dict[object, set[object]] = defaultdict(set)
    for row in rows:
        groups[row.values[table.key[0]]].add(row.values[table.items])
    for key, items in groups.items():
        yield table.make({table.key[0]: key, table.items: frozenset(items)})


def _items(gathered: Table, by_table: _Rows) -> Mapping[object, list[object]]:
    items: dict[object, list[object]] = defaultdict(list)
    for row in by_table.get(gathered.name, []):
        items[row.values[gathered.key[0]]].append(gathered.arguments(row.values)[gathered.items])
    return items


def _plain(table: Table, rows: Sequence[Row], by_table: _Rows, refusals: Refusals) -> Iterator[Fact]:
    many = {gathered.items: _items(gathered, by_table) for gathered in GATHERED.get(table.name, ())}
    for row in rows:
        extra = {name: tuple(items[row.values[table.key[0]]]) for name, items in many.items()}
        try:
            fact = table.make({**table.arguments(row.values), **extra})
        except ValueError as error:
            refusals.add(
                row.refusal(
                    table.key[0],
                    either("de rij is innerlijk tegenstrijdig", "the row contradicts itself"),
                    str(error).replace("\n", " "),
                )
            )
            continue
        refusals.add(*(row.refusal(found.path, found.problem, found.remedy) for found in table.check(fact)))
        yield fact
