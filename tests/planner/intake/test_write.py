"""What is written is read back as the same facts, in every format."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.codec.canonical import field_names
from planner.domain.activities import Activity, DepartureDetail, MoveDetail, PresentationDetail
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.casework import CasePhase, Closing, PhaseChange
from planner.domain.departure_plan import Support, SupportKind
from planner.domain.escorts import Visa
from planner.domain.facts import FACT_TYPES, Fact, fact_key
from planner.domain.ids import MissionId
from planner.domain.lp_life import DATES
from planner.domain.places import PlaceContact
from planner.domain.time import Minute
from planner.intake import Limits, read_delivery, write_exchange, write_folder, write_workbook
from planner.intake.kinds import (
    CLOCK,
    CODE,
    CODE_SET,
    CODES,
    CONTACTS,
    COUNTRY,
    DAY,
    HOURS,
    LANGUAGE,
    LANGUAGES,
    MOMENT,
    OPENING_HOURS,
    RULE,
    TEXT,
    Kind,
)
from planner.intake.tables import GATHERED, TABLES, Column, Table
from planner.intake.term_lists import LEADS, TERMS
from planner.ports.intake import Delivery
from tests.planner.intake.deliveries import one_of_each
from tests.planner.intake.national import national

Write = Callable[[Iterable[Fact], Path], object]
FORMATS: tuple[tuple[str, Write], ...] = (
    ("", write_folder),
    ("levering.xlsx", write_workbook),
    ("levering.json", write_exchange),
)


def by_key(facts: Iterable[Fact]) -> dict[tuple[type[Fact], str], Fact]:
    """Return the facts by what they are known by."""
    return {(type(fact), fact_key(fact)): fact for fact in facts}


def write_and_read(facts: Iterable[Fact], folder: Path, name: str, write: Write) -> Delivery:
    """Write the facts in one format and read them again, without anything stored."""
    path = folder / name
    write(facts, path)
    return read_delivery(path, source="test", known={})


@pytest.mark.parametrize(("name", "write"), FORMATS)
def test_one_fact_of_each_type_is_read_back_equal(name: str, write: Write, tmp_path: Path) -> None:
    facts = one_of_each()

    delivery = write_and_read(facts, tmp_path, name, write)

    assert {type(fact) for fact in facts} == set(FACT_TYPES)
    assert delivery.refusals == ()
    assert by_key(delivery.facts) == by_key(facts)
    assert len(delivery.facts) == len(facts)


def test_every_field_of_every_fact_has_a_column() -> None:
    for kind in FACT_TYPES:
        covered = {
            name
            for table in TABLES
            if table.fact is kind
            for path in (*table.by_path, *table.constants, *(part.path for part in table.parts))
            for name in (path.split(".")[0],)
        }
        assert covered == set(field_names(kind)), kind


@pytest.mark.parametrize(
    ("name", "detail"),
    [("presentaties", PresentationDetail), ("vertrekken", DepartureDetail), ("verplaatsingen", MoveDetail)],
)
def test_every_field_of_every_detail_has_a_column(name: str, detail: type) -> None:
    table = next(table for table in TABLES if table.name == name)
    covered = {path.split(".")[1] for path in table.by_path if path.startswith("detail.")}

    assert covered == set(field_names(detail))


def test_folder_has_the_same_bytes_for_the_same_facts_in_any_order(tmp_path: Path) -> None:
    facts = one_of_each()

    first = write_folder(facts, tmp_path / "a")
    second = write_folder(reversed(facts), tmp_path / "b")

    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_csv_is_written_as_dutch_excel_likes_it(tmp_path: Path) -> None:
    write_folder([fact for fact in one_of_each() if fact_key(fact) == "AZC-1"], tmp_path)

    assert (tmp_path / "locaties.csv").read_bytes() == (
        b"\xef\xbb\xbflocatie;naam;soort;plaats;breedtegraad;lengtegraad;nauwkeurigheid;herkomst;"
        b"openingstijden;contacten;toegang;land\r\n"
        + (
            'AZC-1;"Gebouw ""AZC-1""; begane grond\ntweede deur";azc;Coevorden « Zuid;52,66;6,7412345;'
            'high;=BAG, 2026-10;"ma-vr 08:00-12:00|13:00-17:00; za 10:00-16:00";'
            "receptie: 088-1234567|beveiliging, dag en nacht: +31 (0)88 1234568;poort 2, hoogte 2,60 m;BE\r\n"
        ).encode()
    )


def test_activity_with_the_detail_of_another_kind_is_not_written(tmp_path: Path) -> None:
    talk = next(fact for fact in one_of_each() if isinstance(fact, Activity) and fact.detail is None)
    mixed = replace(talk, detail=PresentationDetail(mission=MissionId("AMB-MA")))

    with pytest.raises(ValueError, match="activity Z-1/1/1: a gesprek with PresentationDetail"):
        write_folder([mixed], tmp_path)


# --- any values ---------------------------------------------------------------------------------------

_codes = st.text("ABCZ019-/.éß", min_size=1, max_size=8)
_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n;,\"'=|\t"),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip() and not text.startswith("#"))
_days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
_moments = st.integers(-15_000_000, 41_000_000)
_hours = st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
_terms = st.lists(
    st.builds(
        lambda rule, day, rest: f"{rule} {day:%d-%m-%Y}{rest}",
        st.sampled_from(["R01", "P14"]),
        _days,
        st.sampled_from(["", " hard", " wettelijk limit", " tijdig x"]),
    ),
    min_size=1,
    max_size=3,
).map(lambda terms: TERMS.parse("|".join(terms)))
_opening_hours = st.dictionaries(st.sampled_from(["ma", "di", "za", "zo"]), _hours, min_size=1).map(
    lambda days: OPENING_HOURS.parse(";".join(f"{day} {HOURS.show(hours)}" for day, hours in days.items()))
)
_VALUES: Mapping[str, st.SearchStrategy[object]] = {
    CODE.name: _codes,
    TEXT.name: _texts,
    DAY.name: _days,
    MOMENT.name: _moments,
    HOURS.name: _hours,
    CLOCK.name: st.integers(0, 1440),
    TERMS.name: _terms,
    LEADS.name: st.sampled_from(["", "T10 closing Z-1/vertrek/1", "T10 closing Z-1/vertrek/1|R42 notice Z-2/p/1"]).map(
        LEADS.parse
    ),
    COUNTRY.name: st.sampled_from(["NL", "MA"]),
    LANGUAGE.name: st.sampled_from(["ar", "tig"]),
    RULE.name: st.sampled_from(["R02", "P05"]),
    LANGUAGES.name: st.frozensets(st.sampled_from(["ar", "nl", "tig"]), min_size=1),
    OPENING_HOURS.name: _opening_hours,
    CONTACTS.name: st.lists(
        st.builds(
            PlaceContact,
            function=st.sampled_from(["receptie", "wacht, 's nachts", "poort; ingang"]),
            phone=st.sampled_from(["088-1234567", "+31 (0)88 1234568", "14070"]),
        ),
        min_size=1,
        unique=True,
    ).map(tuple),
    "ja/nee": st.booleans(),
    "luchthavencode (IATA)": st.sampled_from(["CMN", "LIS"]),
    "lijst van luchthavencode (IATA), gescheiden door |": st.lists(
        st.sampled_from(["CMN", "LIS", "MAD"]), min_size=1, unique=True
    ).map(tuple),
}


def _value(column: Column) -> st.SearchStrategy[object]:
    kind = column.kind
    if kind is CODE_SET:
        return st.frozensets(_codes, min_size=1, max_size=3)
    if kind is CODES:
        return st.lists(_codes, min_size=1, max_size=3, unique=True).map(tuple)
    if kind.choices:
        return _chosen(kind)
    if kind.name == "geheel getal":
        return st.integers(1, 2)
    if kind.name == "getal met decimale komma":
        return st.floats(-90, 90)
    return _VALUES[kind.name]


def _chosen(kind: Kind) -> st.SearchStrategy[object]:
    if kind.name.startswith("lijst"):
        return st.sets(st.sampled_from(kind.choices), min_size=1).map(lambda words: kind.parse("|".join(words)))
    return st.sampled_from(kind.choices).map(kind.parse)


@st.composite
def items_of(draw: st.DrawFn, table: Table) -> tuple[object, ...]:
    """Draw what a gathering table gathers: periods that do not touch, days that differ."""
    found = []
    for start in draw(st.lists(st.integers(0, 1_000), max_size=3, unique=True)):
        values = {column.path: draw(_value(column)) for column in table.columns[1:]}
        for first, last in table.periods:
            values |= {first: Minute(start * 10), last: Minute(start * 10 + 7)}
        found.append(table.arguments(values)[table.items])
    return tuple({_key_of(item): item for item in found}.values())


def _key_of(item: object) -> object:
    return item.country if isinstance(item, Visa) else item


@st.composite
def facts_of(draw: st.DrawFn, table: Table) -> Fact:
    """Draw a fact of the table with any cells, its periods put in order."""
    filled = [column for column in table.columns if column.required or draw(st.booleans())]
    values = {column.path: draw(_value(column)) for column in filled}
    _put_in_order(values, table, draw(st.integers(1, 100)))
    _make_sensible(values, table)
    arguments = table.arguments(values)
    for gathered in GATHERED.get(table.name, ()):
        arguments[gathered.items] = draw(items_of(gathered))
    if table.items:
        arguments[table.items] = frozenset({arguments[table.items]})
    return table.make(arguments)


def _make_sensible(values: dict[str, object], table: Table) -> None:
    """Give an activity a duration that fits, a transfer its day, and to an end its reason and to nothing else."""
    if table.fact is Activity:
        values["duration"] = 1
    if any(path.startswith("detail.transfer.") for path in values):
        values["detail.transfer.accepted_on"] = date(2026, 11, 2)
    if table.fact is Booking:
        values.pop("reason", None)
        if values["state"] is BookingState.CANCELLED:
            values["reason"] = CancelReason.MEDICAL
    _make_casework_sensible(values, table)


def _make_casework_sensible(values: dict[str, object], table: Table) -> None:
    """Say of a closed case alone how it ended, of money alone how much, and order the dates of a document."""
    if table.fact is PhaseChange:
        values.pop("closing", None)
        if values["phase"] is CasePhase.CLOSED:
            values["closing"] = Closing.FORCED
    if table.fact is TravelDocument:
        _one_after_the_other(values)
    if table.fact is Support and values["kind"] is not SupportKind.MONEY:
        values.pop("amount", None)


def _one_after_the_other(values: dict[str, object]) -> None:
    """Let the dates of a document follow each other, and its state be an answer where there is one."""
    days = iter(sorted(day for field in DATES if isinstance(day := values.pop(field, None), date)))
    values.update(zip(DATES, days, strict=False))
    if "presented_on" in values:
        values["state"] = DocumentState.REFUSED


def _put_in_order(values: dict[str, object], table: Table, length: int) -> None:
    for start, end in table.periods:
        first = values.get(start)
        if first is None or end not in values:
            values.pop(end, None)
        elif isinstance(first, int):
            values[end] = first + length
        elif isinstance(first, date):
            values[end] = first + timedelta(days=length)


@pytest.mark.parametrize("table", [t for t in TABLES if not t.owner], ids=lambda table: table.name)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_any_fact_is_read_back_equal(table: Table, data: st.DataObject) -> None:
    fact = data.draw(facts_of(table))
    if any(table.check(fact)):
        return
    known = {
        kind: {
            str(code) for row_table in TABLES if row_table.fact is table.fact for code in _mentioned(row_table, fact)
        }
        for kind in FACT_TYPES
        if kind is not table.fact
    }
    if table.fact is Activity:
        known[Activity] = {str(code) for code in _mentioned(table, fact)}
    with TemporaryDirectory() as folder:
        for name, write in FORMATS:
            path = Path(folder) / name
            write([fact], path)
            delivery = read_delivery(path, source="test", known=known, limits=Limits())
            assert (name, delivery.refusals, delivery.facts) == (name, (), (fact,))
            if not name:
                for written in path.iterdir():
                    written.unlink()


def _mentioned(table: Table, fact: Fact) -> Iterable[object]:
    if type(fact) is not table.fact or (isinstance(fact, Activity) and fact.kind is not table.constants["kind"]):
        return
    for values in table.rows(fact):
        for value in values.values():
            yield from value if isinstance(value, (tuple, frozenset)) else (value,)


@pytest.mark.nightly
def test_national_delivery_is_read_back_equal(tmp_path: Path) -> None:
    facts = national()

    for name, write in FORMATS:
        delivery = write_and_read(facts, tmp_path / (name or "map"), name, write)
        assert (delivery.refusals, by_key(delivery.facts)) == ((), by_key(facts))
