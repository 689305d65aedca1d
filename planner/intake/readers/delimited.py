"""Reading CSV: which encoding, which separator, and rows of text.

Not allowed here: what the columns mean.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from planner.domain.wording import Text, either
from planner.intake.readers.raw import Limits, RawRow, RawTable, read_bytes, refuse_file

_SEPARATORS = (";", ",", "\t")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINES = re.compile(rb"\r\n|\r|\n")
_SAVE_AS = Text(
    "Sla het blad in Excel op als 'CSV UTF-8 (gescheiden door lijstscheidingsteken)'.",
    "Save the sheet in Excel as 'CSV UTF-8 (comma delimited)'.",
)
_BOM = b"\xef\xbb\xbf"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_csv(path: Path, name: str, limits: Limits) -> RawTable:
    """Return the table in a CSV file; raise RefusedError for bytes that are not text."""
    text = decode(read_bytes(path, limits), path.name)
    return RawTable(file=path.name, name=name, rows=_rows(text, path.name), ragged=True)


def decode(data: bytes, file: str) -> str:
    """Return the text of UTF-8 (with or without byte order mark) or Windows-1252 bytes."""
    if data.startswith((_ZIP, _OLE)):
        raise refuse_file(
            file,
            either(
                "dit is een Excel-bestand met de naam van een CSV-bestand",
                "this is an Excel file with the name of a CSV file",
            ),
            _SAVE_AS,
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse_file(
            file,
            either("het bestand is opgeslagen als Unicode (UTF-16)", "the file was saved as Unicode (UTF-16)"),
            _SAVE_AS,
        )
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        raise refuse_file(
            file,
            either("het bestand bevat NUL-tekens en is geen tekst", "the file has NUL characters and is no text"),
            _SAVE_AS,
            row=line,
        )
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        text = _decode_windows(data, file, error.start)
    found = _CONTROL.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise refuse_file(
            file,
            either("het bestand bevat stuurtekens en is geen tekst", "the file has control characters and is no text"),
            _SAVE_AS,
            row=line,
        )
    return text


def _line(data: bytes, position: int) -> int:
    return len(_LINES.findall(data[:position])) + 1


def _decode_windows(data: bytes, file: str, first_wrong: int) -> str:
    if data.startswith(_BOM) or any(_is_utf8(line) for line in _LINES.split(data)):
        raise refuse_file(
            file,
            either(
                "het bestand mengt twee tekensets: deze regel is geen UTF-8, een andere wel",
                "the file mixes two character sets: this line is no UTF-8, another one is",
            ),
            either(f"Plak de gegevens in één werkblad. {_SAVE_AS}", f"Paste the data into one worksheet. {_SAVE_AS}"),
            row=_line(data, first_wrong),
        )
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refuse_file(
            file,
            either(
                "de tekens zijn geen UTF-8 en geen Windows-1252", "the characters are neither UTF-8 nor Windows-1252"
            ),
            _SAVE_AS,
            row=_line(data, error.start),
        ) from error


def _is_utf8(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows(text: str, file: str) -> Iterator[RawRow]:
    separator, skip = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > skip:
                yield number, cells
    except csv.Error as error:
        problem, remedy = _explain(str(error))
        raise refuse_file(file, problem, remedy, row=number + 1) from error


def _explain(message: str) -> tuple[str, str]:
    if "field limit" in message:
        return either(
            "een cel is te lang (meer dan 131.072 tekens)", "a cell is too long (more than 131,072 characters)"
        ), either("Kort de tekst in, of sluit het aanhalingsteken.", "Shorten the text, or close the quotation mark.")
    return (
        either("de aanhalingstekens kloppen niet", "the quotation marks do not match"),
        either(
            'Zet een tekst met een aanhalingsteken tussen "…" en verdubbel het teken: "12"" band".',
            'Put a text with a quotation mark between "…" and double the mark: "12"" band".',
        ),
    )


def _separator(text: str) -> tuple[str, int]:
    first = text.splitlines()[0] if text else ""
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 1
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=outside.count), 0
