"""Looking into a workbook before it is opened: zip bombs, passwords, merged cells, formulas without a value.

Not allowed here: values of cells (``workbook``).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl.utils.exceptions import InvalidFileException

from planner.domain.wording import Text, either
from planner.intake.readers.raw import Fault, Limits, RefusedError, refuse_file
from planner.ports.intake import Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL = 1_000_000
REPAIR = Text(
    "Open het bestand in Excel en sla het opnieuw op als werkmap (.xlsx).",
    "Open the file in Excel and save it again as a workbook (.xlsx).",
)
_SUSPECT = re.compile(rb"<(?:\w+:)?(?:f[\s>/]|mergeCell\s)")
_NO_SUCH_ROW = re.compile(rb"""\sr=["'][A-Z]*\d{8,}["']""")
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ET.ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the library raises on a damaged workbook."""
Faults = Mapping[tuple[int, int], Fault]
"""Faults by row and column, both counted from 1."""


def guard(path: Path, limits: Limits) -> None:
    """Refuse a file that is no workbook, has a password, or would unpack to too much."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLE:
        raise refuse_file(
            path.name,
            either(
                "het bestand is met een wachtwoord beveiligd of is een oude werkmap (.xls)",
                "the file is protected with a password or is an old workbook (.xls)",
            ),
            either(
                "Verwijder het wachtwoord en sla het op als werkmap (.xlsx).",
                "Remove the password and save it as a workbook (.xlsx).",
            ),
        )
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except BROKEN as error:
        raise refuse_file(
            path.name,
            either("het bestand is geen werkmap, al heet het zo", "the file is no workbook, though it is called one"),
            REPAIR,
        ) from error
    _weigh(path, entries, limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse_file(
            path.name,
            either("het bestand is met een wachtwoord beveiligd", "the file is protected with a password"),
            either("Verwijder het wachtwoord.", "Remove the password."),
        )


def _weigh(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    steepest = max(
        (entry.file_size // max(1, entry.compress_size) for entry in entries if entry.file_size > _SMALL), default=0
    )
    if total > limits.unpacked_bytes or steepest > limits.ratio or packed > path.stat().st_size:
        raise refuse_file(
            path.name,
            either(
                "de werkmap zou uitgepakt onredelijk groot worden",
                "unpacked the workbook would become unreasonably large",
            ),
            either(
                "Maak een nieuwe werkmap en plak alleen de gevulde cellen erin.",
                "Make a new workbook and paste only the filled cells into it.",
            ),
            value=f"{total:_} bytes".replace("_", "."),
        )


def inspect(path: Path) -> dict[str, Faults]:
    """Return per sheet the cells whose formula has no value; raise RefusedError for merged cells."""
    faults: dict[str, Faults] = {}
    merged: list[Refusal] = []
    try:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                _refuse_definitions(package.read(name), path.name)
            for title, part in _sheets(package):
                data = package.read(part)
                if _NO_SUCH_ROW.search(data):  # the library would count up to it
                    raise refuse_file(
                        either(f"{path.name}, blad {title}", f"{path.name}, sheet {title}"),
                        either("het blad is beschadigd", "the sheet is damaged"),
                        REPAIR,
                    )
                if _SUSPECT.search(data):
                    faults[title] = _scan(
                        data, either(f"{path.name}, blad {title}", f"{path.name}, sheet {title}"), merged
                    )
    except BROKEN as error:
        raise refuse_file(path.name, either("de werkmap is beschadigd", "the workbook is damaged"), REPAIR) from error
    if merged:
        raise RefusedError(*merged)
    return faults


def _refuse_definitions(data: bytes, file: str) -> None:
    """Refuse what could make an XML reader expand or fetch; text in UTF-16 would hide it from the other searches."""
    if b"<!DOCTYPE" in data:
        raise refuse_file(
            file,
            either(
                "de werkmap bevat een documentdefinitie, wat Excel nooit schrijft",
                "the workbook has a document definition, which Excel never writes",
            ),
            REPAIR,
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise refuse_file(
            file,
            either(
                "de werkmap gebruikt een tekenset die Excel nooit schrijft",
                "the workbook uses a character set that Excel never writes",
            ),
            REPAIR,
        )


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no definitions
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    book = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - no definitions
    for sheet in (element for element in book.iter() if _local(element) == "sheet"):
        reference = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(reference, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" in part:
            yield sheet.get("name", ""), part


def _scan(data: bytes, file: str, merged: list[Refusal]) -> Faults:
    faults: dict[tuple[int, int], Fault] = {}
    for _, element in ET.iterparse(io.BytesIO(data)):  # noqa: S314 - no definitions
        kind = _local(element)
        if kind == "c":
            formula = _formula_without_value(element)
            if formula is not None:
                faults[_position(element.get("r", ""))] = Fault(
                    f"={formula}",
                    either("de formule heeft geen opgeslagen uitkomst", "the formula has no saved result"),
                    either(
                        "Open het bestand in Excel, laat het rekenen, en sla het op; of plak de waarden.",
                        "Open the file in Excel, let it calculate, and save it; or paste the values.",
                    ),
                )
        elif kind == "mergeCell":
            merged.append(_merged(element.get("ref", ""), file))
        elif kind == "row":
            element.clear()
    return faults


def _merged(reference: str, file: str) -> Refusal:
    match = _REFERENCE.match(reference)
    return Refusal(
        file=file,
        row=int(match[2]) if match else None,
        column=match[1] if match else None,
        value=reference,
        problem=either("de cellen zijn samengevoegd", "the cells are merged"),
        remedy=either("Hef de samenvoeging op en vul elke cel.", "Unmerge them and fill every cell."),
    )


def _formula_without_value(cell: ET.Element) -> str | None:
    children = {_local(child): child for child in cell}
    if "f" not in children or (cell.get("t") == "str" and "v" in children):
        return None
    if "is" in children or ("v" in children and children["v"].text):
        return None
    return children["f"].text or ""


def _position(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
