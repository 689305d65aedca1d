"""Every spot of an activity with the rules in its way. Moves have spots of another kind (see ``rides``).

Not allowed here: words, order, and what follows from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Obstacle
from planner.domain.ids import RuleId
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute
from solver.mode import Mode
from solver.why.company import LACKING, Placed, companions, same_journey, staffed
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles, joint_obstacles, own_obstacles
from solver.why.rides import ride_spots
from solver.why.ways import EVERYTHING, Question, Way, main_resource, ways

ESCORTS = frozenset({LACKING, RuleId("R28"), RuleId("R28a")})
"""Rules about escorts: broken by any departure without them, so said once, by whoever looked for them."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One spot: how the activity would stand there, and what forbids it.

    Where ``whole`` is False others were left aside, for the activity's own rules forbid it more than once.
    """

    activity: Activity
    mode: Mode
    start: Minute
    resource: ResourceRef | None
    obstacles: tuple[Obstacle, ...]
    whole: bool
    place: Callable[[], Placed]
    """The appointments that would be put into the plan."""

    @property
    def rules(self) -> tuple[RuleId, ...]:
        """The rules in the way, each once."""
        return tuple(dict.fromkeys(obstacle.rule for obstacle in self.obstacles))


def examined(ground: Ground, activity: Activity, question: Question = EVERYTHING) -> list[Examined]:
    """Return every spot that comes into account."""
    if activity.kind is ActivityKind.MOVE:
        return [
            Examined(activity, Mode.of(s.ride, activity), s.ride.start, s.vehicle, s.obstacles, s.whole, s.placed)
            for s in ride_spots(ground, activity, question)
        ]
    return [spot for way in ways(ground, activity, question) for spot in _of_way(ground, activity, way, question)]


def checked(ground: Ground, spot: Examined, rules: frozenset[RuleId] | None = None) -> list[Obstacle]:
    """Return what forbids a spot, found by judging the plan with the activity in it: the second way."""
    placed = spot.place()
    found = checked_obstacles(ground, placed.appointments, rules)
    if placed.lacking is None:
        return found
    found = [obstacle for obstacle in found if obstacle.rule not in ESCORTS]
    return [*found, placed.lacking] if rules is None or LACKING in rules else found


def _of_way(ground: Ground, activity: Activity, way: Way, question: Question) -> list[Examined]:
    resource = main_resource(activity, way.mode)
    own = own_obstacles(ground, activity, way.mode, way.starts)
    found = []
    for start in way.starts:
        place = Place(ground, activity, way.mode, start)
        obstacles = [*own[start], *place.of_companions()]
        whole = len({obstacle.rule for obstacle in obstacles}) <= 1 or question.start is not None
        if whole:
            obstacles += _beside(ground, place())
        found.append(Examined(activity, way.mode, start, resource, tuple(dict.fromkeys(obstacles)), whole, place))
    return found


def _beside(ground: Ground, placed: Placed) -> list[Obstacle]:
    found = joint_obstacles(ground, placed.appointments)
    if placed.lacking is None:
        return found
    return [*(obstacle for obstacle in found if obstacle.rule not in ESCORTS), placed.lacking]


class Place:
    """Puts an activity on a spot with its household and escorts, once."""

    def __init__(self, ground: Ground, activity: Activity, mode: Mode, start: Minute) -> None:
        self._ground, self._activity, self._mode, self._start = ground, activity, mode, start
        self._placed: Placed | None = None
        self._company: Sequence[tuple[Activity, Mode]] = [
            (other, journey)
            for other in companions(ground, activity, start)
            if (journey := same_journey(ground, other, mode, start)) is not None
        ]

    def of_companions(self) -> list[Obstacle]:
        """Return what the others of the household break by themselves."""
        return [
            obstacle
            for other, mode in self._company
            for obstacle in own_obstacles(self._ground, other, mode, (self._start,))[self._start]
        ]

    def __call__(self) -> Placed:
        """Return everything that would be put into the plan."""
        if self._placed is None:
            bare = [self._mode.at(self._start), *(mode.at(self._start) for _, mode in self._company)]
            self._placed = staffed(self._ground, bare)
        return self._placed
