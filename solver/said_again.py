"""What a plan or publication keeps in Dutch, said again in the language spoken.

A kept sentence was made from a ``Text`` of the rules or the search: the text that it fits gives the values, and those
are said in English. What fits no text stays as it was. Not allowed here: sentences of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import walk_packages
from string import Formatter

import solver
from planner.domain import cancellation, clearances, norm_words, spelling
from planner.domain.language_names import language_names
from planner.domain.vocabulary import vocabulary
from planner.domain.wording import Language, Text, language, speaking
from planner.usecases.scenarios import base

_WEEKDAYS = dict(zip("ma di wo do vr za zo".split(), "Mon Tue Wed Thu Fri Sat Sun".split(), strict=True))  # noqa: SIM905
_MONTHS = dict(
    zip(
        "jan feb mrt apr mei jun jul aug sep okt nov dec".split(),  # noqa: SIM905
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),  # noqa: SIM905
        strict=True,
    )
)
_DATE = re.compile(rf"\b({'|'.join(_WEEKDAYS)}) (\d{{1,2}}) ({'|'.join(_MONTHS)})\b")
_LETTERS = re.compile(r"[^\W\d_]")
_LEAST = 3
"""Letters that a text must have of its own to be told from others."""
_COUNTED = re.compile(r"(.+)( \(\d+\)| \(en \d+ keer meer zo\))", re.DOTALL)
"""Something with how often it is so."""
_TOLD_APART = re.compile(r"(?<=\))(?:(, )(?!en )|( en )|(?=, en \d))")
"""Between the items of a list, each of which ends with a number between brackets."""
_NUMBER = re.compile(r"(\d+) (.+)")
_BRACKETS = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)
_LISTED = re.compile(r"(; |, | en )")
_JOINED = {" en ": " and ", ", ": ", ", "; ": "; "}
_OURS = (cancellation, clearances, norm_words, spelling, base)
"""Modules beside the solver's with texts that sentences quote, or that are kept of a solve that failed."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A text as what it makes is recognised: a piece of its own, and a pattern with its values as groups."""

    piece: str
    pattern: re.Pattern[str]
    text: Text
    alone: Mapping[str, str]
    """Of a number that is not written, only its word: the word for one."""


def said_again(kept: str) -> str:
    """Return a sentence that was kept in Dutch, in the language spoken now."""
    return kept if language() is Language.DUTCH else _english(kept)


@lru_cache(maxsize=8192)
def _english(said: str) -> str:
    exact = _exact().get(said)
    if exact is not None:
        return exact
    counted = _COUNTED.fullmatch(said)
    return _list(said) or (counted and "".join(map(_english, counted.groups()))) or _whole(said) or _rest(said)


def _whole(said: str) -> str | None:
    """Return a sentence that one text made, None where none did."""
    for shape in _shapes():
        found = shape.pattern.fullmatch(said) if shape.piece in said else None
        if found is not None:
            values = {
                name: ("1" if value == shape.alone[name] else "2") if name in shape.alone else _english(value)
                for name, value in found.groupdict().items()
            }
            with speaking(Language.ENGLISH):
                return shape.text.say(**values)
    return None


def _list(said: str) -> str | None:
    """Return a list of things, each with how often it is so, None for what is none."""
    parts = [part for part in _TOLD_APART.split(said) if part is not None]
    items = [part for part in parts if part not in _JOINED and not part.startswith(", en ")]
    if len(parts) == 1 or not all(_COUNTED.fullmatch(item) for item in items):
        return None
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    """Return parts of a list with what stands between them."""
    return "".join(_JOINED.get(part) or _english(part) for part in parts)


def _rest(said: str) -> str:
    return _headed(said) or _in_parts(said)


def _headed(said: str) -> str | None:
    """Return a sentence of two parts with a colon between them, of which one text made the first."""
    for colon in reversed([found.start() for found in re.finditer(": ", said)]):
        head = _whole(said[:colon])
        if head is not None:
            return f"{head}: {_english(said[colon + 2 :])}"
    return None


