"""The saved column mapping of a source as a small JSON document.

Not allowed here: applying it (``rows`` and ``delivery``) and keeping it (the store).
"""

import orjson

from planner.domain.wording import either
from planner.intake.readers.raw import normalised
from planner.intake.tables import BY_NAME
from planner.ports.intake import ColumnMapping

VERSION = "vertrekplanner-kolommen/1"


class MappingError(ValueError):
    """A column mapping names something that does not exist."""


def mapping_to_json(mapping: ColumnMapping) -> bytes:
    """Return the mapping as JSON with sorted keys."""
    content = {
        "schema": VERSION,
        "bron": mapping.source,
        "tabellen": dict(mapping.tables),
        "kolommen": {table: dict(columns) for table, columns in mapping.columns.items()},
    }
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)


def mapping_from_json(data: bytes) -> ColumnMapping:
    """Read a mapping; raise MappingError that says what is wrong and what to do."""
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise MappingError(
            either(
                f"de kolomindeling is geen geldige JSON: {error}\nSla haar opnieuw op.",
                f"the column mapping is no valid JSON: {error}\nSave it again.",
            )
        ) from error
    if not isinstance(content, dict) or content.get("schema") != VERSION:
        raise MappingError(
            either(
                f"de kolomindeling heeft een onbekend schema\nZet schema op {VERSION}.",
                f"the column mapping has an unknown schema\nSet schema to {VERSION}.",
            )
        )
    mapping = ColumnMapping(
        source=_word(content.get("bron"), "bron"),
        tables=_words(content.get("tabellen", {}), "tabellen"),
        columns={table: _words(columns, table) for table, columns in _object(content.get("kolommen", {})).items()},
    )
    check_mapping(mapping)
    return mapping


def check_mapping(mapping: ColumnMapping) -> None:
    """Raise MappingError when a table or header of ours does not exist or is given twice."""
    for ours in (*mapping.tables.values(), *mapping.columns):
        if ours not in BY_NAME:
            raise MappingError(
                either(
                    f"de tabel {ours} bestaat niet\nKies uit: {', '.join(BY_NAME)}.",
                    f"the table {ours} does not exist\nChoose from: {', '.join(BY_NAME)}.",
                )
            )
    for table, columns in mapping.columns.items():
        headers = BY_NAME[table].by_header
        for theirs, ours in columns.items():
            if ours not in headers:
                raise MappingError(
                    either(
                        f"de tabel {table} heeft geen kolom {ours}\nKies uit: {', '.join(headers)}.",
                        f"the table {table} has no column {ours}\nChoose from: {', '.join(headers)}.",
                    )
                )
            if not normalised(theirs):
                raise MappingError(
                    either(
                        f"een kolom van {table} heeft geen naam\nVul de kop uit het bronbestand in.",
                        f"a column of {table} has no name\nFill in the header of the source file.",
                    )
                )
        if len(set(columns.values())) != len(columns):
            raise MappingError(
                either(
                    f"in {table} wijzen twee kolommen naar dezelfde kolom\nLaat er één over.",
                    f"in {table} two columns point to the same column\nLeave one of them.",
                )
            )


def _object(content: object) -> dict[str, object]:
    if not isinstance(content, dict):
        raise MappingError(
            either(
                "de kolomindeling is onvolledig\nSla haar opnieuw op.",
                "the column mapping is incomplete\nSave it again.",
            )
        )
    return {str(key): value for key, value in content.items()}


def _words(content: object, what: str) -> dict[str, str]:
    return {key: _word(value, what) for key, value in _object(content).items()}


def _word(content: object, what: str) -> str:
    if not isinstance(content, str) or not content.strip():
        raise MappingError(
            either(
                f"{what} in de kolomindeling is geen tekst\nSla haar opnieuw op.",
                f"{what} in the column mapping is no text\nSave it again.",
            )
        )
    return content
