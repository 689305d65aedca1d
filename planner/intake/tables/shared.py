"""Columns and parts that several tables have in common, and the words of English-valued enumerations.

Not allowed here: tables.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from planner.domain.cases import Case, TargetGroup
from planner.domain.facts import Fact
from planner.domain.levels import Level
from planner.domain.missions import PresentationMode
from planner.domain.places import PlaceKind
from planner.domain.settings import Unit
from planner.domain.time import Interval
from planner.domain.vehicles import CrewSkill
from planner.domain.wording import either
from planner.intake.kinds import CODE, MOMENT, enum, listed
from planner.intake.moments import show_day
from planner.intake.tables.spec import Column, Part, Problem

LONGEST = 120
"""Characters of a short text: what fits on a sheet."""

TARGET_GROUPS: dict[str, Enum] = {
    "toezicht": TargetGroup.SUPERVISION,
    "grens": TargetGroup.BORDER,
    "ingetrokken": TargetGroup.WITHDRAWN,
    "afgewezen": TargetGroup.REJECTED,
}
PLACE_KINDS: dict[str, Enum] = {
    "kantoor": PlaceKind.OFFICE,
    "azc": PlaceKind.AZC,
    "glo": PlaceKind.GLO,
    "vbl": PlaceKind.VBL,
    "htl": PlaceKind.HTL,
    "detentie": PlaceKind.DETENTION,
    "rechtbank": PlaceKind.COURT,
    "vertegenwoordiging": PlaceKind.MISSION,
    "iom": PlaceKind.IOM,
    "depot": PlaceKind.DEPOT,
    "luchthaven": PlaceKind.AIRPORT,
}
PRESENTATION_MODES: dict[str, Enum] = {
    "persoonlijk": PresentationMode.IN_PERSON,
    "telefonisch": PresentationMode.TELEPHONE,
    "schriftelijk": PresentationMode.WRITTEN,
}
LEVELS: dict[str, Enum] = {
    "hard": Level.HARD,
    "wettelijk": Level.LEGAL,
    "gerealiseerd": Level.REALISED,
    "tijdig": Level.TIMELY,
    "stabiel": Level.STABLE,
    "doelmatig": Level.EFFICIENT,
}
UNITS: dict[str, Enum] = {
    "dagen": Unit.DAYS,
    "werkdagen": Unit.WORKING_DAYS,
    "uren": Unit.HOURS,
    "minuten": Unit.MINUTES,
    "procent": Unit.PERCENT,
    "aantal": Unit.COUNT,
    "gewicht": Unit.WEIGHT,
    "vrije-dag": Unit.DAY_OFF,
}

CREW_SKILLS = listed(enum(CrewSkill), frozenset)

CASE = Column("zaaknummer", "case", CODE, "Z-004711", "De zaak.", required=True, refers=Case)


def identity(header: str, example: str, explanation: str, path: str = "id") -> Column:
    """Return the column with the code that the source gives a fact."""
    return Column(header, path, CODE, example, explanation, required=True)


def reference(
    header: str, path: str, to: type[Fact], example: str, explanation: str, *, required: bool = True
) -> Column:
    """Return a column that names a fact of another table."""
    return Column(header, path, CODE, example, explanation, required=required, refers=to)


def period(path: str = "valid", *, closed: bool = False) -> tuple[Column, Column]:
    """Return the two columns of a period."""
    end = "Het eerste moment dat er niet meer bij hoort." + ("" if closed else " Leeg: nog niet bekend.")
    return (
        Column("van", f"{path}.start", MOMENT, "23-11-2026 09:00", "Begin.", required=True),
        Column("tot", f"{path}.end", MOMENT, "23-11-2026 17:00" if closed else "", end, required=closed),
    )


VALID = Part("valid", Interval)
INTERVAL = Part("interval", Interval)


def short(path: str, text: str) -> Iterator[Problem]:
    """Refuse a text that is longer than one line of a sheet."""
    if len(text) > LONGEST or "\n" in text:
        yield Problem(
            path,
            either(f"de tekst is te lang ({len(text)} tekens)", f"the text is too long ({len(text)} characters)"),
            either(f"Hoogstens {LONGEST} tekens, op een regel.", f"At most {LONGEST} characters, on one line."),
        )


def not_before(path: str, day: date | None, earlier: date | None) -> Iterator[Problem]:
    """Refuse a day before the day that it must follow."""
    if day is not None and earlier is not None and day < earlier:
        yield Problem(
            path,
            either(f"de dag ligt voor {show_day(earlier)}", f"the day is before {show_day(earlier)}"),
            either("Verbeter een van beide dagen.", "Correct one of the two days."),
        )
