"""Travel times of known places, asked for once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maps.known_times import KnownTimes
from maps.travel import FittedGreatCircle
from planner.domain.places import Place
from planner.domain.resources import TravelTable
from tests.maps.from_release.releases import AIRPORT, DEPOT, EMBASSY, PRISON


@dataclass
class _Counted:
    """The estimate, with what it was asked."""

    asked: list[int] = field(default_factory=list)

    def table(self, places: Sequence[Place]) -> TravelTable:
        self.asked.append(len(places))
        return FittedGreatCircle().table(places)


def test_parts_are_those_of_the_source_and_it_is_asked_once() -> None:
    source = _Counted()
    known = KnownTimes(source, (DEPOT, PRISON, AIRPORT))
    for places in ((), (AIRPORT, DEPOT), (PRISON, AIRPORT, DEPOT)):
        assert known.table(places) == FittedGreatCircle().table(places)
    assert source.asked == [3]


def test_a_place_that_is_not_known_is_asked_for() -> None:
    source = _Counted()
    assert KnownTimes(source, (DEPOT,)).table((DEPOT, EMBASSY)) == FittedGreatCircle().table((DEPOT, EMBASSY))
    assert source.asked == [2]
