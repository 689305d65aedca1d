"""What is wrong with the facts before anything is planned: typed, with where it stands and what to do.

Not allowed here: finding issues (``planner.usecases.validation``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import ActivityKey


class IssueCode(StrEnum):
    """Kind of issue; the value is stable and may be counted."""

    CARRIER_UNKNOWN = "maatschappij-onbekend"
    TRANSIT_TIMES = "overstap-tijden"
    TRANSIT_TOO_LONG = "overstap-te-lang"
    CLOSES_AFTER_DEPARTURE = "sluiting-na-vertrek"

    BOOKING_NO_DEPARTURE = "boeking-zonder-vertrek"
    BOOKING_NO_FLIGHT = "boeking-zonder-vlucht"
    BOOKING_OTHER_COUNTRY = "boeking-ander-land"
    BOOKING_OUTSIDE_WINDOW = "boeking-buiten-venster"
    BOOKING_OPEN_TRACK = "boeking-open-spoor"
    BOOKING_OFF_TRACK = "boeking-buiten-spoor"
    BOOKING_BLOCKED = "boeking-geblokkeerd"
    BOOKING_NO_DOCUMENT = "boeking-na-reisdocument"
    BOOKING_CLOSED = "boeking-te-laat"
    BOOKING_TWICE = "boeking-dubbel"

    SESSION_NO_MISSION = "zitting-onbekend"
    SESSION_HOLIDAY = "zitting-feestdag"
    SESSION_HOURS = "zitting-buiten-openingstijd"
    PRESENTATION_NO_MISSION = "presentatie-onbekend"
    PRESENTATION_NO_SESSION = "presentatie-zonder-zitting"
    INTERPRETER_UNWELCOME = "tolk-niet-welkom"
    LAWYER_UNWELCOME = "advocaat-niet-welkom"
    NO_LP_OFFICER = "geen-lp-medewerker"
    MOVE_TO_DISTANT_HEARING = "vervoer-zonder-reis"

    TRACKS_AT_ONCE = "sporen-tegelijk"
    DEPARTURE_OFF_TRACK = "vertrek-zonder-spoor"
    HOUSEHOLD_TRACKS = "gezin-verschillend-spoor"
    HOUSEHOLD_COUNTRIES = "gezin-verschillend-land"
    TRANSFER_NO_TERM = "overdracht-zonder-termijn"
    TRANSFER_DATES = "overdracht-datums"
    OWNER_LP_OFFICER = "zaak-bij-lp-medewerker"
    LOOKALIKE = "lijkt-dubbel"

    OFFICER_NO_PASSPORT = "begeleider-zonder-paspoort"
    OFFICER_PASSPORT_ENDS = "begeleider-paspoort-verloopt"
    OFFICER_NO_TEAM = "begeleider-onbekend-team"
    OFFICER_OUTSIDE_TEAM = "begeleider-buiten-aanbod"
    TEAM_NO_COMMANDER = "escortteam-zonder-commandant"
    NURSE_NOWHERE = "verpleegkundige-ontbreekt"
    CONFIRMED_TOO_MANY = "bevestigd-boven-aanbod"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fact that cannot be right, or that keeps something from being planned, in the language spoken when found."""

    code: IssueCode
    table: str
    """Name of the table of deliveries in which it stands."""
    subject: str
    """Code of the row."""
    what: str
    remedy: str
    activity: ActivityKey | None = None
    """What it keeps from being planned, when that is one activity."""
