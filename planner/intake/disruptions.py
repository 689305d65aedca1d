"""The table ``verstoringen``: what a person reports, in cells; each row is taken or refused by itself.

A form, an option on the command line and a cell of a file are read alike. Not allowed here: which facts follow, and
storing (``planner.usecases.disruptions``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.domain.activities import Activity
from planner.domain.disruption import DisruptionKind
from planner.domain.disruption_life import CODES, GRANTED, LATE
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, RegievoerderId, SessionId, VehicleId
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text, either
from planner.intake.kinds import CODE, MOMENT, POSITIVE, TEXT, enum
from planner.intake.readers.folder import read_raw
from planner.intake.readers.raw import Limits, RawTable, RefusedError, normalised
from planner.intake.rows import Refusals, Row, RowParser
from planner.intake.tables.spec import Column, Table
from planner.ports.intake import Refusal
from planner.usecases.disruptions import happened as h
from planner.usecases.disruptions.refusals import SOURCE

_K = DisruptionKind
DISRUPTIONS = Table(
    name=SOURCE,
    fact=Activity,
    explanation=Text(
        nl="Wat er gebeurde nadat een plan was gemaakt. Eén rij per voorval; elke rij wordt op zichzelf verwerkt.",
        en="What happened after a plan was made. One row per event; each row is taken by itself.",
    ),
    key=(),
    columns=(
        Column("soort", "kind", enum(DisruptionKind), "vlucht-vervallen", "Wat er gebeurde.", required=True),
        Column("reden", "code", CODE, "weer", "Waarom, als code; leeg: de eerste van de soort."),
        Column("vlucht", "flight", CODE, "KL1571-20261124", "De vlucht."),
        Column("vertrekt", "departs", MOMENT, "24-11-2026 13:15", "Nieuwe vertrektijd van de vlucht."),
        Column("komt_aan", "arrives", MOMENT, "24-11-2026 16:55", "Nieuwe aankomst; leeg: duurt even lang."),
        Column("regievoerder", "officer", CODE, "RV-017", "Dienstnummer van wie er niet is."),
        Column("escort", "escort", CODE, "ESC-03", "Escortteam, of dienstnummer van een begeleider."),
        Column("zitting", "session", CODE, "ZIT-MA-1126", "De zitting; zonder van gaat zij niet door."),
        Column("voertuig", "vehicle", CODE, "DVO-12", "Het voertuig."),
        Column("zaaknummer", "case", CODE, "Z-004711", "De zaak."),
        Column("reisdocument", "document", CODE, "laissez-passer", "Soort document; leeg: laissez-passer."),
        Column("locatie", "place", CODE, "DC-ROTTERDAM", "Waar spreekkamers dicht zijn."),
        Column("aantal", "rooms", POSITIVE, "1", "Hoeveel spreekkamers; leeg: alle."),
        Column("kenmerk", "activity", CODE, "Z-004711/vertrek/1", "De rit of het vertrek."),
        Column("minuten", "minutes", POSITIVE, "40", "Hoeveel later de rit begint."),
        Column("onderdeel", "item", enum(HandOverCheck), "bagage", "Wat aan de overdracht ontbreekt."),
        Column("van", "start", MOMENT, "24-11-2026 08:00", "Vanaf wanneer, of de nieuwe tijd van de zitting."),
        Column("tot", "end", MOMENT, "25-11-2026 17:00", "Tot wanneer; leeg: nog niet bekend."),
        Column("toelichting", "note", TEXT, "", "Kort, zonder namen."),
    ),
)
"""The rows make no facts by themselves: the use case does."""
BY_HEADER: Mapping[str, Column] = DISRUPTIONS.by_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Which columns a kind has, and which of them must be given."""

    must: tuple[str, ...]
    may: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, as they are filled in."""
        return (*self.must, *self.may)


FIELDS: Mapping[DisruptionKind, Fields] = {
    _K.FLIGHT_CANCELLED: Fields(must=("vlucht",)),
    _K.FLIGHT_RETIMED: Fields(must=("vlucht", "vertrekt"), may=("komt_aan",)),
    _K.OFFICER_ABSENT: Fields(must=("regievoerder", "van", "tot")),
    _K.ESCORT_ABSENT: Fields(must=("escort", "van", "tot")),
    _K.SESSION_MOVED: Fields(must=("zitting",), may=("van", "tot")),
    _K.VEHICLE_DOWN: Fields(must=("voertuig", "van"), may=("tot",)),
    _K.PERSON_GONE: Fields(must=("zaaknummer", "van"), may=("tot",)),
    _K.NEW_APPLICATION: Fields(must=("zaaknummer", "van"), may=("tot",)),
    _K.DOCUMENT_CHANGED: Fields(must=("zaaknummer", "reden"), may=("reisdocument", "van", "tot")),
    _K.ROOM_CLOSED: Fields(must=("locatie", "van", "tot"), may=("aantal",)),
    _K.TRANSPORT_DELAYED: Fields(must=("kenmerk", "minuten")),
    _K.HAND_OVER_INCOMPLETE: Fields(must=("kenmerk", "onderdeel"), may=("tot",)),
}
Given = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionRow:
    """One row that can be read, with where it stands."""

    file: str
    row: int
    report: h.Report


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionFile:
    """The rows that can be read, and a refusal for each thing that cannot."""

    rows: tuple[DisruptionRow, ...]
    refusals: tuple[Refusal, ...]


def read_disruptions(path: Path, *, actor: str, limits: Limits | None = None) -> DisruptionFile:
    """Read a CSV file, or the sheet ``verstoringen`` (or only sheet) of a workbook; never raises for what is in it."""
    raw = read_raw(path, limits or Limits())
    refusals = Refusals()
    refusals.add(*raw.refusals)
    named = [table for table in raw.tables if normalised(table.name) == DISRUPTIONS.name]
    rows: list[DisruptionRow] = []
    for table in named or raw.tables[:1]:
        try:
            rows.extend(_rows(RowParser(table, DISRUPTIONS, None, refusals).rows(), actor, refusals))
        except RefusedError as refused:
            refusals.add(*refused.refusals)
    return DisruptionFile(rows=tuple(rows), refusals=tuple(refusals.kept))


def read_report(cells: Mapping[str, str], *, actor: str, key: str = "") -> h.Report | tuple[Refusal, ...]:
    """Return what one row of cells reports, or why it cannot be read; empty cells count as not given."""
    given = {header: text.strip() for header, text in cells.items() if text and text.strip() and header in BY_HEADER}
    if "soort" not in given:
        remedy = either(f"Kies uit: {', '.join(DisruptionKind)}.", f"Choose from: {', '.join(DisruptionKind)}.")
        return (
            Refusal(
                file=SOURCE,
                row=None,
                column="soort",
                value=None,
                problem=either("er staat niet wat er gebeurde", "it does not say what happened"),
                remedy=remedy,
            ),
        )
    refusals = Refusals()
    headers = tuple(dict.fromkeys(("soort", *given)))
    rows = [(1, headers), (2, tuple(given.get(header) for header in headers))]
    table = RawTable(file=SOURCE, name=SOURCE, rows=rows)
    found = tuple(_rows(RowParser(table, DISRUPTIONS, None, refusals).rows(), actor, refusals, key=key))
    return found[0].report if found and not refusals.count else tuple(refusals.kept)


def _rows(rows: Iterator[Row], actor: str, refusals: Refusals, *, key: str = "") -> Iterator[DisruptionRow]:
    for row in rows:
        if row.broken:
            continue
        wrong = tuple(_wrong(row))
        refusals.add(*wrong)
        if not wrong:
            kind = DisruptionKind(str(row.values["kind"]))
            report = h.Report(
                happened=_MAKE[kind](row.values),
                actor=actor,
                code=str(row.values.get("code", "") or _item(row.values)),
                note=str(row.values.get("note", "")),
                key=key,
            )
            yield DisruptionRow(file=row.file, row=row.number, report=report)


def _wrong(row: Row) -> Iterator[Refusal]:
    """Yield what a kind needs and is not given, what does not belong to it, and what is the wrong way round."""
    kind, values = DisruptionKind(str(row.values["kind"])), row.values
    for header in _must(kind, values):
        if BY_HEADER[header].path not in values:
            yield row.refusal(
                BY_HEADER[header].path,
                either("de verplichte cel is leeg", "the required cell is empty"),
                either(f"Vul {header} in bij {kind}.", f"Fill in {header} with {kind}."),
            )
    for path in values:
        header = DISRUPTIONS.by_path[path].header
        if header not in (*FIELDS[kind].all, "soort", "reden", "toelichting"):
            yield row.refusal(
                path,
                either(f"{header} hoort niet bij {kind}", f"{header} does not belong to {kind}"),
                either("Laat de cel leeg.", "Leave the cell empty."),
            )
    if "code" in values and values["code"] not in CODES[kind]:
        yield row.refusal(
            "code",
            either(f"dit is geen reden bij {kind}", f"this is no reason with {kind}"),
            either(f"Kies uit: {', '.join(CODES[kind])}.", f"Choose from: {', '.join(CODES[kind])}."),
        )
    yield from _wrong_span(row, kind)


def _must(kind: DisruptionKind, values: Given) -> tuple[str, ...]:
    dated = kind is _K.DOCUMENT_CHANGED and values.get("code") in (GRANTED, LATE)
    return (*FIELDS[kind].must, "van") if dated else FIELDS[kind].must


def _wrong_span(row: Row, kind: DisruptionKind) -> Iterator[Refusal]:
    start, end = row.values.get("start"), row.values.get("end")
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        yield row.refusal(
            "end",
            either("het eind ligt niet na het begin", "the end is not after the beginning"),
            either("Verbeter een van beide tijden.", "Correct one of the two times."),
        )
    elif end is not None and start is None and kind is _K.SESSION_MOVED:
        yield row.refusal(
            "end",
            either("er is een eind zonder begin", "there is an end without a beginning"),
            either("Geef de nieuwe tijd, of laat beide leeg.", "Give the new time, or leave both empty."),
        )


def _item(values: Given) -> str:
    """Return the reason that goes without saying: of a hand-over what is missing."""
    return str(values.get("item", ""))


def _text(values: Given, path: str) -> str:
    return str(values[path])


def _minute(values: Given, path: str) -> Minute:
    found = values[path]
    if not isinstance(found, int):
        raise TypeError(path)
    return Minute(found)


def _maybe(values: Given, path: str) -> Minute | None:
    return _minute(values, path) if path in values else None


def _number(values: Given, path: str) -> int:
    return int(_minute(values, path))


def _span(values: Given) -> Interval:
    return Interval(_minute(values, "start"), _maybe(values, "end"))


def _document(values: Given) -> h.Happened:
    case, kind = CaseId(_text(values, "case")), str(values.get("document", LAISSEZ_PASSER))
    if values["code"] == GRANTED:
        return h.DocumentGranted(case=case, valid=_span(values), document=kind)
    if values["code"] == LATE:
        return h.DocumentLate(case=case, expected=_minute(values, "start"), document=kind)
    return h.DocumentRefused(case=case, document=kind)


_MAKE: Mapping[DisruptionKind, Callable[[Given], h.Happened]] = {
    _K.FLIGHT_CANCELLED: lambda v: h.FlightCancelled(flight=FlightId(_text(v, "flight"))),
    _K.FLIGHT_RETIMED: lambda v: h.FlightRetimed(
        flight=FlightId(_text(v, "flight")), departs=_minute(v, "departs"), arrives=_maybe(v, "arrives")
    ),
    _K.OFFICER_ABSENT: lambda v: h.OfficerAbsent(regievoerder=RegievoerderId(_text(v, "officer")), span=_span(v)),
    _K.ESCORT_ABSENT: lambda v: h.EscortAbsent(escort=_text(v, "escort"), span=_span(v)),
    _K.SESSION_MOVED: lambda v: h.SessionMoved(
        session=SessionId(_text(v, "session")), start=_maybe(v, "start"), end=_maybe(v, "end")
    ),
    _K.VEHICLE_DOWN: lambda v: h.VehicleDown(vehicle=VehicleId(_text(v, "vehicle")), span=_span(v)),
    _K.PERSON_GONE: lambda v: h.PersonGone(
        case=CaseId(_text(v, "case")), since=_minute(v, "start"), until=_maybe(v, "end")
    ),
    _K.NEW_APPLICATION: lambda v: h.NewApplication(case=CaseId(_text(v, "case")), span=_span(v)),
    _K.DOCUMENT_CHANGED: _document,
    _K.ROOM_CLOSED: lambda v: h.RoomClosed(
        place=PlaceId(_text(v, "place")), span=_span(v), rooms=_number(v, "rooms") if "rooms" in v else None
    ),
    _K.TRANSPORT_DELAYED: lambda v: h.TransportDelayed(
        activity=ActivityKey(_text(v, "activity")), minutes=_number(v, "minutes")
    ),
    _K.HAND_OVER_INCOMPLETE: lambda v: h.HandOverIncomplete(
        activity=ActivityKey(_text(v, "activity")), item=HandOverCheck(_text(v, "item")), until=_maybe(v, "end")
    ),
}
