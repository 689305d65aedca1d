"""Named view-models of weeks and differences that the tests share; made up, with real places."""

from datetime import date

from maps.view import VehicleSheet
from maps.week_view import (
    Change,
    ChangeKind,
    DifferenceMap,
    MissionSession,
    Occasion,
    PresentationWeek,
    Trip,
    WorkloadWeek,
    WorkOffice,
    WorkPerson,
    WorkSite,
    WorkTrip,
)
from tests.maps.examples import ASSEN, DEN_HAAG, SCHIPHOL, TER_APEL, ZEIST, ZWOLLE, escort_day

MONDAY = date(2026, 11, 23)


def driver_sheet() -> VehicleSheet:
    """Return the sheet of DV-07 on the day of the escorts."""
    day = escort_day()
    return VehicleSheet(
        date=day.date, release=day.release, route=day.routes[0], travel_source=day.travel_source, attribution="Wegen"
    )


def hearings() -> PresentationWeek:
    """Return two sessions on two days; one person comes from a place nobody knows."""
    return PresentationWeek(
        monday=MONDAY,
        release="publicatie 8",
        detailed=True,
        sessions=(
            MissionSession(
                code="EMB-1",
                at=DEN_HAAG,
                place="Ambassade, Den Haag",
                date=date(2026, 11, 24),
                time="10:00",
                quota=4,
                trips=(
                    Trip(who="Z-26-1", origin=TER_APEL, place="Ter Apel", picked_up="06:30", vehicle="DV-11"),
                    Trip(who="Z-26-2, Z-26-3", persons=2),
                ),
            ),
            MissionSession(
                code="CON-2",
                at=ZWOLLE,
                place="Consulaat, Zwolle",
                date=date(2026, 11, 26),
                time="13:00",
                quota=2,
                trips=(Trip(who="Z-26-4", origin=ZEIST, place="Zeist", picked_up="11:00", vehicle="DV-14"),),
            ),
        ),
    )


def busy_offices() -> WorkloadWeek:
    """Return two sites and two offices."""
    return WorkloadWeek(
        monday=MONDAY,
        release="publicatie 8",
        travel_source="schatting (grootcirkel, gefit), 21-11-2026",
        sites=(
            WorkSite(at=TER_APEL, place="Azc Ter Apel", conversations=12, persons=("RV-01", "RV-02")),
            WorkSite(at=ZWOLLE, place="Kantoor Zwolle", conversations=1, persons=("RV-03",)),
        ),
        offices=(
            WorkOffice(
                name="Kantoor Assen",
                at=ASSEN,
                trips=(
                    WorkTrip(
                        origin=ASSEN,
                        origin_place="Kantoor Assen",
                        destination=TER_APEL,
                        destination_place="Azc Ter Apel",
                        times=8,
                    ),
                ),
                persons=(
                    WorkPerson(
                        code="RV-01", office="Kantoor Assen", conversations=6, sites=1, minutes=185, kilometres=210
                    ),
                ),
            ),
            WorkOffice(name="Kantoor Zwolle", at=ZWOLLE, trips=(), persons=()),
        ),
    )


def changed_plan() -> DifferenceMap:
    """Return one change of each kind."""
    hall = Occasion(time="ma 23 nov 10:00-11:00", place="Azc Ter Apel", at=TER_APEL, means="RV-01")
    office = Occasion(time="di 24 nov 09:00-10:00", place="Kantoor Zwolle", at=ZWOLLE, means="RV-01")
    flight = Occasion(time="do 26 nov 12:00-15:00", place="Schiphol", at=SCHIPHOL, means="VP 1963")
    return DifferenceMap(
        release="publicatie 9",
        previous="publicatie 8",
        changes=(
            Change(
                kind=ChangeKind.MOVED,
                reference="V-000001",
                what="gesprek",
                who="Z-26-1",
                before=hall,
                after=office,
                told=("RV-01",),
            ),
            Change(
                kind=ChangeKind.CANCELLED,
                reference="V-000002",
                what="vertrek",
                who="Z-26-2",
                before=flight,
                after=None,
                told=("KMar", "luchtvaartmaatschappij"),
            ),
            Change(
                kind=ChangeKind.NEW,
                reference="V-000003",
                what="gesprek",
                who="Z-26-3",
                before=None,
                after=hall,
                told=("RV-01",),
            ),
        ),
    )
