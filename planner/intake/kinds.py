"""Kinds of cells: how each is read from a file, written to one, and described.

Not allowed here: tables, files and references between facts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from planner.domain.contacts import contact_text, parse_contact
from planner.domain.opening import OpeningHoursError, opening_hours_text, parse_opening_hours
from planner.domain.places import PlaceContact
from planner.domain.wording import Text, either
from planner.intake.cells import parse_clock, parse_hours, plain, show_clock, show_hours
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


def _text(cell: Cell) -> str:
    text = plain(cell).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_TEXT:
        raise CellError(
            either(f"de tekst heeft {len(text)} tekens", f"the text has {len(text)} characters"),
            either(f"Kort de tekst in tot {MAX_TEXT} tekens.", f"Shorten the text to {MAX_TEXT} characters."),
        )
    if _CONTROL.search(text):
        raise CellError(
            either("de tekst bevat stuurtekens", "the text has control characters"),
            either("Typ de tekst opnieuw in.", "Type the text again."),
        )
    return text


def _code(cell: Cell) -> str:
    text = plain(cell)
    if len(text) > MAX_CODE:
        raise CellError(
            either(f"de code heeft {len(text)} tekens", f"the code has {len(text)} characters"),
            either(
                f"Gebruik een code van hoogstens {MAX_CODE} tekens.", f"Use a code of at most {MAX_CODE} characters."
            ),
        )
    if _NOT_IN_CODE.search(text) or _CONTROL.search(text):
        raise CellError(
            either(
                "een code bevat geen spaties, aanhalingstekens, komma, ; of |",
                "a code has no spaces, quotation marks, comma, ; or |",
            ),
            either(
                "Vul alleen de code uit het bronsysteem in, geen naam of omschrijving.",
                "Fill in the code of the source system alone, no name or description.",
            ),
        )
    return text


def _pattern(name: Text, pattern: str, remedy: Text, *, fold: Callable[[str], str] = str.strip) -> Kind:
    compiled = re.compile(pattern)

    def parse(cell: Cell) -> str:
        text = fold(plain(cell))
        if compiled.fullmatch(text) is None:
            raise CellError(either(f"dit is geen {name.nl}", f"this is no {name.en}"), remedy)
        return text

    return _kind(name.nl, parse)


_WHOLE = re.compile(r"[+-]?\d{1,9}")
_DECIMAL = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,3})?")


def whole(low: int, high: int = 1_000_000) -> Kind:
    """Return the kind of whole numbers from ``low`` to ``high``."""

    def parse(cell: Cell) -> int:
        text = plain(cell)
        if _WHOLE.fullmatch(text) is None:
            raise CellError(
                either("dit is geen geheel getal", "this is no whole number"),
                either("Vul een getal zonder komma of punt in.", "Fill in a number without comma or point."),
            )
        number = int(text)
        if not low <= number <= high:
            raise CellError(
                either(
                    f"het getal ligt niet tussen {low} en {high:_}", f"the number is not between {low} and {high:_}"
                ).replace("_", "."),
                either("Verbeter het getal.", "Correct the number."),
            )
        return number

    return _kind("geheel getal", parse, native=_number)


def decimal(low: float, high: float) -> Kind:
    """Return the kind of numbers with a decimal comma (a point is read too)."""

    def parse(cell: Cell) -> float:
        text = str(cell) if isinstance(cell, float) else plain(cell)
        if _DECIMAL.fullmatch(text) is None:
            raise CellError(
                either("dit is geen getal", "this is no number"),
                either(
                    "Schrijf het getal als 52,3702, zonder punten voor duizendtallen.",
                    "Write the number as 52,3702, without points for thousands.",
                ),
            )
        number = float(text.replace(",", "."))
        if not low <= number <= high:
            raise CellError(
                either(
                    f"het getal ligt niet tussen {low:g} en {high:g}", f"the number is not between {low:g} and {high:g}"
                ),
                either("Verbeter het getal.", "Correct the number."),
            )
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
    raise CellError(
        either("dit is geen ja of nee", "this is no ja or nee (yes or no)"),
        either("Vul ja of nee in.", "Fill in ja or nee."),
    )


def choice(words: Mapping[str, Enum]) -> Kind:
    """Return the kind of one word out of a fixed list; case does not matter."""
    folded = {word.casefold(): member for word, member in words.items()}
    by_member = {member: word for word, member in words.items()}

    def parse(cell: Cell) -> Enum:
        found = folded.get(plain(cell).casefold())
        if found is None:
            raise CellError(
                either("dit is geen bekende keuze", "this is no known choice"),
                either(f"Kies uit: {', '.join(words)}.", f"Choose from: {', '.join(words)}."),
            )
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
            raise CellError(
                either("een waarde staat er twee keer in", "a value is in it twice"),
                either("Noem elke waarde één keer.", "Name each value once."),
            )
        return into(values)

    def show(value: object) -> str:
        if not isinstance(value, (tuple, frozenset)):
            return str(value)
        shown = [kind.show(item) for item in value]
        return "|".join(sorted(shown) if isinstance(value, frozenset) else shown)

    return _kind(f"lijst van {kind.name}, gescheiden door |", parse, show, choices=kind.choices)


def numbered(words: Mapping[str, int]) -> Kind:
    """Return the kind of one word out of a fixed list that stands for a number."""
    by_number = {number: word for word, number in words.items()}

    def parse(cell: Cell) -> int:
        found = words.get(plain(cell).casefold())
        if found is None:
            raise CellError(
                either("dit is geen bekende keuze", "this is no known choice"),
                either(f"Kies uit: {', '.join(words)}.", f"Choose from: {', '.join(words)}."),
            )
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
    Text("landcode", "country code"),
    "[A-Z]{2}",
    Text(
        "Gebruik de landcode van twee letters (ISO 3166-1), zoals MA.",
        "Use the country code of two letters (ISO 3166-1), such as MA.",
    ),
    fold=str.upper,
)
LANGUAGE = _pattern(
    Text("taalcode", "language code"),
    "[a-z]{2,3}",
    Text("Gebruik de taalcode (ISO 639), zoals ar of ti.", "Use the language code (ISO 639), such as ar or ti."),
    fold=str.lower,
)
RULE = _pattern(
    Text("regelnummer", "number of a rule"),
    r"[A-Z]\d{2}",
    Text("Gebruik het nummer uit het regelboek, zoals R02.", "Use the number of the rulebook, such as R02."),
    fold=str.upper,
)
WHOLE = whole(0)
POSITIVE = whole(1)
YES_NO = _kind("ja/nee", _yes_no, lambda value: "ja" if value else "nee")
DAY = _kind("dag", parse_day, show_day, native=_native_day)
MOMENT = _kind("tijdstip", parse_moment, show_moment, native=native_moment)
HOURS = _kind("werktijden", parse_hours, show_hours)
CLOCK = _kind("tijd van de dag", parse_clock, show_clock)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKDAY = numbered({name: number for number, name in enumerate(WEEKDAYS)})
WEEK_OF_MONTH = numbered({"1": 1, "2": 2, "3": 3, "4": 4, "laatste": -1})
CODES = listed(CODE, tuple)
CODE_SET = listed(CODE, frozenset)
LANGUAGES = listed(LANGUAGE, frozenset)
