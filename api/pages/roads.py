"""Which roads pages may draw and reckon with, and the rides of a release over them.

Not allowed here: choosing the roads (``api.roads``).
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from maps.from_release import day_map
from maps.known_times import KnownTimes, TableTimes
from maps.main_roads import MainRoads
from maps.routes import Routes
from maps.traffic import Cautious, planning_percent
from maps.travel import FittedGreatCircle
from maps.view import DayMap
from planner.domain.civil import day_of
from planner.domain.release import Release
from planner.domain.resources import TravelTable
from planner.domain.settings import Settings
from planner.domain.wording import Language, language
from planner.ports.surroundings import TravelTimes
from planner.usecases.norms.merge_settings import settings_in_force


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """Travel times in free flow (or the estimate, which planning uses as it is), and ways where they are known.

    ``main`` are the roads to draw under maps. Two are the same only when they are one object.
    """

    travel: TravelTimes = field(default_factory=FittedGreatCircle)
    routes: Routes | None = None
    estimate: bool = True
    main: MainRoads | None = None

    def for_planning(self, settings: Settings, on: date) -> TravelTimes:
        """Return what planning reckons with: the estimate as it is, road times with the percentage of the settings."""
        return self.travel if self.estimate else Cautious(free_flow=self.travel, percent=planning_percent(settings, on))

    def know_ways_of(self, release: Release) -> bool:
        """Return whether these are the very roads that a release was planned on."""
        free_flow = self.travel.table(())
        same = release.travel_source.startswith(free_flow.source) and release.travel_made_on == free_flow.made_on
        return self.routes is not None and same


NO_ROADS = Roads()


class Rides:
    """The rides of a release by day, each day worked out once in each language.

    Times are those that the release was planned with (``planned``, from the books), whatever roads there are now.
    Without them the source itself is asked where it is still the same, and otherwise the estimate. Lines follow the
    roads only when the release was planned on those.
    """

    def __init__(self, release: Release, roads: Roads = NO_ROADS, planned: TravelTable | None = None) -> None:
        self._release = release
        self._routes = roads.routes if roads.know_ways_of(release) else None
        self.main = roads.main
        self.travel = TableTimes(planned) if planned is not None else _asked(release, roads)
        self._days = lru_cache(maxsize=None)(self._make)

    def of(self, part: Release) -> "Rides":
        """Return the rides of a part of the release, over the same roads."""
        found = copy(self)
        found._release = part  # noqa: SLF001 - a copy of ourselves
        found._days = lru_cache(maxsize=None)(found._make)  # noqa: SLF001
        return found

    def on(self, day: date) -> DayMap:
        """Return the rides of a day."""
        return self._days(day, language())

    def _make(self, day: date, _spoken: Language) -> DayMap:
        return day_map(self._release, day, self.travel, self._routes)


def _asked(release: Release, roads: Roads) -> TravelTimes:
    source = roads.for_planning(Settings(settings_in_force(release.settings)), on=day_of(release.published_at))
    table = source.table(())
    same = (table.source, table.made_on) == (release.travel_source, release.travel_made_on)
    return KnownTimes(source if same else FittedGreatCircle(), release.resources.places)
