"""Named view-models that the tests of the maps share; made up, with real places."""

from dataclasses import replace
from datetime import date

from maps.view import (
    Airport,
    DayMap,
    FlightArc,
    FlightMap,
    MapLeg,
    MapPoint,
    MapStop,
    StopTask,
    VehicleRoute,
)

DC_ROTTERDAM = MapPoint(lat=51.953, lon=4.450)
SCHIPHOL = MapPoint(lat=52.310, lon=4.768)
JCS = MapPoint(lat=52.333, lon=4.783)
ZEIST = MapPoint(lat=52.121, lon=5.285)
TER_APEL = MapPoint(lat=52.877, lon=7.059)
DEN_HAAG = MapPoint(lat=52.081, lon=4.324)
ZWOLLE = MapPoint(lat=52.511, lon=6.091)
ASSEN = MapPoint(lat=52.995, lon=6.553)
ZUTPHEN = MapPoint(lat=52.141, lon=6.202)
GILZE = MapPoint(lat=51.544, lon=4.941)
VUGHT = MapPoint(lat=51.653, lon=5.280)
NIEUWEGEIN = MapPoint(lat=52.029, lon=5.087)

AMS = Airport(code="AMS", name="Amsterdam", at=MapPoint(lat=52.309, lon=4.764))
IST = Airport(code="IST", name="Istanbul", at=MapPoint(lat=41.262, lon=28.728))
CMN = Airport(code="CMN", name="Casablanca", at=MapPoint(lat=33.368, lon=-7.590))
LOS = Airport(code="LOS", name="Lagos", at=MapPoint(lat=6.577, lon=3.321))
KBL = Airport(code="KBL", name="Kabul", at=MapPoint(lat=34.566, lon=69.213))
GRU = Airport(code="GRU", name="São Paulo", at=MapPoint(lat=-23.436, lon=-46.473))
PEK = Airport(code="PEK", name="Beijing", at=MapPoint(lat=40.080, lon=116.585))
EBL = Airport(code="EBL", name="Erbil", at=MapPoint(lat=36.238, lon=43.963))


def stop(at: MapPoint, time: str, place: str, task: StopTask, persons: int = 0, latest: str = "") -> MapStop:
    """Return a stop with made-up case codes, one for each person."""
    codes = tuple(f"Z-26-{48000 + n * 37 + len(place)}" for n in range(persons))
    return MapStop(at=at, time=time, place=place, task=task, persons=persons, codes=codes, latest=latest)


def route(vehicle: str, depot: str, *stops: MapStop) -> VehicleRoute:
    """Return a route with rides of 35, 46, 57, … minutes."""
    legs = tuple(MapLeg(minutes=35 + 11 * n, kilometres=28 + 14 * n) for n in range(len(stops) - 1))
    return VehicleRoute(vehicle=vehicle, depot=depot, stops=stops, legs=legs)


