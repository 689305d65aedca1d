"""Compiling functions to machine code, once per machine. Not allowed here: what is compiled.

The result is kept in ``VERTREKPLANNER_CACHE`` (default ``~/.cache/vertrekplanner``; the numba variable
``NUMBA_CACHE_DIR`` wins when set). The folder's name holds a hash of the sources: numba looks at one
file at a time and would go on using old code of a function called from another file.
"""

import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar, cast

import numba
from numba import config

_F = TypeVar("_F", bound=Callable[..., object])

vars(config)["LOOP_VECTORIZE"] = 0
"""Loops over one route are too short to gain from it, and it makes compiling slower."""

CACHE_VARIABLE = "VERTREKPLANNER_CACHE"
COMPILED_PACKAGES: Final = MappingProxyType(
    {"kernel": "search", "diary": "search", "allotment": "search", "proof": "diary_days"}
)
"""Packages of the solver that hold compiled functions, and the module of each whose ``warm_up`` compiles them."""


def compiled(function: _F) -> _F:
    """Compile a function of arrays and numbers that Python calls; a decorator that keeps the types."""
    return _compile(function, called_from_python=True, inline=False)


def inner(function: _F) -> _F:
    """Compile a function that only compiled functions call, which is quicker: Python has no way in."""
    return _compile(function, called_from_python=False, inline=False)


def small(function: _F) -> _F:
    """Compile a function right into those that call it."""
    return _compile(function, called_from_python=False, inline=True)


def _compile(function: _F, *, called_from_python: bool, inline: bool) -> _F:
    settings = vars(config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = before or str(cache_folder())
    try:
        dispatcher = numba.njit(  # type: ignore[call-overload]  # an option that numba's types leave out
            cache=True,
            error_model="numpy",
            no_cpython_wrapper=not called_from_python,
            forceinline=inline,
            nogil=called_from_python,  # proofs are worked out beside the search
        )(function)
        return cast("_F", dispatcher)  # it is called just like the function
    finally:
        settings["CACHE_DIR"] = before


@lru_cache(maxsize=1)
def cache_folder() -> Path:
    """Return the folder of compiled code for these very sources."""
    chosen = os.environ.get(CACHE_VARIABLE)
    base = Path(chosen) if chosen else Path.home() / ".cache" / "vertrekplanner"
    return base / f"kernel-{_source_hash()}"


def ready_mark(package: str) -> Path:
    """Return the file that is there once all of a package was compiled by the sources in their present place.

    Compiled functions come into the cache one by one, and for each place of the sources apart: that some are there
    does not say that nothing is left to do.
    """
    place = hashlib.sha256(str(Path(__file__).parents[1] / package).encode()).hexdigest()[:8]
    return cache_folder() / f"{package}-{place}.ready"


def _source_hash() -> str:
    digest = hashlib.sha256()
    for folder in COMPILED_PACKAGES:
        for source in sorted((Path(__file__).parents[1] / folder).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
