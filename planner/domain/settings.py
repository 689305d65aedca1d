"""Values of rules by date and regime, each with where it came from.

Not allowed here: the meaning of a value (that is the rule's).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from planner.domain.cases import Regime
from planner.domain.ids import RuleId


class Mark(StrEnum):
    """How sure a norm is."""

    FOUND = "F"
    SECONDARY = "S"
    ASSUMPTION = "A"


class Unit(StrEnum):
    """What a value counts."""

    DAYS = "d"
    WORKING_DAYS = "wd"
    HOURS = "h"
    MINUTES = "min"
    PERCENT = "%"
    COUNT = "n"
    WEIGHT = "w"
    DAY_OFF = "roll"
    """Where a term goes that ends on a day off: 0 nowhere, 1 to the next working day, 2 to the one before."""


LAST_DAY_OFF = 2
"""Largest value in ``Unit.DAY_OFF``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value of one rule, in force on days ``[valid_from, valid_to)``."""

    rule: RuleId
    key: str
    value: int
    unit: Unit
    regime: Regime | None = None
    valid_from: date = date.min
    valid_to: date | None = None
    mark: Mark = Mark.ASSUMPTION
    source: str = ""

    def __post_init__(self) -> None:
        if self.unit is Unit.DAY_OFF and not 0 <= self.value <= LAST_DAY_OFF:
            raise ValueError(
                f"{self.rule} {self.key}: {self.value} zegt niet waar een termijn heen gaat\n"
                "Geef 0 (dezelfde dag), 1 (volgende werkdag) of 2 (vorige werkdag)."
            )

    def in_force(self, on: date) -> bool:
        """Return whether the value holds on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class SettingsError(ValueError):
    """A settings list is contradictory or incomplete."""


class Settings:
    """A looked-up view of settings; refuses overlapping validity."""

    def __init__(self, settings: Iterable[Setting]) -> None:
        self._by_key: dict[tuple[RuleId, str, Regime | None], list[Setting]] = {}
        for setting in settings:
            self._by_key.setdefault((setting.rule, setting.key, setting.regime), []).append(setting)
        for group in self._by_key.values():
            group.sort(key=lambda s: s.valid_from)
            for first, second in pairwise(group):
                if first.valid_to is None or first.valid_to > second.valid_from:
                    msg = (
                        f"{first.rule} {first.key}: op {second.valid_from:%d-%m-%Y} gelden twee waarden"
                        f" ({first.value} en {second.value})\nLaat de eerste eindigen voordat de tweede begint."
                    )
                    raise SettingsError(msg)

    def find(self, rule: str, key: str, *, on: date, regime: Regime | None = None) -> Setting | None:
        """Return the setting in force, the regime's own before the general one, or None."""
        for wanted in (regime, None) if regime is not None else (None,):
            for setting in self._by_key.get((RuleId(rule), key, wanted), ()):
                if setting.in_force(on):
                    return setting
        return None

    def get(self, rule: str, key: str, *, on: date, regime: Regime | None = None) -> Setting:
        """Return the setting in force; raise SettingsError when there is none."""
        found = self.find(rule, key, on=on, regime=regime)
        if found is None:
            msg = f"{rule} heeft op {on:%d-%m-%Y} geen waarde voor {key}\nVoer er een in die op of voor die dag ingaat."
            raise SettingsError(msg)
        return found

    def value(self, rule: str, key: str, *, on: date, regime: Regime | None = None) -> int:
        """Return the value in force; raise SettingsError when there is none."""
        return self.get(rule, key, on=on, regime=regime).value
