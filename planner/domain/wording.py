"""Texts in the two languages of the screen. Dutch unless somebody asks for English.

Not allowed here: the texts themselves (they stand where they are used), dates and counts (``spelling``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter


class Language(StrEnum):
    """A language of the screen (ISO 639-1)."""

    DUTCH = "nl"
    ENGLISH = "en"


_spoken: ContextVar[Language] = ContextVar("language", default=Language.DUTCH)


def language() -> Language:
    """Return the language spoken now."""
    return _spoken.get()


@contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Say everything inside the block in one language."""
    token = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(token)


class _Counting(Formatter):
    """Fills in values; ``{number:dag|dagen}`` becomes ``1 dag`` or ``3 dagen``, ``{number:!is|zijn}`` only the word."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as it is, or counted where the text gives the words for one and for more."""
        one, counted, more = format_spec.partition("|")
        if not counted:
            return str(super().format_field(value, format_spec))
        word = one.removeprefix("!") if str(value) == "1" else more
        return word if one.startswith("!") else f"{value} {word}"


_FILL = _Counting()


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages, with the same ``{values}`` in each; refuses texts that differ in their values.

    Words that follow a number stand in its place: ``{minutes:minuut|minuten}``.
    """

    nl: str
    en: str

    def __post_init__(self) -> None:
        if _values(self.nl) != _values(self.en):
            msg = (
                f"{self.nl!r} names {sorted(_values(self.nl))} and {self.en!r} names {sorted(_values(self.en))}\n"
                "Use the same values in both."
            )
            raise ValueError(msg)

    def __str__(self) -> str:
        """Return the text in the language spoken now; one with values needs ``say``."""
        return self.say()

    def say(self, **values: object) -> str:
        """Return the text in the language spoken now, with its values filled in."""
        template = self.nl if language() is Language.DUTCH else self.en
        return _FILL.vformat(template, (), values) if values else template


def either(dutch: str, english: str) -> str:
    """Return which of two texts, whose values are filled in already, is in the language spoken now.

    For what is said where it is found, as errors are; what is kept and said later is a ``Text``.
    """
    return dutch if language() is Language.DUTCH else english


def _values(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
