"""What to do in each program, what it then shows, and how late it is.

Delays are those that makers state or that people measured; the server cannot shorten them.
Not allowed here: HTTP and HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from api.onboarding.places import Places

EVERYTHING = "Alles: soort, zaakcode, gebouw. Vervallen afspraken staan er als VERVALLEN."
BUSY_ONLY = "Alleen dat u bezet bent en wanneer."


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramHelp:
    """How one program is connected."""

    name: str
    shows: str
    delay: str
    steps: tuple[str, ...]
    code: str = ""
    """Address for a QR code; empty: none."""
    profile: bool = False
    """Whether there is a profile to download."""


def programs(places: Places, *, caldav: bool, addresses: bool) -> tuple[ProgramHelp, ...]:
    """Return every program in the order most people need them; ``caldav`` and ``addresses``: what is on here."""
    with_dav = tuple(_with_dav(places)) if caldav else ()
    return (_classic_outlook(places), *with_dav, *_from_the_cloud(addresses=addresses))


def _classic_outlook(places: Places) -> ProgramHelp:
    return ProgramHelp(
        name="Outlook (klassiek, op Windows)",
        shows=EVERYTHING,
        delay="1 tot 3 uur; met F9 (alles verzenden en ontvangen) meteen",
        steps=(
            "Maak hieronder toegang voor 'Outlook'.",
            "Kies in Outlook: Bestand, Accountinstellingen, tabblad Internetagenda's, Nieuw.",
            f"Vul dit adres in: {places.feed}",
            "Vul als gebruikersnaam de toegang in die met een t begint, en het wachtwoord erbij.",
        ),
    )


def _with_dav(places: Places) -> Iterator[ProgramHelp]:
    yield ProgramHelp(
        name="iPhone, iPad en Mac",
        shows=f"{EVERYTHING} Ook de agenda Afwezig, waarin u afwezigheid opgeeft.",
        delay="15 minuten tot een uur, naar de instelling bij Accounts, Nieuwe gegevens",
        steps=(
            "Maak hieronder toegang voor 'iPhone'.",
            "Haal op het apparaat zelf het profiel op.",
            "Open Instellingen, Profiel gedownload, en installeer het.",
            f"Geef als gebruikersnaam {places.owner} en het wachtwoord van de toegang. Het profiel zelf bevat er geen.",
        ),
        profile=True,
    )
    yield ProgramHelp(
        name="Android, met DAVx⁵",
        shows=f"{EVERYTHING} Ook de agenda Afwezig, waarin u afwezigheid opgeeft.",
        delay="15 minuten tot 4 uur, naar de instelling in DAVx⁵; trek de lijst omlaag voor meteen",
        steps=(
            "Installeer DAVx⁵ en maak hieronder toegang voor 'Android'.",
            f"Scan de code, of kies in DAVx⁵ Inloggen met URL en vul in: {places.dav}",
            f"Geef als gebruikersnaam {places.owner} en het wachtwoord van de toegang. De code bevat er geen.",
            "Zet de agenda's Rooster en Afwezig aan.",
        ),
        code=places.for_android,
    )
    yield ProgramHelp(
        name="Thunderbird",
        shows=f"{EVERYTHING} Ook de agenda Afwezig, waarin u afwezigheid opgeeft.",
        delay="30 minuten, of wat u bij de agenda instelt (vanaf 1 minuut)",
        steps=(
            "Maak hieronder toegang voor 'Thunderbird'.",
            "Kies Agenda, Nieuwe agenda, Op het netwerk.",
            f"Gebruikersnaam {places.owner}, locatie {places.dav}",
            "Geef het wachtwoord van de toegang en kies beide agenda's.",
        ),
    )


def _from_the_cloud(*, addresses: bool) -> Iterator[ProgramHelp]:
    """Give the programs whose makers fetch a calendar themselves, without a password."""
    closed = (
        "Dit kan hier niet: de maker van dit programma haalt de agenda zelf op en kan geen wachtwoord sturen.",
        "Gebruik een van de programma's hierboven.",
    )
    for name, delay, where in (
        ("Outlook (nieuw, op het web en mobiel)", "3 tot 24 uur", "Agenda toevoegen, Abonneren via internet"),
        ("Google Agenda", "4 tot 24 uur", "Andere agenda's, Toevoegen via URL"),
    ):
        steps = (
            "Maak hieronder een geheim adres. Wie het adres kent, ziet wanneer u bezet bent: geef het aan niemand.",
            f"Kies in het programma: {where}, en plak het adres.",
            "De maker van het programma bewaart een kopie, buiten de organisatie.",
        )
        yield ProgramHelp(
            name=name,
            shows=BUSY_ONLY if addresses else "Niets.",
            delay=delay if addresses else "Niet van toepassing",
            steps=steps if addresses else closed,
        )
