"""How large each sample is. Not allowed here: anything drawn at random."""

from dataclasses import dataclass
from enum import StrEnum


class SampleSize(StrEnum):
    """The sizes that can be asked for."""

    OFFICE = "office"
    REGION = "region"
    NATIONAL = "national"
    EUROPE = "europe"
    DVO_DAY = "dvo-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Numbers of one size; weekly numbers are those of the first week.

    ``bookings`` are journeys that DT&V books, ``independent`` those that IOM or the person books.
    ``moves`` are requests on a working day, of which ``own_moves`` for cases of DT&V. ``teams`` are of escorts.
    """

    regievoerders: int
    cases: int
    new_cases: int
    conversations: int
    bookings: int
    independent: int
    presentations: int
    moves: int
    own_moves: int
    vehicles: int
    teams: int

    def times(self, factor: int) -> "Scale":
        """Return every number so many times as large."""
        return Scale(**{name: getattr(self, name) * factor for name in self.__dataclass_fields__})


_NATIONAL = Scale(
    regievoerders=250,
    cases=10_000,
    new_cases=335,
    conversations=2_500,
    bookings=110,
    independent=60,
    presentations=25,
    moves=300,
    own_moves=40,
    vehicles=60,
    teams=6,
)

_SCALES = {
    SampleSize.OFFICE: Scale(
        regievoerders=8,
        cases=320,
        new_cases=11,
        conversations=80,
        bookings=4,
        independent=2,
        presentations=2,
        moves=10,
        own_moves=2,
        vehicles=4,
        teams=2,
    ),
    SampleSize.REGION: Scale(
        regievoerders=40,
        cases=1_600,
        new_cases=54,
        conversations=400,
        bookings=18,
        independent=10,
        presentations=5,
        moves=48,
        own_moves=7,
        vehicles=12,
        teams=3,
    ),
    SampleSize.NATIONAL: _NATIONAL,
    SampleSize.EUROPE: _NATIONAL.times(10),
    SampleSize.DVO_DAY: Scale(
        regievoerders=3,
        cases=120,
        new_cases=0,
        conversations=0,
        bookings=0,
        independent=0,
        presentations=0,
        moves=450,
        own_moves=40,
        vehicles=84,
        teams=1,
    ),
}

DVO_DAY_PERSONS = 700
"""Persons moved on the one day of ``dvo-day``."""


def scale_of(size: SampleSize) -> Scale:
    """Return the numbers of a size."""
    return _SCALES[size]


def scale_for(regievoerders: int) -> Scale:
    """Return the national numbers in proportion to so many regievoerders, each at least one."""
    whole = {name: getattr(_NATIONAL, name) for name in _NATIONAL.__dataclass_fields__}
    return Scale(
        **{name: max(1, -(-number * regievoerders // _NATIONAL.regievoerders)) for name, number in whole.items()}
    )
