"""What the draws come to: seats, escort hours and rides that are used, spent in vain, or free in time.

Not allowed here: drawing, and how likely anything is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.activities import ActivityKind
from planner.domain.failing import FailStage
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.simulation import Spread, Used
from planner.domain.time import MINUTES_PER_HOUR, Minute
from solver.departing import escorts_of
from solver.duty import duty_interval, persons_of
from solver.failing import Failing, captain, gate, known_at
from solver.known import Known
from solver.robustness.draws import STAGES, Bools, Draws, Floats
from solver.robustness.situations import Leaving

INTERVAL = (0.05, 0.95)
"""Nine runs in ten lie between these."""
_DIGITS = 2


def spread(values: Floats) -> Spread:
    """Return mean and interval of one figure per run."""
    low, high = np.quantile(values, INTERVAL, method="inverted_cdf") if values.size else (0.0, 0.0)
    mean = float(values.mean()) if values.size else 0.0
    return Spread(mean=_rounded(mean), low=_rounded(float(low)), high=_rounded(float(high)))


def _rounded(value: float) -> float:
    """Return a figure as it is shown, with one zero only."""
    return round(value, _DIGITS) + 0.0


def used(amounts: Floats, keeps: Bools | Floats, in_vain: Bools | Floats) -> Used:
    """Return what becomes of amounts (one per column): parts used and parts spent in vain, per run."""
    total = float(amounts.sum())
    gone, lost = keeps @ amounts, in_vain @ amounts
    freed = np.maximum(total - gone - lost, 0.0)  # what is left of rounding is nothing, and never less
    return Used(planned=round(total, _DIGITS), used=spread(gone), in_vain=spread(lost), freed=spread(freed))


def seats(known: Known, departures: Sequence[Leaving], draws: Draws) -> Used:
    """Count seats, those of escorts included; a seat that is free within the notice can be given to nobody."""
    amounts = np.array([_seats(known, item) for item in departures], float)
    notice = np.array([_notice(known, item) for item in departures], float)
    return used(amounts, ~draws.cancelled, draws.cancelled & (draws.minutes_left < notice))


def _seats(known: Known, item: Leaving) -> int:
    if item.flight is None:
        return 0
    return persons_of(item.departure) + escorts_of(known, item.departure, item.flight)


def _notice(known: Known, item: Leaving) -> int:
    return known.setting("R11", "notice", item.appointment.start, item.departure) * MINUTES_PER_HOUR


def escort_hours(
    known: Known, departures: Sequence[Leaving], draws: Draws, rides: Mapping[ActivityKey, Failing]
) -> Used:
    """Count hours of duty; of a departure that fails on the day, those from the beginning to the failing are lost."""
    hours, spent = np.zeros(len(departures)), np.zeros((len(STAGES), len(departures)))
    for column, item in enumerate(departures):
        escorts = 0 if item.flight is None else escorts_of(known, item.departure, item.flight)
        if item.flight is None or not escorts:
            continue
        duty = duty_interval(known, item.flight)
        length = (duty.end or duty.start) - duty.start
        hours[column] = escorts * length / MINUTES_PER_HOUR
        for row, stage in enumerate(STAGES):
            fails = stage_moment(known, item, stage, rides)
            spent[row, column] = min(length, max(0, fails - duty.start)) / length
    lost = sum((draws.fails_at(stage) * spent[row] for row, stage in enumerate(STAGES)), np.zeros(draws.stage.shape))
    return used(hours, ~draws.cancelled, lost)


def stage_moment(known: Known, item: Leaving, stage: FailStage, rides: Mapping[ActivityKey, Failing]) -> Minute:
    """Return when a departure fails at a stage; whoever comes without our transport is missed when boarding."""
    ride = rides.get(item.departure.key)
    if ride is not None:
        return known_at(known, ride, stage)
    return captain(known, item.appointment) if stage is FailStage.CAPTAIN else gate(known, item.appointment)


@dataclass(frozen=True, slots=True)
class _Trip:
    """Rides of one vehicle that overlap: made as long as somebody is to be fetched."""

    minutes: int
    columns: tuple[int, ...]
    shared: bool
    """Whether it also carries persons who do not leave the country, so that it is made anyway."""


def trips(
    known: Known, appointments: Sequence[Appointment], departures: Sequence[Leaving], draws: Draws
) -> tuple[Used, Used]:
    """Count the trips of vehicles to flights, and their minutes: a trip is made when anybody is still to be fetched."""
    column = {item.departure.key: i for i, item in enumerate(departures)}
    found = [trip for trip in _trips(known, appointments, column) if trip.columns]
    made, useful = np.zeros((len(draws.cancelled), len(found))), np.zeros((len(draws.cancelled), len(found)))
    fetched = ~draws.cancelled | np.isin(draws.stage, range(len(STAGES)))
    for i, trip in enumerate(found):
        members = list(trip.columns)
        made[:, i] = trip.shared | fetched[:, members].any(axis=1)
        useful[:, i] = trip.shared | (~draws.cancelled[:, members]).any(axis=1)
    minutes = np.array([trip.minutes for trip in found], float)
    return used(np.ones(len(found)), useful, made - useful), used(minutes, useful, made - useful)


def _trips(known: Known, appointments: Sequence[Appointment], column: Mapping[ActivityKey, int]) -> list[_Trip]:
    moves = [a for a in appointments if _is_move(known, a) and a.resource(ResourceKind.VEHICLE) is not None]
    moves.sort(key=lambda a: (a.resource(ResourceKind.VEHICLE) or "", a.start, a.activity))
    groups: list[list[Appointment]] = []
    for move in moves:
        last = groups[-1] if groups else []
        same = bool(last) and last[0].resource(ResourceKind.VEHICLE) == move.resource(ResourceKind.VEHICLE)
        if same and move.start < max(item.end for item in last):
            last.append(move)
        else:
            groups.append([move])
    return [_trip(known, group, column) for group in groups]


def _trip(known: Known, group: Sequence[Appointment], column: Mapping[ActivityKey, int]) -> _Trip:
    served = [known.activities[move.activity].move.serves for move in group]
    columns = tuple(column[key] for key in served if key is not None and key in column)
    minutes = max(move.end for move in group) - min(move.start for move in group)
    return _Trip(minutes, columns, shared=len(columns) < len(group))


def _is_move(known: Known, appointment: Appointment) -> bool:
    activity = known.activities.get(appointment.activity)
    return activity is not None and activity.kind is ActivityKind.MOVE
