"""Letters that invite people, from templates that an installation may put in place of ours or beside them.

A template is ``<language>.html`` in the folder that the setting names; what stands there goes before what we deliver.
Not allowed here: who may see a letter, and that it was sent.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

LETTERS_FOLDER = "VERTREKPLANNER_BRIEVEN"
"""Setting: a folder with letters of the installation, one file per language."""
OURS = Path(__file__).parent.parent / "templates" / "staff" / "brieven"
_BRITISH = {"en": "en_GB"}
OTHERWISE = ("en", "nl")
"""The language of the letter where there is none in the person's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a letter says; nothing that gives away a country."""

    code: str
    day: date
    time: str
    until: str
    place: str
    number: str
    written: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as it is printed."""

    content: Markup
    language: str
    direction: str
    own: bool
    """Whether it is in the language that was asked for."""


def languages(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the languages there is a letter in."""
    return tuple(sorted({path.stem for folder in _folders(environ) for path in folder.glob("*.html")}))


def letter(told: Told, wanted: str, environ: Mapping[str, str] = os.environ) -> Letter:
    """Return the letter in a language, else in the first there is one in of those everybody has."""
    there = languages(environ)
    asked = wanted.lower()
    chosen = asked if asked in there else next(code for code in (*OTHERWISE, *there) if code in there)
    template = _environment(_folders(environ)).get_template(f"{chosen}.html")
    text = template.render(
        code=told.code,
        day=_day(told.day, chosen),
        time=told.time,
        until=told.until,
        place=told.place,
        number=told.number,
        written=_day(told.written, chosen),
    )
    content = Markup(text)  # noqa: S704 - a template of the installation, rendered with every value escaped
    return Letter(content=content, language=chosen, direction=_direction(chosen), own=chosen == asked)


def _folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    own = environ.get(LETTERS_FOLDER, "").strip()
    return (Path(own), OURS) if own else (OURS,)


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...]) -> SandboxedEnvironment:
    """Return the templates, in which nothing of the program can be reached."""
    return SandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]), autoescape=True, undefined=StrictUndefined
    )


def _day(when: date, spoken: str) -> str:
    try:
        return format_date(when, "full", locale=Locale.parse(_BRITISH.get(spoken, spoken)))
    except (UnknownLocaleError, ValueError):
        return when.isoformat()


def _direction(spoken: str) -> str:
    try:
        return str(Locale.parse(spoken).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"
