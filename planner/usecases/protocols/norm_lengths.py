"""How long the norms of protocols are, and where they end: each end worked out once.

Not allowed here: which norm a step has (``planner.domain.protocols``).
"""

from datetime import date, timedelta

from planner.domain.cases import Regime
from planner.domain.civil import day_start
from planner.domain.protocols import Norm
from planner.domain.settings import Settings, Unit
from planner.domain.terms import Roll, WorkCalendar, day_off, deadline, lead_end
from planner.domain.time import Minute


class Norms:
    """Looks up lengths in the settings and counts with them."""

    def __init__(self, settings: Settings, calendar: WorkCalendar) -> None:
        self._settings, self._calendar = settings, calendar
        self._lengths: dict[tuple[Norm, date, Regime | None], tuple[int, Unit]] = {}
        self._ends: dict[tuple[Norm, date, Regime | None], Minute] = {}

    def length(self, norm: Norm, on: date, regime: Regime | None) -> tuple[int, Unit]:
        """Return amount and unit; raise SettingsError when the setting has no value on the day."""
        found = self._lengths.get((norm, on, regime))
        if found is None:
            if norm.rule is None:
                if norm.amount is None or norm.unit is None:  # excluded by Norm
                    raise AssertionError(norm)
                found = (norm.amount, norm.unit)
            else:
                setting = self._settings.get(norm.rule, norm.key, on=on, regime=regime)
                found = (setting.value, setting.unit)
            self._lengths[norm, on, regime] = found
        return found

    def after(self, norm: Norm, anchor: date, regime: Regime | None) -> Minute:
        """Return the first minute too late for a term that begins on the anchor day."""
        found = self._ends.get((norm, anchor, regime))
        if found is None:
            amount, unit = self.length(norm, anchor, regime)
            roll = Roll.SAME if norm.rule is None else day_off(self._settings, norm.rule, on=anchor, regime=regime)
            found = deadline(anchor, amount, unit, self._calendar, roll)
            self._ends[norm, anchor, regime] = found
        return found

    def before(self, norm: Norm, exact: Minute | None, anchor: date, regime: Regime | None) -> Minute:
        """Return the first minute too late for what must be done so long before the anchor."""
        amount, unit = self.length(norm, anchor, regime)
        return lead_end(amount, unit, day_start(anchor) if exact is None else exact, self._calendar)

    def back(self, norm: Norm, end: date, on: date, regime: Regime | None) -> Minute:
        """Return the start of the day that lies so long before another day; ``on`` is the day of the setting."""
        amount, unit = self.length(norm, on, regime)
        if unit is Unit.WORKING_DAYS:
            return day_start(self._calendar.add(end, -amount))
        return day_start(end - timedelta(days=amount))

    def minutes(self, norm: Norm, on: date, regime: Regime | None) -> int:
        """Return a duration."""
        return self.length(norm, on, regime)[0]