def _in_parts(said: str) -> str:
    """Return a list, something between brackets or a number of things, part by part; else with its dates alone."""
    number = _NUMBER.fullmatch(said)
    if number is not None and number[2] in _exact():
        return f"{number[1]} {_exact()[number[2]]}"
    bracketed = _BRACKETS.fullmatch(said)
    if bracketed is not None:
        return f"{_english(bracketed[1])} ({_english(bracketed[2])})"
    parts = _LISTED.split(said)
    if len(parts) > 1 and _is_list(parts[::2]):
        return _joined(parts)
    return _DATE.sub(lambda found: f"{_WEEKDAYS[found[1]]} {found[2]} {_MONTHS[found[3]]}", said)


def _is_list(items: Iterable[str]) -> bool:
    """Return whether these are items of a list, and not pieces of one name: codes, or words that we have in English."""
    found = list(items)
    return any(_english(item) != item for item in found) or all(any(map(str.isdigit, item)) for item in found)


@lru_cache(maxsize=1)
def _exact() -> Mapping[str, str]:
    """Return what is said without values: words of kinds, names of languages, and whole texts."""
    words = {nl: en for known in vocabulary().values() for nl, en in known.items()}
    names = {one.nl: one.en for one in language_names()}
    plain = {one.nl: one.en for one in _texts() if "{" not in one.nl}
    within = {nl.lstrip(", "): en.lstrip(", ") for nl, en in plain.items() if nl.startswith(", ")}
    return {**words, **names, **within, **plain, "": ""}


@lru_cache(maxsize=1)
def _shapes() -> tuple[_Shape, ...]:
    """Return every text with values that can be recognised, the most of its own first."""
    found = [shape for text in _texts() if "{" in text.nl and (shape := _shape(text)) is not None]
    return tuple(sorted(found, key=lambda one: -len(_LETTERS.findall(_own(one.text)))))


def _shape(text: Text) -> _Shape | None:
    parsed = list(Formatter().parse(text.nl))
    if len(_LETTERS.findall(_own(text))) < _LEAST:
        return None
    shown = {name for _literal, name, spec, _conversion in parsed if name and not (spec or "").startswith("!")}
    pattern, named, words = "", set[str](), dict[str, str]()
    for literal, name, spec, _conversion in parsed:
        pattern += re.escape(literal)
        if name is None:
            continue
        one, counted, more = (spec or "").partition("|")
        either = f"{re.escape(one.removeprefix('!'))}|{re.escape(more)}"
        if one.startswith("!"):
            pattern += f"(?:{either})" if name in shown | named else f"(?P<{name}>{either})"
            words.setdefault(name, one.removeprefix("!"))
            named |= {name} - shown
        else:
            value = f"(?P={name})" if name in named else f"(?P<{name}>{r'[^ ]+' if counted else '.*?'})"
            pattern += f"{value} (?:{either})" if counted else value
            named.add(name)
    alone = {name: one for name, one in words.items() if name not in shown}
    return _Shape(max((part[0] for part in parsed), key=len), re.compile(pattern, re.DOTALL), text, alone)


def _own(text: Text) -> str:
    return "".join(literal for literal, *_value in Formatter().parse(text.nl))


@lru_cache(maxsize=1)
def _texts() -> tuple[Text, ...]:
    """Return every text that the solver's modules hold; those of its kernels say nothing."""
    names = (one.name for one in walk_packages(solver.__path__, "solver.") if ".kernel" not in one.name)
    modules = [*map(import_module, names), *_OURS]
    return tuple(dict.fromkeys(text for module in modules for text in _held(vars(module).values())))


def _held(values: Iterable[object]) -> Iterator[Text]:
    for value in values:
        if isinstance(value, Text):
            yield value
        elif isinstance(value, Mapping):
            yield from (one for one in value.values() if isinstance(one, Text))
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Text))
        elif isinstance(value, type):
            yield from (one for one in vars(value).values() if isinstance(one, Text))
