"""One row that a person enters, read by the rules of the tables: the same cells, checks and words as in a delivery.

Not allowed here: storing, and what may follow what is stored (``planner.usecases.cases.fact_steps``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.civil import day_of
from planner.domain.facts import Fact, fact_key
from planner.domain.lp_life import DATES, LAISSEZ_PASSER, STATE_DATES, begins_anew
from planner.domain.time import Interval, Minute
from planner.domain.wording import either
from planner.intake.check import check_rows
from planner.intake.moments import CellError, show_day, show_moment
from planner.intake.readers.raw import RawTable
from planner.intake.rows import Refusals, RowParser, shorten
from planner.intake.tables import Table
from planner.intake.tables.cases import BLOCKS, CONDITIONS, DOCUMENTS, OWNERSHIPS, STAYS, TRACKS
from planner.intake.tables.casework import CLEARANCES, DOSSIERS, MOMENTS, PROCEDURES, RECEPTIONS
from planner.intake.tables.departure_plan import DEPARTURE_PLAN_TABLES
from planner.ports.intake import Delivery, Entry, EntryMode, Known, Refusal

SOURCE = "invoer"
ENTERED: Mapping[str, Table] = {
    table.name: table
    for table in (
        *DEPARTURE_PLAN_TABLES,
        *(DOSSIERS, PROCEDURES, RECEPTIONS, MOMENTS, CLEARANCES),
        *(DOCUMENTS, TRACKS, CONDITIONS, BLOCKS, STAYS, OWNERSHIPS),
    )
}
"""Tables about a case in which people enter rows one by one. Phases go by ``advance_case``."""
ACTOR_PATHS = frozenset({"actor", "by"})
"""Columns that hold who enters the row, unless something else is given."""
_NOW_PATHS = frozenset({"at", "valid.start"})
_TODAY_PATHS = frozenset({"since", "agreed_on", "asked_on", "received_on"})
_RENEWED_PATHS = ACTOR_PATHS | {"since"}
"""Columns that a changed row does not take over from the row before."""
Cells = dict[str, str]


class EntryReader:
    """Implements ``planner.ports.intake.ReadEntry``."""

    def fact_of(self, table: str) -> type[Fact]:
        """Return the type of fact that a table holds; raise KeyError for a table that is not entered by hand."""
        return ENTERED[table].fact

    def refers(self, table: str) -> Collection[type[Fact]]:
        """Return the types of fact that the rows of a table may refer to."""
        return frozenset(column.refers for column in ENTERED[table].columns if column.refers is not None)

    def __call__(self, entry: Entry, *, now: Minute, known: Known, beside: Sequence[Fact]) -> Delivery:
        """Return the fact, last of all, or every refusal; ``beside`` are the facts of its type about the case."""
        table, refusals = ENTERED[entry.table], Refusals()
        given: Cells = {"zaaknummer": entry.case, **entry.cells}
        if table is DOCUMENTS:
            given.setdefault(table.by_path["kind"].header, LAISSEZ_PASSER)
        base = _base(table, entry, given, beside, refusals)
        cells = _filled(table, entry, given, base, beside, now)
        found = _read(table, (cells,), known, refusals)
        if found and entry.mode is EntryMode.ADD and fact_key(found[0]) in map(fact_key, beside):
            refusals.add(
                _refusal(
                    table,
                    None,
                    None,
                    either("deze rij is er al", "this row is there already"),
                    either("Wijzig haar, of voeg een andere toe.", "Change it, or add another."),
                )
            )
        clashes = tuple(_clashes(table, found[0], beside)) if found else ()
        ended: tuple[Fact, ...] = ()
        if clashes and entry.succeeds and not refusals.count:
            start = cells[table.by_path[table.periods[0][0]].header]
            ended = _read(table, [_ended(table, fact, start) for fact in clashes], known, refusals)
        elif clashes:
            refusals.add(*(_overlap(table, fact, found[0]) for fact in clashes))
        return Delivery(
            source=SOURCE,
            facts=() if refusals.count else (*ended, *found),
            refusals=tuple(refusals.kept),
            refusal_count=refusals.count,
        )


def _read(table: Table, rows: Sequence[Cells], known: Known, refusals: Refusals) -> tuple[Fact, ...]:
    required = (column.header for column in table.columns if column.required)
    headers = tuple(dict.fromkeys((*required, *(header for cells in rows for header in cells))))
    numbered = [(1, headers), *((2, tuple(cells.get(header) for header in headers)) for cells in rows)]
    for header in headers:
        if header not in table.by_header:
            refusals.add(
                _refusal(
                    table,
                    header,
                    None,
                    either("deze kolom bestaat niet", "there is no such column"),
                    either(f"Kies uit: {_headers(table)}.", f"Choose from: {_headers(table)}."),
                )
            )
    parsed = tuple(RowParser(RawTable(file=SOURCE, name=table.name, rows=numbered), table, None, refusals).rows())
    return check_rows(parsed, {table.name}, known, refusals)


def _headers(table: Table) -> str:
    return ", ".join(table.by_header)


def _refusal(table: Table, column: str | None, value: str | None, problem: str, remedy: str) -> Refusal:
    return Refusal(file=table.name, row=None, column=column, value=value, problem=problem, remedy=remedy)


def _base(table: Table, entry: Entry, given: Cells, beside: Sequence[Fact], refusals: Refusals) -> Fact | None:
    """Return the row that the entry changes, by as much of its key as is given."""
    if entry.mode is EntryMode.ADD and "number" in table.key and table.by_path["number"].header not in given:
        return None
    wanted = dict(_key_cells(table, given))
    alike = [fact for fact in beside if all(table.take(fact, path) == value for path, value in wanted.items())]
    whole = len(wanted) == len(table.key)
    if entry.mode is EntryMode.CHANGE and not alike:
        refusals.add(
            _refusal(
                table,
                None,
                None,
                either("er is geen rij om te wijzigen", "there is no row to change"),
                either("Controleer wat u noemt met show.", "Check what you name with show."),
            )
        )
    if entry.mode is EntryMode.CHANGE and len(alike) > 1:
        lacking = [table.by_path[path].header for path in table.key if path not in wanted]
        refusals.add(
            _refusal(
                table,
                lacking[0],
                None,
                either(f"{len(alike)} rijen passen hierbij", f"{len(alike)} rows fit this"),
                either(f"Noem ook {', '.join(lacking)}.", f"Name {', '.join(lacking)} too."),
            )
        )
    may = entry.mode is EntryMode.CHANGE or (entry.mode is EntryMode.SET and whole)
    return alike[0] if may and len(alike) == 1 else None


def _key_cells(table: Table, given: Cells) -> Iterator[tuple[str, object]]:
    for path in table.key:
        column = table.by_path[path]
        if given.get(column.header):
            try:
                yield path, column.kind.parse(given[column.header])
            except CellError:  # said where the row is read
                yield path, None


def _filled(table: Table, entry: Entry, given: Cells, base: Fact | None, beside: Sequence[Fact], now: Minute) -> Cells:
    """Return the cells given, over those of the row before, over what goes without saying."""
    before = {} if base is None else _shown(table, base)
    cells = {
        **_defaults(table, entry, beside, now),
        **{header: text for header, text in before.items() if table.by_header[header].path not in _RENEWED_PATHS},
        **given,
    }
    if entry.mode is EntryMode.CHANGE and "answered_on" in table.by_path:
        cells.setdefault(table.by_path["answered_on"].header, show_day(day_of(now)))
    return _document_cells(cells, given, base, now) if table is DOCUMENTS else cells


def _defaults(table: Table, entry: Entry, beside: Sequence[Fact], now: Minute) -> Cells:
    cells: Cells = {}
    for column in table.columns:
        if column.path in ACTOR_PATHS:
            cells[column.header] = entry.actor
        elif column.path in _NOW_PATHS and column.required:
            cells[column.header] = show_moment(now)
        elif column.path in _TODAY_PATHS:
            cells[column.header] = show_day(day_of(now))
        elif column.path == "number":
            taken = [number for fact in beside if isinstance(number := table.take(fact, "number"), int)]
            cells[column.header] = str(max(taken, default=0) + 1)
    return cells


def _shown(table: Table, fact: Fact) -> Cells:
    values = next(table.rows(fact))
    return {table.by_path[path].header: table.by_path[path].kind.show(value) for path, value in values.items()}


def _document_cells(cells: Cells, given: Cells, base: Fact | None, now: Minute) -> Cells:
    """Let an LP be dated today in its state where nothing is said, without what an earlier document had."""
    kind, status = (DOCUMENTS.by_path[path].header for path in ("kind", "state"))
    try:
        state = DocumentState(cells.get(status, "").casefold())
    except ValueError:  # said where the row is read
        return cells
    if isinstance(base, TravelDocument) and begins_anew(base, state):
        anew = {DOCUMENTS.by_path[path].header for path in (*DATES, "valid.start", "valid.end")}
        cells = {header: text for header, text in cells.items() if header in given or header not in anew}
    if status in given and cells[kind] == LAISSEZ_PASSER:
        dated = DOCUMENTS.by_path[STATE_DATES[state]].header
        cells.setdefault(dated, show_day(day_of(now)))
    return cells


def _clashes(table: Table, new: Fact, beside: Sequence[Fact]) -> Iterator[Fact]:
    """Yield facts of which there may be one at a time, and that share time with the new one."""
    if not table.apart:
        return
    period = _period(table, new)
    for fact in beside:
        if any(table.take(fact, path) != table.take(new, path) for path in table.apart):
            continue
        other = _period(table, fact)
        if other.start != period.start and other.overlaps(period.start, period.end):
            yield fact


def _period(table: Table, fact: Fact) -> Interval:
    found = table.take(fact, table.periods[0][0].rpartition(".")[0])
    if not isinstance(found, Interval):
        raise TypeError(type(found))
    return found


def _ended(table: Table, fact: Fact, at: str) -> Cells:
    return {**_shown(table, fact), table.by_path[table.periods[0][1]].header: at}


def _overlap(table: Table, fact: Fact, new: Fact) -> Refusal:
    start = table.by_path[table.periods[0][0]]
    began = start.kind.show(_period(table, fact).start)
    what = " ".join(text for header, text in _shown(table, fact).items() if header not in ("zaaknummer", "van", "tot"))
    problem = either(
        f"de periode overlapt die van {began} ({shorten(what)})",
        f"the period overlaps that of {began} ({shorten(what)})",
    )
    remedy = either(
        "Beëindig die eerst, of laat deze erop aansluiten.", "End that one first, or let this one begin where it ends."
    )
    return _refusal(table, start.header, start.kind.show(_period(table, new).start), problem, remedy)
