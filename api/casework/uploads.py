"""Receiving a file of a delivery: how large it may be, what it is by its content, and unpacking packages of files.

Not allowed here: what the tables mean (the intake reads them), and storing facts.
"""

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from planner.domain.wording import Text, either

LARGEST = 50_000_000
"""Bytes of one upload; the gate of the server lets no more through."""
UNPACKED, STEEPEST, MOST_FILES = 200_000_000, 200, 200
"""What a package of files may come to unpacked, how far it may have been compressed, how many files it may hold."""
_SMALL = 1_000_000
_BLOCK = 1 << 20
_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORKBOOK = "xl/workbook.xml"
_WHAT = Text(
    "Lever een CSV-bestand aan, een werkmap (.xlsx) of een ZIP met CSV-bestanden.",
    "Deliver a CSV file, a workbook (.xlsx) or a ZIP with CSV files.",
)


class UploadError(ValueError):
    """The file cannot be taken; first line why, second line what to do."""


def stored(name: str, content: BinaryIO, folder: Path) -> Path:
    """Write an upload into a folder of its own and return what the intake is to read; raise UploadError."""
    raw = folder / "ontvangen"
    size = _copied(content, raw)
    if not size:
        raise UploadError(
            either(
                "er is geen bestand meegestuurd, of het is leeg\nKies een bestand.",
                "no file was sent, or it is empty\nChoose a file.",
            )
        )
    with raw.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(_OLE):
        raise UploadError(
            either(
                "dit is een oude werkmap (.xls) of een bestand met een wachtwoord\n"
                "Sla het zonder wachtwoord op als werkmap (.xlsx).",
                "this is an old workbook (.xls) or a file with a password\n"
                "Save it without a password as a workbook (.xlsx).",
            )
        )
    if start.startswith(_ZIP):
        return _package(raw, name, folder)
    if b"\x00" in start or start.lstrip()[:1] in (b"{", b"["):
        raise UploadError(either(f"dit bestand is geen tabel\n{_WHAT}", f"this file is no table\n{_WHAT}"))
    return raw.rename(folder / f"{stem_of(name)}.csv")


def stem_of(name: str) -> str:
    """Return the name of a file without folder and ending, in letters that any system takes; the table is named so."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    return _NAME.sub("_", bare.rpartition(".")[0] or bare)[:60] or "bestand"


def _copied(content: BinaryIO, to: Path) -> int:
    size = 0
    with to.open("wb") as target:
        while block := content.read(_BLOCK):
            size += len(block)
            if size > LARGEST:
                raise UploadError(
                    either(
                        f"het bestand is groter dan {LARGEST // 1_000_000} MB\n"
                        "Lever het in delen aan, tabel voor tabel.",
                        f"the file is larger than {LARGEST // 1_000_000} MB\nDeliver it in parts, table by table.",
                    )
                )
            target.write(block)
    return size


def _package(raw: Path, name: str, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(raw) as package:
            entries = package.infolist()
            if any(entry.filename == _WORKBOOK for entry in entries):
                return raw.rename(folder / f"{stem_of(name)}.xlsx")
            _weigh(entries)
            return _unpacked(package, entries, folder / "inhoud")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise UploadError(
            either(
                f"het bestand is beschadigd of heeft een wachtwoord\n{_WHAT}",
                f"the file is damaged or has a password\n{_WHAT}",
            )
        ) from error


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = (entry.file_size // max(1, entry.compress_size) for entry in entries if entry.file_size > _SMALL)
    if total > UNPACKED or max(packed, default=0) > STEEPEST or len(entries) > MOST_FILES:
        raise UploadError(
            either(
                "het pakket zou uitgepakt onredelijk groot worden\nLever minder bestanden tegelijk aan.",
                "unpacked the package would become unreasonably large\nDeliver fewer files at a time.",
            )
        )


def _unpacked(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path) -> Path:
    """Write the CSV files of a package into one folder, whatever folders it had; its names are never paths."""
    folder.mkdir()
    left = UNPACKED
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/")).name
        if entry.is_dir() or not name.lower().endswith(".csv") or name.startswith("."):
            continue
        target = folder / f"{stem_of(name)}.csv"
        if target.exists():
            raise UploadError(
                either(
                    f"{name} komt twee keer voor in het pakket\nVoeg de twee samen.",
                    f"{name} is in the package twice\nPut the two together.",
                )
            )
        with package.open(entry) as source, target.open("wb") as out:
            while block := source.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise UploadError(
                        either(
                            "het pakket is uitgepakt te groot\nLever minder bestanden tegelijk aan.",
                            "unpacked the package is too large\nDeliver fewer files at a time.",
                        )
                    )
                out.write(block)
    if not any(folder.iterdir()):
        raise UploadError(
            either(f"in het pakket zit geen CSV-bestand\n{_WHAT}", f"there is no CSV file in the package\n{_WHAT}")
        )
    return folder
