"""Kinds of cells: how each is read from a file, written to one, and described.

Not allowed here: tables, files and references between facts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from planner.domain.contacts import contact_text, parse_contact
from planner.domain.opening import OpeningHoursError, opening_hours_text, parse_opening_hours
from planner.domain.places import PlaceContact
from planner.intake.moments import (
    Cell,
    CellError,
    native_moment,
    parse_day,
    parse_moment,
    show_day,
    show_moment,
)

MAX_CODE = 64
MAX_TEXT = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_NOT_IN_CODE = re.compile(r"[\s|;,\"']")
_TEXT_REMEDY = "Maak de kolom op als tekst en vul de waarde opnieuw in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of cell. ``parse`` gets a cell that is not empty; ``native`` is the cell for a workbook."""

    name: str
    parse: Callable[[Cell], object]
    show: Callable[[object], str]
    native: Callable[[object], Cell]
    choices: tuple[str, ...] = ()


def _kind(
    name: str,
    parse: Callable[[Cell], object],
    show: Callable[[object], str] = str,
    *,
    native: Callable[[object], Cell] | None = None,
    choices: tuple[str, ...] = (),
) -> Kind:
    return Kind(name=name, parse=parse, show=show, native=native or show, choices=choices)


def plain(cell: Cell) -> str:
    """Return a cell as text; numbers without a decimal point, because codes are often typed as numbers."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, (datetime, date, time, timedelta)):
        raise CellError("het rekenblad heeft hier een datum of tijd van gemaakt", _TEXT_REMEDY)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact in a float
        return str(int(cell))
    return "" if cell is None else str(cell)


def _text(cell: Cell) -> str:
    text = plain(cell).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_TEXT:
        raise CellError(f"de tekst heeft {len(text)} tekens", f"Kort de tekst in tot {MAX_TEXT} tekens.")
    if _CONTROL.search(text):
        raise CellError("de tekst bevat stuurtekens", "Typ de tekst opnieuw in.")
    return text


def _code(cell: Cell) -> str:
    text = plain(cell)
    if len(text) > MAX_CODE:
        raise CellError(f"de code heeft {len(text)} tekens", f"Gebruik een code van hoogstens {MAX_CODE} tekens.")
    if _NOT_IN_CODE.search(text) or _CONTROL.search(text):
        raise CellError(
            "een code bevat geen spaties, aanhalingstekens, komma, ; of |",
            "Vul alleen de code uit het bronsysteem in, geen naam of omschrijving.",
        )
    return text


def _pattern(name: str, pattern: str, remedy: str, *, fold: Callable[[str], str] = str.strip) -> Kind:
    compiled = re.compile(pattern)

    def parse(cell: Cell) -> str:
        text = fold(plain(cell))
        if compiled.fullmatch(text) is None:
            raise CellError(f"dit is geen {name}", remedy)
        return text

    return _kind(name, parse)


_WHOLE = re.compile(r"[+-]?\d{1,9}")
_DECIMAL = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,3})?")


def whole(low: int, high: int = 1_000_000) -> Kind:
    """Return the kind of whole numbers from ``low`` to ``high``."""

    def parse(cell: Cell) -> int:
        text = plain(cell)
        if _WHOLE.fullmatch(text) is None:
            raise CellError("dit is geen geheel getal", "Vul een getal zonder komma of punt in.")
        number = int(text)
        if not low <= number <= high:
            raise CellError(f"het getal ligt niet tussen {low} en {high:_}".replace("_", "."), "Verbeter het getal.")
        return number

    return _kind("geheel getal", parse, native=_number)


def decimal(low: float, high: float) -> Kind:
    """Return the kind of numbers with a decimal comma (a point is read too)."""

    def parse(cell: Cell) -> float:
        text = str(cell) if isinstance(cell, float) else plain(cell)
        if _DECIMAL.fullmatch(text) is None:
            raise CellError("dit is geen getal", "Schrijf het getal als 52,3702, zonder punten voor duizendtallen.")
        number = float(text.replace(",", "."))
        if not low <= number <= high:
            raise CellError(f"het getal ligt niet tussen {low:g} en {high:g}", "Verbeter het getal.")
        return number

    return _kind("getal met decimale komma", parse, _comma, native=_number)


def _comma(value: object) -> str:
    return str(value).replace(".", ",")


def _number(value: object) -> Cell:
    """Return a number as such, or as text where it has more digits than a workbook keeps."""
    exact = isinstance(value, (int, float)) and float(f"{value:.15g}") == value
    return value if exact and isinstance(value, (int, float)) else _comma(value)


_YES = {"ja", "j", "waar", "true", "1", "x"}
_NO = {"nee", "n", "onwaar", "false", "0"}


def _yes_no(cell: Cell) -> bool:
    text = plain(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellError("dit is geen ja of nee", "Vul ja of nee in.")


def choice(words: Mapping[str, Enum]) -> Kind:
    """Return the kind of one word out of a fixed list; case does not matter."""
    folded = {word.casefold(): member for word, member in words.items()}
    by_member = {member: word for word, member in words.items()}

    def parse(cell: Cell) -> Enum:
        found = folded.get(plain(cell).casefold())
        if found is None:
            raise CellError("dit is geen bekende keuze", f"Kies uit: {', '.join(words)}.")
        return found

    def show(value: object) -> str:
        return by_member[value] if isinstance(value, Enum) else str(value)

    return _kind("keuze", parse, show, choices=tuple(words))


def enum(kind: type[Enum]) -> Kind:
    """Return the kind of an enumeration whose values are the words themselves."""
    return choice({str(member.value): member for member in kind})


def listed(kind: Kind, into: Callable[[Iterable[object]], object]) -> Kind:
    """Return the kind of several values in one cell, separated by ``|``."""

    def parse(cell: Cell) -> object:
        values = [kind.parse(part) for part in plain(cell).split("|") if part.strip()]
        if len(set(values)) != len(values):
            raise CellError("een waarde staat er twee keer in", "Noem elke waarde één keer.")
        return into(values)

    def show(value: object) -> str:
        if not isinstance(value, (tuple, frozenset)):
            return str(value)
        shown = [kind.show(item) for item in value]
        return "|".join(sorted(shown) if isinstance(value, frozenset) else shown)

    return _kind(f"lijst van {kind.name}, gescheiden door |", parse, show, choices=kind.choices)


_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|\u2013|tot)\s*(\d{1,2})[:.](\d{2})")
_MINUTES_PER_DAY = 1_440


@lru_cache(maxsize=4096)
def _hours_text(text: str) -> tuple[tuple[int, int], ...]:
    stretches: list[tuple[int, int]] = []
    for part in text.split("|"):
        match = _HOURS.fullmatch(part.strip())
        if match is None or int(match[2]) > 59 or int(match[4]) > 59:  # noqa: PLR2004 - minutes of an hour
            raise CellError("dit zijn geen werktijden", "Schrijf ze als 08:30-17:00, of 08:30-12:00|13:00-17:00.")
        start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if not start < end <= _MINUTES_PER_DAY or (stretches and start < stretches[-1][1]):
            raise CellError(
                "de werktijden lopen niet op binnen één dag", "Laat elk deel later beginnen dan het vorige."
            )
        stretches.append((start, end))
    return tuple(stretches)


def _show_hours(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return "|".join(f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in value)


def _parse_hours(cell: Cell) -> object:
    return _hours_text(plain(cell))


_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def _parse_clock(cell: Cell) -> int:
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    match = _CLOCK.fullmatch(plain(cell))
    minutes = int(match[1]) * 60 + int(match[2]) if match is not None and int(match[2]) < 60 else -1  # noqa: PLR2004
    if not 0 <= minutes <= _MINUTES_PER_DAY:
        raise CellError("dit is geen tijd van de dag", "Schrijf hem als 09:30, van 00:00 tot en met 24:00.")
    return minutes


def _show_clock(value: object) -> str:
    return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) else str(value)


def numbered(words: Mapping[str, int]) -> Kind:
    """Return the kind of one word out of a fixed list that stands for a number."""
    by_number = {number: word for word, number in words.items()}

    def parse(cell: Cell) -> int:
        found = words.get(plain(cell).casefold())
        if found is None:
            raise CellError("dit is geen bekende keuze", f"Kies uit: {', '.join(words)}.")
        return found

    def show(value: object) -> str:
        return by_number[value] if isinstance(value, int) else str(value)

    return _kind("keuze", parse, show, choices=tuple(words))


def _native_day(value: object) -> Cell:
    return value if isinstance(value, date) and value != date.min else ""


def _contact(cell: Cell) -> PlaceContact:
    try:
        return parse_contact(_text(cell))
    except ValueError as error:
        raise _as_cell_error(error) from error


def _show_contact(value: object) -> str:
    return contact_text(value) if isinstance(value, PlaceContact) else str(value)


def _opening_hours(cell: Cell) -> str:
    try:
        return opening_hours_text(parse_opening_hours(_text(cell)))
    except OpeningHoursError as error:
        raise _as_cell_error(error) from error


def _as_cell_error(error: ValueError) -> CellError:
    if isinstance(error, CellError):
        return error
    problem, _, remedy = str(error).partition("\n")
    return CellError(problem, remedy)


TEXT = _kind("tekst", _text)
OPENING_HOURS = _kind("openingstijden", _opening_hours)
CONTACTS = listed(_kind("functie: telefoon", _contact, _show_contact), tuple)
CODE = _kind("code", _code)
COUNTRY = _pattern(
    "landcode", "[A-Z]{2}", "Gebruik de landcode van twee letters (ISO 3166-1), zoals MA.", fold=str.upper
)
LANGUAGE = _pattern("taalcode", "[a-z]{2,3}", "Gebruik de taalcode (ISO 639), zoals ar of ti.", fold=str.lower)
RULE = _pattern("regelnummer", r"[A-Z]\d{2}", "Gebruik het nummer uit het regelboek, zoals R02.", fold=str.upper)
WHOLE = whole(0)
POSITIVE = whole(1)
YES_NO = _kind("ja/nee", _yes_no, lambda value: "ja" if value else "nee")
DAY = _kind("dag", parse_day, show_day, native=_native_day)
MOMENT = _kind("tijdstip", parse_moment, show_moment, native=native_moment)
HOURS = _kind("werktijden", _parse_hours, _show_hours)
CLOCK = _kind("tijd van de dag", _parse_clock, _show_clock)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKDAY = numbered({name: number for number, name in enumerate(WEEKDAYS)})
WEEK_OF_MONTH = numbered({"1": 1, "2": 2, "3": 3, "4": 4, "laatste": -1})
CODES = listed(CODE, tuple)
CODE_SET = listed(CODE, frozenset)
LANGUAGES = listed(LANGUAGE, frozenset)
