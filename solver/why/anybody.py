"""What rules say of one way and start for many people, asked once where they do not look at who it is.

Not allowed here: which rules look at that: it is noticed, not written down.
"""

from dataclasses import fields

from planner.domain.activities import Activity
from planner.domain.explaining import Obstacle
from planner.domain.ids import PlaceId, RuleId
from planner.domain.time import Minute
from solver.known import Known
from solver.mode import Mode, Use
from solver.rule import WindowRule
from solver.why.ground import Ground

Asked = tuple[RuleId, PlaceId | None, int, Minute | None, bool, Minute]
"""A rule, all that a way is beside its means, and a start."""


class Anybody(Mode):
    """A way that notices whether somebody looks at the people and means it uses."""

    __slots__ = ("_noticed", "_uses")
    _noticed: list[bool]
    _uses: tuple[Use, ...]

    @classmethod
    def like(cls, mode: Mode, noticed: list[bool] | None = None) -> "Anybody":
        """Return the same way, watched; ``noticed`` is written on when somebody looks."""
        made = object.__new__(cls)
        for field in fields(Mode):
            if field.name != "uses":
                object.__setattr__(made, field.name, getattr(mode, field.name))
        object.__setattr__(made, "_uses", mode._uses if isinstance(mode, Anybody) else mode.uses)  # noqa: SLF001 - its own
        object.__setattr__(made, "_noticed", [] if noticed is None else noticed)
        return made

    @property
    def uses(self) -> tuple[Use, ...]:
        """Return the means, and notice it."""
        self._noticed.append(True)
        return self._uses

    @property
    def looked_at(self) -> bool:
        """Return whether somebody looked so far."""
        return bool(self._noticed)

    def starting(self, start: Minute) -> "Anybody":
        """Return this way at a start, as watched as this one."""
        if self.fixed_start is not None:
            return self
        other = Anybody.like(self, self._noticed)
        object.__setattr__(other, "fixed_start", start)
        return other


class Strangers:
    """The rules that one activity breaks by itself, for one person after the other."""

    def __init__(self, ground: Ground, activity: Activity) -> None:
        self._known, self._activity = ground.known, activity
        self._rules = tuple(rule for rule in ground.own if activity.kind in rule.kinds)
        self._said: dict[Asked, bool | None] = {}

    def obstacles(self, mode: Mode, start: Minute) -> list[Obstacle]:
        """Return what forbids a way at a start whatever else is planned, without words."""
        return [
            Obstacle(rule=rule.id, activity=self._activity.key)
            for rule in self._rules
            if self._forbids(rule, mode, start)
        ]

    def _forbids(self, rule: WindowRule, mode: Mode, start: Minute) -> bool:
        asked = rule.id, mode.place, mode.duration, mode.fixed_start, mode.all_day, start
        if asked not in self._said:
            watched = Anybody.like(mode)
            forbidden = _forbidden(rule, self._known, self._activity, watched, start)
            self._said[asked] = None if watched.looked_at else forbidden
            return forbidden
        said = self._said[asked]
        return _forbidden(rule, self._known, self._activity, mode, start) if said is None else said


def _forbidden(rule: WindowRule, known: Known, activity: Activity, mode: Mode, start: Minute) -> bool:
    return start not in rule.starts_left(known, activity, mode, (start,))
