"""How a broken delivery and the refusal it must get are written down, and pieces to break.

Not allowed here: the list itself (``broken_text`` and its neighbours) and asserting (``test_broken_files``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.ports.intake import Refusal

CASES = "zaaknummer;doelgroep;land;taal;overgedragen_op\n"
GOOD_CASE = "Z-9;afgewezen;MA;ar;02-11-2026\n"
STAYS = "zaaknummer;locatie;van;tot\n"
FLIGHTS = "vlucht;maatschappij;vluchtnummer;luchthaven;bestemming;land;vertrekt;komt_aan;stoelen\n"
PLACES = "locatie;naam;soort;plaats;breedtegraad;lengtegraad\n"
TALKS = "kenmerk;stap;duur_minuten;venster_van;venster_tot;zaken\n"
MOVES = "kenmerk;stap;duur_minuten;venster_van;venster_tot;locatie;bestemming;rol;dient;gescheiden_van\n"

SAVE_AS = "Sla het blad in Excel op als 'CSV UTF-8 (gescheiden door lijstscheidingsteken)'."
DAY = "Schrijf de dag als dd-mm-jjjj, bijvoorbeeld 23-11-2026."
MOMENT = "Schrijf het tijdstip als dd-mm-jjjj uu:mm, bijvoorbeeld 23-11-2026 09:30."
REPAIR = "Open het bestand in Excel en sla het opnieuw op als werkmap (.xlsx)."
QUOTES = "Controleer het scheidingsteken; zet een tekst met een scheidingsteken of komma tussen aanhalingstekens."
AGAIN = "Exporteer het bestand opnieuw."


@dataclass(frozen=True, slots=True)
class Broken:
    """Files by name, and the one refusal."""

    name: str
    files: Mapping[str, str | bytes]
    refusal: Refusal


def broken(  # the parts of a refusal
    name: str,
    files: Mapping[str, str | bytes],
    at: tuple[str, int | None, str | None, str | None],
    problem: str,
    remedy: str,
) -> Broken:
    """Return an entry of the list."""
    file, row, column, value = at
    return Broken(name, files, Refusal(file=file, row=row, column=column, value=value, problem=problem, remedy=remedy))


def one_case(**cells: str) -> str:
    values = dict(zip(CASES.strip().split(";"), GOOD_CASE.strip().split(";"), strict=True)) | cells
    return ";".join(values) + "\n" + ";".join(values.values()) + "\n"


def one_stay(start: str, end: str, code: str = "Z-1") -> dict[str, str | bytes]:
    return {"verblijven.csv": f"{STAYS}{code};AZC-1;{start};{end}\n"}


def one_flight(**cells: str) -> dict[str, str | bytes]:
    values = {
        "vlucht": "V-1",
        "maatschappij": "KL",
        "vluchtnummer": "KL1571",
        "luchthaven": "AZC-1",
        "bestemming": "CMN",
        "land": "MA",
        "vertrekt": "24-11-2026 10:15",
        "komt_aan": "24-11-2026 13:55",
        "stoelen": "8",
    } | cells
    return {"vluchten.csv": ";".join(values) + "\n" + ";".join(values.values()) + "\n"}


def one_talk(duration: str, start: str, end: str, cases: str = "Z-1") -> dict[str, str | bytes]:
    return {"gesprekken.csv": f"{TALKS}A-1;voortgang;{duration};{start};{end};{cases}\n"}


MON, FRI = "23-11-2026 08:00", "27-11-2026 17:00"
