"""One table of a TOML file, read field by field: what is missing, wrong or unknown is refused with its place.

Not allowed here: what the fields mean.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from planner.domain.wording import Text, either

_V = TypeVar("_V")
_LARGEST = 1_000_000_000
"""No number of a protocol is larger."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class ProtocolFileError(ValueError):
    """A protocol file is wrong: which file, where in it, what, and what to do."""

    def __init__(self, file: str, where: str, what: str, remedy: str) -> None:
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: {what}\n{remedy}")
        self.file, self.where, self.what, self.remedy = file, where, what, remedy


class Fields:
    """The fields of one table; each may be asked for once, the rest is refused."""

    def __init__(self, content: Mapping[str, object], file: str, where: str = "") -> None:
        self._left = dict(content)
        self._file, self._where = file, where
        self._asked: list[str] = []

    def call(self, where: str) -> None:
        """Give the table a name for errors."""
        self._where = where

    def wrong(self, name: str, what: str, remedy: str) -> ProtocolFileError:
        """Return the error about a field."""
        return ProtocolFileError(self._file, ", ".join(part for part in (self._where, name) if part), what, remedy)

    def has(self, name: str) -> bool:
        """Return whether the field is there and not read yet."""
        return name in self._left

    def words(self, name: str) -> str:
        """Return a text, empty when absent."""
        value = self._take(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(
                name,
                either(f"{value!r} is geen tekst", f"{value!r} is no text"),
                either("Zet de waarde tussen aanhalingstekens.", "Put the value between quotation marks."),
            )
        return value.strip()

    def code(self, name: str) -> str:
        """Return a code that must be there."""
        value = self.words(name)
        if not _CODE.fullmatch(value):
            raise self.wrong(
                name,
                either(f"{value!r} is geen code", f"{value!r} is no code"),
                either(
                    "Gebruik letters, cijfers en streepjes, zonder spaties.",
                    "Use letters, digits and dashes, without spaces.",
                ),
            )
        return value

    def whole(self, name: str, *, low: int | None = None, high: int | None = None, default: int | None = None) -> int:
        """Return a whole number within its limits."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(
                name,
                either(f"{value!r} is geen geheel getal", f"{value!r} is no whole number"),
                either("Schrijf een getal zonder aanhalingstekens.", "Write a number without quotation marks."),
            )
        if abs(value) > _LARGEST:
            low, high = -_LARGEST if low is None else low, _LARGEST if high is None else high
        if (low is not None and value < low) or (high is not None and value > high):
            span = (
                either(f"van {low} tot en met {high}", f"from {low} up to and including {high}")
                if high is not None
                else either(f"vanaf {low}", f"from {low} on")
            )
            raise self.wrong(
                name,
                either(f"{value} valt buiten wat mag", f"{value} is outside what may be"),
                either(f"Neem een getal {span}.", f"Take a number {span}."),
            )
        return value

    def yes(self, name: str) -> bool:
        """Return true or false; absent is false."""
        value = self._take(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(
                name,
                either(f"{value!r} is geen true of false", f"{value!r} is not true or false"),
                either("Schrijf true of false.", "Write true or false."),
            )
        return bool(value)

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self._take(name)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.wrong(
                name,
                either(f"{value!r} is geen dag", f"{value!r} is no day"),
                either(
                    "Schrijf bijvoorbeeld 2026-07-01, zonder tekens erom.",
                    "Write for instance 2026-07-01, without marks around it.",
                ),
            )
        return value

    def text(self, name: str) -> Text:
        """Return a text in two languages, which must be there."""
        inner = self.table(name)
        if inner is None:
            raise self.wrong(
                name,
                either("ontbreekt", "is missing"),
                either(
                    'Schrijf bijvoorbeeld titel = { nl = "...", en = "..." }.',
                    'Write for instance titel = { nl = "...", en = "..." }.',
                ),
            )
        dutch, english = inner.words("nl"), inner.words("en")
        if not dutch or not english:
            raise self.wrong(
                name,
                either("mist een van de talen", "lacks one of the languages"),
                either("Geef nl en en.", "Give nl and en."),
            )
        inner.refuse_rest()
        return inner.said(dutch, english)

    def said(self, dutch: str, english: str) -> Text:
        """Return words as a text; nothing is filled in there, so that they hold no braces."""
        for name, words in (("nl", dutch), ("en", english)):
            if "{" in words or "}" in words:
                raise self.wrong(
                    name,
                    either("heeft een accolade", "has a brace"),
                    either("Laat accolades weg: er wordt niets ingevuld.", "Leave braces out: nothing is filled in."),
                )
        return Text(nl=dutch, en=english)

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self._take(name)
        items = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.wrong(
                name,
                either(f"{value!r} is geen lijst van teksten", f"{value!r} is no list of texts"),
                either('Schrijf bijvoorbeeld ["overdracht"].', 'Write for instance ["overdracht"].'),
            )
        return tuple(str(item) for item in items)

    def table(self, name: str) -> "Fields | None":
        """Return an inner table, or None."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(
                name,
                either(f"{value!r} is geen tabel", f"{value!r} is no table"),
                either(f"Schrijf {name} = {{ ... }} of [{name}].", f"Write {name} = {{ ... }} or [{name}]."),
            )
        return Fields(value, self._file, self.wrong(name, "", "").where)

    def tables(self, name: str) -> "tuple[Fields, ...]":
        """Return a list of inner tables."""
        value = self._take(name)
        items = [] if value is None else value
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise self.wrong(
                name,
                either("is geen lijst van tabellen", "is no list of tables"),
                either(f"Schrijf elk onder [[{name}]].", f"Write each under [[{name}]]."),
            )
        where = self.wrong(name, "", "").where
        return tuple(Fields(item, self._file, f"{where} {number}") for number, item in enumerate(items, start=1))

    def known(self, name: str, text: str, known: Mapping[str, _V]) -> _V:
        """Return what a word stands for."""
        if text not in known:
            near = get_close_matches(text, known, n=1)
            remedy = (
                either(f"Bedoelde u {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else either(f"Kies uit: {', '.join(known)}.", f"Choose from: {', '.join(known)}.")
            )
            raise self.wrong(name, either(f"{text!r} is onbekend", f"{text!r} is not known"), remedy)
        return known[text]

    def refuse_rest(self) -> None:
        """Raise for a field that nobody asked for."""
        for name in self._left:
            near = get_close_matches(name, self._asked, n=1)
            remedy = (
                either(f"Bedoelde u {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else either(
                    f"Haal het weg, of kies uit: {', '.join(self._asked)}.",
                    f"Remove it, or choose from: {', '.join(self._asked)}.",
                )
            )
            raise self.wrong(name, either("dit veld bestaat niet", "there is no such field"), remedy)

    def _take(self, name: str) -> object:
        self._asked.append(name)
        return self._left.pop(name, None)
