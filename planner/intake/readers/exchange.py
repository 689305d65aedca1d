"""Reading the JSON exchange file: facts in the canonical encoding, under a versioned schema name.

Not allowed here: problems and plans, which travel in the same file and are read elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import orjson

from planner.codec.canonical import CodecError, field_names, from_plain
from planner.domain.facts import FACT_TYPES, Fact
from planner.domain.wording import Text, either
from planner.intake.readers.raw import Limits, RefusedError, read_bytes, refuse_file
from planner.ports.intake import Refusal

EXCHANGE_SCHEMA = "vertrekplanner/1"
_BY_NAME = {kind.__name__: kind for kind in FACT_TYPES}
_WHERE = re.compile(r"@ \$\.?([\w.\[\]]*)")
AGAIN = Text("Exporteer het bestand opnieuw.", "Export the file again.")


def read_exchange(path: Path, limits: Limits) -> Iterator[tuple[int, Fact] | Refusal]:
    """Yield each fact with its number in its list, or why it cannot be read."""
    facts = _facts(read_bytes(path, limits), path.name)
    if sum(len(items) for items in facts.values() if isinstance(items, list)) > limits.rows:
        raise too_many_rows(path.name, limits.rows)
    for name, items in facts.items():
        if name not in _BY_NAME or not isinstance(items, list):
            near = get_close_matches(str(name), _BY_NAME, n=1)
            remedy = (
                either(f"Bedoelde u {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else either(f"Kies uit: {', '.join(_BY_NAME)}.", f"Choose from: {', '.join(_BY_NAME)}.")
            )
            yield _refusal(
                f"{path.name}, facts",
                None,
                None,
                str(name),
                either("dit is geen lijst van een bekend soort feit", "this is no list of a known kind of fact"),
                remedy,
            )
            continue
        for number, plain in enumerate(items, start=1):
            yield _fact(f"{path.name}, {name}", number, plain, _BY_NAME[name])


def too_many_rows(file: str, limit: int) -> RefusedError:
    """Return the refusal of a delivery with more rows than the setting allows."""
    return refuse_file(
        file,
        either(f"de aanlevering heeft meer dan {limit:_} rijen", f"the delivery has more than {limit:_} rows").replace(
            "_", "."
        ),
        either(
            "Lever in delen aan, of verhoog de instelling van het hoogste aantal rijen.",
            "Deliver in parts, or raise the setting of the highest number of rows.",
        ),
    )


def _facts(data: bytes, file: str) -> Mapping[str, object]:
    try:
        content = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        problem = either("het bestand is geen geldige JSON", "the file is no valid JSON")
        raise refuse_file(
            file,
            problem,
            either(f"Is het bestand volledig? {AGAIN}", f"Is the file complete? {AGAIN}"),
            row=error.lineno,
        ) from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != EXCHANGE_SCHEMA:
        raise refuse_file(
            file,
            either(
                "het schema van het uitwisselbestand is niet bekend", "the schema of the exchange file is not known"
            ),
            either(
                f"Zet bovenin schema op {EXCHANGE_SCHEMA}, of exporteer met dezelfde versie van het programma.",
                f"Set schema to {EXCHANGE_SCHEMA} at the top, or export with the same version of the program.",
            ),
            column="schema",
            value=None if schema is None else str(schema)[:80],
        )
    facts = content.get("facts")
    if not isinstance(facts, dict):
        raise refuse_file(
            file,
            either("het bestand bevat geen feiten", "the file has no facts"),
            either(f"Zet ze onder facts. {AGAIN}", f"Put them under facts. {AGAIN}"),
            column="facts",
        )
    return facts


def _fact(file: str, number: int, plain: object, kind: type[Fact]) -> tuple[int, Fact] | Refusal:
    if not isinstance(plain, dict):
        return _refusal(file, number, None, str(plain)[:80], either("dit is geen feit", "this is no fact"), AGAIN)
    names = field_names(kind)
    for name in plain:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            remedy = (
                either(f"Bedoelde u {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else either("Haal het veld weg.", "Remove the field.")
            )
            return _refusal(
                file,
                number,
                name,
                str(plain[name])[:80],
                either("dit veld bestaat niet", "there is no such field"),
                remedy,
            )
    try:
        return number, from_plain(plain, kind)
    except (CodecError, AttributeError) as error:
        found = _WHERE.search(str(error))
        column = found[1] if found else None
        value = plain.get(column) if column else None
        shown = None if value is None else str(value)[:80]
        return _refusal(
            file, number, column, shown, either("het feit is niet te lezen", "the fact cannot be read"), AGAIN
        )


def _refusal(
    file: str, row: int | None, column: str | None, value: str | None, problem: str, remedy: str | Text
) -> Refusal:
    return Refusal(file=file, row=row, column=column, value=value, problem=problem, remedy=str(remedy))
