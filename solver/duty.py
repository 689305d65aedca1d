"""How long an escort is away for a flight and how many escorts go along. Pure functions; no plan, no search.

A duty runs from the gathering before departure to the return home: out, layover, back. Rest follows.
"""

from planner.domain.activities import Activity
from planner.domain.cases import RiskLevel
from planner.domain.flights import Flight
from planner.domain.time import Interval, Minute
from solver.known import Known


def flight_minutes(flight: Flight) -> int:
    """Return the minutes between departure and arrival."""
    return flight.arrives - flight.departs


def duty(known: Known, flight: Flight) -> tuple[int, int]:
    """Return (lead, tail): minutes on duty before the flight departs and after it arrives."""
    before = known.setting("R28", "before", flight.departs)
    after = known.setting("R28", "after", flight.departs)
    long = flight_minutes(flight) > known.setting("R27", "long-above", flight.departs)
    layover = known.setting("R28", "layover-long" if long else "layover", flight.departs)
    return before, after + layover + before + flight_minutes(flight) + after


def duty_hours(known: Known, flight: Flight) -> tuple[Minute, Minute]:
    """Return when the duty for a flight begins and ends."""
    lead, tail = duty(known, flight)
    return Minute(flight.departs - lead), Minute(flight.arrives + tail)


def duty_interval(known: Known, flight: Flight) -> Interval:
    """Return the whole duty for a flight."""
    return Interval(*duty_hours(known, flight))


def rest_after(known: Known, flight: Flight) -> int:
    """Return the minutes of rest after the duty, before the next one."""
    return known.setting("R28", "rest", flight.departs)


def escorts_per_person(known: Known, flight: Flight) -> int:
    """Return how many escorts one escorted person without particular risk needs on a flight of this length."""
    minutes = flight_minutes(flight)
    if minutes < known.setting("R27", "short-below", flight.departs):
        return known.setting("R27", "short", flight.departs)
    if minutes <= known.setting("R27", "long-above", flight.departs):
        return known.setting("R27", "medium", flight.departs)
    return known.setting("R27", "long", flight.departs)


def escorts_needed(known: Known, activity: Activity, flight: Flight) -> int:
    """Return how many escorts the persons of an escorted departure need on the flight.

    Each person by the length of the flight and the person's risk, and never fewer than the carrier asks.
    """
    base, carrier = escorts_per_person(known, flight), known.carriers.get(flight.carrier)
    fewest = 0 if carrier is None else carrier.escorts_per_person or 0
    risks = [known.cases[case].risk for case in activity.cases if case in known.cases]
    risks += [RiskLevel.NONE] * (persons_of(activity) - len(risks))
    return sum(max(base + _extra(known, flight, risk), fewest) for risk in risks)


def _extra(known: Known, flight: Flight, risk: RiskLevel) -> int:
    """Return how many escorts more a person of this risk needs."""
    key = {RiskLevel.RAISED: "extra-raised", RiskLevel.HIGH: "extra-high"}.get(risk)
    return 0 if key is None else known.setting("R27", key, flight.departs)


def persons_of(activity: Activity) -> int:
    """Return how many persons an activity is about."""
    return max(1, len(activity.cases))


def needs_nurse(known: Known, activity: Activity) -> bool:
    """Return whether a nurse must be in one of the escort teams."""
    return any(known.cases[case].nurse for case in activity.cases if case in known.cases)
