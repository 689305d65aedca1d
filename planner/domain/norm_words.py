"""A norm in words: how much, how sure, and that it is an assumption wherever a sentence quotes it.

Not allowed here: what a norm means, and sentences about rules.
"""

from planner.domain.settings import Mark, Setting, Unit
from planner.domain.spelling import count
from planner.domain.terms import Roll, roll_of
from planner.domain.time import MINUTES_PER_HOUR
from planner.domain.wording import Text

MARKS = {
    Mark.FOUND: Text(nl="[F] gevonden in een officiële bron", en="[F] found in an official source"),
    Mark.SECONDARY: Text(nl="[S] gevonden in een andere bron", en="[S] found in another source"),
    Mark.ASSUMPTION: Text(nl="[A] aanname", en="[A] assumption"),
}
UNITS = {
    Unit.DAYS: (Text(nl="dag", en="day"), Text(nl="dagen", en="days")),
    Unit.WORKING_DAYS: (Text(nl="werkdag", en="working day"), Text(nl="werkdagen", en="working days")),
    Unit.HOURS: (Text(nl="uur", en="hour"), Text(nl="uur", en="hours")),
    Unit.MINUTES: (Text(nl="minuut", en="minute"), Text(nl="minuten", en="minutes")),
    Unit.PERCENT: (Text(nl="%", en="%"), Text(nl="%", en="%")),
    Unit.COUNT: (Text(nl="aantal", en="number"), Text(nl="aantal", en="number")),
    Unit.WEIGHT: (Text(nl="punt", en="point"), Text(nl="punten", en="points")),
    Unit.DAY_OFF: (Text(nl="bij een vrije dag", en="on a day off"), Text(nl="bij een vrije dag", en="on a day off")),
}
_ROLLS = {
    Roll.SAME: Text(nl="eindigt op een vrije dag", en="ends on a day off"),
    Roll.NEXT: Text(nl="van een vrije dag naar de volgende werkdag", en="from a day off to the next working day"),
    Roll.PREVIOUS: Text(nl="van een vrije dag naar de vorige werkdag", en="from a day off to the working day before"),
}
_ASSUMED = Text(nl=" (aanname)", en=" (assumption)")


def amount(setting: Setting) -> str:
    """Return ``36 uur``, the number alone where it counts things, or where a day off sends a term."""
    if setting.unit is Unit.DAY_OFF:
        return str(_ROLLS[roll_of(setting)])
    return str(setting.value) if setting.unit is Unit.COUNT else count(setting.value, *UNITS[setting.unit])


def assumed(setting: Setting | None) -> str:
    """Return `` (aanname)`` to put behind what follows from a norm that is an assumption, else nothing."""
    return str(_ASSUMED) if setting is not None and setting.mark is Mark.ASSUMPTION else ""


def quoted(setting: Setting) -> str:
    """Return how much, as a sentence quotes it: whole hours as hours, and an assumption as such."""
    whole_hours = setting.unit is Unit.MINUTES and setting.value % MINUTES_PER_HOUR == 0
    said = count(setting.value // MINUTES_PER_HOUR, *UNITS[Unit.HOURS]) if whole_hours else amount(setting)
    return f"{said}{assumed(setting)}"
