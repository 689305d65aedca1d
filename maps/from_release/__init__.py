"""Builds the view-models of a release: what of it goes on a map, and under which words.

One file per map. Who may open what is not decided here, but what a map holds is: the day map, the sheet and the
presentations at building level are fit for drivers; the others name cases, countries or people and are not.
"""

from maps.from_release.difference import difference_map
from maps.from_release.escorted import escorted_part, is_kmars
from maps.from_release.flights import flight_days, flight_map
from maps.from_release.presentations import presentation_weeks
from maps.from_release.ride import ride_map
from maps.from_release.rides import day_map, riding_vehicles, transport_days, vehicle_sheet
from maps.from_release.workload import workload_week, workload_weeks

__all__ = (
    "day_map",
    "difference_map",
    "escorted_part",
    "flight_days",
    "flight_map",
    "is_kmars",
    "presentation_weeks",
    "ride_map",
    "riding_vehicles",
    "transport_days",
    "vehicle_sheet",
    "workload_week",
    "workload_weeks",
)
