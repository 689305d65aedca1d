"""The language of pages: Dutch texts in the source, English beside them in ``api/locale/en``, one file per area.

Not allowed here: the texts, and the words of the domain (``planner.domain.wording`` says those in both languages).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from starlette.requests import Request

from planner.domain.access import Visitor
from planner.domain.language_names import language_name
from planner.domain.wording import Language, language

LOCALE = Path(__file__).parent.parent / "locale"
COOKIE = "taal"


def language_of(request: Request) -> Language:
    """Return the language to answer in: what was chosen here, the account's, the browser's, or Dutch."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in tuple(Language):
        return Language(chosen)
    visitor: object = getattr(request.state, "visitor", None)
    if isinstance(visitor, Visitor):
        return visitor.language
    first = request.headers.get("accept-language", "").strip()[:2].lower()
    return Language.ENGLISH if first == Language.ENGLISH else Language.DUTCH


def catalogues() -> Iterator[Path]:
    """Yield the files with English texts."""
    yield from sorted(LOCALE.glob("en/*.po"))


@lru_cache(maxsize=1)
def _english() -> NullTranslations:
    found = Translations()
    for path in catalogues():
        with path.open("rb") as source:
            catalogue = read_po(source, locale="en", domain="messages")
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        found.add(Translations(compiled))
    return found


_DUTCH = NullTranslations()


def translations(spoken: Language | None = None) -> NullTranslations:
    """Return the texts of a language, of the one spoken now unless said."""
    return _english() if (spoken or language()) is Language.ENGLISH else _DUTCH


def _(text: str, **values: object) -> str:
    """Return a text in the language spoken now, with its ``%(values)s`` filled in."""
    said = translations().gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the text that fits a number, in the language spoken now; ``%(num)s`` is the number."""
    return translations().ngettext(one, many, number) % {"num": number, **values}


def day(when: date, form: str = "full") -> str:
    """Return a date in words: form ``full``, ``long``, ``medium`` or ``short``, or a skeleton such as ``MMMEd``."""
    if form in {"full", "long", "medium", "short"}:
        return format_date(when, form, locale=language().value)
    return format_skeleton(form, datetime(when.year, when.month, when.day), locale=language().value)  # noqa: DTZ001


def moment(when: datetime, form: str = "medium") -> str:
    """Return a civil moment in words."""
    return format_datetime(when, form, locale=language().value)


def number(value: float, form: str | None = None) -> str:
    """Return a number as it is written."""
    return format_decimal(value, form, locale=language().value)


def country(code: str) -> str:
    """Return the name of a country, its code where there is none."""
    names: Mapping[str, str] = Locale(language().value).territories
    return names.get(code, code)


def language_words(code: str) -> str:
    """Return the name of a language, its code where there is none."""
    known = str(language_name(code.lower()))
    names: Mapping[str, str] = Locale(language().value).languages
    return names.get(code.lower(), code) if known == code.lower() else known
