"""A problem in which countries, languages and sexes bear other names, everything that speaks of them with them.

A rule of a country, its mission, flights, visas, days off and transits go along under the new name; so do interpreters
and speakers of a language, compartments and escorts of a sex. What the law says of the Netherlands, or of member
states as such, is no label: those keep to themselves. Not allowed here: solving.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from random import Random
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from planner.domain.activities import Segment
from planner.domain.cases import CaseFile, Sex
from planner.domain.europe import TRANSIT_STATES
from planner.domain.facts import FACT_TYPES, fact_key
from planner.domain.ids import NETHERLANDS, CountryCode, LanguageCode
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.settings import Setting

_T = TypeVar("_T")
_P = TypeVar("_P", CaseFile, Resources)
_Change = Callable[[object], object]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SEXES = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}
_SEGMENTS = {Segment.MEN: Segment.WOMEN, Segment.WOMEN: Segment.MEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """New names; what is not named keeps its own."""

    countries: Mapping[CountryCode, CountryCode] = field(default_factory=dict)
    languages: Mapping[LanguageCode, LanguageCode] = field(default_factory=dict)
    sexes: bool = False

    def back(self) -> "Labels":
        """Return what undoes these."""
        return Labels(
            countries={new: old for old, new in self.countries.items()},
            languages={new: old for old, new in self.languages.items()},
            sexes=self.sexes,
        )


def drawn_labels(seed: int, *, countries: bool = False, languages: bool = False, sexes: bool = False) -> Labels:
    """Return a permutation of all country and language codes there can be, drawn from a seed."""
    dice = Random(f"{seed}|labels")  # noqa: S311 - nothing secret
    members = sorted(TRANSIT_STATES)
    codes = [CountryCode(a + b) for a in _LETTERS for b in _LETTERS]
    others = [code for code in codes if code not in TRANSIT_STATES and code != NETHERLANDS]
    words = [LanguageCode(a + b) for a in _LETTERS.lower() for b in _LETTERS.lower()]
    return Labels(
        countries=_shuffled(dice, members) | _shuffled(dice, others) if countries else {},
        languages=_shuffled(dice, words) if languages else {},
        sexes=sexes,
    )


def _shuffled(dice: Random, codes: list[_T]) -> dict[_T, _T]:
    return dict(zip(codes, dice.sample(codes, len(codes)), strict=True))


def relabelled(problem: Problem, labels: Labels) -> Problem:
    """Return the problem under other names, its facts in the order in which the books would give them."""
    return in_order(_Relabelling(labels).of(problem))


def in_order(problem: Problem) -> Problem:
    """Return the problem with its facts in the order of their keys."""
    return replace(
        problem,
        case_file=_sorted(problem.case_file),
        resources=_sorted(problem.resources),
        settings=tuple(sorted(problem.settings, key=fact_key)),
    )


def _sorted(part: _P) -> _P:
    """Return a part of a problem with its tuples of facts sorted by key."""
    changed: dict[str, Any] = {}
    for entry in fields(part):
        values = getattr(part, entry.name)
        if isinstance(values, tuple) and values and type(values[0]) in FACT_TYPES:
            changed[entry.name] = tuple(sorted(values, key=fact_key))
    return replace(part, **changed)


class _Relabelling:
    """Goes through dataclasses by the types of their fields."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._known: dict[object, _Change | None] = {
            CountryCode: lambda code: labels.countries.get(cast("CountryCode", code), cast("CountryCode", code)),
            LanguageCode: lambda code: labels.languages.get(cast("LanguageCode", code), cast("LanguageCode", code)),
            Sex: (lambda sex: _SEXES.get(cast("Sex", sex), sex)) if labels.sexes else None,
            Segment: (lambda part: _SEGMENTS.get(cast("Segment", part), part)) if labels.sexes else None,
            ResourceRef: self._ref,
            Setting: self._setting,
        }

    def of(self, value: _T) -> _T:
        """Return a dataclass under the new names."""
        change = self._change(type(value))
        return value if change is None else cast("_T", change(value))

    def _ref(self, value: object) -> object:
        if isinstance(value, ResourceRef) and value.kind is ResourceKind.INTERPRETER:
            code = LanguageCode(value.id)
            return replace(value, id=self._labels.languages.get(code, code))
        return value

    def _setting(self, value: object) -> object:
        """Rename the country in a setting that is one country's, such as ``notice-DE``."""
        if isinstance(value, Setting):
            key, dash, code = value.key.rpartition("-")
            new = self._labels.countries.get(CountryCode(code))
            return replace(value, key=f"{key}-{new}") if dash and new is not None else value
        return value

    def _change(self, hint: object) -> _Change | None:
        """Return what a value of a type goes through; None when nothing in it can have a name."""
        if hint not in self._known:
            self._known[hint] = None  # a type that holds itself has no other names
            self._known[hint] = self._made(hint)
        return self._known[hint]

    def _made(self, hint: object) -> _Change | None:
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return self._either(get_args(hint))
        if origin in (tuple, frozenset):
            return self._many(hint, tuple if origin is tuple else frozenset)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._fields(hint)
        return None

    def _either(self, hints: tuple[object, ...]) -> _Change | None:
        """Return what a value of one of several types goes through: a code or nothing, or one of some dataclasses."""
        changes = [change for one in hints if (change := self._change(one)) is not None]
        if not changes:
            return None
        if any(isinstance(one, type) and is_dataclass(one) for one in hints):
            return self.of
        return lambda value: None if value is None else changes[0](value)

    def _many(self, hint: object, into: type) -> _Change | None:
        change = self._change(get_args(hint)[0])
        if change is None:
            return None
        made: _Change = lambda values: into(change(value) for value in cast("tuple[object, ...]", values))  # noqa: E731
        return made

    def _fields(self, kind: type) -> _Change | None:
        hints = get_type_hints(kind)
        changes = {entry.name: change for entry in fields(kind) if (change := self._change(hints[entry.name]))}
        if not changes:
            return None

        def changed(value: object) -> object:
            new = {name: change(getattr(value, name)) for name, change in changes.items()}
            return replace(cast("Any", value), **new)

        return changed
