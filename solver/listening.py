"""Listening to the rules instead of building a model: what they say about one activity at a time is written down.

Not allowed here: what becomes of what they say about several activities together (see those that listen).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.known import Known
from solver.mode import Mode
from solver.variables import Candidate, Choice, Variables

_Price = Callable[[Mode, Minute], int]


class Listener(Variables):
    """Notes per choice the starts that are left, per activity its prices, and what leaving it out costs."""

    def __init__(
        self,
        known: Known,
        activities: Sequence[Activity],
        candidates: Mapping[ActivityKey, Sequence[Candidate]],
        fixed: Sequence[Appointment] = (),
    ) -> None:
        super().__init__(known, activities, candidates, fixed)
        self.left: dict[Choice, tuple[Minute, ...]] = {choice: choice.starts for choice in self.choices()}
        self.required: set[ActivityKey] = set()
        self.unplanned: dict[ActivityKey, dict[Level, int]] = defaultdict(lambda: defaultdict(int))
        self._prices: dict[ActivityKey, list[tuple[Level, _Price]]] = defaultdict(list)

    def prices(self, mode: Mode, starts: Sequence[Minute]) -> dict[Level, list[int]]:
        """Return per level what each start costs."""
        found: dict[Level, list[int]] = {}
        for level, price in self._prices.get(mode.activity, ()):
            costs = [max(0, price(mode, start)) for start in starts]
            before = found.get(level)
            found[level] = costs if before is None else [a + b for a, b in zip(before, costs, strict=True)]
        return found

    def keep(self, choice: Choice, left: Sequence[Minute]) -> None:
        """Note the starts that are left."""
        allowed = set(left)
        self.left[choice] = tuple(start for start in self.left[choice] if start in allowed)

    def forbid(self, choice: Choice) -> None:
        """Note that no start is left."""
        self.left[choice] = ()

    def require(self, activity: ActivityKey) -> None:
        """Note that leaving it out is not allowed."""
        self.required.add(activity)

    def always(self, level: Level, cost: Callable[[], int]) -> None:
        """Pass over: it is about none of the activities."""

    def price(self, level: Level, activity: ActivityKey, cost: _Price) -> None:
        """Note a price."""
        self._prices[activity].append((level, cost))

    def charge_unplanned(self, level: Level, cost: int, activity: ActivityKey) -> None:
        """Note what leaving it out costs."""
        self.unplanned[activity][level] += cost
