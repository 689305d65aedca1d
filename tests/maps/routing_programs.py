"""Finds the programs of OSRM, or installs them beside the tests where another Python on this machine can.

The package osrm-bindings brings them, with wheels for Python 3.12 and newer only. So an interpreter is looked for by
its name on the path and among those of pyenv; it gets a virtual environment of its own, kept in the cache of pytest.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "osrm-bindings==26.10.0"
PROGRAMS = ("osrm-extract", "osrm-partition", "osrm-customize", "osrm-routed")
OLDEST = (3, 12)
_NAMES = ("python3.14", "python3.13", "python3.12")
_VERSION = re.compile(r"3\.(\d+)\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPrograms:
    """The folder of the programs, and the car profile that belongs to them."""

    folder: Path
    profile: Path

    def path(self, name: str) -> str:
        """Return where a program is."""
        return str(self.folder / name)


def routing_programs(cache: Path) -> RoutingPrograms:
    """Return the programs of this machine; skip the test, with the reason, where they cannot be had."""
    here = shutil.which(PROGRAMS[-1], path=str(Path(sys.executable).parent)) or shutil.which(PROGRAMS[-1])
    found = _among([Path(here).resolve().parent]) if here else None
    return found or _installed(cache)


def _installed(cache: Path) -> RoutingPrograms:
    python = next(_interpreters(), None)
    if python is None:
        version = ".".join(map(str, sys.version_info[:2]))
        pytest.skip(f"osrm-routed is not here, nor a Python 3.12 or newer to install it with (this is {version})")
    place = cache / f"{PACKAGE}-{python.resolve().parents[1].name}"
    found = _among(place.glob("lib/python3*/site-packages/osrm/bin"))
    if found is not None:
        return found
    try:
        subprocess.run([str(python), "-m", "venv", "--clear", str(place)], check=True, capture_output=True, timeout=120)
        install = [str(place / "bin" / "python"), "-m", "pip", "install", "--only-binary", ":all:", PACKAGE]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"{PACKAGE} cannot be installed with {python} ({type(error).__name__})")
    found = _among(place.glob("lib/python3*/site-packages/osrm/bin"))
    if found is None:
        pytest.skip(f"{PACKAGE} is installed without the programs or without car.lua")
    return found


def _interpreters() -> Iterator[Path]:
    """Yield the interpreters that are new enough: this one, those on the path, those of pyenv."""
    if sys.version_info >= OLDEST:
        yield Path(sys.executable)
    for name in _NAMES:
        found = shutil.which(name)
        if found and "shims" not in Path(found).parts:  # a shim answers for versions that are not installed too
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for folder in sorted(pyenv.glob("3.*"), reverse=True):
        match = _VERSION.fullmatch(folder.name)
        if match and int(match[1]) >= OLDEST[1] and (folder / "bin" / "python").is_file():
            yield folder / "bin" / "python"


def _among(folders: Iterator[Path] | list[Path]) -> RoutingPrograms | None:
    """Return the first folder with all programs, with a profile beside it or where systems keep them."""
    for folder in folders:
        if all((folder / name).is_file() for name in PROGRAMS):
            roots = (folder.parent / "share", Path("/usr/share/osrm"), Path("/usr/local/share/osrm"))
            profiles = [path for root in roots for path in sorted(root.glob("**/car.lua"))]
            if profiles:
                return RoutingPrograms(folder=folder, profile=profiles[0])
    return None
