"""The example views with other words in every field, and the page of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from maps.day_map import render_day_map
from maps.difference_map import render_difference_map
from maps.flight_map import render_flight_map
from maps.page import ONE_FILE, Delivery
from maps.presentation_map import render_presentation_map
from maps.vehicle_sheet import render_vehicle_sheet
from maps.view import DayMap, FlightMap, SiteInfo, VehicleRoute, VehicleSheet
from maps.week_view import DifferenceMap, Occasion, PresentationWeek, WorkloadWeek
from maps.workload_map import render_workload_map
from tests.maps.examples import escort_day, flight_week
from tests.maps.week_examples import busy_offices, changed_plan, driver_sheet, hearings

Words = Sequence[str]
"""One text per row; the last stands in what there is one of, such as the title."""


def day(words: Words) -> DayMap:
    """Give every route its own word in all its fields."""
    view = escort_day()
    routes = tuple(_route(view.routes[n % len(view.routes)], word) for n, word in enumerate(words))
    one = words[-1]
    return replace(view, title=one, release=one, travel_source=one, attribution=one, routes=routes)


def _route(route: VehicleRoute, word: str) -> VehicleRoute:
    stops = tuple(
        replace(
            stop,
            time=word,
            place=word,
            codes=(word, word),
            latest=word,
            note=word,
            closed=word,
            site=SiteInfo(hours=word, access=word, contacts=(word, word)),
            persons=1,
        )
        for stop in route.stops
    )
    return replace(route, vehicle=word, depot=word, stops=stops)


def sheet(words: Words) -> VehicleSheet:
    """Give every stop its own word."""
    view, one = driver_sheet(), words[-1]
    route = _route(view.route, one)
    stops = tuple(
        replace(stop, place=word, time=word, codes=(word,), site=SiteInfo(hours=word, access=word, contacts=(word,)))
        for stop, word in zip(route.stops * 2, words, strict=False)
    )
    legs = (*route.legs, *route.legs, *route.legs)[: len(stops) - 1]
    whole = replace(route, stops=stops, legs=legs)
    return replace(view, title=one, release=one, travel_source=one, attribution=one, route=whole)


def flights(words: Words) -> FlightMap:
    """Give every flight its own word."""
    view = flight_week()
    found = tuple(
        replace(
            flight,
            number=word,
            departs=word,
            airports=tuple(replace(p, code=f"{word}{n}", name=word) for n, p in enumerate(flight.airports)),
        )
        for flight, word in zip(view.flights * 2, words, strict=False)
    )
    return replace(view, title=words[-1], release=words[-1], flights=found)


def presentations(words: Words) -> PresentationWeek:
    """Give every session its own word."""
    view = hearings()
    sessions = tuple(
        replace(
            session,
            code=word,
            place=word,
            time=word,
            trips=tuple(replace(t, who=word, place=word, picked_up=word, vehicle=word) for t in session.trips),
        )
        for session, word in zip(view.sessions * 6, words, strict=False)
    )
    return replace(view, title=words[-1], release=words[-1], sessions=sessions)


def workload(words: Words) -> WorkloadWeek:
    """Give every site and office its own word."""
    view, one = busy_offices(), words[-1]
    sites = tuple(replace(site, place=word, persons=(word,)) for site, word in zip(view.sites * 6, words, strict=False))
    offices = tuple(
        replace(
            view.offices[0],
            name=word,
            trips=tuple(replace(t, origin_place=word, destination_place=word) for t in view.offices[0].trips),
            persons=tuple(replace(p, code=word, office=word) for p in view.offices[0].persons),
        )
        for word in words
    )
    return replace(view, title=one, release=one, travel_source=one, sites=sites, offices=offices)


def difference(words: Words) -> DifferenceMap:
    """Give every change its own word."""
    view, one = changed_plan(), words[-1]

    def said(occasion: Occasion | None, word: str) -> Occasion | None:
        return replace(occasion, time=word, place=word, means=word) if occasion else None

    changes = tuple(
        replace(
            change,
            reference=word,
            what=word,
            who=word,
            told=(word, word),
            before=said(change.before, word),
            after=said(change.after, word),
        )
        for change, word in zip(view.changes * 4, words, strict=False)
    )
    return replace(view, title=one, release=one, previous=one, changes=changes)


PAGES: dict[str, Callable[[Words, Delivery], str]] = {
    "day": lambda words, how: render_day_map(day(words), how).html,
    "sheet": lambda words, how: render_vehicle_sheet(sheet(words), how).html,
    "flights": lambda words, how: render_flight_map(flights(words), how).html,
    "presentations": lambda words, how: render_presentation_map(presentations(words), how).html,
    "workload": lambda words, how: render_workload_map(workload(words), how).html,
    "difference": lambda words, how: render_difference_map(difference(words), how).html,
}
"""Every kind of page: words and delivery to HTML."""

EXAMPLES: dict[str, Callable[[Delivery], str]] = {
    "day": lambda how: render_day_map(escort_day(), how).html,
    "sheet": lambda how: render_vehicle_sheet(driver_sheet(), how).html,
    "flights": lambda how: render_flight_map(flight_week(), how).html,
    "presentations": lambda how: render_presentation_map(hearings(), how).html,
    "workload": lambda how: render_workload_map(busy_offices(), how).html,
    "difference": lambda how: render_difference_map(changed_plan(), how).html,
}
"""Every kind of page with ordinary words."""


def page(kind: str, words: Words) -> str:
    """Return a page in one file."""
    return PAGES[kind](words, ONE_FILE)
