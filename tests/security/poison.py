"""Every free text that files or people can enter, and an installation in which each of them is full of script.

What files can bring is read from the tables of a delivery, what people can type from the templates and from the
description of the API. Not allowed here: tests.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

from planner.domain.activities import Activity, MoveDetail
from planner.domain.bookings import Booking, BookingState
from planner.domain.clearances import Override, OverrideRight
from planner.domain.facts import Fact
from planner.domain.feeds import CalendarKind
from planner.domain.ids import ActivityKey, FlightId, RuleId
from planner.domain.messages import Channel, Subscriber
from planner.domain.places import PlaceContact
from planner.domain.release import Release
from planner.intake.tables import TABLES, Column, Table
from tests.api.example_release import CASE
from tests.api.privacy.planted_casework import CASEWORK
from tests.planner.codec.golden import golden_problem
from tests.security.partners import SINCE

RUN = "window.ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f'" autofocus onfocus="{RUN}',
    f"' onmouseover='{RUN}",
    f"</script><script>{RUN}</script>",
    f"${{{RUN}}}",
    f"`-{RUN}-`",
    f"{{{{{RUN}}}}}",
    f"{{% set x = 1 %}}{RUN}",
    f"\\u003cscript\\u003e{RUN}",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
)
ATTACK = f"\"'>{PAYLOADS[5]}{PAYLOADS[1]}{PAYLOADS[6]}{PAYLOADS[7]}{PAYLOADS[8]}{PAYLOADS[2]}"
SHORT = f"<svg onload={RUN}>${{{RUN}}}"
"""For fields of few characters."""
BRACELESS = f"\"'>{PAYLOADS[5]}{PAYLOADS[1]}{PAYLOADS[7]}{PAYLOADS[2]}"
"""For words in which braces are refused."""
POISONED_PROTOCOL = f"""
protocol = "gif"
versie = 1
titel = {{ nl = {json.dumps(BRACELESS)}, en = {json.dumps(BRACELESS)} }}
bron = {json.dumps(BRACELESS)}
zekerheid = "A"
rang = 1

