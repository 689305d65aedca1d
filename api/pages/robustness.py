"""The planner's page about what falls out: what the period comes to, who brings people back, who stands by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.pages.lookup import Lookup
from api.pages.robustness_words import KINDS, REASONS, STAGES
from api.pages.templating import render
from api.pages.viewer import Role
from api.web.speech import _
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey
from planner.domain.plan import Fallback
from planner.domain.simulation import SimulationResult, Spread, Used
from planner.domain.spelling import clock, long_date, moment, number
from planner.domain.time import Minute
from planner.domain.wording import either


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackRow:
    """What happens when one departure fails at one stage."""

    stage: str
    known: str
    vehicle: str
    way: str
    back: str
    escorts: str
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureRows:
    """The fallbacks of one departure."""

    cases: str
    departs: str
    rows: tuple[FallbackRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackDay:
    """One day of departures."""

    anchor: str
    title: str
    departures: tuple[DepartureRows, ...]


def has_robustness(lookup: Lookup) -> bool:
    """Return whether there is anything to say."""
    release = lookup.release
    return release.simulation is not None or bool(release.fallbacks) or bool(release.standbys)


def render_robustness(lookup: Lookup, names: Mapping[str, str] | None = None) -> bytes:
    """Return the page; ``names`` says what people who approved something are called."""
    release = lookup.release
    simulation = release.simulation
    return render(
        "robuustheid.html",
        release,
        Role.PLANNER,
        title=either("Als er iets uitvalt", "If something falls out"),
        plan=release.plan_id,
        runs="" if simulation is None else number(simulation.runs, 0),
        expected="" if simulation is None else spread_words(simulation.realised),
        planned=0 if simulation is None else simulation.planned,
        usage=[] if simulation is None else usage_rows(simulation),
        reasons=[] if simulation is None else [(_(REASONS[r]), spread_words(s)) for r, s in simulation.reasons],
        stages=[] if simulation is None else [(_(STAGES[s]), spread_words(n)) for s, n in simulation.stages],
        depots=[] if simulation is None else _depots(lookup, simulation),
        days=_days(lookup),
        without=sum(fallback.vehicle is None for fallback in release.fallbacks),
        standbys=_standbys(lookup, names or {}),
    )


def spread_words(spread: Spread) -> str:
    """Return ``9,6 (7 tot 12)``."""
    return either(
        f"{number(spread.mean)} ({number(spread.low, 0)} tot {number(spread.high, 0)})",
        f"{number(spread.mean)} ({number(spread.low, 0)} to {number(spread.high, 0)})",
    )


def usage_rows(simulation: SimulationResult) -> list[tuple[str, str, str, str, str]]:
    """Return (what, planned, used, in vain, freed in time) in reading order."""
    uses: list[tuple[str, Used]] = [(word, getattr(simulation, field)) for field, word in KINDS]
    return [
        (_(word), number(u.planned, 0), spread_words(u.used), spread_words(u.in_vain), spread_words(u.freed))
        for word, u in uses
    ]


def _depots(lookup: Lookup, simulation: SimulationResult) -> list[tuple[str, int, int, str]]:
    return [
        (lookup.place_name(need.depot) or need.depot, need.needed, need.there, number(need.mean))
        for need in simulation.standby
    ]


def _days(lookup: Lookup) -> list[FallbackDay]:
    by_day: dict[date, dict[ActivityKey, list[Fallback]]] = {}
    for fallback in lookup.release.fallbacks:
        departure = lookup.appointments.get(fallback.activity)
        if departure is not None:
            by_day.setdefault(day_of(departure.start), {}).setdefault(fallback.activity, []).append(fallback)
    return [
        FallbackDay(
            anchor=f"dag-{day.isoformat()}",
            title=long_date(day),
            departures=tuple(_departure(lookup, key, found, day) for key, found in _in_order(lookup, departures)),
        )
        for day, departures in sorted(by_day.items())
    ]


def _in_order(
    lookup: Lookup, departures: dict[ActivityKey, list[Fallback]]
) -> list[tuple[ActivityKey, list[Fallback]]]:
    return sorted(departures.items(), key=lambda pair: (lookup.appointments[pair[0]].start, pair[0]))


def _departure(lookup: Lookup, key: ActivityKey, found: list[Fallback], day: date) -> DepartureRows:
    activity = lookup.activities.get(key)
    return DepartureRows(
        cases=", ".join(activity.cases) if activity else key,
        departs=clock(lookup.appointments[key].start, day),
        rows=tuple(_row(lookup, item, day) for item in sorted(found, key=lambda item: item.known_at)),
    )


def _row(lookup: Lookup, fallback: Fallback, day: date) -> FallbackRow:
    place = lookup.place_name
    stays = fallback.waits_at == fallback.returns_to
    way = (
        either(f"blijft: {place(fallback.returns_to)}", f"stays: {place(fallback.returns_to)}")
        if stays
        else f"{place(fallback.waits_at)} → {place(fallback.returns_to)}"
    )
    vehicle = fallback.vehicle or ""
    return FallbackRow(
        stage=_(STAGES[fallback.stage]),
        known=_time(fallback.known_at, day),
        vehicle=either(f"{vehicle} (reserve)", f"{vehicle} (stand-by)")
        if fallback.standby
        else vehicle or fallback.because,
        way=way,
        back="" if stays else _time(fallback.back_at, day),
        escorts=_time(fallback.escorts_free, day),
        missing=fallback.vehicle is None,
    )


def _time(at: Minute | None, day: date) -> str:
    if at is None:
        return ""
    return clock(at) if day_of(at) == day else moment(at)


def _standbys(lookup: Lookup, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    found = []
    for standby in lookup.release.standbys:
        activity, flight = lookup.activities.get(standby.activity), lookup.flights.get(standby.flight)
        cases = ", ".join(activity.cases) if activity else str(standby.activity)
        called = f"{flight.number}, {moment(flight.departs)}" if flight else str(standby.flight)
        found.append((cases, called, names.get(standby.approved_by, standby.approved_by)))
    return found
