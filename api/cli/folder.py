"""A release as folders of files, one per viewer. Only what changed is written; what is no longer in it is removed.

Every file is put in place whole, and a list of what was written is kept, so that a command that was
killed can simply be repeated and files of others are never touched.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from api.address import configured_address
from api.cli.failure import CommandFailure
from api.pages.page import Page
from api.pages.roads import Rides
from api.pages.site import pages, viewers
from planner.domain.release import Release

LIST = "inhoud.json"
"""Name of the list: path and SHA-256 of every file of the release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was done: files of the release, of which written now, and how many were removed."""

    files: tuple[str, ...]
    written: int
    removed: int


def write_release(
    release: Release,
    folder: Path,
    previous: Release | None = None,
    rides: Rides | None = None,
    reports: Mapping[str, Page] | None = None,
    names: Mapping[str, str] | None = None,
) -> Written:
    """Make a folder hold exactly the pages of every viewer of a release; ``previous`` is the one before it.

    ``reports`` are pages for planning that are not made of the release; ``names`` says what people who approved
    something are called.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _listed(folder)
    hashes: dict[str, str] = {}
    written = 0
    for path, content in _files(release, previous, rides or Rides(release), reports, names):
        target = inside(folder, path)
        hashes[path] = hashlib.sha256(content).hexdigest()
        written += _put(target, content)
    stale = [path for path in before if path not in hashes]
    for path in stale:
        inside(folder, path).unlink(missing_ok=True)
    _put(folder / LIST, _list(release, hashes))
    return Written(files=tuple(hashes), written=written, removed=len(stale))


def inside(folder: Path, path: str) -> Path:
    """Return the file's place; raise CommandFailure for a path that leaves the folder."""
    parts = PurePosixPath(path).parts
    wrong = not parts or path.startswith("/") or any(part == ".." or not _is_plain(part) for part in parts)
    if wrong:
        raise CommandFailure(
            f"een code in de publicatie past niet in een bestandsnaam: {path}",
            "Gebruik in codes alleen letters, cijfers, punt en streepje; verbeter de bron en publiceer opnieuw.",
        )
    return folder.joinpath(*parts)


def _is_plain(part: str) -> bool:
    return part.isprintable() and not set(part) & set('\\:*?"<>|')


def _files(
    release: Release,
    previous: Release | None,
    rides: Rides,
    reports: Mapping[str, Page] | None,
    names: Mapping[str, str] | None,
) -> Iterator[tuple[str, bytes]]:
    address = configured_address()
    for viewer in viewers(release):
        found = pages(release, viewer, rides, previous, address=address, reports=reports, names=names)
        for path, page in found.items():
            yield f"{viewer}/{path}", page.render()


def _listed(folder: Path) -> tuple[str, ...]:
    try:
        content = json.loads((folder / LIST).read_bytes())
        return tuple(str(path) for path in content["bestanden"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return ()


def _list(release: Release, hashes: dict[str, str]) -> bytes:
    content = {"publicatie": release.number, "bestanden": hashes}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _put(target: Path, content: bytes) -> bool:
    """Write a file whole, unless it is there already; return whether it was written."""
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.nieuw")
    draft.write_bytes(content)
    draft.replace(target)
    return True