[[stap]]
code = "dossierstudie"
titel = {{ nl = {json.dumps(BRACELESS)}, en = {json.dumps(BRACELESS)} }}
vorm = "taak"
anker = "toewijzing"
termijn = [{{ regel = "T10", sleutel = "study" }}]
"""
"""A protocol for every case, whose words are script."""
TEXT, CONTACTS = "tekst", "lijst van functie: telefoon, gescheiden door |"
T = TypeVar("T")
TEMPLATES = Path("api/templates")
PLANTED_BY_HAND = frozenset({"label", "note", "reden", "remark", "tekst", "toelichting"})
"""Free texts of forms that are planted: accounts, devices, proposals, outcomes, edits, norms, exceptions, absences,
what-ifs, protocols."""
READ_AS_SOMETHING_ELSE = frozenset(
    {"aantal", "bron", "code", "days", "kenmerk", "kinds", "minuten", "naam", "nummers", "regel", "waarom",
     "week", "wie", "zaak", "{{ name }}"}
)  # fmt: skip
"""What forms read as a number, a day, a moment or a code. ``{{ name }}`` is a column of a table of a delivery."""
PLANTED_BY_PROGRAMS = frozenset({"label", "name", "note", "reason", "remark"})
CODES_OF_PROGRAMS = frozenset(
    {"activities", "activity", "case", "code", "csv", "document", "escort", "fallen", "flight", "free", "key",
     "left_out", "like", "mission", "officer", "other", "place", "regime", "regievoerder", "resource", "row", "rule",
     "session", "team", "teams", "toml", "vehicle"}
)  # fmt: skip
"""What programs name by a code that must be known; ``toml`` is read as a protocol, ``csv`` as disruptions."""
NARROW = frozenset({"enum", "const", "pattern", "format"})
_FIELD = re.compile(r'\bfield\(\s*"(\w+)"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)')
_INPUT = re.compile(r"<(input|textarea)\b([^>]*)>")
_OTHER_TYPES = ("hidden", "checkbox", "radio", "date", "time", "number", "password", "moment_type", "file", "submit")


def text_columns() -> Iterator[tuple[Table, Column]]:
    """Yield the columns of a delivery in which any text may stand."""
    for table in TABLES:
        for column in table.columns:
            if column.kind.name in (TEXT, CONTACTS):
                yield table, column


def is_planted(fact: Fact, table: Table, column: Column) -> bool:
    """Return whether a fact holds script where a column of its table stands."""
    value: object = fact
    for name in column.path.split("."):
        value = getattr(value, name, "")
    return isinstance(fact, table.fact) and RUN in str(value)


def typed_on_pages() -> frozenset[str]:
    """Return the names of the fields of forms in which any text may be typed."""
    found = set[str]()
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        found |= {name for name, rest in _FIELD.findall(text) if "options=" not in rest and _is_open(rest)}
        for _tag, rest in _INPUT.findall(text):
            name = re.search(r'name="([^"]+)"', rest)
            if name is not None and _is_open(rest):
                found.add(name[1])
    return frozenset(found)


def sent_by_programs(description: Mapping[str, object]) -> frozenset[str]:
    """Return the names of what programs may send as any text, from the description of the API."""
    schemas, found, seen = _inner(_inner(description, "components"), "schemas"), set[str](), set[str]()
    waiting: list[tuple[str, object]] = [
        ("", content)
        for operations in _inner(description, "paths").values()
        for operation in operations.values()  # type: ignore[attr-defined]
        for content in _inner(_inner(operation, "requestBody"), "content").values()
    ]
    while waiting:
        name, part = waiting.pop()
        if isinstance(part, list):
            waiting += [(name, one) for one in part]
        elif isinstance(part, dict):
            found |= {name} if part.get("type") == "string" and not NARROW & part.keys() else set()
            reference = str(part.get("$ref", "")).rpartition("/")[2]
            if reference and reference not in seen:
                seen.add(reference)
                waiting.append((name, schemas[reference]))
            waiting += [(name, part.get(key)) for key in ("schema", "anyOf", "oneOf", "allOf", "items")]
            waiting += _inner(part, "properties").items()
    return frozenset(found - {""})


def poisoned_release(release: Release) -> Release:
    """Return a release with script in every free text that a delivery brought."""
    return _poisoned(release)


def poisoned_facts(release: Release) -> list[Fact]:
    """Return facts of each kind that has a free text, with script in it."""
    base = (*within(release), *within(golden_problem()), *CASEWORK, *_more())
    kinds = {table.fact for table, _ in text_columns()}
    found: dict[object, Fact] = {}
    for value in base:
        if type(value) in kinds:
            found.setdefault((type(value), getattr(value, "detail", None).__class__), cast("Fact", value))
    return [_poisoned(fact) for fact in found.values()]


def _more() -> Iterator[object]:
    """Yield kinds of facts that neither the release nor the golden problem has."""
    departure = ActivityKey(f"{CASE}/vertrek/1")
    yield Booking(
        activity=departure, flight=FlightId("F1"), state=BookingState.BOOKED, since=SINCE.start, reference="x"
    )
    yield Override(
        rule=RuleId("R04"),
        activity=departure,
        right=OverrideRight.SUPERVISOR,
        by="L-1",
        reason="x",
        valid=SINCE,
    )
    yield Subscriber(kind=CalendarKind.PERSONAL, owner="RV-0001", channel=Channel.MAIL, address="x")


def _poisoned(value: T) -> T:
    """Return a value with script in every free text of every fact in it."""
    if isinstance(value, tuple):
        return cast("T", tuple(_poisoned(one) for one in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inner = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    changed = {name: made for name, one in inner.items() if (made := _poisoned(one)) is not one and made != one}
    whole: object = replace(value, **changed) if changed else value
    for table, column in text_columns():
        if type(whole) is table.fact:
            whole = _put(whole, column)
    return cast("T", whole)


def _put(fact: object, column: Column) -> object:
    if column.kind.name == CONTACTS:
        return replace(fact, **{column.path: (PlaceContact(function=ATTACK, phone="088 000 0000"),)})  # type: ignore[type-var]
    name, _, leaf = column.path.partition(".")
    if not leaf:
        return replace(fact, **{name: ATTACK})  # type: ignore[type-var]
    inner = getattr(fact, name)
    fits = isinstance(inner, MoveDetail) if isinstance(fact, Activity) else inner is not None
    return replace(fact, **{name: replace(inner, **{leaf: ATTACK})}) if fits else fact  # type: ignore[type-var]


def within(value: object) -> Iterator[object]:
    """Yield everything that stands in a value, the value itself first."""
    yield value
    if isinstance(value, tuple | frozenset):
        for one in value:
            yield from within(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from within(getattr(value, one.name))


def _inner(value: object, key: str) -> Mapping[str, object]:
    found = value.get(key) if isinstance(value, Mapping) else None
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}


def _is_open(rest: str) -> bool:
    said = re.search(r'type="?([^",]*)|type=(\w+)', rest)
    return said is None or not any(word in said[0] for word in _OTHER_TYPES)