def escort_day() -> DayMap:
    """Six vehicles on a Thursday; four of them come to Schiphol."""
    start, pick, bring, end = StopTask.START, StopTask.PICK_UP, StopTask.DELIVER, StopTask.END
    return DayMap(
        date=date(2026, 11, 26),
        release="publicatie 8",
        travel_source="schatting (grootcirkel, gefit), 21-11-2026",
        routes=(
            route(
                "DV-07",
                "standplaats Rotterdam",
                stop(DC_ROTTERDAM, "05:10", "Standplaats Rotterdam", start),
                stop(DC_ROTTERDAM, "05:25", "DC Rotterdam, poort 2", pick, 2),
                stop(SCHIPHOL, "06:25", "KMar-complex Schiphol", bring, 2, "06:55"),
                stop(JCS, "11:00", "Justitieel Complex Schiphol", pick, 1),
                stop(DEN_HAAG, "11:50", "Paleis van Justitie, Den Haag", bring, 1, "12:15"),
                stop(DC_ROTTERDAM, "12:40", "Standplaats Rotterdam", end),
            ),
            route(
                "DV-11",
                "standplaats Assen",
                stop(ASSEN, "05:00", "Standplaats Assen", start),
                stop(TER_APEL, "05:50", "Vbl Ter Apel, hoofdingang", pick, 3),
                stop(ZWOLLE, "07:15", "Politiebureau Zwolle", pick, 1),
                stop(SCHIPHOL, "08:50", "KMar-complex Schiphol", bring, 4, "09:20"),
                stop(ASSEN, "11:40", "Standplaats Assen", end),
            ),
            route(
                "DV-14",
                "standplaats Nieuwegein",
                stop(NIEUWEGEIN, "06:30", "Standplaats Nieuwegein", start),
                stop(ZEIST, "07:00", "Detentiecentrum Zeist", pick, 2),
                stop(SCHIPHOL, "08:00", "KMar-complex Schiphol", bring, 2, "08:30"),
                stop(NIEUWEGEIN, "09:10", "Standplaats Nieuwegein", end),
            ),
            route(
                "DV-21",
                "standplaats Vught",
                stop(VUGHT, "07:00", "Standplaats Vught", start),
                stop(GILZE, "07:40", "Gezinslocatie Gilze, receptie", pick, 4),
                stop(ZEIST, "09:00", "Gesloten gezinsvoorziening", bring, 4, "09:30"),
                stop(VUGHT, "10:20", "Standplaats Vught", end),
            ),
            route(
                "DV-23",
                "standplaats Zutphen",
                stop(ZUTPHEN, "08:00", "Standplaats Zutphen", start),
                stop(ZWOLLE, "08:45", "Rechtbank Zwolle", pick, 1),
                stop(ZEIST, "10:00", "Detentiecentrum Zeist", bring, 1),
                stop(ZUTPHEN, "11:10", "Standplaats Zutphen", end),
            ),
            route(
                "DV-30",
                "standplaats JCS",
                stop(JCS, "09:00", "Standplaats JCS", start),
                stop(DC_ROTTERDAM, "10:00", "DC Rotterdam, poort 2", pick, 1),
                stop(DEN_HAAG, "10:45", "Vertegenwoordiging, Den Haag", bring, 1, "11:00"),
                stop(JCS, "12:15", "Standplaats JCS", end),
            ),
        ),
    )


def timed_day() -> DayMap:
    """Return the same day, with the minutes of the clock for DV-07, who rides without waiting."""
    day = escort_day()
    times = [
        sum(int(part) * scale for part, scale in zip(s.time.split(":"), (60, 1), strict=True))
        for s in day.routes[0].stops
    ]
    stops = tuple(replace(s, arrives=t, leaves=t) for s, t in zip(day.routes[0].stops, times, strict=True))
    return replace(day, routes=(replace(day.routes[0], stops=stops), *day.routes[1:]))


def busy_day(vehicles: int = 60, stops_each: int = 15) -> DayMap:
    """As many stops as the whole transport service has on a day."""
    points = (DC_ROTTERDAM, SCHIPHOL, ZEIST, TER_APEL, DEN_HAAG, ZWOLLE, ASSEN, ZUTPHEN, GILZE, VUGHT, JCS)
    routes = []
    for n in range(vehicles):
        stops = tuple(
            stop(
                points[(n * 5 + k * (n % 3 + 1)) % len(points)],
                f"{5 + k // 2:02d}:{30 * (k % 2):02d}",
                f"Gebouw {(n * 5 + k) % 40}",
                StopTask.PICK_UP if k % 2 else StopTask.DELIVER,
                1,
            )
            for k in range(stops_each)
        )
        routes.append(route(f"DV-{n + 1:02d}", "standplaats", *stops))
    return replace(escort_day(), routes=tuple(routes))


def flight_week() -> FlightMap:
    """Seven flights on three days; two with a stop on the way."""

    def flight(number: str, day: int, departs: str, persons: int, *airports: Airport) -> FlightArc:
        return FlightArc(
            number=number,
            date=date(2026, 11, day),
            departs=departs,
            airports=(AMS, *airports),
            persons=persons,
            escorts=persons * 2,
        )

    return FlightMap(
        first_day=date(2026, 11, 23),
        last_day=date(2026, 11, 29),
        release="publicatie 8",
        flights=(
            flight("VP 1963", 24, "10:25", 2, IST, KBL),
            flight("VP 1571", 24, "12:40", 1, CMN),
            flight("VP 587", 26, "11:10", 1, LOS),
            flight("VP 791", 26, "10:05", 1, GRU),
            flight("VP 897", 26, "17:40", 2, PEK),
            flight("VP 1965", 27, "09:15", 1, IST, EBL),
            flight("VP 1573", 27, "12:40", 1, CMN),
        ),
    )
